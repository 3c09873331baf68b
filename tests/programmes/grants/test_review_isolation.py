"""Evaluators read other reviews only after sending their own; members of the startup read none."""

import pytest
from django.test import Client
from django.urls import reverse

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.roles import Role
from programmes.grants.models import Application, Review, ReviewStatus, Score
from programmes.grants.panels import award_panel, review_panel
from startups.models import Membership
from tests.factories import person
from tests.programmes.grants.cases import Case, evaluated_case, make_case, open_review, proposed_case, sent_review

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

SECRET = "Điểm mật của người kia"


def open_and_sent_reviews(case: Case, index: int = 0) -> tuple[Review, Review]:
    """One evaluator still scoring, the other's review sent with a telling reason."""
    own = open_review(case.application, case.evaluators[index])
    other = sent_review(case.application, case.evaluators[1 - index], "9")
    return own, other


def set_secret_reasons(review: Review) -> None:
    """Put words into a review that must not be read."""
    Review.objects.filter(pk=review.pk).update(status="open", total=None, sent_at=None)
    review.scores.update(reason=SECRET)
    Review.objects.filter(pk=review.pk).update(status="sent", total="91.25", sent_at=review.declared_at)


def addresses(case: Case, *reviews: Review) -> list[str]:
    """Every page that could show a review of the dossier."""
    pk = case.application.pk
    found = [
        reverse(f"grants:{name}", args=[pk])
        for name in (
            "review_board",
            "application_detail",
            "application_dossier",
            "award_propose",
            "award_approve",
            "award_reject",
        )
    ]
    for review in reviews:
        found += [
            reverse(f"grants:{name}", args=[review.pk])
            for name in ("review_detail", "review_score", "review_send", "review_reopen")
        ]
    return [*found, reverse("grants:review_list"), reverse("grants:award_list")]


def shown_to(user: User, case: Case) -> Application:
    """The application as its page reads it for this user."""
    return Application.objects.for_detail(user).get(pk=case.application.pk)


def page_text(user: User, case: Case, *reviews: Review) -> str:
    """All that the user can read, as one text."""
    client = Client()
    client.force_login(user)
    return " ".join(client.get(address).content.decode() for address in addresses(case, *reviews))


def test_evaluator_reads_the_total_before_sending(client):
    own, _other = open_and_sent_reviews(make_case())
    client.force_login(own.evaluator)
    address = reverse("grants:review_send", args=[own.pk])

    assert client.get(address).context["total"] is None
    for criterion in own.application.call.criteria.all():
        Score.objects.create(review=own, criterion=criterion, value=5, reason="Của tôi.")
    assert client.get(address).context["total"] == 50


@pytest.mark.row("C2")
def test_evaluator_reads_no_other_review_before_sending_and_all_sent_ones_after(client):
    case = make_case()
    own, other = open_and_sent_reviews(case)
    set_secret_reasons(other)

    assert SECRET not in page_text(own.evaluator, case, own, other)
    assert "91,25" not in page_text(own.evaluator, case, own, other)
    client.force_login(own.evaluator)
    assert client.get(reverse("grants:review_detail", args=[other.pk])).status_code == 404

    for criterion in case.application.call.criteria.all():
        Score.objects.create(review=own, criterion=criterion, value=5, reason="Của tôi.")
    assert client.post(reverse("grants:review_send", args=[own.pk])).status_code == 302
    assert SECRET in client.get(reverse("grants:review_detail", args=[other.pk])).content.decode()
    assert "91,25" in client.get(reverse("grants:review_detail", args=[own.pk])).content.decode()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.DIRECTOR])
def test_department_role_does_not_open_other_reviews_to_one_who_still_scores(role):
    case = make_case()
    own, other = open_and_sent_reviews(case)
    set_secret_reasons(other)
    RoleGrant.objects.create(user=own.evaluator, role=role, unit=case.application.call.unit)
    evaluator = User.objects.get(pk=own.evaluator_id)

    assert SECRET not in page_text(evaluator, case, own, other)
    assert "91,25" not in page_text(evaluator, case, own, other)
    assert review_panel(shown_to(evaluator, case), evaluator)["evaluation"] is None


def test_officer_sees_states_of_unsent_reviews_but_no_marks(client):
    case = make_case()
    review = open_review(case.application, case.evaluators[0])
    Score.objects.create(review=review, criterion=case.application.call.criteria.first(), value=3, reason=SECRET)

    text = page_text(case.officer, case, review)

    assert SECRET not in text
    client.force_login(case.officer)
    board = client.get(reverse("grants:review_board", args=[case.application.pk])).content.decode()
    assert str(case.evaluators[0]) in board


def test_startup_reads_no_review_and_no_proposal_even_with_a_department_role():
    case = proposed_case()
    review = case.application.reviews.first()
    set_secret_reasons(review)
    award = case.award
    award.reason = "Lý do nội bộ"
    award.save()
    member = case.officer
    Membership.objects.create(startup=case.application.startup, user=member)
    reader = User.objects.get(pk=member.pk)

    for user in (case.owner, reader):
        text = page_text(user, case, review)
        assert SECRET not in text
        assert "91,25" not in text
        assert "Lý do nội bộ" not in text
        assert review_panel(shown_to(user, case), user) is None
    assert award_panel(shown_to(case.owner, case), case.owner) is None
    assert (award_panel(shown_to(reader, case), reader) or {}).get("award") is None


@pytest.mark.row("C1")
def test_foreign_unit_council_and_accountant_read_nothing(client):
    case = evaluated_case(make_case())
    review = case.application.reviews.first()
    set_secret_reasons(review)

    for user in (person(Role.COUNCIL), case.accountant, person(Role.EVALUATOR), person(Role.ADMINISTRATOR)):
        assert SECRET not in page_text(user, case, review)
        client.force_login(user)
        assert client.get(reverse("grants:review_detail", args=[review.pk])).status_code == 404


@pytest.mark.row("C1")
def test_dossier_opens_with_the_declaration_and_closes_with_the_conflict(client):
    case = make_case(solution="Giải pháp bí mật")
    review = Review.objects.create(application=case.application, evaluator=case.evaluators[0])
    client.force_login(case.evaluators[0])
    detail = reverse("grants:review_detail", args=[review.pk])
    dossier = reverse("grants:application_dossier", args=[case.application.pk])
    declare = reverse("grants:review_declare", args=[review.pk])
    score = reverse("grants:review_score", args=[review.pk])

    assert "Giải pháp bí mật" not in client.get(detail).content.decode()
    assert client.get(dossier).status_code == 404
    assert client.get(score).status_code == 302

    assert client.post(declare, {}).status_code == 422
    assert client.post(declare, {"answer": "none"}).status_code == 302
    assert "Giải pháp bí mật" in client.get(dossier).content.decode()
    assert "Giải pháp bí mật" in client.get(score).content.decode()

    unexplained = client.post(declare, {"answer": "conflict", "reason": " "})
    assert unexplained.status_code == 422
    assert client.post(declare, {"answer": "conflict", "reason": "Người nhà."}).status_code == 302
    assert client.get(dossier).status_code == 404
    assert client.get(score).status_code == 302
    assert "Giải pháp bí mật" not in client.get(detail).content.decode()
    review.refresh_from_db()
    assert review.status == ReviewStatus.RECUSED


def test_taken_role_closes_the_review_at_the_next_request(client):
    case = make_case()
    review = open_review(case.application, case.evaluators[0])
    client.force_login(case.evaluators[0])
    url = reverse("grants:review_detail", args=[review.pk])
    assert client.get(url).status_code == 200

    RoleGrant.objects.filter(user=case.evaluators[0]).delete()

    assert client.get(url).status_code == 404
