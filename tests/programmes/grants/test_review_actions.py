"""Who scores, the declaration of conflicts, the marks and the total."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from programmes.experts.conflicts import normalised_company_name
from programmes.grants.actions.review import (
    Evaluation,
    Mark,
    assign_automatically,
    assign_evaluator,
    conflicts_by_evaluator,
    declare_conflict,
    declare_no_conflict,
    evaluation_of,
    reopen_review,
    save_scores,
    send_review,
    weighted_total,
)
from programmes.grants.models import Criterion, Holder, Review, ReviewStatus, Score
from programmes.plan.models import Step
from startups.models import Membership
from tests.edit_forms import current_version
from tests.factories import UserFactory, person
from tests.programmes.grants.cases import Case, evaluated_case, make_case, open_review, sent_review

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]


def fill(review: Review, value: str = "8", reason: str = "Có số liệu.") -> None:
    marks = {c.pk: Mark(Decimal(value), reason) for c in review.application.call.criteria.all()}
    save_scores(review, by=review.evaluator, marks=marks, comment="", version=current_version(review))


# --- Assigning --------------------------------------------------------------------------------------
def test_assigned_evaluator_is_notified_by_mail():
    case = make_case()

    review = assign_evaluator(case.application, by=case.officer, evaluator=case.evaluators[0])

    assert (review.status, review.assigned_by) == (ReviewStatus.ASSIGNED, case.officer)
    mails = OutboxMessage.objects.filter(kind="review_assigned")
    assert [m.recipient for m in mails] == [case.evaluators[0].email]
    assert f"/reviews/{review.pk}/" in mails[0].body


def test_assigning_is_refused_twice_and_to_strangers_and_outside_evaluation():
    case = make_case()
    assign_evaluator(case.application, by=case.officer, evaluator=case.evaluators[0])
    without_role = UserFactory()
    case.application.call.evaluators.add(without_role)
    elsewhere = person(Role.EVALUATOR)

    for evaluator in (case.evaluators[0], without_role, elsewhere):
        with pytest.raises(TransitionRefused):
            assign_evaluator(case.application, by=case.officer, evaluator=evaluator)
    with pytest.raises(RoleRefused):
        assign_evaluator(case.application, by=case.accountant, evaluator=case.evaluators[1])
    checking = make_case("checking")
    with pytest.raises(TransitionRefused):
        assign_evaluator(checking.application, by=checking.officer, evaluator=checking.evaluators[0])

    assert [r.evaluator for r in case.application.reviews.all()] == [case.evaluators[0]]


def make_conflict(kind: str, case: Case) -> dict[str, str]:
    """Changes of an evaluator that make a likely conflict of the kind."""
    return {
        "email domain": {"email": "chuyen.gia@anhduong.vn"},
        "employer is the startup": {"employer": "Công ty TNHH Ánh Dương"},
        "employer of a member": {"employer": "Đại học Sao Mai"},
        "site of the startup": {"email": "an@anhduong-tech.vn"},
    }[kind]


@pytest.mark.parametrize(
    "kind", ["email domain", "employer is the startup", "employer of a member", "site of the startup"]
)
def test_likely_conflict_is_found_and_refused(kind):
    case = make_case()
    startup = case.application.startup
    startup.name, startup.website = "CÔNG TY CỔ PHẦN ÁNH DƯƠNG", "https://www.anhduong-tech.vn/vi"
    startup.save()
    colleague = UserFactory(email="binh@anhduong.vn", employer="ĐẠI HỌC Sao Mai")
    Membership.objects.create(startup=startup, user=colleague)
    evaluator = case.evaluators[0]
    for name, value in make_conflict(kind, case).items():
        setattr(evaluator, name, value)
    evaluator.save()

    found = conflicts_by_evaluator(case.application, case.evaluators)

    assert (len(found[evaluator.pk]), found[case.evaluators[1].pk]) == (1, [])
    with pytest.raises(TransitionRefused) as refusal:
        assign_evaluator(case.application, by=case.officer, evaluator=evaluator)
    assert found[evaluator.pk][0] in str(refusal.value)


def test_member_of_the_startup_never_scores_it():
    case = make_case()
    Membership.objects.create(startup=case.application.startup, user=case.evaluators[0])

    assert conflicts_by_evaluator(case.application, case.evaluators)[case.evaluators[0].pk]
    with pytest.raises(TransitionRefused):
        assign_evaluator(case.application, by=case.officer, evaluator=case.evaluators[0])


def test_public_mail_provider_and_empty_employer_are_no_conflict():
    case = make_case()
    Membership.objects.create(startup=case.application.startup, user=UserFactory(email="a@gmail.com", employer=""))
    case.evaluators[0].email = "b@gmail.com"
    case.evaluators[0].save()

    assert conflicts_by_evaluator(case.application, case.evaluators) == {e.pk: [] for e in case.evaluators}


@pytest.mark.parametrize(
    ("name", "bare"),
    [("CÔNG TY CỔ PHẦN Ánh Dương", "anh duong"), ("Anh Duong Co., Ltd.", "anh duong"), ("Công ty TNHH MTV ", "")],
)
def test_bare_name_drops_accents_and_company_form(name, bare):
    assert normalised_company_name(name) == bare


def test_automatic_assignment_takes_the_least_busy_without_conflict():
    case = make_case()
    busy, member = case.evaluators
    other = make_case(call=case.application.call)
    free = other.evaluators
    open_review(other.application, busy)
    Membership.objects.create(startup=case.application.startup, user=member)

    reviews = assign_automatically(case.application, by=case.officer)

    assert {r.evaluator for r in reviews} == set(free)
    with pytest.raises(TransitionRefused):
        assign_automatically(case.application, by=case.officer)


def test_automatic_assignment_assigns_nobody_when_too_few_are_free():
    case = make_case()
    Membership.objects.create(startup=case.application.startup, user=case.evaluators[0])

    with pytest.raises(TransitionRefused):
        assign_automatically(case.application, by=case.officer)

    assert not case.application.reviews.exists()


# --- Declaring ----------------------------------------------------------------------------------------
@pytest.mark.row("C3")
def test_conflict_ends_access_frees_the_seat_and_asks_for_a_replacement():
    case = make_case()
    review = assign_evaluator(case.application, by=case.officer, evaluator=case.evaluators[0])
    declare_no_conflict(review, by=case.evaluators[0])
    fill(review)

    review = declare_conflict(review, by=case.evaluators[0], reason="Em tôi làm ở đó.")

    assert (review.status, review.scores.count()) == (ReviewStatus.RECUSED, 0)
    assert evaluation_of(case.application).missing_count == 2
    mail = OutboxMessage.objects.get(kind="review_recused")
    assert mail.recipient == case.officer.email
    with pytest.raises(TransitionRefused):
        fill(review)


def test_conflict_needs_a_reason():
    case = make_case()
    review = assign_evaluator(case.application, by=case.officer, evaluator=case.evaluators[0])

    with pytest.raises(TransitionRefused):
        declare_conflict(review, by=case.evaluators[0], reason="  ")


# --- Scoring --------------------------------------------------------------------------------------------
@pytest.mark.row("C3")
def test_no_mark_before_the_declaration_and_none_by_another():
    case = make_case()
    review = assign_evaluator(case.application, by=case.officer, evaluator=case.evaluators[0])
    with pytest.raises(TransitionRefused):
        fill(review)
    declare_no_conflict(review, by=case.evaluators[0])
    marks = {c.pk: Mark(Decimal(9), "Tốt.") for c in case.application.call.criteria.all()}

    for stranger in (case.evaluators[1], case.officer, case.owner):
        with pytest.raises(RoleRefused):
            save_scores(review, by=stranger, marks=marks, comment="", version=current_version(review))

    assert not Score.objects.exists()


@pytest.mark.row("C8")
def test_draft_may_have_gaps_but_sending_names_them():
    case = make_case()
    review = open_review(case.application, case.evaluators[0])
    first, second, *rest = case.application.call.criteria.all()
    marks = {
        first.pk: Mark(Decimal("7.5"), ""),
        second.pk: Mark(None, "Chưa rõ."),
        **{c.pk: Mark(Decimal(5), "Vừa.") for c in rest},
    }
    save_scores(review, by=review.evaluator, marks=marks, comment="Nháp", version=current_version(review))

    with pytest.raises(TransitionRefused) as refusal:
        send_review(review, by=review.evaluator)

    assert first.label in str(refusal.value)
    assert second.label in str(refusal.value)
    assert rest[0].label not in str(refusal.value)
    review.refresh_from_db()
    assert (review.status, review.comment) == (ReviewStatus.OPEN, "Nháp")


@pytest.mark.parametrize(
    ("totals", "passes", "shown"),
    [
        (("69.985", "70.000"), False, "69.99"),
        (("69.995", "69.990"), False, "69.99"),
        (("69.999", "70.000"), False, "69.99"),
        (("70.000", "70.000"), True, "70.00"),
        (("69.999", "70.001"), True, "70.00"),
    ],
)
def test_average_passes_by_its_exact_value_and_is_rounded_for_the_eye_only(totals, passes, shown):
    reviews = [Review(status=ReviewStatus.SENT, total=Decimal(total)) for total in totals]
    evaluation = Evaluation(needed=2, pass_mark=Decimal(70), reviews=reviews)

    assert (evaluation.passes, evaluation.shown_average) == (passes, Decimal(shown))


def test_total_of_marks_with_two_decimals_is_exact():
    criteria = [Criterion(pk=1, weight=33), Criterion(pk=2, weight=67)]

    assert weighted_total({1: Decimal("7.05"), 2: Decimal("6.99")}, criteria) == Decimal("70.098")


def test_total_is_the_weighted_sum_of_a_hundred():
    case = make_case()
    review = open_review(case.application, case.evaluators[0])
    values = ["9", "7.5", "8.25", "6", "10"]  # weights 30 20 20 15 15
    criteria = case.application.call.criteria.all()
    marks = {c.pk: Mark(Decimal(v), "Có số liệu.") for c, v in zip(criteria, values, strict=True)}
    save_scores(review, by=review.evaluator, marks=marks, comment="", version=current_version(review))

    review = send_review(review, by=review.evaluator)

    assert review.total == Decimal("82.50")


def test_last_needed_review_moves_the_clock_and_the_desk():
    case = make_case()
    first, second = (open_review(case.application, e) for e in case.evaluators)
    fill(first)
    fill(second)

    send_review(first, by=first.evaluator)
    assert not case.application.clocks.filter(step=Step.EXPLANATION).exists()
    send_review(second, by=second.evaluator)

    clock = case.application.clocks.get(ended_on__isnull=True)
    assert (clock.step, case.fresh.holder) == (Step.EXPLANATION, Holder.DEPARTMENT)
    assert case.fresh.due_on == clock.due_on


@pytest.mark.row("C9")
def test_recused_review_is_no_low_score():
    case = make_case()
    review = assign_evaluator(case.application, by=case.officer, evaluator=case.evaluators[0])
    declare_conflict(review, by=case.evaluators[0], reason="Góp vốn.")
    sent_review(case.application, case.evaluators[1], "9")
    sent_review(case.application, person(Role.EVALUATOR), "6")

    evaluation = evaluation_of(case.application)

    assert (evaluation.is_complete, evaluation.average, evaluation.spread) == (True, Decimal(75), Decimal(30))


def test_scoring_stops_while_the_applicant_has_the_dossier():
    case = make_case("returned")
    review = open_review(case.application, case.evaluators[0])

    with pytest.raises(TransitionRefused):
        fill(review)


# --- Frozen -----------------------------------------------------------------------------------------------
@pytest.mark.row("C11")
def test_sent_review_is_frozen_by_the_database_itself():
    review = sent_review(make_case().application, person(Role.EVALUATOR))
    score = review.scores.first()
    changes = [
        lambda: Score.objects.filter(pk=score.pk).update(value=10),
        score.delete,
        lambda: Review.objects.filter(pk=review.pk).update(total=100),
        lambda: Review.objects.filter(pk=review.pk).update(comment="Khác"),
    ]

    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()

    score.refresh_from_db()
    review.refresh_from_db()
    assert (score.value, review.total) == (Decimal(8), Decimal(80))


@pytest.mark.row("C8")
def test_database_refuses_to_send_an_incomplete_review():
    review = open_review(make_case().application, person(Role.EVALUATOR))

    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(status="sent", total=90, sent_at=review.declared_at)


@pytest.mark.row("C11")
def test_manager_reopens_with_a_reason_until_something_is_proposed():
    case = evaluated_case(make_case())
    review = case.application.reviews.first()
    with pytest.raises(TransitionRefused):
        reopen_review(review, by=case.manager, reason="")
    with pytest.raises(RoleRefused):
        reopen_review(review, by=case.officer, reason="Nhầm tiêu chí.")

    review = reopen_review(review, by=case.manager, reason="Nhầm tiêu chí.")

    assert (review.status, review.total) == (ReviewStatus.OPEN, None)
    fill(review, "5")
    assert send_review(review, by=review.evaluator).total == Decimal(50)
    case.application.status = "proposed"
    case.application.save()
    with pytest.raises(TransitionRefused):
        reopen_review(review, by=case.manager, reason="Nhầm tiêu chí.")
