"""What everybody with a draft or dossier in a call is told, by the worker: amendments and the cancelling of the call."""

from collections.abc import Mapping, Sequence
from typing import Any

from ecosystem.accounts.recipients import recipients
from ecosystem.notices.broadcasts import broadcast, register_audience
from ecosystem.notices.notify import full_url, notify
from programmes.grants.actions.notify import notify_applicants, notify_people
from programmes.grants.models import FINAL_STATUSES, Amendment, Application, Call
from programmes.grants.recipients import officer_in_charge

AMENDED, CANCELLED = "call_amended", "call_cancelled"


def announce_amendments(call: Call, amendments: Sequence[Amendment]) -> None:
    """Tell the owners and editors of every startup with a draft or a dossier in the call that has not ended."""
    subjects = call.applications.exclude(status__in=FINAL_STATUSES).order_by("pk").values_list("pk", flat=True)
    broadcast(AMENDED, subjects=list(subjects), context={"amendments": [amendment.pk for amendment in amendments]})


def announce_cancellation(applications: Sequence[int], reason: str) -> None:
    """Tell owners and editors of these drafts and dossiers, and officers and evaluators who would go on with them."""
    broadcast(CANCELLED, subjects=applications, context={"reason": reason.strip()})


def notify_of_amendments(subjects: Sequence[int], context: Mapping[str, Any]) -> None:
    """The part of `announce_amendments` that the worker does."""
    amendments = list(Amendment.objects.filter(pk__in=context["amendments"]).select_related("call").order_by("pk"))
    for application in _applications(subjects):
        words = {"call": amendments[0].call, "amendments": amendments}
        notify_applicants(application, "call_amended", event=amendments[-1].pk, **words)


def notify_of_cancellation(subjects: Sequence[int], context: Mapping[str, Any]) -> None:
    """The part of `announce_cancellation` that the worker does."""
    for application in _applications(subjects):
        notify_applicants(application, "call_cancelled", event="call-cancelled", reason=context["reason"])
        officer = officer_in_charge(application)
        notify_people(
            [officer] if officer else [],
            application,
            "charge_cancelled",
            event="call-cancelled",
            reason=context["reason"],
        )
        open_reviews = application.reviews.open_of_active_evaluators().select_related("evaluator")
        for person in recipients(users=[review.evaluator for review in open_reviews]):
            words = {"application": application, "address": full_url("grants:review_list")}
            notify(person, "review_withdrawn", event=f"call-cancelled-{application.pk}", context=words)


def _applications(keys: Sequence[int]) -> list[Application]:
    return list(Application.objects.filter(pk__in=keys).select_related("startup", "call", "in_charge").order_by("pk"))


register_audience(AMENDED, notify_of_amendments)
register_audience(CANCELLED, notify_of_cancellation)
