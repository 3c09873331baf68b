"""Parts of the pages of steps: the dossier of the address, its page, and the confirmation of a move."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from ecosystem.accounts.http import UserRequest
from ecosystem.core.steps import (
    Confirmation,
)
from ecosystem.core.workflow import Transition
from programmes.grants.models import Application
from programmes.grants.views.crumbs import application_page_crumbs


def visible_application(request: UserRequest, pk: int) -> Application:
    """The dossier with its call and startup. Raises Http404 for one that the user may not see."""
    visible = Application.objects.visible_to(request.user).select_related("call__policy", "call__unit", "startup")
    return get_object_or_404(visible, pk=pk)


def detail_url(application: Application) -> str:
    """The address of the page of the dossier."""
    return reverse("grants:application_detail", args=[application.pk])


def move_confirmation(application: Application, move: Transition, title: str, **more: Any) -> Confirmation:
    """The confirmation of a move of an application or one of its records."""
    values = {
        "title": title,
        "crumbs": application_page_crumbs(application, title),
        "confirm_label": title,
        "consequences": [move.confirm],
        "cancel_url": detail_url(application),
        "tone": "danger" if move.tone == "red" else "primary",
    }
    return Confirmation(**{**values, **more})
