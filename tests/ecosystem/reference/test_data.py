"""What the data files say: the facts of the programme, each with its source."""

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.reference.models import (
    Area,
    Confidence,
    HistorySeries,
    HistoryValue,
    Holiday,
    Sector,
    SectorList,
    Term,
    Vocabulary,
)
from ecosystem.reference.workdays import DayUnit, add_days
from programmes.plan.loading import default_criteria
from programmes.plan.models import (
    DocumentRequirement,
    FeedbackKind,
    Indicator,
    Measurement,
    Pillar,
    PolicyKind,
    Scheme,
    Span,
    SupportPolicy,
    Target,
    TimeLimit,
)
from tests.ecosystem.reference.conftest import load
from tests.sharing import shared_rows

pytestmark = pytest.mark.django_db

PILLARS = [
    "Phát triển hạ tầng, dịch vụ hỗ trợ hệ sinh thái khởi nghiệp đổi mới sáng tạo",
    (
        "Nâng cao năng lực cho các thành phần hệ sinh thái khởi nghiệp đổi mới sáng tạo; hình thành các hệ sinh thái "
        "đổi mới sáng tạo của các lĩnh vực, sản phẩm trọng điểm"
    ),
    "Hỗ trợ doanh nghiệp khởi nghiệp sáng tạo phát triển sản phẩm và thị trường",
    "Hỗ trợ doanh nghiệp nhỏ và vừa nâng cao năng suất chất lượng và đổi mới sáng tạo",
    "Thúc đẩy hoạt động đổi mới sáng tạo trong khu vực công",
    "Đẩy mạnh hoạt động hợp tác quốc tế",
    "Truyền thông khởi nghiệp đổi mới sáng tạo",
]


@pytest.fixture(scope="module", autouse=True)
def _reference(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with shared_rows(django_db_blocker):
        load()
        yield


def figures(scheme, code, span):
    rows = Measurement.objects.used().filter(indicator__scheme__code=scheme, indicator__code=code, span=span)
    return [(m.starts_on, m.ends_on, int(m.value)) for m in rows]


def targets(scheme, code):
    rows = Target.objects.filter(indicator__scheme__code=scheme, indicator__code=code)
    return {target.year: (target.value, target.value_to) for target in rows}


# Areas


def test_there_are_168_areas_with_outlines():
    kinds = Counter(Area.objects.values_list("kind", flat=True))

    assert kinds == {"phuong": 113, "xa": 54, "dac_khu": 1}
    assert {a.outline["type"] for a in Area.objects.all()} <= {"Polygon", "MultiPolygon"}
    assert Area.objects.get(kind="dac_khu").full_name == "Đặc khu Côn Đảo"


def test_areas_are_sorted_in_vietnamese_order():
    names = list(Area.objects.values_list("name", flat=True))
    some = [
        "An Đông",
        "An Hội Đông",
        "An Hội Tây",
        "Bà Rịa",
        "Bảy Hiền",
        "Củ Chi",
        "Dầu Tiếng",
        "Dĩ An",
        "Đất Đỏ",
        "Gia Định",
    ]

    assert [name for name in names if name in some] == some


# Schemes and their figures


def test_schemes_have_half_open_periods():
    periods = dict(Scheme.objects.values_list("code", "starts_on"))
    ends = dict(Scheme.objects.values_list("code", "ends_on"))

    assert {code: (periods[code].year, ends[code]) for code in ("qd-672", "kh-433", "kh-177")} == {
        "qd-672": (2021, date(2026, 1, 1)),
        "kh-433": (2024, date(2029, 1, 1)),
        "kh-177": (2026, date(2031, 1, 1)),
    }


def test_scheme_672_has_the_seven_pillars_as_published():
    pillars = Pillar.objects.filter(scheme__code="qd-672")

    assert [p.name for p in pillars] == PILLARS
    assert [p.roman for p in pillars] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    assert all(p.name_en and p.summary_en and p.source for p in pillars)
    assert {p.number for p in pillars if p.lead_unit_id} == {1, 3}
    assert {p.lead_unit.code for p in pillars if p.lead_unit} == {"so-khcn"}


def test_schemes_whose_pillars_no_source_names_have_none():
    assert set(Pillar.objects.values_list("scheme__code", flat=True)) == {"qd-672"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("enterprises-capacity", {None: (3000, None), 2022: (600, None), 2024: (900, None)}),
        ("projects-developed", {None: (1000, None), 2022: (200, None), 2024: (300, None)}),
        ("venture-capital", {None: (100, None), 2022: (20, None), 2024: (30, None)}),
        ("tfp", {None: (45, 50)}),
    ],
)
def test_headline_targets_of_scheme_672(code, expected):
    assert targets("qd-672", code) == expected
    assert Indicator.objects.get(scheme__code="qd-672", code=code).is_headline


@pytest.mark.parametrize(
    ("code", "cumulative", "in_year"),
    [
        ("enterprises-capacity", 5063, {2022: 2970, 2023: 2586}),
        ("projects-developed", 693, {2023: 308, 2024: 202}),
        ("venture-capital", 236, {2022: 182, 2023: 40}),
    ],
)
def test_reported_actuals_keep_cumulative_and_yearly_apart(code, cumulative, in_year):
    assert figures("qd-672", code, Span.CUMULATIVE) == [(date(2021, 1, 1), date(2023, 7, 1), cumulative)]
    assert figures("qd-672", code, Span.IN_YEAR) == [
        (date(year, 1, 1), date(year + 1, 1, 1), value) for year, value in in_year.items()
    ]


def test_selection_of_2025_is_stored_but_not_used_as_the_years_result():
    selected = Measurement.objects.get(indicator__code="projects-developed", value=108)

    assert (selected.is_used, selected.as_of) == (False, date(2025, 11, 28))
    assert "selected" in selected.unit_note


def test_where_a_source_counts_in_another_unit_it_is_said():
    assert Measurement.objects.get(indicator__code="venture-capital", value=182).unit_note == "dự án / projects"


def test_counted_targets_of_plans_433_and_177():
    counters = ("pre_incubation", "incubation", "acceleration")
    found = {
        (i.scheme.code, i.counter): {t.year: int(t.value) for t in i.targets.all()}
        for i in Indicator.objects.filter(counter__in=counters).select_related("scheme")
    }

    assert found == {
        ("kh-433", "pre_incubation"): {None: 1000},
        ("kh-433", "incubation"): {None: 700},
        ("kh-433", "acceleration"): {None: 200},
        ("kh-177", "pre_incubation"): dict.fromkeys(range(2026, 2031), 300),
        ("kh-177", "incubation"): dict.fromkeys(range(2026, 2031), 200),
        ("kh-177", "acceleration"): dict.fromkeys(range(2026, 2031), 50),
    }


def test_grants_of_2024_and_2025_add_up_to_the_reported_sum():
    caps = dict(SupportPolicy.objects.filter(kind=PolicyKind.GRANT).values_list("stage__code", "cap_total"))

    total = sum(figures("kh-433", stage.replace("_", "-"), Span.CUMULATIVE)[0][2] * cap for stage, cap in caps.items())

    assert total == figures("kh-433", "money-granted", Span.CUMULATIVE)[0][2] == 21_720_000_000


# Every figure has a source


def test_every_figure_has_a_source_and_a_confidence():
    for rows in (Target.objects, Measurement.objects, HistoryValue.objects):
        assert rows.count() > 0
        assert not rows.filter(source="").exists()
        assert not rows.exclude(confidence__in=Confidence.values).exists()
    assert not Indicator.objects.filter(origin="reported", source="").exists()
    assert not SupportPolicy.objects.filter(source="").exists()


def test_used_yearly_figures_of_an_indicator_never_overlap():
    by_indicator = {}
    for row in Measurement.objects.used().filter(span=Span.IN_YEAR).order_by("indicator", "starts_on"):
        by_indicator.setdefault(row.indicator_id, []).append(row)

    pairs = [pair for rows in by_indicator.values() for pair in itertools.pairwise(rows)]

    assert len(pairs) == 3
    assert all(one.ends_on <= two.starts_on for one, two in pairs)


# Policies


@pytest.mark.parametrize(
    ("stage", "total", "labour", "other", "months"),
    [("pre_incubation", 40, 10, 30, 6), ("incubation", 80, 30, 50, 12), ("acceleration", 400, 150, 250, 12)],
)
def test_grants_of_resolution_20(stage, total, labour, other, months):
    policy = SupportPolicy.objects.get(kind=PolicyKind.GRANT, stage__code=stage)

    assert [policy.cap_total, policy.cap_labour, policy.cap_other] == [n * 1_000_000 for n in (total, labour, other)]
    assert (policy.max_months, policy.max_age_years) == (months, 5)
    assert policy.applicant_kinds == ["individual", "group", "enterprise"]
    assert set(policy.sectors.all()) == set(Sector.objects.filter(belongs_to=SectorList.PRIORITY))
    assert policy.sectors.count() == 9


def test_grants_ask_for_the_three_papers():
    papers = DocumentRequirement.objects.filter(policy__code="nq20-incubation")

    assert [(p.code, p.is_required, p.only_for) for p in papers] == [
        ("explanation", True, ""),
        ("budget", True, ""),
        ("registration-certificate", True, "enterprise"),
    ]
    assert all(p.hint and p.hint_en and p.accepts for p in papers)


def test_catalogue_of_decree_80():
    found = SupportPolicy.objects.filter(kind=PolicyKind.SERVICE)

    assert {p.code: (p.rate_percent, p.cap_total // 1_000_000, p.max_months) for p in found} == {
        "nd80-equipment": (100, 20, None),
        "nd80-workspace": (50, 5, 36),
        "nd80-ip-domestic": (100, 30, None),
        "nd80-ip-description": (100, 30, None),
        "nd80-ip-management": (100, 50, None),
        "nd80-ip-foreign": (50, 50, None),
    }


def test_legal_time_limits():
    assert {limit.step: (limit.amount, limit.unit) for limit in TimeLimit.objects.all()} == {
        "completeness": (5, DayUnit.WORKING),
        "completion": (15, DayUnit.CALENDAR),
        "evaluation": (15, DayUnit.CALENDAR),
        "explanation": (5, DayUnit.WORKING),
        "decision": (7, DayUnit.WORKING),
        "offer": (None, DayUnit.WORKING),  # no source names one: no offer lapses until the department sets it
        "question": (5, DayUnit.WORKING),
        "proposal": (10, DayUnit.WORKING),
        "complaint": (10, DayUnit.WORKING),
    }
    assert {limit.step: limit.remind_before for limit in TimeLimit.objects.exclude(remind_before=[1])} == {
        "completion": [5, 1],
        "offer": [5, 1],
        "question": [2],
        "proposal": [3],
        "complaint": [3],
    }
    # No source names a limit for messages from the public: the department sets its own, and no law is claimed.
    own = TimeLimit.objects.filter(step__in=FeedbackKind.values)
    assert set(own.values_list("legal_basis", flat=True)) == {""}


def test_starting_criteria_leave_the_weights_to_the_department():
    criteria = default_criteria()

    assert [c["name"] for c in criteria] == [
        "Tính đổi mới sáng tạo",
        "Khả năng triển khai",
        "Hiệu quả kinh tế - xã hội",
        "Tiềm năng thị trường",
        "Mô hình kinh doanh",
    ]
    assert {c["weight"] for c in criteria} == {None}


# Vocabularies, units, holidays, history


def test_sectors_are_those_of_their_list_and_time():
    lists = Counter(Sector.objects.values_list("belongs_to", flat=True))

    assert lists == {"nq20": 9, "fund2026": 6, "2016-2020": 4}
    assert set(Sector.objects.valid_on(date(2026, 6, 1)).values_list("belongs_to", flat=True)) == {"nq20", "fund2026"}


def test_vocabularies_are_complete():
    assert Counter(Term.objects.values_list("vocabulary", flat=True)) == {
        Vocabulary.STAGE: 8,
        Vocabulary.SUPPORT_STAGE: 3,
        Vocabulary.ROUND: 13,
        Vocabulary.MEMBER: 17,
    }
    assert not Term.objects.filter(name_en="").exists()


def test_merged_departments_show_on_old_reports_and_hand_over_to_their_successors():
    in_2022 = set(OrganisationUnit.objects.valid_on(date(2022, 6, 30)).values_list("code", flat=True))
    in_2026 = set(OrganisationUnit.objects.valid_on(date(2026, 6, 30)).values_list("code", flat=True))

    assert in_2022 - in_2026 == {"so-khdt", "so-tttt", "so-khcn-binh-duong", "so-khcn-ba-ria-vung-tau"}
    assert OrganisationUnit.objects.get(code="so-khdt").current().name == "Sở Tài chính"
    assert OrganisationUnit.objects.get(code="so-tttt").current().code == "so-khcn"
    assert [u.code for u in OrganisationUnit.objects.filter(is_lead=True)] == ["so-khcn"]


def test_holidays_know_compensation_and_days_worked_in_exchange():
    kinds = dict(Holiday.objects.values_list("day", "kind"))

    assert {day.year for day in kinds} == set(range(2021, 2028))
    assert kinds[date(2024, 2, 10)] == "public"
    assert kinds[date(2022, 4, 11)] == "compensatory"
    assert (kinds[date(2024, 4, 29)], kinds[date(2024, 5, 4)]) == ("compensatory", "working")


def test_working_days_are_counted_over_the_loaded_holidays():
    # 29/4 to 1/5/2024 are days off, and Saturday 4/5 was worked in exchange
    assert add_days(date(2024, 4, 26), 3, DayUnit.WORKING) == date(2024, 5, 4)


@pytest.mark.row("P9")
def test_conflicting_sources_are_stored_side_by_side_with_one_in_use():
    values = HistoryValue.objects.filter(series__code="vc-vietnam", year=2020)

    assert {(int(v.value), v.is_used) for v in values} == {(451, True), (330, False), (317, False)}
    assert {int(v.value): v.is_used for v in HistoryValue.objects.filter(series__code="vc-hcmc", year=2021)} == {
        1100: False,
        837: False,
    }


def test_gaps_of_the_history_stay_blank():
    ranks = HistoryValue.objects.filter(series__code="startupblink-hcmc")

    assert {v.year: v.value for v in ranks} == {
        2019: None,
        2020: Decimal(225),
        2021: Decimal(179),
        2022: Decimal(111),
        2024: Decimal(111),
        2025: Decimal(110),
    }
    assert not HistoryValue.objects.filter(series__code="vc-vietnam", year__in=(2016, 2025)).exists()


def test_series_of_country_city_and_other_cities_are_distinguished():
    places = dict(HistorySeries.objects.values_list("code", "geography"))

    assert places["vc-vietnam"] == "country"
    assert places["vc-hcmc"] == "city"
    assert {code for code, place in places.items() if place == "other_city"} == {
        "startupblink-hanoi",
        "startupblink-danang",
    }


def test_history_values_lead_to_their_page_where_one_is_known():
    value = HistoryValue.objects.get(series__code="vc-vietnam", year=2015)

    assert value.source_url.startswith("https://dost.hochiminhcity.gov.vn/")
    assert HistoryValue.objects.get(series__code="startups-vietnam", year=2012).source_url == ""
