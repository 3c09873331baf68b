"""The words of a notification: the subject of its mail, filled with the facts that the notification stores."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import engines
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import get_language, gettext

from ecosystem.notices.kinds import KINDS

SUBJECT = re.compile(r"{% blocktranslate trimmed with (?P<facts>.+?) %}(?P<words>.+?){% endblocktranslate %}")


def notification_text(kind: str, facts: Mapping[str, Any]) -> str:
    """The subject of the kind with these facts, in the active language."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    said = {name: value.get(language, "") if isinstance(value, dict) else value for name, value in facts.items()}
    return gettext(_subject(kind)[0]) % said


@lru_cache(maxsize=64)
def _subject(kind: str) -> tuple[str, dict[str, Any]]:
    """The msgid of the subject, and of each fact in it the template that reads it from the mail's context."""
    source = get_template(KINDS[kind].template).template.source  # type: ignore[attr-defined]
    found = SUBJECT.search(source.partition("\n")[0])
    if found is None:
        raise ValueError(f"{KINDS[kind].template} has no subject in its first line.")
    facts = {
        name: engines["django"].from_string(f"{{% autoescape off %}}{{{{ {path} }}}}{{% endautoescape %}}")
        for name, _equals, path in (part.partition("=") for part in found["facts"].split(" "))
    }
    return re.sub(r"{{ (\w+) }}", r"%(\1)s", found["words"]), facts


def notification_facts(kind: str, context: Mapping[str, Any]) -> dict[str, Any]:
    """Each fact as text; where the languages differ, in each of them."""
    facts: dict[str, Any] = {}
    for name, reader in _subject(kind)[1].items():
        said = {}
        for language, _label in settings.LANGUAGES:
            with translation.override(language):
                said[language] = reader.render(dict(context))
        facts[name] = said if len(set(said.values())) > 1 else said[settings.LANGUAGE_CODE]
    return facts
