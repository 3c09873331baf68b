"""One changed fact of a record with its old and new value, as histories show it."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from ecosystem.core.ui.figures import NO_DATA, vnd

MAX_LENGTH = 160  # characters of a value; longer texts are cut


def change_text(field: "models.Field[Any, Any]", old: Any, new: Any) -> str:
    """The change in words: "Address: 1 Lê Lợi → 2 Lê Lợi". Of a relation, `old` and `new` are the records."""
    values = {"fact": field.verbose_name, "old": _display_value(field, old), "new": _display_value(field, new)}
    return _("%(fact)s: %(old)s → %(new)s") % values


def _display_value(field: "models.Field[Any, Any]", value: Any) -> str:
    if value is None or value in ("", []):
        return NO_DATA
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(field, models.BigIntegerField):
        return vnd(value)
    if isinstance(value, list):
        text = ", ".join(map(str, value))
    else:
        text = str(dict(field.flatchoices).get(value, value)) if field.choices else str(value)
    return f"{text[:MAX_LENGTH]}…" if len(text) > MAX_LENGTH else text
