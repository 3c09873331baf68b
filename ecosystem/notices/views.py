"""The mails of a demonstration."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ecosystem.core.web.methods import read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.notices.models import DeliveryStatus, OutboxMessage


@login_not_required
@read_view
def mail_log(request: HttpRequest) -> HttpResponse:
    """Demonstration mode: the mails that would have been sent, to read here. Elsewhere there is no such page."""
    if not settings.DEMO:
        raise Http404
    page = keyset_page(request, OutboxMessage.objects.all(), ("-pk",), counts=True)
    return render(request, "notices/mail_log.html", {"page": page, "states": DeliveryStatus})
