"""News: who writes and publishes them, what the public reads."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import NEEDS_UNIT, Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from programmes.actions import news as actions
from programmes.models import NewsItem, NewsStatus
from tests.factories import NewsFactory, PillarFactory, UnitFactory, person

pytestmark = pytest.mark.django_db
WORDS = {"title": "Đợt tiếp nhận mới", "summary": "Mở từ thứ Hai.", "body": "Nội dung."}
MOVES = {
    "publish": lambda item, by: actions.publish_news(item, by=by),
    "unpublish": lambda item, by: actions.unpublish_news(item, by=by, reason="Sai số liệu."),
}


def item_in(status: str) -> NewsItem:
    return NewsFactory(status=status, **({"published_at": None} if status == "draft" else {}))


def holder_of(role: str) -> Any:
    return person(role, unit=UnitFactory() if role in NEEDS_UNIT else None)


def test_every_move_has_its_action():
    assert set(MOVES) == set(NewsItem.TRANSITIONS)


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("status", NewsStatus.values)
def test_move_is_refused_from_every_state_outside_its_sources(name, status):
    item, manager = item_in(status), person(Role.MANAGER)
    move = NewsItem.TRANSITIONS[name]

    if status in move.sources:
        MOVES[name](item, manager)
        item.refresh_from_db()
        assert item.status == move.target
        assert AuditEntry.objects.about(item).get().by == manager
    else:
        with pytest.raises(TransitionRefused):
            MOVES[name](item, manager)
        item.refresh_from_db()
        assert item.status == status


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("role", [role for role in Role if role not in {"manager", "director", "applicant"}])
def test_move_is_refused_to_every_other_role(name, role):
    item = item_in("draft" if name == "publish" else "published")

    with pytest.raises(RoleRefused):
        MOVES[name](item, holder_of(role))


@pytest.mark.parametrize("role", [role for role in Role if role not in {"officer", "manager", "applicant"}])
def test_others_neither_write_nor_change_news(role):
    item, other = NewsFactory(), holder_of(role)

    with pytest.raises(RoleRefused):
        actions.write_news(by=other, **WORDS)
    with pytest.raises(RoleRefused):
        actions.change_news(item, by=other, title="Khác")
    item.refresh_from_db()
    assert item.title != "Khác"


def test_address_is_made_of_the_title_and_stays():
    officer, manager = person(Role.OFFICER), person(Role.MANAGER)
    first = actions.write_news(by=officer, **WORDS)
    second = actions.write_news(by=officer, **WORDS)
    published = actions.publish_news(first, by=manager)

    changed = actions.change_news(published, by=officer, title="Tên khác hẳn")

    assert first.slug == "dot-tiep-nhan-moi"
    assert second.slug.startswith("dot-tiep-nhan-moi-")
    assert changed.slug == first.slug
    with pytest.raises(DatabaseError), transaction.atomic():
        NewsItem.objects.filter(pk=first.pk).update(slug="khac")


def test_item_published_again_keeps_its_first_day():
    manager = person(Role.MANAGER)
    item = actions.publish_news(item_in("draft"), by=manager)
    first = item.published_at

    again = actions.publish_news(actions.unpublish_news(item, by=manager, reason="Sai."), by=manager)

    assert again.published_at == first


def test_public_reads_published_items_alone(client):
    shown, draft, withdrawn = NewsFactory(title="Hiện"), item_in("draft"), item_in("withdrawn")

    page = client.get(reverse("programmes:news_list"))

    assert [item.pk for item in page.context["page"]] == [shown.pk]
    for hidden in (draft, withdrawn):
        assert client.get(reverse("programmes:news_detail", args=[hidden.slug])).status_code == 404
    assert client.get(reverse("programmes:news_detail", args=[shown.slug])).status_code == 200


def test_words_are_shown_as_words_and_addresses_as_links(client):
    item = NewsFactory(
        title="<script>alert(1)</script>", body="Xem https://example.org/a?b=1&c=2\n\n<img src=x onerror=alert(1)>"
    )

    html = client.get(reverse("programmes:news_detail", args=[item.slug])).content.decode()

    assert "<script>alert(1)" not in html
    assert "<img src=x" not in html
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html


def test_officer_writes_and_manager_publishes_through_the_pages(client):
    client.force_login(person(Role.OFFICER))
    sent = client.post(reverse("programmes:news_create"), {**WORDS, "pillar": PillarFactory().pk})
    item = NewsItem.objects.get()
    assert sent["Location"] == reverse("programmes:news_manage", args=[item.pk])
    assert client.post(reverse("programmes:news_publish", args=[item.pk])).status_code == 403

    client.force_login(person(Role.MANAGER))
    client.post(reverse("programmes:news_publish", args=[item.pk]))

    item.refresh_from_db()
    assert item.status == NewsStatus.PUBLISHED
    client.post(reverse("programmes:news_unpublish", args=[item.pk]), {"reason": "Sai số liệu."})
    item.refresh_from_db()
    assert item.status == NewsStatus.WITHDRAWN


def test_form_without_a_title_comes_back_with_its_words(client):
    client.force_login(person(Role.OFFICER))

    response = client.post(reverse("programmes:news_create"), {**WORDS, "title": ""})

    assert response.status_code == 422
    assert "Nội dung." in response.content.decode()
    assert not NewsItem.objects.exists()


@pytest.mark.parametrize(("words", "found"), [("dot moi", 1), ("ĐỢT", 1), ("khong co", 0)])
def test_desk_list_is_searched_without_accents(client, words, found):
    NewsFactory(title="Đợt tiếp nhận mới")
    client.force_login(person(Role.OFFICER))

    page = client.get(reverse("programmes:news_manage_list"), {"q": words})

    assert len(page.context["page"].rows) == found
    assert client.get(reverse("programmes:news_manage_list"), {"order": "slug"}).status_code == 400


def test_home_page_shows_the_last_three(client):
    for n in range(4):
        NewsFactory(title=f"Tin thứ {n}", published_at=timezone.now() - timedelta(days=n))
    NewsFactory(title="Bản nháp", status="draft", published_at=None)

    page = client.get(reverse("core:home"))

    assert [item.title for item in page.context["news"]] == ["Tin thứ 0", "Tin thứ 1", "Tin thứ 2"]
    assert "Tin thứ 2" in page.content.decode()
    assert "Tin thứ 3" not in page.content.decode()
