"""Notices of a page about restored or refused text."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ecosystem.core.web.typed_text.binding import restored_text
from ecosystem.core.web.typed_text.restored import LANGUAGE
from ecosystem.core.web.typed_text.storage import prose_values


def restored_text_notice(request: HttpRequest) -> dict[str, Any] | None:
    """The notice about restored text: a sentence with the files to choose again, and the texts that no form shows."""
    restored = restored_text(request)
    if restored is None or not restored.needs_notice():
        return None
    files = restored.file_names()
    texts = [] if restored.is_used else list(prose_values(restored))
    if restored.reason == LANGUAGE and restored.is_used:
        text = _("The language is changed. What you typed is in the form again; it is not saved yet.")
    elif restored.is_used:
        text = _("Not sent yet: what you typed is in the form again. Check it and send it.")
    elif texts:
        text = _("Not sent yet. What you typed stands here, to be copied.")
    elif restored.reason == LANGUAGE:
        return None
    else:
        text = _("Not sent yet: press the button again.")
    if files:
        text += " " + _("Choose these files again: %(files)s.") % {"files": ", ".join(files)}
    return {"text": text, "texts": texts}


def refused_texts(request: HttpRequest) -> list[str]:
    """The prose of a posted form that is refused for good, for the page that reports it."""
    return list(prose_values(request.POST)) if request.method == "POST" else []
