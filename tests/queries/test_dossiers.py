"""The page of a dossier takes at most ten queries in every state, whatever happened to it, for everybody who reads it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import add_audit_note
from programmes.grants.actions.clock import start_step
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    ChecklistItem,
    CheckResult,
    Completion,
    DeadlineExtension,
)
from programmes.plan.models import Step
from tests.factories import time_limits
from tests.programmes.grants.cases import (
    Case,
    contracted_case,
    granted_case,
    make_case,
    open_review,
    proposed_case,
    sent_review,
)
from tests.thorough import sample

pytestmark = pytest.mark.django_db
MOST_QUERIES = 10
S = ApplicationStatus
BEFORE_THE_DECISION = {S.SUBMITTED, S.CHECKING, S.CONFIRMING, S.RETURNED, S.EVALUATING, S.PROPOSED}  # a clock runs
WITH_CONTRACT = {S.CONTRACTED, S.IN_PROGRESS, S.ACCEPTED, S.CLOSED, S.STOPPED}


def case_in(status: str) -> Case:
    if status in WITH_CONTRACT:
        return contracted_case(status)
    if status == S.APPROVED:
        return granted_case()
    if status == S.PROPOSED:
        return proposed_case()
    case = make_case(status)
    if status not in {S.DRAFT, S.SUBMITTED, S.CHECKING, S.CONFIRMING}:
        sent_review(case.application, case.evaluators[0])
        open_review(case.application, case.evaluators[1])
    return case


def eventful_case(status: str) -> Case:
    """A dossier in this state with a row of every kind that its page shows."""
    time_limits()
    case = case_in(status)
    application, now = case.application, timezone.now()
    if application.submitted_at is not None:
        Application.objects.filter(pk=application.pk).update(in_charge=case.people[Role.OFFICER])
    if status in BEFORE_THE_DECISION:
        start_step(application, Step.COMPLETION if status == S.RETURNED else Step.COMPLETENESS)
    add_audit_note(application, "give_charge", by=case.people[Role.MANAGER], reason="Đổi người.")
    call, manager = application.call, case.people[Role.MANAGER]
    DeadlineExtension.objects.create(
        call=call, startup=application.startup, until=now + timedelta(days=1), reason="Mất điện.", granted_by=manager
    )
    if status == S.RETURNED:
        ChecklistItem.objects.create(
            application=application,
            item="problem",
            result=CheckResult.WRONG,
            reason="Thiếu.",
            checked_by=case.people[Role.OFFICER],
            checked_at=now,
        )
        Completion.objects.create(application=application, version=1, answers={"title": "Mới"}, plan=[], costs=[])
    return case


def readers_of(case: Case) -> dict[str, User]:
    return {**case.people, "owner": case.owner, "evaluator": case.evaluators[0]}


@pytest.mark.parametrize("status", sample(S.values, at_most=5))
def test_dossier_takes_at_most_ten_queries_for_every_reader(client, status):
    case = eventful_case(status)
    counted = {}

    for name, reader in readers_of(case).items():
        client.force_login(reader)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(reverse("grants:application_detail", args=[case.application.pk]))
        if response.status_code == 200:
            counted[name] = len(captured)

    assert {"owner"} | ({Role.OFFICER} if case.application.submitted_at else set()) <= set(counted)
    assert {name: n for name, n in counted.items() if n > MOST_QUERIES} == {}
