"""Demonstration calls and budget lines: two rounds a year, one that has just closed and one that is open today."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.core.management.base import CommandError

from ecosystem.core.days import moment_of
from ecosystem.core.models import AuditEntry
from programmes.grants.completeness import checklist_items
from programmes.grants.demo.staff import Staff
from programmes.grants.models import Application, Call, CallStatus, Criterion, RequiredDocument
from programmes.plan.models import BudgetLine, DocumentRequirement, Pillar, Scheme, SupportPolicy
from programmes.plan.terms import PolicyTerms
from startups.models import Startup, StartupKind

CRITERIA = (
    ("innovativeness", "Tính đổi mới sáng tạo", "Innovativeness", 30),
    ("feasibility", "Khả năng triển khai", "Ability to implement", 20),
    ("impact", "Hiệu quả kinh tế - xã hội", "Socio-economic effect", 20),
    ("market", "Tiềm năng thị trường", "Market potential", 15),
    ("business-model", "Mô hình kinh doanh", "Business model", 15),
)
SINCE_RESOLUTION_20 = 2024
EARLIEST = date(2024, 3, 1)
WINDOWS = ((date(2021, 2, 15), date(2021, 4, 15)), (date(2021, 8, 1), date(2021, 9, 30)))
LAST_YEAR_OF_672 = 2025
DEMO_PILLARS = (
    ("Hỗ trợ dự án khởi nghiệp sáng tạo (dữ liệu minh họa)", "Support of startup projects (demonstration data)"),
    ("Phát triển hệ sinh thái (dữ liệu minh họa)", "Development of the ecosystem (demonstration data)"),
)
LINES = (
    ("Kinh phí hỗ trợ dự án khởi nghiệp", "Support of startup projects"),
    ("Kinh phí hỗ trợ ươm tạo và tăng tốc", "Support of incubation and acceleration"),
)


@dataclass(frozen=True)
class CallWindow:
    """The opening times and name of a round of calls; the last one is open today."""

    opens: date
    closes: date
    code: str
    name: str
    name_en: str
    is_open: bool = False


@dataclass(frozen=True)
class CallPlan:
    """A call that applications are generated for; days are ordinals."""

    pk: int
    line: int
    stage: int
    stage_code: str
    criteria: tuple[tuple[int, int], ...]
    cap_total: int
    cap_labour: int
    months: int
    opens: int
    closes: int
    is_open: bool
    papers: dict[str, tuple[tuple[int, str], ...]]  # by kind of startup: required document, its code
    checklist: dict[str, tuple[str, ...]]  # by kind of startup: the items that an officer goes through


def make_calls(staff: Staff, today: date) -> list[list[CallPlan]]:
    """Create calls and budget lines; return the calls grouped by round, oldest first."""
    policies = list(SupportPolicy.objects.filter(code__startswith="nq20-").select_related("stage").order_by("order"))
    if len(policies) < 3:
        raise CommandError("The support policies are missing: run 'manage.py load_reference' first.")
    before = [_predecessor(policies[1])]
    groups = []
    for window in call_windows(today):
        year = window.opens.year
        offered = before if year < SINCE_RESOLUTION_20 else policies
        groups.append([_call(policy, _line(year, min(n, 1)), staff, window) for n, policy in enumerate(offered)])
    return groups


def call_windows(today: date) -> Iterator[CallWindow]:
    """Two rounds a year until a hundred days ago, one that closed five weeks ago, and one that is open."""
    for year in range(2021, today.year + 1):
        for number, (first, last) in enumerate(WINDOWS, start=1):
            opens, closes = first.replace(year=year), last.replace(year=year)
            if closes < today - timedelta(days=100):
                yield CallWindow(
                    opens, closes, f"{year}-{number}", f"năm {year}, đợt {number}", f"{year}, call {number}"
                )
    opens, closes = today - timedelta(days=95), today - timedelta(days=35)
    yield CallWindow(
        opens, closes, f"{opens.year}-bo-sung", f"năm {opens.year}, đợt bổ sung", f"{opens.year}, extra call"
    )
    opens, closes = today - timedelta(days=30), today + timedelta(days=32)
    yield CallWindow(opens, closes, "hien-hanh", "đợt đang mở", "current call", is_open=True)


def _line(year: int, number: int) -> BudgetLine:
    """The budget line of projects (0), or that of incubation and acceleration (1); planned is filled at the end."""
    name, name_en = LINES[number]
    line, _made = BudgetLine.objects.get_or_create(
        code=f"minh-hoa-{year}-{number + 1}",
        defaults={
            "pillar": _pillar(year, number),
            "year": year,
            "planned": 0,
            "is_demo": True,
            "name": f"{name} năm {year} (minh họa)",
            "name_en": f"{name_en} {year} (demonstration)",
        },
    )
    return line


def _pillar(year: int, number: int) -> Pillar:
    """Group 3 or 2 of the scheme to 2025; the groups of the scheme after it are not published yet."""
    if year <= LAST_YEAR_OF_672:
        return Pillar.objects.get(scheme__code="qd-672", number=3 - number)
    name, name_en = DEMO_PILLARS[number]
    scheme = Scheme.objects.get(code="kh-177")
    pillar, _made = Pillar.objects.get_or_create(
        scheme=scheme, number=number + 1, defaults={"name": name, "name_en": name_en}
    )
    return pillar


def _predecessor(model: SupportPolicy) -> SupportPolicy:
    """An invented policy for the years before Resolution 20, marked as demonstration data."""
    policy, _made = SupportPolicy.objects.get_or_create(
        code="minh-hoa-2021-2023",
        defaults={
            "name": "Hỗ trợ ươm tạo giai đoạn 2021-2023 (dữ liệu minh họa)",
            "name_en": "Support of incubation 2021-2023 (demonstration data)",
            "legal_basis": "Dữ liệu minh họa, không phải văn bản có thật",
            "stage": model.stage,
            "cap_total": 200_000_000,
            "cap_labour": 60_000_000,
            "cap_other": 140_000_000,
            "max_months": 12,
            "applicant_kinds": ["individual", "group", "enterprise"],
            "valid_from": date(2021, 1, 1),
            "valid_to": date(2024, 1, 1),
            "order": 90,
        },
    )
    return policy


def _call(policy: SupportPolicy, line: BudgetLine, staff: Staff, window: CallWindow) -> CallPlan:
    announced = moment_of(window.opens - timedelta(days=10), 9)
    call = Call.objects.create(
        code=f"{policy.code}-{window.code}",
        name=f"{policy.name}, {window.name}",
        name_en=f"{policy.name_en}, {window.name_en}",
        policy=policy,
        pinned_terms=_terms_of(policy, window).to_json(),
        stage=policy.stage,
        budget_line=line,
        unit=staff.unit,
        opens_at=moment_of(window.opens, 8),
        closes_at=moment_of(window.closes, 17),
        pass_mark=65,
        status=CallStatus.PUBLISHED,
        is_demo=True,
        created_at=announced,
        summary="Mời cá nhân, nhóm cá nhân và doanh nghiệp có dự án khởi nghiệp đổi mới sáng tạo đăng ký tham gia.",
        summary_en="Individuals, groups and enterprises with an innovative startup project are invited to apply.",
        contact="Bộ phận hỗ trợ khởi nghiệp (dữ liệu minh họa)",
    )
    AuditEntry.objects.create(
        model=Call._meta.label_lower,
        object_id=call.pk,
        transition="publish",
        source=CallStatus.DRAFT,
        target=CallStatus.PUBLISHED,
        by_id=staff.manager,
        created_at=announced,
    )
    call.evaluators.set(staff.evaluators)
    criteria = Criterion.objects.bulk_create(
        Criterion(call=call, code=code, name=name, name_en=name_en, weight=weight, order=index)
        for index, (code, name, name_en, weight) in enumerate(CRITERIA)
    )
    papers = _copy_papers(policy, call)
    return CallPlan(
        pk=call.pk,
        line=line.pk,
        stage=policy.stage_id or 0,
        stage_code=policy.stage.code if policy.stage else "",
        criteria=tuple((c.pk, c.weight) for c in criteria),
        cap_total=policy.cap_total or 40_000_000,
        cap_labour=policy.cap_labour or (policy.cap_total or 40_000_000) // 3,
        months=policy.max_months or 6,
        opens=window.opens.toordinal(),
        closes=window.closes.toordinal(),
        is_open=window.is_open,
        papers={
            kind: tuple((p.pk, p.code) for p in papers if p.is_required and p.only_for in ("", kind))
            for kind in StartupKind.values
        },
        checklist={
            kind: tuple(checklist_items(Application(call=call, startup=Startup(kind=kind))))
            for kind in StartupKind.values
        },
    )


def _terms_of(policy: SupportPolicy, window: CallWindow) -> PolicyTerms:
    """The rules as they were: for calls before the one that is open now the resolution was cited by its number alone."""
    terms = PolicyTerms.of(policy)
    if window.is_open:
        return terms
    return replace(terms, legal_basis=terms.legal_basis.partition(" ngày ")[0])


def _copy_papers(policy: SupportPolicy, call: Call) -> list[RequiredDocument]:
    copied = ("code", "name", "name_en", "form_code", "hint", "hint_en", "is_required", "only_for", "accepts", "order")
    return RequiredDocument.objects.bulk_create(
        RequiredDocument(call=call, **{name: getattr(paper, name) for name in copied})
        for paper in DocumentRequirement.objects.filter(policy=policy)
    )
