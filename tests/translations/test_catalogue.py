"""The Vietnamese catalogues: nothing missing, empty, fuzzy or broken, and one word for one thing (docs/glossary.md)."""

import os
import re
import shutil
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation

from ecosystem.core import catalogue

ROOT: Path = settings.BASE_DIR
OURS = ROOT / catalogue.CATALOGUE
PACKAGES = ROOT / catalogue.PACKAGES
ENGLISH = ROOT / "locale/packages/en/LC_MESSAGES/django.po"


@cache
def entries(path: Path = OURS) -> tuple[polib.POEntry, ...]:
    return tuple(polib.pofile(str(path)))


def vietnamese(entry: polib.POEntry) -> str:
    return str(entry.msgstr or entry.msgstr_plural.get(0, ""))


def test_catalogue_has_every_text_of_the_source_and_no_other() -> None:
    if shutil.which("xgettext") is None:
        assert os.environ.get("PORTAL_REQUIRE_GETTEXT") != "1", "xgettext is required here: install gettext"
        pytest.skip("xgettext is not installed (Debian: gettext), so the source cannot be read")

    assert catalogue.find_errors(ROOT) == [], (
        "run manage.py collect_messages, then translate what it names in locale/vi"
    )


@pytest.mark.parametrize("path", [OURS, PACKAGES], ids=["ours", "packages"])
def test_every_entry_is_translated_and_certain(path: Path) -> None:
    faulty = [entry.msgid for entry in entries(path) if entry.obsolete or entry.fuzzy or not vietnamese(entry).strip()]

    assert faulty == []


@pytest.mark.parametrize("path", [OURS, PACKAGES], ids=["ours", "packages"])
def test_vietnamese_has_one_plural_form(path: Path) -> None:
    metadata = polib.pofile(str(path)).metadata

    assert metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert [e.msgid for e in entries(path) if e.msgid_plural and sorted(e.msgstr_plural) != [0]] == []


def placeholders(text: str) -> set[str]:
    """What must stand in the translation as in the text: values, signs of percent, tags and line breaks at the ends."""
    found = set(re.findall(r"%\(\w+\)[sd]|%%|%[sd]|\{\w*\}|</?\w+[^>]*>", text))
    return found | ({"^"} if text.startswith("\n") else set()) | ({"$"} if text.endswith("\n") else set())


@pytest.mark.parametrize("path", [OURS, PACKAGES, ENGLISH], ids=["ours", "packages", "english"])
def test_translation_keeps_the_placeholders_and_tags(path: Path) -> None:
    wrong = [
        entry.msgid
        for entry in entries(path)
        if placeholders(vietnamese(entry))
        not in (placeholders(entry.msgid), placeholders(entry.msgid_plural or entry.msgid))
    ]

    assert wrong == []


def test_missing_placeholder_is_detected() -> None:
    assert placeholders("%(n)s of {m} is 5 %% <b>now</b>") == {"%%", "%(n)s", "</b>", "<b>", "{m}"}
    assert placeholders("%(n)s trên {m}") != placeholders("%(n)s of %(m)s")


def test_english_of_packages_is_in_the_portals_way() -> None:
    """Sentence case; only texts that the packages have, and none that says the same."""
    theirs = {(e.msgctxt, e.msgid) for e in entries(PACKAGES)}
    wrong = [
        e.msgid
        for e in entries(ENGLISH)
        if (e.msgctxt, e.msgid) not in theirs
        or e.msgid == e.msgstr
        or re.fullmatch(r"[A-Z]\S+( [A-Z][a-z]+)+\??", e.msgstr)
    ]

    assert wrong == []
    assert len(entries(ENGLISH)) > 50


def test_email_is_one_word() -> None:
    """With its hyphen it broke in narrow columns."""
    texts = [
        text for path in (OURS, ENGLISH) for e in entries(path) for text in (e.msgid, e.msgid_plural, vietnamese(e))
    ]

    assert [text for text in texts if re.search("e.mail", text, re.I)] == []


def test_translation_keeps_the_end_of_the_sentence() -> None:
    """A label stays a label, a sentence a sentence, and a line that introduces something ends in its colon."""
    ends = (".", ":", "?", "…")

    def end(text: str) -> str:
        return text.rstrip("”\"’')")[-1:] if text.rstrip("”\"’')").endswith(ends) else ""

    differing = [e.msgid for e in entries() if end(e.msgid) != end(vietnamese(e))]

    assert differing == []


def test_translation_keeps_the_case_of_the_first_letter() -> None:
    """Labels inside a sentence are small in both languages; headings begin with a capital in both."""
    differing = [
        e.msgid
        for e in entries()
        if e.msgid[:1].isalpha()
        and vietnamese(e)[:1].isalpha()
        and e.msgid[:1].isupper() != vietnamese(e)[:1].isupper()
        and vietnamese(e)[:2] not in {"Sở", "Cổ"}  # names of the department and of the portal
    ]

    assert differing == []


def test_mails_address_the_reader_in_one_way() -> None:
    """Mails are letters of the department: Ông/Bà; the pages of the portal say bạn."""
    mail_only = [
        e
        for e in entries()
        if {name.startswith("templates/") and "/mail/" in name for name, _ in e.occurrences} == {True}
    ]

    assert len(mail_only) > 20
    assert [e.msgid for e in mail_only if re.search(r"\b[Bb]ạn\b", vietnamese(e))] == []
    assert [
        e.msgid for e in entries() if e not in mail_only and "Ông/Bà" in vietnamese(e) and e.msgid != "Hello,"
    ] == []


# --- Packages ----------------------------------------------------------------------------------------------------

# A package that has no Vietnamese of its own, and which of its texts can be seen here.
VISIBLE_SOURCES = {
    "allauth": ("account/", "mfa/", "usersessions/", "templates/account/", "templates/mfa/", "templates/usersessions/"),
    "django_filters": ("",),
}


def package_texts(package: str) -> Iterator[str]:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent
    for entry in polib.pofile(str(folder / "locale/de/LC_MESSAGES/django.po")):
        places = [name for name, _ in entry.occurrences]
        if not entry.obsolete and any(place.startswith(VISIBLE_SOURCES[package]) for place in places):
            yield entry.msgid


@pytest.mark.parametrize("package", VISIBLE_SOURCES)
def test_every_visible_text_of_a_package_is_vietnamese(package: str) -> None:
    texts = set(package_texts(package))
    ours = {e.msgid for path in (OURS, PACKAGES) for e in entries(path)}

    assert len(texts) > 30
    assert sorted(texts - ours) == []


def test_every_form_error_of_django_is_vietnamese() -> None:
    """Django's own catalogue is older than Django: what it lacks of forms, models and validators stands in ours."""
    import django

    folder = Path(django.__file__).parent / "conf/locale"
    ours = {(e.msgctxt, e.msgid) for path in (OURS, PACKAGES) for e in entries(path)}
    theirs = {
        (e.msgctxt, e.msgid)
        for e in polib.pofile(str(folder / "vi/LC_MESSAGES/django.po"))
        if e.translated() and not e.fuzzy and not e.obsolete
    }
    seen = ("forms/", "core/validators", "core/paginator", "utils/timesince", "utils/text")
    wanted = {
        (e.msgctxt, e.msgid)
        for e in polib.pofile(str(folder / "en/LC_MESSAGES/django.po"))
        if any(name.startswith(seen) for name, _ in e.occurrences)
    }

    assert len(wanted) > 50
    assert sorted(wanted - ours - theirs, key=str) == []


# --- In use ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [PACKAGES, OURS], ids=["packages", "ours"])
def test_compiled_catalogue_answers_with_the_translation(path: Path) -> None:
    """Ours counts before the packages', and both before Django's; a page would show exactly this."""
    first = {(e.msgctxt, e.msgid): vietnamese(e) for e in entries(OURS)}
    with translation.override("vi"):
        wrong = [
            (entry.msgid, answer)
            for entry in entries(path)
            if (answer := translated_text(entry)) != first.get((entry.msgctxt, entry.msgid), vietnamese(entry))
        ]

    assert wrong == []


def translated_text(entry: polib.POEntry) -> str:
    if entry.msgid_plural and entry.msgctxt:
        return translation.npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, 2)
    if entry.msgid_plural:
        return translation.ngettext(entry.msgid, entry.msgid_plural, 2)
    return translation.pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else translation.gettext(entry.msgid)


def test_english_is_english() -> None:
    """The default language is Vietnamese; English must not fall back to it. Its plurals are its own."""
    with translation.override("en"):
        assert [e.msgid for e in entries() if not e.msgid_plural and translated_text(e) != e.msgid] == []
        assert [e.msgid for e in entries() if e.msgid_plural and translated_text(e) != e.msgid_plural] == []
        assert [
            e.msgid for e in entries() if e.msgid_plural and translation.ngettext(e.msgid, e.msgid_plural, 1) != e.msgid
        ] == []


# --- Glossary ----------------------------------------------------------------------------------------------------


def glossary() -> list[tuple[list[str], str, list[str]]]:
    """(English terms, Vietnamese term, words not to be used) of each row of docs/glossary.md."""
    rows = re.findall(
        r"^\| (?!English|-)(.+?) \| (.+?) \|(.*?)\|$", (ROOT / "docs/glossary.md").read_text("utf-8"), re.M
    )
    return [
        (
            [re.sub(r" \(.*", "", term) for term in english.split(", ")],
            re.sub(r" \(.*", "", vietnamese),
            [word.strip() for word in unwanted.split(",") if word.strip()],
        )
        for english, vietnamese, unwanted in rows
    ]


def test_glossary_names_the_terms_of_the_programme() -> None:
    assert len(glossary()) >= 50


def test_a_term_alone_is_translated_as_in_the_glossary() -> None:
    words = {e.msgid.casefold(): vietnamese(e) for e in entries()}
    differing = {
        term: words[term.casefold()]
        for english, term_in_vietnamese, _ in glossary()
        for term in english
        if term.casefold() in words and not words[term.casefold()].casefold().startswith(term_in_vietnamese.casefold())
    }

    assert differing == {}


def test_no_word_is_used_that_the_glossary_rejects() -> None:
    rejected = [word for _, _, unwanted in glossary() for word in unwanted]
    used = [(word, e.msgid) for word in rejected for e in entries() if word.casefold() in vietnamese(e).casefold()]

    assert len(rejected) >= 10
    assert used == []
