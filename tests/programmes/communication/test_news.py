"""News: who writes and publishes them, what the public reads."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import NEEDS_UNIT, Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from programmes.communication.actions import news as actions
from programmes.communication.models import NewsItem, NewsStatus
from tests.factories import NewsFactory, PillarFactory, UnitFactory, person
from tests.lists import bulk_confirm, bulk_preview

pytestmark = pytest.mark.django_db
NEWS_TEXTS = {"title": "Đợt tiếp nhận mới", "summary": "Mở từ thứ Hai.", "body": "Nội dung."}
MOVES = {
    "publish": lambda item, by: actions.publish_news(item, by=by, expected_version=version_of(item)),
    "unpublish": lambda item, by: actions.unpublish_news(item, by=by, reason="Sai số liệu."),
}


def publish(item: NewsItem, by: User) -> NewsItem:
    return MOVES["publish"](item, by)


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
def test_other_roles_neither_create_nor_edit_news(role):
    item, other = NewsFactory(), holder_of(role)

    with pytest.raises(RoleRefused):
        actions.create_news(by=other, **NEWS_TEXTS)
    with pytest.raises(RoleRefused):
        actions.edit_news(item, by=other, version=version_of(item), title="Khác")
    item.refresh_from_db()
    assert item.title != "Khác"


def test_slug_is_made_of_the_title_and_never_changes():
    officer, manager = person(Role.OFFICER), person(Role.MANAGER)
    first = actions.create_news(by=officer, **NEWS_TEXTS)
    second = actions.create_news(by=officer, **NEWS_TEXTS)
    published = publish(first, manager)

    changed = actions.edit_news(published, by=officer, version=version_of(published), title="Tên khác hẳn")

    assert first.slug == "dot-tiep-nhan-moi"
    assert second.slug.startswith("dot-tiep-nhan-moi-")
    assert changed.slug == first.slug
    with pytest.raises(DatabaseError), transaction.atomic():
        NewsItem.objects.filter(pk=first.pk).update(slug="khac")


def test_republished_item_keeps_its_first_date():
    manager = person(Role.MANAGER)
    item = publish(item_in("draft"), manager)
    first = item.published_at

    again = publish(actions.unpublish_news(item, by=manager, reason="Sai."), manager)

    assert again.published_at == first


def test_public_reads_published_items_alone(client):
    shown, draft, withdrawn = NewsFactory(title="Hiện"), item_in("draft"), item_in("withdrawn")

    page = client.get(reverse("communication:news_list"))

    assert [item.pk for item in page.context["page"]] == [shown.pk]
    for hidden in (draft, withdrawn):
        assert client.get(reverse("communication:news_detail", args=[hidden.slug])).status_code == 404
    assert client.get(reverse("communication:news_detail", args=[shown.slug])).status_code == 200


def test_html_is_escaped_and_urls_become_links(client):
    item = NewsFactory(
        title="<script>alert(1)</script>", body="Xem https://example.org/a?b=1&c=2\n\n<img src=x onerror=alert(1)>"
    )

    html = client.get(reverse("communication:news_detail", args=[item.slug])).content.decode()

    assert "<script>alert(1)" not in html
    assert "<img src=x" not in html
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html


def test_officer_writes_and_manager_publishes_through_the_pages(client):
    client.force_login(person(Role.OFFICER))
    sent = client.post(reverse("communication:news_create"), {**NEWS_TEXTS, "pillar": PillarFactory().pk})
    item = NewsItem.objects.get()
    assert sent["Location"] == reverse("communication:news_manage", args=[item.pk])
    assert client.post(reverse("communication:news_publish", args=[item.pk])).status_code == 403

    client.force_login(person(Role.MANAGER))
    address = reverse("communication:news_publish", args=[item.pk])
    shown = dict(client.get(address).context["hidden"])
    actions.edit_news(item, by=person(Role.OFFICER), version=version_of(item), summary="Mở từ thứ Ba.")
    assert client.post(address, shown).status_code == 409
    client.post(address, dict(client.get(address).context["hidden"]))

    item.refresh_from_db()
    assert item.status == NewsStatus.PUBLISHED
    client.post(reverse("communication:news_unpublish", args=[item.pk]), {"reason": "Sai số liệu."})
    item.refresh_from_db()
    assert item.status == NewsStatus.WITHDRAWN


def test_invalid_form_keeps_the_input(client):
    client.force_login(person(Role.OFFICER))

    response = client.post(reverse("communication:news_create"), {**NEWS_TEXTS, "title": ""})

    assert response.status_code == 422
    assert "Nội dung." in response.content.decode()
    assert not NewsItem.objects.exists()


@pytest.mark.parametrize(("query", "count"), [("dot moi", 1), ("ĐỢT", 1), ("khong co", 0)])
def test_department_list_search_ignores_accents(client, query, count):
    NewsFactory(title="Đợt tiếp nhận mới")
    client.force_login(person(Role.OFFICER))

    page = client.get(reverse("communication:news_manage_list"), {"q": query})

    assert len(page.context["page"].rows) == count
    assert client.get(reverse("communication:news_manage_list"), {"order": "slug"}).status_code == 400


def test_department_list_is_filtered_by_status_pillar_language_and_day(client):
    pillar = PillarFactory()
    english = {"title_en": "A new call", "body_en": "Words."}
    draft = NewsFactory(status="draft", published_at=None, **english)
    shown = NewsFactory(pillar=pillar, published_at="2026-03-01T00:30+07:00", title_en="A new call", body_en="")
    client.force_login(person(Role.OFFICER))

    def listed_news(**query: Any) -> list[NewsItem]:
        return list(client.get(reverse("communication:news_manage_list"), query).context["page"])

    assert listed_news() == [shown, draft]
    assert listed_news(status="draft") == listed_news(english="1") == [draft]
    assert (
        listed_news(pillar=pillar.pk) == listed_news(english="0") == listed_news(published_to="01/03/2026") == [shown]
    )
    assert listed_news(published_from="02/03/2026") == []
    assert listed_news(sort="published") == [shown, draft]


def test_bulk_publication_leaves_out_a_changed_item(client):
    read, changed, public = item_in("draft"), item_in("draft"), item_in("published")
    client.force_login(person(Role.MANAGER))

    preview = bulk_preview(client, "news", "publish", [read, changed, public])
    actions.edit_news(changed, by=person(Role.OFFICER), version=version_of(changed), title="Khác")
    run = bulk_confirm(client, "news", preview)

    assert [bool(line["refusal"]) for line in preview.context["lines"]] == [True, False, False]
    assert sorted(run.rows.values_list("object_id", "outcome")) == [
        (read.pk, "done"),
        (changed.pk, "refused"),
        (public.pk, "refused"),
    ]
    assert sorted(NewsItem.objects.public().values_list("pk", flat=True)) == [read.pk, public.pk]


def test_bulk_unpublication_has_one_reason(client):
    items = [item_in("published") for _ in range(2)]
    client.force_login(person(Role.DIRECTOR))

    run = bulk_confirm(
        client, "news", bulk_preview(client, "news", "unpublish", items, answered="1", reason="Sai số liệu.")
    )

    assert set(run.rows.values_list("outcome", flat=True)) == {"done"}
    assert not NewsItem.objects.public().exists()
    assert {AuditEntry.objects.about(item).get().reason for item in items} == {"Sai số liệu."}


def test_officer_has_no_bulk_actions_of_managers(client):
    client.force_login(person(Role.OFFICER))
    item = item_in("draft")

    assert client.get(reverse("communication:news_manage_list")).context["list"].bulk == []
    assert bulk_preview(client, "news", "publish", [item]).status_code == 403


def test_home_page_shows_the_last_three(client):
    for n in range(4):
        NewsFactory(title=f"Tin thứ {n}", published_at=timezone.now() - timedelta(days=n))
    NewsFactory(title="Bản nháp", status="draft", published_at=None)

    page = client.get(reverse("public:home"))

    assert [item.title for item in page.context["news"]] == ["Tin thứ 0", "Tin thứ 1", "Tin thứ 2"]
    assert "Tin thứ 2" in page.content.decode()
    assert "Tin thứ 3" not in page.content.decode()
