"""The public directory and the public profile: content, filters, order, similar startups, query counts."""

import pytest
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.measures import find_differences
from startups.directory import MOST_SIMILAR, directory_counts, similar_startups
from startups.models import Publication, Startup
from tests.factories import (
    ApplicationFactory,
    AreaFactory,
    BudgetLineFactory,
    SectorFactory,
    TermFactory,
    UserFactory,
    person,
)
from tests.programmes.grants.records import approved_award, award_of
from tests.startups.cases import round_of, startup_in
from tests.thorough import SIZES

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def public(name, **fields):
    return startup_in(Publication.PUBLIC, name=name, **fields)


def names(client, query=""):
    response = client.get(f"/startups/{query}")
    assert response.status_code == 200, response.content
    return [s.name for s in response.context["page"]]


@pytest.mark.parametrize("count", SIZES)
def test_directory_costs_the_same_for_any_number_of_rows(client, django_assert_num_queries, count):
    for n in range(count):
        public(f"Dự án {n:02d}", sectors=[SectorFactory(), SectorFactory()])

    client.get("/startups/")  # counts the choices of the filters
    with django_assert_num_queries(7):
        page = client.get("/startups/")
    with django_assert_num_queries(7):
        fragment = client.get("/startups/", headers=HTMX)

    assert len(page.context["page"]) == len(fragment.context["page"]) == min(count, 25)
    assert "<html" not in fragment.content.decode()


@pytest.mark.row("F2")
def test_directory_shows_only_consented_and_checked_startups(client):
    public("Công khai")
    public("Đã lưu trữ", archived_at="2026-01-01T00:00Z")
    for status in (Publication.PRIVATE, Publication.REQUESTED, Publication.REFUSED):
        hidden = startup_in(status, name=f"Kín {status}")
        assert client.get(f"/startups/{hidden.slug}/").status_code == 404

    assert names(client) == ["Công khai"]


def test_directory_is_sorted_by_the_vietnamese_alphabet(client):
    ordered = ["An", "Ánh", "Ăn", "Âm", "Cao", "Dũng", "Đại", "Em", "Ê", "Ong", "Ông", "Ơn", "Uy", "Ưng", "Ý"]
    for name in reversed(ordered):
        public(name)

    assert names(client) == ordered


@pytest.mark.parametrize(
    "words", ["cong nghe", "CÔNG NGHỆ", "công nghệ", "Co\u0302ng nghe\u0323\u0302", "nghe cong", "dam may", "đám mây"]
)
@pytest.mark.row("F1")
def test_directory_search_ignores_accents(client, words):
    public("Nền tảng Công nghệ", summary="Lưu trữ đám mây.")
    public("Trà sữa", summary="Đồ uống.")

    assert names(client, f"?q={words}") == ["Nền tảng Công nghệ"]


@pytest.mark.parametrize("words", ["%", "_", "\\", "100%", "a_b", "'; drop table", "((", "%%%"])
def test_directory_search_escapes_wildcards(client, words):
    public("Nền tảng")
    public(f"Đặc biệt {words}")

    response = client.get("/startups/", {"q": words})

    assert [s.name for s in response.context["page"]] == [f"Đặc biệt {words}"]


@pytest.mark.row("F1")
def test_directory_facets_combine(client):
    sector, stage, area = SectorFactory(code="fintech"), TermFactory(code="growth"), AreaFactory(code="26734")
    TermFactory(code="incubation", vocabulary="support_stage")
    public("Tất cả", sectors=[sector, SectorFactory()], stage=stage, area=area, support_received=["incubation"])
    public("Lĩnh vực", sectors=[sector])
    public("Giai đoạn", stage=stage)
    public("Phường", area=area)
    public("Hỗ trợ", support_received=["acceleration"])

    assert names(client, "?sector=fintech") == ["Lĩnh vực", "Tất cả"]
    assert names(client, "?stage=growth") == ["Giai đoạn", "Tất cả"]
    assert names(client, "?area=26734") == ["Phường", "Tất cả"]
    assert names(client, "?support=incubation") == ["Tất cả"]
    assert names(client, "?support=any") == ["Hỗ trợ", "Tất cả"]
    assert names(client, "?sector=fintech&stage=growth&area=26734&support=any&q=tat") == ["Tất cả"]
    assert names(client, "?sector=&stage=&area=&support=&q=") == ["Giai đoạn", "Hỗ trợ", "Lĩnh vực", "Phường", "Tất cả"]


@pytest.mark.row("F1")
def test_choices_say_how_many_startups_of_the_directory_have_them(client):
    health, money = SectorFactory(code="y-te", name="Y tế"), SectorFactory(code="tien", name="Tài chính")
    stage, area = TermFactory(code="growth", name="Tăng trưởng"), AreaFactory(code="26734", name="Phường Bến Thành")
    TermFactory(code="incubation", name="Ươm tạo", vocabulary="support_stage")
    public("Một", sectors=[health, money], stage=stage, area=area, support_received=["incubation"])
    public("Hai", sectors=[health])
    public("Đã lưu trữ", sectors=[money], stage=stage, area=area, archived_at="2026-01-01T00:00Z")
    startup_in(Publication.REQUESTED, name="Kín", sectors=[money], stage=stage, area=area)

    counts = directory_counts()
    page = client.get("/startups/?more=1").content.decode()

    assert counts["sector"] == {str(health.pk): 2, str(money.pk): 1}
    assert (counts["stage"].get(str(stage.pk)), counts["area"].get(str(area.pk))) == (1, 1)
    assert counts["support"] == {"incubation": 1, "any": 1}
    assert counts["total"] == {"all": 2}
    for choice in ("Y tế (2)", "Tài chính (1)", "Tăng trưởng (1)", "Phường Bến Thành (1)", "Ươm tạo (1)"):
        assert choice in page
    assert "2 đơn vị khởi nghiệp" in page


def test_counts_of_the_directory_follow_each_change(django_assert_num_queries):
    sector, stage = SectorFactory(), TermFactory()
    startup = public("Một", stage=stage)
    hidden = startup_in(Publication.PRIVATE, name="Kín")
    assert directory_counts()["total"] == {"all": 1}
    with django_assert_num_queries(1):
        directory_counts()

    public("Hai")
    assert directory_counts()["total"] == {"all": 2}
    startup.sectors.add(sector)
    assert directory_counts()["sector"][str(sector.pk)] == 1
    Startup.objects.filter(pk=startup.pk).update(stage=None, support_received=["incubation"])
    counts = directory_counts()
    assert (counts["stage"].get(str(stage.pk)), counts["support"]) == (None, {"incubation": 1, "any": 1})
    Startup.objects.filter(pk=hidden.pk).update(area=AreaFactory())  # stands in no count
    assert directory_counts() == counts
    Startup.objects.filter(pk=startup.pk).update(archived_at=timezone.now())
    assert directory_counts()["total"] == {"all": 1}
    Startup.objects.filter(name="Hai").update(status=Publication.REQUESTED)
    assert find_differences() == []
    assert directory_counts()["total"] == {}


def test_directory_is_ordered_by_name_or_newest_first(client):
    for name in ("Bình", "An", "Châu"):
        public(name)

    assert names(client) == names(client, "?order=name") == ["An", "Bình", "Châu"]
    assert names(client, "?order=newest") == ["Châu", "An", "Bình"]
    page = client.get("/startups/?order=newest&q=binh")
    assert [s.name for s in page.context["page"]] == ["Bình"]
    assert '<input type="hidden" form="directory-filter" name="order" value="newest">' in page.content.decode()
    assert client.get("/startups/?order=password").status_code == 400


def test_newest_first_has_every_startup_once(client):
    expected = [public(f"Dự án {n:02d}").name for n in range(30)][::-1]

    first = client.get("/startups/?order=newest").context["page"]
    second = client.get(f"/startups/?order=newest&after={first.next}").context["page"]

    assert [s.name for s in [*first, *second]] == expected
    assert client.get(f"/startups/?after={first.next}").status_code == 400  # a cursor of the other order


def test_cards_have_initials(client):
    public("Công ty TNHH Nông Sản Vàng")

    assert 'aria-hidden="true">SV</span>' in client.get("/startups/").content.decode()


def test_similar_startups_share_fields_then_stage_then_ward(django_assert_num_queries):
    one, two, other = SectorFactory(), SectorFactory(), SectorFactory()
    stage, area = TermFactory(), AreaFactory()
    mine = public("Của tôi", sectors=[one, two], stage=stage, area=area)
    ward = public("Cùng phường", sectors=[one], area=area)
    same_stage = public("Cùng giai đoạn", sectors=[one], stage=stage)
    both = public("Hai lĩnh vực", sectors=[one, two])
    public("Khác lĩnh vực", sectors=[other], stage=stage, area=area)
    startup_in(Publication.PRIVATE, name="Kín", sectors=[one, two], stage=stage, area=area)
    public("Đã lưu trữ", sectors=[one, two], archived_at="2026-01-01T00:00Z")
    mine = Startup.objects.get(pk=mine.pk)

    with django_assert_num_queries(1):
        found = similar_startups(mine)

    assert [one.startup for one in found] == [both, same_stage, ward]
    assert [one.same_stage for one in found] == [False, True, False]


def test_profile_shows_similar_startups_with_what_they_share(client):
    sector = SectorFactory(name="Y tế số")
    for n in range(MOST_SIMILAR + 2):
        public(f"Y tế {n}", sectors=[sector])
    mine = public("Của tôi", sectors=[sector])

    page = client.get(f"/startups/{mine.slug}/")

    assert len(page.context["similar"]) == MOST_SIMILAR
    assert page.context["similar"][0]["common"] == ["Y tế số"]


def test_profile_shows_its_approved_grants_only(client, django_assert_num_queries):
    mine, other = public("Của tôi"), public("Khác")
    granted = approved_award("2026-03-02 09:00", startup=mine, decision_number="12/QĐ-SKHCN")
    award_of(
        ApplicationFactory(startup=mine),
        "2026-03-02 09:00",
        amount=10,
        line=BudgetLineFactory(),
        status="proposed",
        decision_number="13/QĐ-SKHCN",
    )
    approved_award("2026-03-02 09:00", startup=other, decision_number="14/QĐ-SKHCN")

    with django_assert_num_queries(8):
        response = client.get(f"/startups/{mine.slug}/")
    page = response.content.decode()

    assert [award.pk for award in response.context["grants"]] == [granted.pk]
    assert "12/QĐ-SKHCN" in page
    assert "13/QĐ-SKHCN" not in page
    assert "14/QĐ-SKHCN" not in page


@pytest.mark.parametrize("query", ["?sector=nope", "?stage=1", "?area=x", "?support=money", f"?q={'x' * 101}"])
def test_facet_value_that_is_not_offered_is_an_error_and_shows_nothing(client, query):
    public("Công khai")

    response = client.get(f"/startups/{query}")

    assert (response.status_code, list(response.context["page"]), len(response.context["filter"].form.errors)) == (
        200,
        [],
        1,
    )


@pytest.mark.parametrize("path", ["/startups/", "/manage/startups/", "/people/"])
@pytest.mark.parametrize(
    "query", ["?sort=password", "?status__in=public", "?password=x", "?after=forged", "?before=a:b:c"]
)
def test_key_or_cursor_that_is_not_offered_is_400(client, path, query):
    client.force_login(person(Role.OFFICER, Role.ADMINISTRATOR))

    assert client.get(path + query).status_code == 400


def test_directory_pages_contain_every_startup_once(client):
    expected = [public(f"Dự án {n:02d}").name for n in range(60)]

    seen, query = [], ""
    while True:
        page = client.get(f"/startups/{query}").context["page"]
        seen += [s.name for s in page]
        if not page.next:
            break
        query = f"?after={page.next}"

    assert seen == expected
    assert [s.name for s in client.get("/startups/?last=1").context["page"]] == expected[-25:]


def test_cursor_of_another_list_is_refused(client):
    client.force_login(person(Role.OFFICER))
    for n in range(30):
        startup_in(Publication.REQUESTED, name=f"Dự án {n:02d}")
    cursor = client.get("/manage/publication/").context["page"].next

    assert client.get(f"/startups/?after={cursor}").status_code == 400


def test_empty_directory_says_so(client):
    assert client.get("/startups/").context["page"].rows == []


def test_directory_and_profile_show_nothing_private(client):
    owner = UserFactory(email="bi-mat@example.org", full_name="Trần Bí Mật", phone="0912345678")
    startup = public(
        "Công khai",
        members=[owner],
        address="99 Đường Bí Mật",
        website="https://bi-mat.example",
        team_size=4321,
        founded_on="2019-07-08",
    )
    round_of(startup, investors="Nhà đầu tư Bí Mật", verified_by=startup.verified_by, verified_at="2026-01-01T00:00Z")

    for path in ("/startups/", f"/startups/{startup.slug}/", "/startups/?q=bi+mat", "/startups/?q=0912345678"):
        page = client.get(path).content.decode().replace("q=0912345678", "").replace('value="0912345678"', "")
        for secret in (
            "bi-mat@example.org",
            "Bí Mật",
            "0912345678",
            "bi-mat.example",
            "4321",
            "4.321",
            "08/07/2019",
            startup.tax_code,
            startup.verified_by.full_name,
        ):
            assert secret not in page, (path, secret)


@pytest.mark.row("F2")
def test_profile_shows_the_chosen_facts(client):
    startup = public(
        "Công khai",
        website="https://chon.example",
        team_size=4321,
        founded_on="2019-07-08",
        public_facts=["website", "founded_on", "team_size", "rounds"],
    )
    round_of(startup, amount="7777000", verified_by=startup.verified_by, verified_at="2026-01-01T00:00Z")
    round_of(startup, amount="8888000")

    page = client.get(f"/startups/{startup.slug}/").content.decode()

    assert all(fact in page for fact in ("https://chon.example", "4.321", "08/07/2019", "7.777.000"))
    assert "8.888.000" not in page


def test_hostile_text_is_escaped_in_public(client):
    startup = public("<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>")

    for path in ("/startups/", f"/startups/{startup.slug}/"):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "<script>alert" not in client.get("/startups/", {"q": "<script>alert(1)</script>"}).content.decode()


@pytest.mark.parametrize("path", ["/startups/", "/startups/cong-khai/"])
def test_public_pages_refuse_other_methods_than_get_and_head(client, path):
    public("Công khai", slug="cong-khai")

    assert (client.get(path).status_code, client.post(path).status_code) == (200, 405)
