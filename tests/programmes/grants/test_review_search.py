"""What an evaluator's list searches by: a copy of the application's words, always true to it."""

import threading

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test import RequestFactory

from ecosystem.accounts.roles import Role
from programmes.grants.filters.award import ReviewFilter
from programmes.grants.models import Application, Review
from startups.models import Startup
from tests.factories import ApplicationFactory, StartupFactory, person


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


def found_reviews(words: str) -> set[int]:
    request = RequestFactory().get("/", {"q": words})
    request.user = person(Role.EVALUATOR)
    rows = ReviewFilter(request.GET, queryset=Review.objects.all(), request=request).qs
    return set(rows.values_list("pk", flat=True))


def assert_true_copies() -> None:
    assert Review.objects.exists()
    assert not Review.objects.exclude(search_folded=F("application__search_folded")).exists()


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
    assert found_reviews(words) == {reviews[place].pk for place in places}


def test_changes_of_application_and_startup_are_followed(reviews):
    Startup.objects.filter(pk=reviews[0].application.startup_id).update(name="Công ty Núi Cao")
    Application.objects.filter(pk=reviews[1].application_id).update(title="Núi cao biển rộng")

    assert found_reviews("nui cao") == {review.pk for review in reviews}
    assert found_reviews("song xanh") == found_reviews("luoi dien") == set()
    assert_true_copies()


def test_nobody_writes_other_words(reviews):
    Review.objects.update(search_folded="other words")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE grants_review SET search_folded = 'x'")
    Startup.objects.filter(pk=reviews[0].application.startup_id).update(name="Công ty Núi Cao")
    reviews[0].save()

    assert_true_copies()


def test_copies_leave_no_trace_in_the_history(reviews):
    before = reviews[0].events.count()

    Startup.objects.filter(pk=reviews[0].application.startup_id).update(name="Công ty Núi Cao")

    assert found_reviews("nui cao") == {reviews[0].pk}
    assert reviews[0].events.count() == before


@pytest.mark.django_db(transaction=True)
def test_review_assigned_while_the_startup_is_renamed_has_the_new_name():
    startup = StartupFactory(name="Tên Cũ")
    application = ApplicationFactory(startup=startup)
    evaluator = person(Role.EVALUATOR)
    made: list[int] = []

    def assign() -> None:
        try:
            made.append(Review.objects.create(application_id=application.pk, evaluator=evaluator).pk)
        finally:
            connection.close()

    with transaction.atomic():
        Startup.objects.filter(pk=startup.pk).update(name="Tên Mới")
        newcomer = threading.Thread(target=assign)
        newcomer.start()
        newcomer.join(0.5)
        assert made == []  # it waits for the name

    newcomer.join()
    assert found_reviews("ten moi") == {*made}
