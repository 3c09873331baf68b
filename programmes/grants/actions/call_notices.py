"""What everybody with a draft or dossier in a call is told, by the worker: amendments and the cancelling of the call."""

from collections.abc import Mapping, Sequence
from typing import Any

from ecosystem.accounts.recipients import recipients
from ecosystem.notices.broadcasts import broadcast, register_audience
from ecosystem.notices.notify import Notice, full_url, notify_many
from programmes.grants.actions.notify import notices_to
from programmes.grants.models import FINAL_STATUSES, Amendment, Application, Call
from programmes.grants.recipients import applicants_of, officer_in_charge, open_evaluators_of, people_of

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
    applications = _applications(subjects)
    people = people_of(applications)
    words = {"call": amendments[0].call, "amendments": amendments}
    notify_many(
        notice
        for application in applications
        for notice in notices_to(
            applicants_of(application, people), application, "call_amended", event=amendments[-1].pk, **words
        )
    )


def notify_of_cancellation(subjects: Sequence[int], context: Mapping[str, Any]) -> None:
    """The part of `announce_cancellation` that the worker does."""
    applications = _applications(subjects)
    people, evaluators = people_of(applications), open_evaluators_of(applications)
    event, reason = "call-cancelled", context["reason"]
    notices: list[Notice] = []
    for application in applications:
        officer = officer_in_charge(application, people)
        notices += notices_to(
            applicants_of(application, people), application, "call_cancelled", event=event, reason=reason
        )
        notices += notices_to([officer] if officer else [], application, "charge_cancelled", event=event, reason=reason)
        words = {"application": application, "address": full_url("grants:review_list")}
        notices += [
            Notice(person, "review_withdrawn", f"call-cancelled-{application.pk}", words)
            for person in recipients(users=evaluators[application.pk])
        ]
    notify_many(notices)


def _applications(keys: Sequence[int]) -> list[Application]:
    return list(Application.objects.filter(pk__in=keys).select_related("startup", "call", "in_charge").order_by("pk"))


register_audience(AMENDED, notify_of_amendments)
register_audience(CANCELLED, notify_of_cancellation)
