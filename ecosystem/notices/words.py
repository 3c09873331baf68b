"""The words of a notification: the subject of its mail, filled with the facts that the notification stores."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from django.template import engines
from django.template.backends.django import Template
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import get_language, gettext, trim_whitespace

from ecosystem.notices.kinds import KINDS

SUBJECT = re.compile(
    r"{% blocktranslate trimmed with (?P<facts>.+?) %}(?P<words>.+?){% endblocktranslate %}", re.DOTALL
)


def notification_text(kind: str, facts: Mapping[str, Any]) -> str:
    """The subject of the kind with these facts, in the active language."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    values = {name: value.get(language, "") if isinstance(value, dict) else value for name, value in facts.items()}
    return gettext(_subject(kind)[0]) % values


@lru_cache(maxsize=64)
def _subject(kind: str) -> tuple[str, dict[str, Any]]:
    """The msgid of the subject, and of each fact in it the template that reads it from the mail's context."""
    source = cast(Template, get_template(KINDS[kind].template)).template.source
    match = SUBJECT.search(source.partition("\n\n")[0])
    if match is None:
        raise ValueError(f"{KINDS[kind].template} has no subject before its first empty line.")
    facts = {
        name: engines["django"].from_string(f"{{% autoescape off %}}{{{{ {path} }}}}{{% endautoescape %}}")
        for name, _equals, path in (part.partition("=") for part in match["facts"].split(" "))
    }
    return re.sub(r"{{ (\w+) }}", r"%(\1)s", trim_whitespace(match["words"])), facts


def notification_facts(kind: str, context: Mapping[str, Any]) -> dict[str, Any]:
    """Each fact as text; where the languages differ, in each of them."""
    facts: dict[str, Any] = {}
    for name, reader in _subject(kind)[1].items():
        texts = {}
        for language, _label in settings.LANGUAGES:
            with translation.override(language):
                texts[language] = reader.render(dict(context))
        facts[name] = texts if len(set(texts.values())) > 1 else texts[settings.LANGUAGE_CODE]
    return facts
