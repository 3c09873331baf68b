"""Pages with the dossier on one half and the task on the other (templates/grants/_desk_dossier.html)."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpResponse

from ecosystem.accounts.http import UserRequest
from programmes.grants.models import Application
from programmes.grants.views.drafting import dossier_context
from programmes.grants.views.queues import QueuePlace

View = TypeVar("View", bound=Callable[..., HttpResponse])


def shows_files(view: View) -> View:
    """For a page that shows files in a frame; no other page of the portal may hold a frame."""
    return cast("View", csp_update({"frame-src": [SELF]})(cast("Any", view)))


def desk_context(request: UserRequest, application: Application, place: QueuePlace | None) -> dict[str, Any]:
    """Context of grants/_desk_dossier.html and grants/_queue_bar.html."""
    context = dossier_context(application, request.user)
    shown_file = next((file for file in context["files"] if file.is_viewable), None)
    return {**context, "on_desk": True, "place": place, "shown_file": shown_file}
