"""The demonstration data keep every rule that the real actions and the database's own triggers keep.

The triggers rest while the data are written, so each of their rules is looked at here.
"""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db.models import Avg, Case, Count, F, Max, Q, Sum, When
from django.utils import timezone
from stdnum.vn import mst

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.measures import find_differences
from ecosystem.core.models import AuditEntry, NumberSeries
from ecosystem.core.workflow import SYSTEM
from ecosystem.reference.workdays import add_days
from programmes.grants.actions.submission import content_digest, dossier_content
from programmes.grants.completeness import find_gaps
from programmes.grants.dossier import read_dossier
from programmes.grants.models import (
    FINAL_STATUSES,
    GRANTED_STATUSES,
    HOLDER_BY_STATUS,
    RESULT_ACCEPTED_STATUSES,
    Application,
    ApplicationStatus,
    Award,
    AwardStatus,
    Call,
    Contract,
    Disbursement,
    Holder,
    Recommendation,
    Reversal,
    ReversalKind,
    ReversalStatus,
    Review,
    ReviewStatus,
    Score,
    StepClock,
    Submission,
    Tranche,
    TrancheStatus,
)
from programmes.plan.models import BudgetLine, PlannedAmount, Step
from startups.models import Consent, ConsentPurpose, FundingRound, Membership, Publication, Startup, StartupKind
from tests.demo.seeded.conftest import APPLICATIONS, STARTUPS, TODAY

# What triggers copy to awards and payments for the figures, and the path to where it stands.
COPIED_TO_AWARDS = {
    "startup_id": "application__startup_id",
    "stage_id": "application__call__stage_id",
    "startup_is_public": Q(
        application__startup__status=Publication.PUBLIC, application__startup__archived_at__isnull=True
    ),
    "result_accepted": Q(application__status__in=RESULT_ACCEPTED_STATUSES),
}
COPIED_TO_PAYMENTS = {
    name: f"tranche__contract__award__{name}" for name in ("budget_line_id", "stage_id", "result_accepted")
}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal")]
S, T = ApplicationStatus, TrancheStatus
STEP_OF = {
    S.SUBMITTED: {Step.COMPLETENESS},
    S.CHECKING: {Step.COMPLETENESS},
    S.CONFIRMING: {Step.COMPLETENESS},
    S.RETURNED: {Step.COMPLETION},
    S.EVALUATING: {Step.EVALUATION, Step.EXPLANATION},
    S.PROPOSED: {Step.DECISION},
}
# Whose step causes a move that only the system makes; the system itself where a task runs by the calendar.
CAUSES = {
    "start_work": {Role.ACCOUNTANT},
    "reopen": {Role.ACCOUNTANT},
    "end_with_call": {Role.MANAGER},
    "lapse_offer": {SYSTEM},
}


def roles_of(user: User | None, startup: Startup) -> set[str]:
    if user is None:
        return {SYSTEM}
    if startup.memberships.filter(user=user).exists():
        return {Role.APPLICANT}
    return set(user.roles)


def test_seeded_data_has_the_requested_size():
    assert (Startup.objects.count(), Application.objects.count()) == (STARTUPS, APPLICATIONS)
    assert set(Application.objects.values_list("status", flat=True)) == set(S.values)


# --- Money ------------------------------------------------------------------------------------------


def test_budget_lines_equal_their_records_and_have_room():
    call_command("check_budget", stdout=StringIO())
    for line in BudgetLine.objects.all():
        reserved = Award.objects.reserved().filter(budget_line=line).aggregate(n=Sum("amount", default=0))["n"]
        assert line.remaining >= reserved, line.code
    for call in Call.objects.open_at(timezone.now()).select_related("budget_line", "policy"):
        assert call.budget_line.remaining >= 5 * call.policy.cap_total


def test_plan_of_every_line_is_a_verified_amount_and_one_amount_waits():
    for line in BudgetLine.objects.all():
        amount = line.amounts.verified().get()
        assert (line.planned, line.source) == (amount.amount, amount.source)
        assert amount.verified_by_id not in amount.authors
        assert amount.entered_at < amount.verified_at < timezone.now()
    waiting = PlannedAmount.objects.unverified().get()
    assert (waiting.status, waiting.line.is_demo) == ("proposed", True)
    assert waiting.amount > waiting.line.planned


def test_tranches_add_up_to_the_award_and_lie_within_the_contract():
    contracts = Contract.objects.annotate(
        sum=Sum("tranches__amount"), count=Count("tranches"), last=Max("tranches__due_on")
    )
    assert contracts.count() > 50
    wrong = contracts.exclude(sum=F("award__amount"), count=3, last__lte=F("ends_on"))
    assert list(wrong) == []


def test_payments_are_whole_after_acceptance_and_by_a_third_person():
    payments = Disbursement.objects.effective().select_related("tranche__contract__award")
    assert payments.count() > 100
    for payment in payments:
        tranche, award = payment.tranche, payment.tranche.contract.award
        assert payment.amount == tranche.amount
        assert tranche.status == TrancheStatus.PAID
        assert payment.paid_by_id not in {tranche.accepted_by_id, award.proposed_by_id, award.decided_by_id}
        assert timezone.localdate(tranche.accepted_at) <= payment.paid_on < TODAY
    assert Tranche.objects.filter(status=TrancheStatus.PAID).count() == payments.count()


def test_reversed_payments_have_an_entry_that_two_people_answer_for():
    entries = Disbursement.objects.filter(reverses__isnull=False).select_related("reverses", "reversal")
    assert {entry.reversal.kind for entry in entries} == {ReversalKind.WRONG_ENTRY, ReversalKind.MONEY_RETURNED}
    for entry in entries:
        reversal = entry.reversal
        assert reversal.status == ReversalStatus.CONFIRMED
        assert entry.amount == -reversal.amount
        assert entry.reverses.paid_on <= entry.paid_on <= TODAY
        assert reversal.requested_by_id not in {None, reversal.decided_by_id}
        if reversal.kind == ReversalKind.WRONG_ENTRY:
            again = entry.tranche.payments.effective().get()
            assert (again.amount, again.paid_on) == (entry.reverses.amount, entry.reverses.paid_on)
    undone = Disbursement.objects.filter(is_effective=False, reverses__isnull=True)
    assert set(undone) == {e.reverses for e in entries if e.reversal.kind == ReversalKind.WRONG_ENTRY}


def test_tranches_fit_the_state_of_their_dossier():
    states = defaultdict(set)
    for status, tranche in Tranche.objects.values_list("contract__award__application__status", "status"):
        states[status].add(tranche)

    assert set(states) == {S.CONTRACTED, S.IN_PROGRESS, S.ACCEPTED, S.CLOSED, S.STOPPED}
    assert TrancheStatus.PAID not in states[S.CONTRACTED]
    assert states[S.ACCEPTED] <= {T.ACCEPTED, T.PAID}
    assert states[S.CLOSED] == {T.PAID}
    assert states[S.STOPPED] == {T.PAID, T.CANCELLED}
    started = Application.objects.filter(status=S.IN_PROGRESS)
    assert not started.exclude(award__contract__tranches__status=T.PAID).exists()


def test_money_given_back_is_that_of_the_cancelled_tranches():
    for award in Award.objects.filter(application__status=S.STOPPED, contract__isnull=False):
        cancelled = award.contract.tranches.filter(status=TrancheStatus.CANCELLED).aggregate(n=Sum("amount"))["n"]
        assert award.cancelled == cancelled > 0
        assert award.end_reason
    for award in Award.objects.filter(cancelled__gt=0).exclude(application__status=S.STOPPED):
        returned = Reversal.objects.filter(
            payment__tranche__contract__award=award, kind=ReversalKind.MONEY_RETURNED, status=ReversalStatus.CONFIRMED
        )
        assert award.cancelled == returned.aggregate(n=Sum("amount"))["n"]


def test_days_of_a_contract_come_one_after_the_other():
    for contract in Contract.objects.select_related("award"):
        assert contract.signed_on >= timezone.localdate(contract.award.decided_at)
        for tranche in contract.tranches.filter(reported_at__isnull=False):
            assert timezone.localdate(tranche.reported_at) > contract.signed_on
            assert tranche.accepted_at is None or tranche.accepted_at > tranche.reported_at
            assert tranche.accepted_by_id != tranche.reported_by_id


# --- Evaluation and decision ------------------------------------------------------------------------


def test_sent_reviews_are_whole_and_their_total_is_right():
    weights = {call.pk: dict(call.criteria.values_list("pk", "weight")) for call in Call.objects.all()}
    sent = Review.objects.filter(status=ReviewStatus.SENT).select_related("application").prefetch_related("scores")
    assert sent.count() > 200
    for review in sent:
        marks = {score.criterion_id: score.value for score in review.scores.all()}
        expected = weights[review.application.call_id]
        assert set(marks) == set(expected)
        assert all(score.reason for score in review.scores.all())
        assert review.total == sum(weight * marks[pk] for pk, weight in expected.items()) / Decimal(10)
        assert review.created_at < review.declared_at < review.sent_at
    assert not Score.objects.exclude(review__status=ReviewStatus.SENT).exists()


def test_two_evaluators_have_a_seat_in_every_evaluated_dossier():
    evaluated = Application.objects.filter(reviews__isnull=False).distinct()
    seats = evaluated.annotate(
        seats=Count("reviews", filter=~Q(reviews__status__in=[ReviewStatus.RECUSED, ReviewStatus.WITHDRAWN])),
        sent=Count("reviews", filter=Q(reviews__status=ReviewStatus.SENT)),
    )
    assert not seats.exclude(seats=2).exists()
    assert not seats.exclude(status=S.EVALUATING).exclude(sent=2).exists()
    assert set(Application.objects.exclude(reviews__isnull=False).values_list("status", flat=True)) <= {
        S.DRAFT,
        S.SUBMITTED,
        S.CHECKING,
        S.CONFIRMING,
        S.RETURNED,
        S.WITHDRAWN,
        S.STOPPED,
    }


def test_grants_reach_the_pass_mark_and_do_not_exceed_the_requested_sum():
    awards = Award.objects.annotate(
        average=Avg("application__reviews__total", filter=Q(application__reviews__status=ReviewStatus.SENT))
    ).select_related("application__call__policy")
    for award in awards:
        if award.recommendation == Recommendation.GRANT:
            assert award.average >= award.application.call.pass_mark
            assert 0 < award.amount <= award.application.requested <= award.application.call.policy.cap_total
            assert award.recipient.manages_grants
        else:
            assert award.average < award.application.call.pass_mark


def test_awards_fit_the_state_of_their_dossier():
    states = defaultdict(set)
    for status, award in Award.objects.values_list("application__status", "status"):
        states[award].add(status)

    assert states[AwardStatus.APPROVED] == GRANTED_STATUSES | {S.STOPPED}
    assert states[AwardStatus.REJECTED] == {S.REJECTED}
    assert states[AwardStatus.PROPOSED] == {S.PROPOSED}
    decided = Award.objects.exclude(status=AwardStatus.PROPOSED)
    assert not decided.filter(Q(decided_at__lte=F("proposed_at")) | Q(decision_number="")).exists()
    assert (
        not Award.objects.filter(status=AwardStatus.REJECTED).filter(Q(end_reason="") | Q(decision_reason="")).exists()
    )
    assert decided.filter(letter__isnull=True).count() == 0


# --- The way of a dossier ---------------------------------------------------------------------------


def test_every_dossier_came_to_its_state_by_legal_moves_of_the_right_people():
    people = {user.pk: user for user in User.objects.all()}
    trails = defaultdict(list)
    for entry in AuditEntry.objects.moves().filter(model=Application._meta.label_lower).order_by("object_id", "pk"):
        trails[entry.object_id].append(entry)
    for application in Application.objects.select_related("startup"):
        state, trail = S.DRAFT, trails[application.pk]
        for entry in trail:
            move = Application.TRANSITIONS[entry.transition]
            assert entry.source == state
            assert state in move.sources
            by = roles_of(people.get(entry.by_id), application.startup)
            assert entry.as_system == (move.roles == {SYSTEM} or entry.by_id is None), entry
            assert by & (CAUSES[entry.transition] if entry.as_system else set(move.roles)), entry
            assert entry.reason or not move.needs_reason
            state = entry.target
        assert state == application.status
        assert all(before.created_at < after.created_at for before, after in pairwise(trail))


def test_submissions_lie_in_the_window_and_numbers_follow_them():
    sent = Application.objects.filter(number__isnull=False).select_related("call").order_by("submitted_at", "number")
    for application in sent:
        assert application.call.opens_at < application.submitted_at < application.call.closes_at
        assert application.created_at < application.submitted_at
    by_year = defaultdict(list)
    for number, moment in sent.values_list("number", "submitted_at"):
        by_year[timezone.localtime(moment).year].append(number)
    for year, numbers in by_year.items():
        assert numbers == [f"HS-{year}-{n:06d}" for n in range(1, len(numbers) + 1)]
        assert NumberSeries.objects.get(series="HS", year=year).last == len(numbers)


def test_live_dossiers_are_complete_and_may_be_where_they_are():
    live = Application.objects.exclude(status__in=[*FINAL_STATUSES, S.DRAFT]).select_related("call__policy", "startup")
    assert live.count() > 40
    for application in live:
        assert find_gaps(read_dossier(application), now=application.submitted_at) == []


def test_what_was_sent_is_frozen_word_for_word():
    assert (
        Submission.objects.values("application").distinct().count() == Application.objects.exclude(number=None).count()
    )
    for submission in Submission.objects.select_related("application__call", "application__startup")[:20]:
        assert submission.content == dossier_content(read_dossier(submission.application))
        assert submission.content_sha256 == content_digest(submission.content)
    twice = Submission.objects.filter(sequence=2).values_list("application", flat=True)
    resubmitted = AuditEntry.objects.filter(transition="resubmit").values_list("object_id", flat=True)
    assert set(twice) == set(resubmitted) != set()


def test_the_clock_on_the_desk_is_the_one_that_runs():
    running = {clock.application_id: clock for clock in StepClock.objects.filter(ended_on=None, paused_on=None)}
    for application in Application.objects.all():
        clock = running.pop(application.pk, None)
        if application.status not in STEP_OF:
            assert clock is None
            continue
        assert clock.step in STEP_OF[application.status]
        assert clock.due_on == application.due_on
        if clock.resumed_on is None:
            assert clock.due_on == add_days(clock.started_on, clock.amount, clock.unit)
        else:
            assert clock.due_on == add_days(clock.resumed_on, clock.days_left, clock.unit)
    assert running == {}


def test_the_desk_is_that_of_the_state():
    for application in Application.objects.exclude(status__in=[S.CONTRACTED, S.IN_PROGRESS]):
        both_sent = application.reviews.filter(status=ReviewStatus.SENT).count() == 2
        concluding = application.status == S.EVALUATING and both_sent
        assert application.holder == (Holder.DEPARTMENT if concluding else HOLDER_BY_STATUS[application.status])
    for application in Application.objects.filter(status__in=[S.CONTRACTED, S.IN_PROGRESS]):
        tranches = application.award.contract.tranches
        waiting = tranches.filter(status=TrancheStatus.REPORTED).exists()
        planned = tranches.filter(status=TrancheStatus.PLANNED).order_by("due_on").first()
        with_applicant = planned is not None and not waiting
        assert application.holder == (Holder.APPLICANT if with_applicant else Holder.DEPARTMENT)
        assert application.due_on == (planned.due_on if with_applicant else None)


def test_a_returned_dossier_names_its_gap():
    for application in Application.objects.filter(status=S.RETURNED):
        assert application.completion_request
        assert application.checklist.exclude(result="right").exclude(reason="").count() == 1
    checked = Application.objects.filter(reviews__isnull=False).distinct()
    assert not checked.filter(checklist__isnull=True).exists()
    assert not checked.filter(checklist__result__in=["missing", "wrong"]).exists()


def test_nothing_lies_in_the_future():
    now = timezone.now()
    moments = [
        (Application, "submitted_at"),
        (Application, "created_at"),
        (Award, "decided_at"),
        (Award, "proposed_at"),
        (Review, "sent_at"),
        (Review, "declared_at"),
        (Tranche, "reported_at"),
        (Tranche, "accepted_at"),
        (AuditEntry, "created_at"),
        (Startup, "verified_at"),
        (Startup, "publication_requested_at"),
        (Startup, "created_at"),
        (Consent, "given_at"),
        (FundingRound, "verified_at"),
    ]
    assert {f"{m.__name__}.{f}": m.objects.filter(**{f"{f}__gt": now}).count() for m, f in moments} == {
        f"{m.__name__}.{f}": 0 for m, f in moments
    }
    assert not FundingRound.objects.filter(closed_on__gt=TODAY).exists()
    assert not Application.objects.filter(submitted_at__lt=F("startup__created_at")).exists()


# --- Startups ---------------------------------------------------------------------------------------


def test_startups_have_valid_tax_codes_names_of_their_own_and_an_owner():
    codes = list(Startup.objects.filter(kind=StartupKind.ENTERPRISE).values_list("tax_code", flat=True))
    assert all(mst.is_valid(code) for code in codes)
    assert Startup.objects.values("core_name").distinct().count() == STARTUPS
    assert Membership.objects.filter(role="owner").values("startup").distinct().count() == STARTUPS
    assert not Startup.objects.filter(sectors__isnull=True).exists()
    young = Startup.objects.filter(founded_on__isnull=False)
    assert not young.filter(founded_on__gt=F("created_at__date")).exists()


def test_publication_is_what_the_moves_left_behind():
    by_state = defaultdict(int)
    for startup in Startup.objects.all():
        moves = list(AuditEntry.objects.about(startup).values_list("transition", "target"))
        assert startup.status == (moves[-1][1] if moves else Publication.PRIVATE)
        directory = startup.consents.filter(purpose=ConsentPurpose.PUBLIC_PROFILE)
        standing = directory.filter(withdrawn_at__isnull=True).count()
        asked = startup.status != Publication.PRIVATE
        assert standing == int(asked)
        assert (startup.publication_requested_at is not None) == bool(moves)
        assert (startup.verified_at is not None) == ("publish" in dict(moves))
        assert startup.recheck_since is None or startup.status == Publication.PUBLIC
        by_state[startup.status] += 1
    assert by_state[Publication.PUBLIC] > STARTUPS // 2


def test_copied_columns_repeat_their_records():
    of_startup = Q(startup_name=F("startup__name"), area=F("startup__area"), sector_ids=F("startup__sector_ids"))
    assert not Application.objects.exclude(of_startup).exists()
    for model, path in ((Award, "application"), (Tranche, "contract__award__application")):
        copied = ("call", "search_folded", "number_key", "startup_name")
        same = Q(**{name: F(f"{path}__{name}") for name in copied})
        assert model.objects.exists()
        assert not model.objects.exclude(same).exists()
    assert Review.objects.exists()
    of_dossier = Q(**{name: F(f"application__{name}") for name in ("search_folded", "number_key", "startup_name")})
    assert not Review.objects.exclude(of_dossier).exists()
    open_reviews = Review.objects.filter(application__status="evaluating", application__due_on__isnull=False)
    assert open_reviews.exists()
    assert not open_reviews.exclude(due_on=F("application__due_on")).exists()
    assert not Review.objects.exclude(pk__in=open_reviews).filter(due_on__isnull=False).exists()
    paid = dict(Disbursement.objects.effective().values_list("tranche", "paid_on"))
    assert dict(Tranche.objects.filter(paid_on__isnull=False).values_list("pk", "paid_on")) == paid != {}
    for startup in Startup.objects.prefetch_related("sectors"):
        assert startup.sector_ids == sorted(sector.pk for sector in startup.sectors.all())


def test_support_received_is_that_of_the_approved_grants():
    stages = defaultdict(set)
    approved = Award.objects.approved().values_list("application__startup", "application__call__stage__code")
    for startup, stage in approved:
        stages[startup].add(stage)
    assert {pk: set(codes) for pk, codes in Startup.objects.values_list("pk", "support_received") if codes} == stages


def test_an_enterprise_applies_within_five_years_of_its_registration():
    enterprises = Application.objects.filter(startup__kind=StartupKind.ENTERPRISE, submitted_at__isnull=False)
    too_old = enterprises.filter(submitted_at__date__gt=F("startup__founded_on") + timedelta(days=5 * 365 + 2))
    assert list(too_old) == []
    assert not enterprises.filter(submitted_at__date__lte=F("startup__founded_on")).exists()


def test_one_dossier_at_a_time_for_a_stage():
    ends = dict(
        AuditEntry.objects.filter(model=Application._meta.label_lower, target__in=FINAL_STATUSES).values_list(
            "object_id", "created_at"
        )
    )
    spans = defaultdict(list)
    for pk, startup, stage, sent in Application.objects.exclude(submitted_at=None).values_list(
        "pk", "startup", "call__stage", "submitted_at"
    ):
        spans[startup, stage].append((sent, ends.get(pk, timezone.now())))
    for dossiers in spans.values():
        assert all(before[1] < after[0] for before, after in pairwise(sorted(dossiers)))


def test_every_approved_grant_names_the_place_of_its_decision():
    approved = Award.objects.approved()

    assert approved.filter(area__isnull=False).exists()
    assert (
        not approved.exclude(area=F("application__startup__area"))
        .filter(application__startup__area__isnull=False)
        .exists()
    )
    once_approved = [AwardStatus.APPROVED, AwardStatus.LAPSED]
    assert not Award.objects.exclude(status__in=once_approved).filter(area__isnull=False).exists()


def test_stored_figures_are_those_of_the_records():
    assert find_differences() == []


@pytest.mark.parametrize(("model", "copies"), [(Award, COPIED_TO_AWARDS), (Disbursement, COPIED_TO_PAYMENTS)])
def test_what_figures_group_by_is_copied(model, copies):
    for column, source in copies.items():
        value = source if isinstance(source, str) else Case(When(source, then=True), default=False)
        found = model.objects.annotate(source=F(value) if isinstance(value, str) else value)
        assert (
            found.count() == found.filter(Q(**{column: F("source")}) | Q(**{column: None, "source": None})).count() > 0
        )
