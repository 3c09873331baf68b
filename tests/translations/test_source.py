"""The source speaks English, and every word of it that people see can be translated."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from tests.sources import tree_of

ROOT: Path = settings.BASE_DIR
TRANSLATORS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
}
VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯàáãèéìíòóõùúýĩũÀÁÃÈÉÌÍÒÓÕÙÚÝĨŨ\u1ea0-\u1ef9]")
# Units of money, how a Vietnamese writes amounts, the name of the language, the letters đ and Đ on their own.
UNITS = re.compile(
    r"đồng|Đồng|triệu|tỷ|tỉ|nghìn|ngàn|vnđ|\d+ triệu rưỡi|/QĐ-|/NĐ-CP|Tiếng Việt|Cổng khởi nghiệp|\b[đĐ]\b"
)

# Official documents are Vietnamese whatever the reader's language; demonstration and reference data are data.
IN_VIETNAMESE = (
    "ecosystem/documents/",
    "programmes/grants/contract_papers.py",
    "programmes/grants/documents.py",
    "programmes/plan/citations.py",
    "programmes/plan/demo.py",
    "programmes/plan/models/legal_document.py",
    "ecosystem/reports/rendering/",
    "ecosystem/reports/snapshots.py",
    "ecosystem/reports/attached_lists.py",
    "ecosystem/reports/demo.py",
    "ecosystem/accounts/demo.py",
    "ecosystem/people/demo.py",
    "ecosystem/public/sample_list.py",
    "ecosystem/public/views/gallery.py",
    "programmes/grants/demo/",
    "programmes/feedback/demo.py",
    "programmes/communication/demo.py",
    "programmes/grants/actions/submission.py",
    "programmes/grants/actions/letter.py",
    "ecosystem/reference/code_lists.py",
    "templates/500.html",
    "templates/503.html",
    "templates/503_downloads.html",  # static pages in both languages, shown when nothing else works
)


def sources(suffix: str) -> list[Path]:
    folders = ("ecosystem", "programmes", "startups", "templates")
    found = [path for folder in folders for path in (ROOT / folder).rglob(f"*{suffix}")]
    return sorted(path for path in found if "migrations" not in path.parts and "typst" not in path.parts)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def python() -> dict[str, ast.Module]:
    """The syntax trees by the names of their files."""
    return {name_of(path): tree_of(path) for path in sources(".py")}


TEMPLATES = {name_of(path): path.read_text("utf-8") for suffix in (".html", ".txt") for path in sources(suffix)}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            yield function.id if isinstance(function, ast.Name) else getattr(function, "attr", ""), node


# --- Python ------------------------------------------------------------------------------------------------------


def not_literal(tree: ast.AST) -> list[int]:
    """Lines that translate something other than a plain text: xgettext cannot read it, so nobody can translate it."""
    return [
        node.lineno
        for name, node in calls(tree)
        if name in TRANSLATORS
        and not all(
            isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            for argument in node.args[: 2 if "n" in name.removesuffix("_lazy")[:2] or "p" in name[:2] else 1]
        )
    ]


def test_only_plain_texts_are_translated() -> None:
    found = {name: lines for name, tree in python().items() if (lines := not_literal(tree))}

    # what these translate was marked where it is written: the first line of a mail, of which a notification is made
    assert set(found) == {"ecosystem/notices/words.py"}


def test_functions_that_translate_keep_the_names_that_xgettext_knows() -> None:
    """`_` or the full name: under another name the texts are in no catalogue, and stay English."""
    renamed = [
        (name, alias.asname)
        for name, tree in python().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname not in (None, "_")
    ]

    assert renamed == []


@pytest.mark.parametrize(
    "code", ['_(f"a {b}")', '_("a %s" % b)', '_("a {}".format(b))', '_("a" + b)', "ngettext(f'{n}', 'b', n)"]
)
def test_computed_text_is_detected(code: str) -> None:
    assert not_literal(ast.parse(code)) == [1]


# Where a text given to a call or a keyword reaches the reader.
DISPLAY_FUNCTIONS = {"add_error", "ValidationError", "TransitionRefused", "RoleRefused", "register_navigation_item"}
DISPLAY_ARGUMENTS = {
    "label",
    "help_text",
    "verbose_name",
    "verbose_name_plural",
    "title",
    "lead",
    "text",
    "empty_label",
    "confirmation",
}
PROSE = re.compile(r"[A-Za-z]{2,}.*\s.*[A-Za-z]{2,}")


def untranslated_strings(tree: ast.AST) -> list[tuple[int, str]]:
    """Texts of two words or more that reach the reader and pass by gettext."""
    found = []
    for name, node in calls(tree):
        shown = [keyword.value for keyword in node.keywords if keyword.arg in DISPLAY_ARGUMENTS]
        of_messages = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "messages"
        if name in DISPLAY_FUNCTIONS or of_messages:
            shown += node.args
        for argument in shown:
            texts = [argument, *argument.values] if isinstance(argument, ast.JoinedStr) else [argument]
            found += [
                (text.lineno, text.value)
                for text in texts
                if isinstance(text, ast.Constant) and isinstance(text.value, str) and PROSE.search(text.value)
            ]
    return found


def test_what_people_read_goes_through_gettext() -> None:
    found = {
        name: texts
        for name, tree in python().items()
        if not name.startswith((*IN_VIETNAMESE, "ecosystem/launcher/"))
        and not name.endswith("loading.py")  # what the command that loads reference data says to the operator
        and "/management/" not in name
        and (texts := untranslated_strings(tree))
    }

    assert found == {}


def test_untranslated_message_is_detected() -> None:
    assert untranslated_strings(ast.parse('messages.success(request, "It is done.")')) == [(1, "It is done.")]
    assert untranslated_strings(ast.parse('messages.success(request, _("It is done."))')) == []


def docstrings(tree: ast.AST) -> set[int]:
    """Ids of the constants that are docstrings: for the programmer, not for the reader."""
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }


def test_python_holds_no_vietnamese_words() -> None:
    found = []
    for name, tree in python().items():
        if name.startswith(IN_VIETNAMESE):
            continue
        skipped = docstrings(tree)
        found += [
            (name, node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
            and not node.value.startswith("CREATE ")
            and VIETNAMESE.search(UNITS.sub("", node.value))
            and len(node.value) > 1
        ]

    assert found == []


# --- Templates ---------------------------------------------------------------------------------------------------


def test_blocktranslate_is_always_trimmed() -> None:
    found = [
        (name, tag)
        for name, text in TEMPLATES.items()
        for tag in re.findall(r"{%-?\s*blocktrans(?:late)?\b[^%]*%}", text)
        if "trimmed" not in tag.split()
    ]

    assert found == []


def test_templates_hold_no_vietnamese_words() -> None:
    found = [
        (name, line.strip()[:80])
        for name, text in TEMPLATES.items()
        if not name.startswith((*IN_VIETNAMESE, "templates/public/gallery.html"))
        for line in re.sub(r"{% comment %}.*?{% endcomment %}", "", text, flags=re.S).splitlines()
        if VIETNAMESE.search(UNITS.sub("", line))
    ]

    assert found == []


BLOCKS = re.compile(
    r"{%\s*(comment|blocktrans(?:late)?)\b.*?{%\s*end\1\s*%}|{% block body_class %}.*?{% endblock %}"
    r"|<(script|style|svg)\b.*?</\2>|<!--.*?-->",
    re.S,
)
VISIBLE_ATTRIBUTES = re.compile(
    r"""(?<!name="robots" )\b(?:aria-label|title|alt|placeholder|data-label)=(["'])(.*?)\1""", re.S
)
# Names and marks that are the same in both languages.
SAME = re.compile(
    r"\b(SHA-256|PDF|Word|Excel|CSV|JSON|XLSX|DOCX|RSS|Atom|Ctrl|UTF-8|QR|IP|API|English|VI|EN|vi|en|MB|Home page|Tiếng Việt"
    r"|width|device|initial|scale|nbsp|middot|rarr|larr|times|ndash|mdash|amp|quot|lt|gt|laquo|raquo|hellip|lsaquo|rsaquo)\b"
    r"|\b[\w.]+\.gov\.vn\b|\?next="
)


def untranslated_texts(template: str) -> list[str]:
    """Words of a template that are written into the page as they are, outside every tag that translates."""
    text = BLOCKS.sub(" ", template)
    text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "\x00", text, flags=re.S)
    seen = [value for _, value in VISIBLE_ATTRIBUTES.findall(text)]
    seen += re.sub(r"<[^>]*>", "\n", text).split("\n")
    cleaned = [SAME.sub("", value.replace("\x00", " ")) for value in seen]
    return [value.strip() for value in cleaned if re.search(r"[^\W\d_]{2,}", value)]


def test_every_word_of_a_template_can_be_translated() -> None:
    found = {
        name: words
        for name, text in TEMPLATES.items()
        if not name.startswith(IN_VIETNAMESE) and (words := untranslated_texts(text))
    }

    assert found == {}


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Read this</p>", ["Read this"]),
        ('<p>{% translate "Read this" %}</p>', []),
        ('<a aria-label="Close it" href="/x">{{ name }}</a>', ["Close it"]),
        ("{% blocktranslate trimmed %}Read {{ name }}{% endblocktranslate %}", []),
        ("<b>{{ n }} records</b>", ["records"]),
    ],
)
def test_untranslated_template_text_is_detected(template: str, words: list[str]) -> None:
    assert untranslated_texts(template) == words
