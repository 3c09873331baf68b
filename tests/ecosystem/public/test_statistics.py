"""Page views without tracking, and the portal's own figures by month."""

from datetime import date, timedelta
from typing import Any

import pytest
import redis
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ecosystem.public import page_views
from ecosystem.public.models import CountedBatch, PageCount, PageKind
from ecosystem.public.statistics import months_until, portal_months
from ecosystem.public.tasks import add_page_counts
from programmes.grants.models import ApplicationStatus, StepClock
from programmes.plan.models import Step
from tests.concurrency import run_concurrently
from tests.factories import ApplicationFactory, CallFactory, FeedbackFactory, UserFactory

pytestmark = pytest.mark.django_db
PERSON = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture(autouse=True)
def _empty_cache(monkeypatch):
    monkeypatch.setitem(page_views._last_failure, "at", float("-inf"))
    cache.clear()
    yield
    cache.clear()


def views() -> dict[str, int]:
    page_views.add_counts()
    return dict(PageCount.objects.values_list("kind", "views"))


# --- What counts ------------------------------------------------------------------------------------


def test_public_pages_count_by_kind(client):
    call = CallFactory()
    for address in ("/", reverse("grants:call_list"), reverse("grants:call_detail", args=[call.code])):
        client.get(address, headers=PERSON)
    client.get(reverse("public:awards_csv"), headers=PERSON)
    client.get(reverse("public:statistics"), headers=PERSON)

    assert views() == {"home": 1, "calls": 2, "data": 1, "other": 1}


@pytest.mark.parametrize(
    "agent", ["", "Googlebot/2.1", "curl/8.5", "python-requests/2.32", "Mozilla/5.0 (compatible; bingbot/2.0)"]
)
def test_declared_programs_do_not_count(client, agent):
    client.get("/", headers={"User-Agent": agent})

    assert views() == {}


def test_what_is_not_a_persons_view_of_a_public_page_does_not_count(client):
    call = CallFactory()
    client.get("/nope/", headers=PERSON)
    client.head("/", headers=PERSON)
    client.get("/healthz", headers=PERSON)
    client.get(reverse("dashboards:my_home"), headers=PERSON)
    client.get(reverse("account_login"), headers=PERSON)
    client.get(reverse("communication:feed", args=["calls", "vi", "rss"]), headers=PERSON)
    client.get(reverse("grants:call_event", args=[call.code]), headers=PERSON)
    client.get(reverse("public:awards"), headers=PERSON | {"HX-Request": "true"})
    client.get("/", headers=PERSON | {"Sec-Purpose": "prefetch"})
    client.force_login(UserFactory())
    client.get(reverse("dashboards:my_home"), headers=PERSON)

    assert views() == {}


def test_page_that_did_not_change_counts_before_its_304(client):
    first = client.get(reverse("public:scheme_list"), headers=PERSON)
    again = client.get(reverse("public:scheme_list"), headers=PERSON | {"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert views() == {"schemes": 2}


@pytest.mark.row("P13")
def test_nothing_but_day_kind_and_number_is_stored(client):
    client.get("/?q=bi-mat", headers=PERSON | {"X-Forwarded-For": "203.0.113.9", "Referer": "https://nguon.example/"})
    stored = redis.Redis.from_url(page_views.settings.REDIS_URL).hgetall(page_views.KEY)

    response = client.get("/", headers=PERSON)

    assert stored == {f"{timezone.localdate()}|home".encode(): b"1"}
    assert {field.name for field in PageCount._meta.fields} == {"id", "day", "kind", "views"}
    assert not response.cookies


# --- Adding up --------------------------------------------------------------------------------------


def test_counts_are_added_to_what_was_there():
    today = timezone.localdate()
    for _n in range(3):
        page_views.count_view(PageKind.HOME)
    page_views.count_view(PageKind.HOME, today - timedelta(days=1))
    assert page_views.add_counts() == 4
    page_views.count_view(PageKind.HOME)

    assert page_views.add_counts() == 1
    assert page_views.add_counts() == 0
    assert dict(PageCount.objects.values_list("day", "views")) == {today: 4, today - timedelta(days=1): 1}


def test_batch_that_was_added_before_a_crash_is_not_added_again(monkeypatch):
    page_views.count_view(PageKind.HOME)
    real = redis.Redis.delete

    def crash(self: Any, *keys: Any) -> int:
        raise redis.ConnectionError("killed between the commit and the removal")

    monkeypatch.setattr(redis.Redis, "delete", crash)
    with pytest.raises(redis.ConnectionError):
        page_views.add_counts()
    monkeypatch.setattr(redis.Redis, "delete", real)

    assert page_views.add_counts() == 0
    assert PageCount.objects.get().views == 1
    assert CountedBatch.objects.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_many_flushes_at_once_add_every_view_once():
    for _n in range(50):
        page_views.count_view(PageKind.NEWS)

    added = run_concurrently([page_views.add_counts] * 6)

    assert sum(added) == 50
    assert PageCount.objects.get().views == 50


def test_old_batches_are_forgotten():
    CountedBatch.objects.create(name="cu")
    CountedBatch.objects.update(counted_at=timezone.now() - timedelta(days=8))
    page_views.count_view(PageKind.NEWS)

    page_views.add_counts()

    assert not CountedBatch.objects.filter(name="cu").exists()
    assert CountedBatch.objects.count() == 1


def test_without_redis_pages_answer_and_nobody_asks_again_at_once(client, settings, monkeypatch):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    asked = []
    real = redis.Redis.hincrby
    monkeypatch.setattr(redis.Redis, "hincrby", lambda self, *args: asked.append(args) or real(self, *args))

    for _n in range(3):
        assert client.get("/", headers=PERSON).status_code == 200
    add_page_counts()

    assert len(asked) == 1
    assert not PageCount.objects.exists()


# --- The page ---------------------------------------------------------------------------------------


def test_months_end_with_this_one():
    assert months_until(date(2026, 2, 14), 4) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]


def travel_to(day: str) -> Any:
    return timezone.make_aware(timezone.datetime.fromisoformat(f"{day} 23:30"))


def clock(step: str, ended: date, due: date, **fields: Any) -> None:
    StepClock.objects.create(
        application=ApplicationFactory(),
        step=step,
        amount=5,
        unit="working_day",
        started_on=date(2026, 1, 2),
        ended_on=ended,
        due_on=due,
        **fields,
    )


@pytest.mark.row("P13", "F10")
def test_figures_of_a_month_are_those_of_its_records():
    officer = UserFactory()
    done = {"status": "answered", "answer": "Xong.", "handler": officer, "created_at": travel_to("2026-03-31")}
    FeedbackFactory(**done, due_on=date(2026, 4, 5), answered_at=travel_to("2026-04-05"))
    FeedbackFactory(**done, due_on=date(2026, 4, 5), answered_at=travel_to("2026-04-06"))
    FeedbackFactory(created_at=travel_to("2026-03-01"))
    FeedbackFactory(created_at=travel_to("2026-04-01"), status="closed")
    ApplicationFactory(status=ApplicationStatus.SUBMITTED, submitted_at=travel_to("2026-03-31"))
    clock(Step.DECISION, date(2026, 3, 31), date(2026, 3, 31))
    clock(Step.DECISION, date(2026, 3, 31), date(2026, 3, 30))
    clock(Step.COMPLETION, date(2026, 3, 20), date(2026, 3, 10))
    clock(Step.EVALUATION, date(2026, 3, 20), date(2026, 3, 10), paused_on=date(2026, 3, 5))
    PageCount.objects.create(day=date(2026, 3, 31), kind="home", views=7)
    PageCount.objects.create(day=date(2026, 3, 1), kind="news", views=5)

    months = {month.first_day: month for month in portal_months(date(2026, 4, 15))}

    march, april = months[date(2026, 3, 1)], months[date(2026, 4, 1)]
    assert (march.messages, march.answered, march.answered_in_time) == (3, 2, 1)
    assert (april.messages, april.answered, april.answered_in_time) == (1, 0, 0)
    assert (march.dossiers, march.steps, march.steps_in_time) == (1, 2, 1)
    assert (march.views, march.views_by_kind) == (12, {"home": 7, "news": 5})


def test_page_and_file_show_the_same_figures(client):
    month = timezone.localdate().replace(day=1)
    PageCount.objects.create(day=month, kind="home", views=1234)
    FeedbackFactory()

    page = client.get(reverse("public:statistics"))
    lines = b"".join(client.get(reverse("public:statistics_csv"))).decode().splitlines()

    assert page.context["views"] == 1234
    assert "1.234" in page.content.decode()
    assert "<svg" in page.content.decode()
    assert f"{month:%Y-%m},views_home,1234" in lines
    assert f"{month:%Y-%m},messages,1" in lines


def test_page_takes_the_same_queries_for_any_number_of_records(client):
    counts = []
    for number in (1, 20):
        for n in range(number):
            FeedbackFactory()
            PageCount.objects.create(day=timezone.localdate() - timedelta(days=n + number), kind="home", views=1)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("public:statistics"))
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 8
