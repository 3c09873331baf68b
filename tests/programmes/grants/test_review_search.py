"""What an evaluator's list searches by: a copy of the application's words, always true to it."""

from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.db.models import F, Q
from django.test import RequestFactory
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.days import LAST_DATE
from programmes.grants.filters.award import ReviewFilter
from programmes.grants.models import Application, Review
from programmes.grants.models import ApplicationStatus as S
from startups.models import Startup
from tests.concurrency import run_concurrently, wait_for_others
from tests.factories import ApplicationFactory, StartupFactory, person
from tests.programmes.grants.records import rename_last

COPIED = ("search_folded", "number_key", "startup_name", "startup_key")


def review_of(startup: str, title: str, number: str) -> Review:
    application = ApplicationFactory(startup=StartupFactory(name=startup))
    review = Review.objects.create(application=application, evaluator=person(Role.EVALUATOR))
    Application.objects.filter(pk=review.application_id).update(title=title, number=number)
    return review


@pytest.fixture
def reviews(db) -> list[Review]:
    return [
        review_of("Công ty Sông Xanh", "Rô-bốt nông nghiệp", "HS-2026-000042"),
        review_of("Công ty Biển Đông", "Lưới điện thông minh", "HS-2026-000142"),
    ]


def matching_reviews(words: str) -> set[int]:
    request = RequestFactory().get("/", {"q": words})
    request.user = person(Role.EVALUATOR)
    rows = ReviewFilter(request.GET, queryset=Review.objects.all(), request=request).qs
    return set(rows.values_list("pk", flat=True))


def assert_true_copies() -> None:
    assert Review.objects.exists()
    same = Q(**{name: F(f"application__{name}") for name in COPIED})
    assert not Review.objects.exclude(same).exists()


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("song xanh", [0]),
        ("XANH nông", [0]),
        ("cong ty", [0, 1]),
        ("HS-2026-00004", [0]),
        ("142 dien", [1]),
        ("xanh dien", []),
    ],
)
def test_search_finds_number_title_and_startup(reviews, words, places):
    assert matching_reviews(words) == {reviews[place].pk for place in places}


def test_changes_of_application_and_startup_are_followed(reviews):
    Startup.objects.filter(pk=reviews[0].application.startup_id).update(name="Công ty Núi Cao")
    Application.objects.filter(pk=reviews[1].application_id).update(title="Núi cao biển rộng")

    assert matching_reviews("nui cao") == {review.pk for review in reviews}
    assert matching_reviews("song xanh") == matching_reviews("luoi dien") == set()
    assert_true_copies()


def test_nobody_writes_other_words(reviews):
    Review.objects.update(search_folded="other words", number_key="x", startup_name="x", due_on=date(2020, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE grants_review SET search_folded = 'x', number_key = 'x', due_on = '2020-01-01'")
    Startup.objects.filter(pk=reviews[0].application.startup_id).update(name="Công ty Núi Cao")
    reviews[0].save()

    assert_true_copies()
    assert set(Review.objects.values_list("due_on", flat=True)) == {None}


def test_review_has_the_due_day_of_its_dossier_while_that_is_under_evaluation(reviews):
    review, other = reviews
    dossiers = Application.objects.filter(pk=review.application_id)

    def due_days() -> tuple[date | None, date]:
        other.refresh_from_db()
        assert (other.due_on, other.due_key) == (None, LAST_DATE)
        return Review.objects.values_list("due_on", "due_key").get(pk=review.pk)

    sent = {"submitted_at": timezone.now(), "submitted_by": review.evaluator}
    dossiers.update(status=S.CHECKING, due_on=date(2026, 5, 1), **sent)
    assert due_days() == (None, LAST_DATE)
    dossiers.update(status=S.EVALUATING)
    assert due_days() == (date(2026, 5, 1), date(2026, 5, 1))
    dossiers.update(due_on=date(2026, 5, 8))
    assert due_days() == (date(2026, 5, 8), date(2026, 5, 8))
    Review.objects.filter(pk=review.pk).update(status="recused", declared_at=timezone.now(), conflict_reason="Họ hàng")
    assert due_days() == (date(2026, 5, 8), LAST_DATE)
    dossiers.update(due_on=None)
    assert due_days() == (None, LAST_DATE)
    dossiers.update(due_on=date(2026, 6, 1))
    dossiers.update(status=S.RETURNED)
    assert due_days() == (None, LAST_DATE)


def test_copies_leave_no_trace_in_the_history(reviews):
    before = reviews[0].events.count()

    Startup.objects.filter(pk=reviews[0].application.startup_id).update(name="Công ty Núi Cao")

    assert matching_reviews("nui cao") == {reviews[0].pk}
    assert reviews[0].events.count() == before


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_review_assigned_while_the_startup_is_renamed_has_the_new_name():
    startup = StartupFactory(name="Tên Cũ")
    application = ApplicationFactory(startup=startup)
    evaluator = person(Role.EVALUATOR)

    def assign() -> int:
        wait_for_others()
        return Review.objects.create(application_id=application.pk, evaluator=evaluator).pk

    _renamed, made = run_concurrently([partial(rename_last, startup, "Tên Mới"), assign])

    assert matching_reviews("ten moi") == {made}
