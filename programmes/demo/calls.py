"""Demonstration calls and budget lines: two calls a year and stage, and those that are open today."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from programmes.demo.applications import OPEN, PAST, RECENT, CallPlan
from programmes.demo.cast import Cast
from programmes.models import (
    BudgetLine,
    Call,
    CallStatus,
    Criterion,
    DocumentRequirement,
    Pillar,
    RequiredDocument,
    Scheme,
    SupportPolicy,
)

CRITERIA = (
    ("innovativeness", "Tính đổi mới sáng tạo", "Innovativeness", 30),
    ("feasibility", "Khả năng triển khai", "Ability to implement", 20),
    ("impact", "Hiệu quả kinh tế - xã hội", "Socio-economic effect", 20),
    ("market", "Tiềm năng thị trường", "Market potential", 15),
    ("business-model", "Mô hình kinh doanh", "Business model", 15),
)
SINCE_RESOLUTION_20 = 2024
DEMO_PILLARS = (
    (1, "Hỗ trợ dự án khởi nghiệp sáng tạo (dữ liệu minh họa)", "Support of startup projects (demonstration data)"),
    (2, "Phát triển hệ sinh thái (dữ liệu minh họa)", "Development of the ecosystem (demonstration data)"),
)


def make_calls(cast: Cast, today: date) -> list[CallPlan]:
    """Write calls and budget lines and return what is to be filled, oldest first."""
    policies = list(SupportPolicy.objects.filter(code__startswith="nq20-").order_by("order"))
    plans = []
    for year in range(2021, today.year + 1):
        lines = _lines(year)
        for index, policy in enumerate([_predecessor(policies[1])] if year < SINCE_RESOLUTION_20 else policies):
            line = lines[min(index, 1)]
            for round_number, (opens, closes) in enumerate(_windows(year), start=1):
                if closes < today - timedelta(days=15):
                    mix = PAST if closes < today - timedelta(days=420) else RECENT
                    plans.append(_call(policy, line, cast, opens, closes, year, round_number, mix))
    for policy in policies:
        opens, closes = today - timedelta(days=30), today + timedelta(days=32 if policy is policies[0] else 45)
        plans.append(_call(policy, _lines(today.year)[0], cast, opens, closes, today.year, 9, OPEN))
    return plans


def _windows(year: int) -> tuple[tuple[date, date], tuple[date, date]]:
    return (date(year, 2, 15), date(year, 4, 15)), (date(year, 8, 1), date(year, 9, 30))


def _lines(year: int) -> tuple[BudgetLine, BudgetLine]:
    if year <= 2025:
        pillars = list(Pillar.objects.filter(scheme__code="qd-672", number__in=(2, 3)).order_by("number"))
    else:
        scheme = Scheme.objects.get(code="kh-177")
        pillars = [
            Pillar.objects.get_or_create(scheme=scheme, number=n, defaults={"name": name, "name_en": name_en})[0]
            for n, name, name_en in DEMO_PILLARS
        ]
    lines = [
        BudgetLine.objects.get_or_create(
            code=f"minh-hoa-{year}-{pillar.number}",
            defaults={
                "pillar": pillar, "year": year, "planned": 0, "is_demo": True,
                "name": f"Kinh phí hỗ trợ dự án {year} (minh họa)", "name_en": f"Support of projects {year} (demonstration)",
            },
        )[0]
        for pillar in pillars
    ]  # fmt: skip
    return lines[0], lines[1]


def _predecessor(model: SupportPolicy) -> SupportPolicy:
    """Before Resolution 20 there was another rule; its demonstration stand-in says that it is one."""
    policy, _made = SupportPolicy.objects.get_or_create(
        code="minh-hoa-2021-2023",
        defaults={
            "name": "Hỗ trợ ươm tạo giai đoạn 2021-2023 (dữ liệu minh họa)",
            "name_en": "Support of incubation 2021-2023 (demonstration data)",
            "legal_basis": "Dữ liệu minh họa, không phải văn bản có thật",
            "stage": model.stage, "cap_total": 200_000_000, "cap_labour": 60_000_000, "cap_other": 140_000_000,
            "max_months": 12, "applicant_kinds": ["individual", "group", "enterprise"],
            "valid_from": date(2021, 1, 1), "valid_to": date(2024, 1, 1), "order": 90,
        },
    )  # fmt: skip
    return policy


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _call(
    policy: SupportPolicy, line: BudgetLine, cast: Cast, opens: date, closes: date, year: int, number: int, mix: tuple
) -> CallPlan:  # fmt: skip
    which = "hiện hành" if number == 9 else f"đợt {number}"
    call = Call.objects.create(
        code=f"{policy.code}-{year}-{number}", name=f"{policy.name} {year}, {which}",
        name_en=f"{policy.name_en} {year}, " + ("current call" if number == 9 else f"call {number}"),
        policy=policy, budget_line=line, unit=cast.unit, opens_at=_moment(opens, 8), closes_at=_moment(closes, 17),
        pass_mark=65, status=CallStatus.PUBLISHED, is_demo=True,
        summary="Mời cá nhân, nhóm cá nhân và doanh nghiệp có dự án khởi nghiệp đổi mới sáng tạo đăng ký tham gia.",
        summary_en="Individuals, groups and enterprises with an innovative startup project are invited to apply.",
        contact="Bộ phận hỗ trợ khởi nghiệp (dữ liệu minh họa)",
    )  # fmt: skip
    call.evaluators.set(cast.evaluators)
    criteria = [
        Criterion.objects.create(call=call, code=code, name=name, name_en=name_en, weight=weight, order=index)
        for index, (code, name, name_en, weight) in enumerate(CRITERIA)
    ]
    copied = ("code", "name", "name_en", "form_code", "hint", "hint_en", "is_required", "only_for", "accepts", "order")
    RequiredDocument.objects.bulk_create(
        RequiredDocument(call=call, **{name: getattr(paper, name) for name in copied})
        for paper in DocumentRequirement.objects.filter(policy=policy)
    )
    return CallPlan(
        call.pk, line.pk, [(c.pk, c.weight) for c in criteria], policy.cap_total or 40_000_000, policy.cap_labour,
        policy.max_months or 6, opens, closes, mix,
    )  # fmt: skip
