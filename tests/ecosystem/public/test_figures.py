"""Pages of figures: each opens a list that sums to it, public and council figures agree, states are told apart."""

import csv
import io
import json
import re
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.periods import PeriodKind, period_of
from ecosystem.dashboards.figures import SchemeYear, records_url
from ecosystem.dashboards.forms import read_selection
from programmes.grants.models import ApplicationStatus
from programmes.plan.counting import STARTUPS, Selection, total
from programmes.plan.models import Counter, Measurement, Origin, Span, Target
from startups.models import Publication
from tests.ecosystem.documents.reading import xlsx_cells
from tests.factories import (
    BudgetLineFactory,
    CallFactory,
    IndicatorFactory,
    PillarFactory,
    SchemeFactory,
    StartupFactory,
    UnitFactory,
    UserFactory,
    person,
)
from tests.programmes.grants.records import approved_award, make_contract, make_payment

pytestmark = pytest.mark.django_db
NOW = f"{timezone.localdate()} 08:00"
YEAR = period_of(timezone.localdate(), PeriodKind.YEAR).year


@pytest.fixture
def scheme():
    """A scheme that runs this year, with two pillars and a counted indicator of each kind."""
    scheme = SchemeFactory(code="de-an", starts_on=date(YEAR - 2, 1, 1), ends_on=date(YEAR + 2, 1, 1))
    pillar = PillarFactory(scheme=scheme, number=1)
    PillarFactory(scheme=scheme, number=2)
    for counter in Counter:
        IndicatorFactory(scheme=scheme, origin=Origin.COUNTED, counter=counter, pillar=pillar)
    return scheme


@pytest.fixture
def line(scheme):
    return BudgetLineFactory(pillar=scheme.pillars.get(number=1), year=YEAR)


@pytest.fixture
def member(client):
    user = person(Role.COUNCIL)
    client.force_login(user)
    return user


def listed(client, address):
    """Every row of a list of records, page after page, and the sums its total line shows."""
    rows, sums, cursor = [], None, ""
    while True:
        query = f"{'&' if '?' in address else '?'}after={cursor}" if cursor else ""
        context = client.get(address + query).context
        rows += context["records"]
        sums = context["sums"]
        cursor = context["page"].next
        if not cursor:
            return rows, sums


def figure_links(html):
    """The addresses of lists of records on a page, each with its figure: the link's title (whole đồng) or text."""
    pattern = r'<a(?: class="fig")? href="(/council/records/[^"]+)"(?: title="([^"]*)")?>([^<]*)</a>'
    return [(address.replace("&amp;", "&"), title or text) for address, title, text in re.findall(pattern, html)]


def number(text):
    return int(re.sub(r"[^\d]", "", text))


# Council


@pytest.mark.row("D2")
def test_every_figure_of_the_council_page_opens_a_list_that_sums_to_it(client, member, scheme, line):
    for n in range(4):
        award = approved_award(
            NOW, line=line, amount=30_000_000 + n * 1_000_001, stage=["incubation", "acceleration"][n % 2]
        )
        first, *_ = make_contract(award)
        make_payment(first, str(timezone.localdate()))
    other = BudgetLineFactory(pillar=scheme.pillars.get(number=2), year=line.year)
    approved_award(NOW, line=other, amount=55_555_555, cancelled=5_555_555)
    approved_award(NOW, amount=7_000_000)

    links = figure_links(client.get(reverse("dashboards:council_scheme", args=[scheme.code])).content.decode())

    assert len(links) >= 18
    for address, shown in links:
        rows, sums = listed(client, address)
        if "/granted/" in address or "/paid/" in address:
            assert sum(row["amount"] for row in rows) == sums["amount"] == number(shown), address
        else:
            assert len(rows) == sums["n"] == number(shown), address


@pytest.mark.row("D1")
def test_approval_and_payment_move_the_figures_by_exactly_that(client, member, scheme, line):
    def figures():
        context = client.get(reverse("dashboards:council")).context
        rows = {row.indicator.counter: row.progress.in_year.value for row in context["shown"].rows}
        budget = context["by_pillar"][0]
        return rows, (budget.granted, budget.paid)

    before, budget_before = figures()
    award = approved_award(NOW, line=line, amount=36_000_000, stage="incubation")
    make_payment(make_contract(award, parts=3)[0], str(timezone.localdate()))
    after, budget_after = figures()

    moved = {counter: after[counter] - before[counter] for counter in after}
    assert moved == {
        Counter.PROJECTS: 1,
        Counter.PRE_INCUBATION: 0,
        Counter.INCUBATION: 1,
        Counter.ACCELERATION: 0,
        Counter.GRANTED: 36_000_000,
        Counter.PAID: 12_000_000,
    }
    assert (budget_before, budget_after) == ((0, 0), (36_000_000, 12_000_000))


@pytest.mark.row("F6")
def test_public_home_shows_the_councils_figures(client, scheme, line):
    award = approved_award(NOW, line=line, amount=36_000_000)
    make_payment(make_contract(award, parts=1)[0], str(timezone.localdate()))
    public = client.get(reverse("public:home")).context["stats"]
    client.force_login(person(Role.COUNCIL))
    council = client.get(reverse("dashboards:council")).context["stats"]

    assert [(s.label, s.value, s.note) for s in public] == [(s.label, s.value, s.note) for s in council]
    assert [s.value for s in public] == ["1", "1", "36 triệu đồng", "36 triệu đồng"]


@pytest.mark.parametrize("count", [1, 3, 50])
def test_council_page_takes_the_same_queries_for_any_number_of_rows(
    client, scheme, line, count, django_assert_num_queries
):
    client.force_login(person(Role.COUNCIL))
    for n in range(count):
        indicator = IndicatorFactory(scheme=scheme, pillar=line.pillar)
        Target.objects.create(indicator=indicator, value=10 + n, source="Nguồn", confidence="H")
        approved_award(NOW, line=line)
        BudgetLineFactory(pillar=line.pillar, year=line.year)

    with django_assert_num_queries(11):
        response = client.get(reverse("dashboards:council"))

    assert len(response.context["shown"].rows) == 6 + count


@pytest.mark.row("D5")
def test_council_page_shows_five_states_apart(client, member):
    year = YEAR
    scheme = SchemeFactory(starts_on=date(year - 2, 1, 1), ends_on=date(year + 2, 1, 1))
    zero, gap, due, never, whole = (IndicatorFactory(scheme=scheme, order=n) for n in range(5))
    for indicator in (zero, gap):
        Target.objects.create(indicator=indicator, year=year - 1, value=10, source="Nguồn", confidence="H")
    Target.objects.create(indicator=due, value=10, source="Nguồn", confidence="H")
    Target.objects.create(indicator=due, year=year, value=10, source="Nguồn", confidence="H")
    Target.objects.create(indicator=never, value=5, source="Nguồn", confidence="H")
    Measurement.objects.create(
        indicator=whole,
        span=Span.CUMULATIVE,
        starts_on=scheme.starts_on,
        ends_on=date(year, 1, 1),
        value=3,
        source="Báo cáo",
        confidence="H",
    )
    Measurement.objects.create(
        indicator=zero,
        span=Span.IN_YEAR,
        starts_on=date(year - 1, 1, 1),
        ends_on=date(year, 1, 1),
        value=0,
        source="Báo cáo",
        confidence="H",
    )
    address = reverse("dashboards:council_scheme", args=[scheme.code])

    last = client.get(address, {"year": year - 1}).context["shown"].rows
    now = client.get(address, {"year": year}).context["shown"].rows

    assert [row.progress.in_year.state for row in last] == [
        "value",
        "no_data",
        "no_data",
        "not_reported",
        "not_applicable",
    ]
    assert last[0].progress.in_year.value == 0
    assert now[2].progress.in_year.state == "not_due"
    html = client.get(address, {"year": year - 1}).content.decode()
    assert all(words in html for words in ("Chưa có số liệu", "Không áp dụng", "Chưa đến hạn", "Chưa có báo cáo"))


def test_percent_far_above_the_target_shows_well(client, member):
    scheme = SchemeFactory(starts_on=date(2021, 1, 1), ends_on=date(2026, 1, 1))
    indicator = IndicatorFactory(scheme=scheme)
    Target.objects.create(indicator=indicator, value=3000, source="Nguồn", confidence="H")
    Target.objects.create(indicator=indicator, year=2022, value=600, source="Nguồn", confidence="H")
    for span, starts, ends, value in (
        (Span.CUMULATIVE, date(2021, 1, 1), date(2022, 7, 1), 5063),
        (Span.IN_YEAR, date(2022, 1, 1), date(2023, 1, 1), 2970),
    ):
        Measurement.objects.create(
            indicator=indicator,
            span=span,
            starts_on=starts,
            ends_on=ends,
            value=value,
            source="Báo cáo",
            confidence="H",
        )

    html = client.get(reverse("dashboards:council_scheme", args=[scheme.code]), {"year": 2022}).content.decode()

    assert "168,8\u00a0%" in html
    assert "495\u00a0%" in html


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.ACCOUNTANT, Role.PARTNER_REPORTER, Role.PARTNER_HEAD])
def test_council_pages_are_closed_to_other_roles(client, role):
    client.force_login(person(role, unit=UnitFactory()))

    for address in (
        reverse("dashboards:council"),
        reverse("dashboards:figure_records", args=["paid"]),
        reverse("dashboards:figure_records_file", args=["paid", "csv"]),
    ):
        assert client.get(address).status_code == 403


@pytest.mark.row("D10")
def test_council_pages_change_nothing(client, member, scheme):
    for address in (reverse("dashboards:council"), reverse("dashboards:figure_records", args=["paid"])):
        assert client.post(address).status_code == 405


def test_council_page_without_a_scheme_says_so(client, member):
    response = client.get(reverse("dashboards:council"))

    assert response.status_code == 200
    assert response.context["tabs"] == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("scheme=khong-co", 404),
        ("scheme=de-an&pillar=9", 404),
        ("pillar=1", 400),
        ("budget_year=2025", 400),
        ("starts=2025-13-01", 400),
        ("starts=01/02/2025", 400),
        ("order=amount", 400),
        ("after=gia-mao", 400),
        ("scheme=de-an&pillar=x", 400),
        ("scheme=%00", 400),
    ],
)
def test_records_refuse_what_is_not_offered(client, member, scheme, query, status):
    assert client.get(reverse("dashboards:figure_records", args=["granted"]) + "?" + query).status_code == status


@pytest.mark.parametrize("query", ["year=abc", "year=20222", "year=-1", "year=%D9%A2%D9%A0%D9%A2%D9%A2"])
def test_council_page_refuses_a_year_that_is_none(client, member, scheme, query):
    assert client.get(reverse("dashboards:council") + "?" + query).status_code == 400


def test_year_outside_the_scheme_shows_its_latest_year(client, member, scheme):
    assert client.get(reverse("dashboards:council"), {"year": "1999"}).context["shown"].year == YEAR


def test_address_of_records_reads_back_as_the_same_selection(scheme):
    pillar = scheme.pillars.get(number=2)
    for selection in (
        Selection(STARTUPS),
        Selection(Counter.GRANTED, scheme=scheme, pillar=pillar, budget_year=2025),
        Selection(Counter.PROJECTS, scheme=scheme, starts=date(2024, 12, 15), ends=date(2025, 12, 15)),
        Selection(Counter.PAID, scheme=scheme, accepted_only=True),
    ):
        parts = urlsplit(records_url(selection))
        query = QueryDict("&".join(f"{k}={v[0]}" for k, v in parse_qs(parts.query).items()))
        assert read_selection(selection.counter, query) == selection


@pytest.mark.row("D10")
def test_council_member_sees_no_link_into_dossiers_and_an_officer_does(client, scheme, line):
    award = approved_award(NOW, line=line)
    address = reverse("dashboards:figure_records", args=["granted"])
    dossier = reverse("grants:application_detail", args=[award.application_id])

    client.force_login(person(Role.COUNCIL))
    assert dossier not in client.get(address).content.decode()
    client.force_login(person(Role.OFFICER))
    assert dossier in client.get(address).content.decode()


def records_file(client, counter, kind, **query):
    answer = client.get(reverse("dashboards:figure_records_file", args=[counter, kind]), query)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.row("D10")
@pytest.mark.parametrize("counter", ["granted", "projects", "paid"])
def test_records_behind_a_figure_are_filtered_and_downloaded_as_shown(client, member, scheme, line, counter):
    for name, stage, amount in (
        ("Trà Sữa", "incubation", 10_000_000),
        ("Trà Xanh", "acceleration", 20_000_000),
        ("=HYPERLINK(1)", "incubation", 40_000_000),
    ):
        award = approved_award(NOW, line=line, amount=amount, stage=stage, startup=StartupFactory(name=name))
        for tranche in make_contract(award, parts=1):
            make_payment(tranche, str(timezone.localdate()))
    address = reverse("dashboards:figure_records", args=[counter])

    whole = client.get(address, {"scheme": scheme.code}).context
    by_name = client.get(address, {"scheme": scheme.code, "q": "tra"}).context
    both = client.get(address, {"scheme": scheme.code, "q": "tra", "stage": "incubation"})
    lines = records_file(client, counter, "csv", scheme=scheme.code, stage="incubation").decode().splitlines()

    assert (whole["sums"]["n"], by_name["sums"]["n"], both.context["sums"]["n"]) == (3, 2, 1)
    assert [record["application"].startup.name for record in both.context["records"]] == ["Trà Sữa"]
    assert both.context["sums"]["amount"] == sum(record["amount"] for record in both.context["records"])
    assert f'name="scheme" value="{scheme.code}"' in both.content.decode()
    assert both.context["whole_url"] == f"{address}?scheme={scheme.code}"
    assert sorted(line.split(",")[0] for line in lines[1:]) == ["'=HYPERLINK(1)", "Trà Sữa"]


def test_excel_file_of_records_holds_their_amounts_and_is_audited(client, member, scheme, line):
    approved_award(NOW, line=line, amount=12_500_000, cancelled=2_500_000)

    cells = xlsx_cells(records_file(client, "granted", "xlsx", scheme=scheme.code))

    entry = AuditEntry.objects.get(transition="export")
    assert (cells["F1"][1], cells["F2"][1]) == ("Số tiền", "10000000")
    assert "F3" not in cells
    assert (entry.model, entry.target, entry.by) == ("list:figure-granted", "xlsx", member)
    assert entry.reason == f"1 rows; scheme={scheme.code}"


@pytest.mark.parametrize(
    ("counter", "kind", "query", "status"),
    [("granted", "pdf", {}, 404), ("nope", "csv", {}, 404), ("granted", "csv", {"order": "x"}, 400)],
)
@pytest.mark.usefixtures("member", "scheme")
def test_file_of_records_refuses_what_is_not_offered(client, counter, kind, query, status):
    assert client.get(reverse("dashboards:figure_records_file", args=[counter, kind]), query).status_code == status


@pytest.mark.row("D17")
def test_cost_per_result_is_money_paid_by_accepted_projects(scheme, line):
    for status, amount in (
        (ApplicationStatus.CLOSED, 40_000_000),
        (ApplicationStatus.ACCEPTED, 20_000_000),
        (ApplicationStatus.IN_PROGRESS, 99_000_000),
    ):
        for tranche in make_contract(approved_award(NOW, line=line, amount=amount, status=status)):
            make_payment(tranche, str(timezone.localdate()))

    shown = SchemeYear(scheme, None, records=True)

    assert (shown.accepted, shown.cost_per_result) == (2, 30_000_000)
    assert total(Selection(Counter.PAID, scheme=scheme, accepted_only=True)) == 60_000_000


def test_cost_per_result_does_not_apply_without_an_accepted_project(client, member, scheme, line):
    approved_award(NOW, line=line)

    assert SchemeYear(scheme, None).cost_per_result is None
    html = client.get(reverse("dashboards:council_scheme", args=[scheme.code])).content.decode()
    assert "chưa có dự án nào do ngân sách của đề án chi trả được nghiệm thu" in html


def test_scheme_without_budget_lines_says_so_and_not_that_nothing_was_accepted(client, member, scheme):
    for _ in range(3):
        approved_award(NOW, status=ApplicationStatus.CLOSED)

    html = client.get(reverse("dashboards:council_scheme", args=[scheme.code])).content.decode()

    assert "không có dòng ngân sách nên không có khoản chi riêng. Các dự án tính cho đề án (3)" in html
    assert "được nghiệm thu kết quả" not in html


@pytest.mark.parametrize("page", ["public:pillar_detail", "dashboards:council_scheme"])
def test_projects_in_a_pillar_are_the_whole_schemes_and_say_how_many_its_lines_pay(client, member, scheme, line, page):
    approved_award(NOW, line=line, stage="incubation")
    approved_award(NOW, line=line)
    for _ in range(3):
        approved_award(NOW, stage="incubation")  # of the scheme's days, paid by another scheme
    address = reverse(page, args=[scheme.code, 1] if "pillar" in page else [scheme.code])

    response = client.get(address)

    rows = {row.indicator.counter: row for row in response.context["shown"].rows}
    shown = {counter: (row.progress.cumulative.value, row.of_pillar) for counter, row in rows.items()}
    assert [(shown[c][0], shown[c][1].projects) for c in (Counter.PROJECTS, Counter.INCUBATION)] == [(5, 2), (4, 1)]
    assert shown[Counter.GRANTED][1] is None
    html = response.content.decode()
    assert "Dự án của cả đề án, trong đó" in html
    if rows[Counter.INCUBATION].of_pillar.url:
        listed_rows, sums = listed(client, rows[Counter.INCUBATION].of_pillar.url)
        assert len(listed_rows) == sums["n"] == 1


def test_scheme_that_is_over_still_shows_the_year_in_which_its_money_moves():
    year = YEAR
    scheme = SchemeFactory(starts_on=date(year - 3, 1, 1), ends_on=date(year - 1, 1, 1))
    BudgetLineFactory(pillar=PillarFactory(scheme=scheme), year=year)

    assert SchemeYear(scheme, None).years == [year - 3, year - 2, year - 1, year]


# Awards


def test_awards_name_only_public_startups(client):
    public = StartupFactory(name="Công ty Lúa Vàng", status=Publication.PUBLIC, verified_by=UserFactory())
    hidden = StartupFactory(name="Công ty Kín Tiếng")
    taken_out = StartupFactory(
        name="Công ty Đã Lưu Trữ", status=Publication.PUBLIC, verified_by=UserFactory(), archived_at=timezone.now()
    )
    for startup in (public, hidden, taken_out):
        approved_award("2025-03-01 10:00", startup=startup)

    texts = [
        client.get(reverse(name)).content.decode()
        if name == "public:awards"
        else b"".join(client.get(reverse(name)).streaming_content).decode()
        for name in ("public:awards", "public:awards_csv", "public:awards_json")
    ]

    for text in texts:
        assert "Công ty Lúa Vàng" in text
        assert "Kín Tiếng" not in text
        assert "Đã Lưu Trữ" not in text


@pytest.mark.row("F5")
def test_awards_downloads_hold_the_rows_and_no_personal_data(client):
    award = approved_award("2025-03-01 10:00", amount=30_000_000, cancelled=1_000_000, decision_number="12/QĐ-SKHCN")
    approved_award("2024-03-01 10:00")
    owner = award.application.created_by

    text = b"".join(client.get(reverse("public:awards_csv"), {"year": "2025"}).streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    data = json.loads(b"".join(client.get(reverse("public:awards_json"), {"year": "2025"}).streaming_content))

    assert text.startswith("\ufeff")
    assert len(rows) == len(data["records"]) == 1
    assert (rows[0]["amount"], rows[0]["given_back"], rows[0]["decision_date"]) == ("30000000", "1000000", "2025-03-01")
    assert set(rows[0]) == set(data["records"][0]) == {field["name"] for field in data["fields"]}
    assert owner.email not in text + json.dumps(data)
    assert owner.full_name not in text + json.dumps(data, ensure_ascii=False)


def test_empty_download_is_still_a_file(client):
    assert json.loads(b"".join(client.get(reverse("public:awards_json")).streaming_content))["records"] == []
    assert len(b"".join(client.get(reverse("public:awards_csv")).streaming_content).decode().splitlines()) == 1


def test_spreadsheet_formula_in_a_name_is_text(client):
    startup = StartupFactory(name="=HYPERLINK(1)", status=Publication.PUBLIC, verified_by=UserFactory())
    approved_award("2025-03-01 10:00", startup=startup)

    text = b"".join(client.get(reverse("public:awards_csv")).streaming_content).decode()

    assert ",'=HYPERLINK(1)," in text


@pytest.mark.row("F5")
def test_awards_sum_is_the_public_figure_of_money_granted(client):
    approved_award("2025-03-01 10:00", amount=30_000_000, cancelled=1_000_000)
    approved_award("2024-03-01 10:00", amount=11_000_000)

    sums = client.get(reverse("public:awards")).context["sums"]

    assert sums == {"n": 2, "amount": 40_000_000}
    assert total(Selection(Counter.GRANTED)) == 40_000_000


@pytest.mark.parametrize("query", ["order=amount", "after=gia-mao"])
def test_awards_refuse_keys_that_are_not_offered(client, query):
    assert client.get(reverse("public:awards") + "?" + query).status_code == 400


def test_awards_year_filter_follows_the_reporting_year(client):
    approved_award("2024-12-14 23:59")
    approved_award("2024-12-15 00:00")

    address = reverse("public:awards")

    assert [client.get(address, {"year": year}).context["sums"]["n"] for year in ("2024", "2025")] == [1, 1]


# Reported figures


@pytest.mark.row("D16")
def test_indicator_page_lists_every_source_conflicts_too(client):
    scheme = SchemeFactory(starts_on=date(2021, 1, 1), ends_on=date(2026, 1, 1))
    indicator = IndicatorFactory(scheme=scheme)
    for value, used in ((2970, True), (2586, False), (None, False)):
        Measurement.objects.create(
            indicator=indicator,
            span=Span.IN_YEAR,
            starts_on=date(2022, 1, 1),
            ends_on=date(2023, 1, 1),
            value=value,
            source=f"Nguồn {value}: https://example.org/{value}",
            confidence="L",
            is_used=used,
        )

    response = client.get(reverse("public:indicator_detail", args=[scheme.code, indicator.code]))
    html = response.content.decode()

    assert [m.value for m in response.context["measurements"]] == [2970, 2586, None]
    assert html.count('href="https://example.org/') >= 3
    assert html.count("Chưa có số liệu") >= 2


@pytest.mark.row("D16")
def test_name_of_the_verifier_is_for_overseers_only(client):
    scheme = SchemeFactory(starts_on=date(2021, 1, 1), ends_on=date(2026, 1, 1))
    indicator = IndicatorFactory(scheme=scheme)
    verifier = UserFactory(full_name="Trần Thị Kiểm Tra")
    Measurement.objects.create(
        indicator=indicator,
        span=Span.IN_YEAR,
        starts_on=date(2022, 1, 1),
        ends_on=date(2023, 1, 1),
        value=1,
        source="Nguồn",
        confidence="H",
        verified_by=verifier,
    )
    address = reverse("public:indicator_detail", args=[scheme.code, indicator.code])

    assert verifier.full_name not in client.get(address).content.decode()
    client.force_login(person(Role.COUNCIL))
    assert verifier.full_name in client.get(address).content.decode()


def test_source_that_is_no_web_address_makes_no_link(client):
    scheme = SchemeFactory()
    indicator = IndicatorFactory(scheme=scheme)
    Target.objects.create(indicator=indicator, value=1, source="javascript:alert(1)\nxấu: httpx://a", confidence="H")

    html = client.get(reverse("public:indicator_detail", args=[scheme.code, indicator.code])).content.decode()

    assert 'href="javascript' not in html
    assert 'href="httpx' not in html


# Every page in both languages, empty and filled


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "name",
    ["public:home", "public:scheme_list", "public:service_list", "public:awards", "public:history"],
)
def test_public_pages_answer_without_data(client, name, language):
    client.cookies["portal_language"] = language

    assert client.get(reverse(name)).status_code == 200


def test_home_shows_days_left_of_open_calls(client):
    now = timezone.now()
    CallFactory(name="Đợt còn hạn", closes_at=now + timedelta(days=5, hours=1))
    CallFactory(name="Đợt đã đóng", opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))

    html = client.get(reverse("public:home")).content.decode()

    assert "Đợt còn hạn" in html
    assert "Đợt đã đóng" not in html
