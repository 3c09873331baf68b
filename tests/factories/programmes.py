"""Schemes, calls and applications."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import factory
from django.db.models import Max
from django.utils import timezone
from factory.django import DjangoModelFactory

from ecosystem.accounts.models import User
from ecosystem.reference.models import Sector, Vocabulary
from ecosystem.reference.workdays import DayUnit
from programmes.communication.models import NewsItem, NewsStatus
from programmes.feedback.models import Feedback
from programmes.grants.models import (
    HOLDER_BY_STATUS,
    Application,
    ApplicationStatus,
    Call,
    CallStatus,
    CostKind,
    CostLine,
    Criterion,
    PlanStep,
)
from programmes.plan.models import (
    BudgetLine,
    FeedbackKind,
    Indicator,
    Pillar,
    PlannedAmount,
    PlannedAmountStatus,
    Scheme,
    Step,
    SupportPolicy,
    TimeLimit,
)
from programmes.plan.terms import PolicyTerms
from tests.factories.people import UnitFactory, UserFactory
from tests.factories.startups import SectorFactory, StartupFactory, TermFactory

WEIGHTS = (30, 20, 20, 15, 15)
LIMITS = {
    Step.COMPLETENESS: (5, DayUnit.WORKING),
    Step.COMPLETION: (15, DayUnit.CALENDAR),
    Step.EVALUATION: (15, DayUnit.CALENDAR),
    Step.EXPLANATION: (5, DayUnit.WORKING),
    Step.DECISION: (7, DayUnit.WORKING),
    Step.OFFER: (10, DayUnit.WORKING),
}


class SchemeFactory(DjangoModelFactory):
    class Meta:
        model = Scheme

    code = factory.Sequence(lambda n: f"scheme-{n}")
    name = factory.Sequence(lambda n: f"Đề án {n}")
    name_en = factory.Sequence(lambda n: f"Scheme {n}")
    short_name = factory.SelfAttribute("name")
    legal_document = "QĐ 1/QĐ-UBND"
    starts_on = date(2021, 1, 1)
    ends_on = date(2031, 1, 1)


class PillarFactory(DjangoModelFactory):
    class Meta:
        model = Pillar

    scheme = factory.SubFactory(SchemeFactory)
    number = factory.LazyAttribute(
        lambda pillar: (pillar.scheme.pillars.aggregate(last=Max("number"))["last"] or 0) + 1
    )
    name = factory.Sequence(lambda n: f"Nhóm nhiệm vụ {n}")
    name_en = factory.Sequence(lambda n: f"Pillar {n}")


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    scheme = factory.SubFactory(SchemeFactory)
    code = factory.Sequence(lambda n: f"indicator-{n}")
    name = factory.Sequence(lambda n: f"Chỉ tiêu {n}")
    name_en = factory.Sequence(lambda n: f"Indicator {n}")
    unit = "dự án"
    unit_en = "projects"


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = BudgetLine

    pillar = factory.SubFactory(PillarFactory)
    year = 2026
    code = factory.Sequence(lambda n: f"line-{n}")
    name = factory.Sequence(lambda n: f"Dòng ngân sách {n}")
    planned = 2_000_000_000


class PlannedAmountFactory(DjangoModelFactory):
    """An amount that waits to be verified; `verified` for one that somebody else verified."""

    class Meta:
        model = PlannedAmount

    class Params:
        verified = factory.Trait(
            status=PlannedAmountStatus.VERIFIED,
            verified_by=factory.SubFactory(UserFactory),
            verified_at=factory.LazyFunction(timezone.now),
        )

    line = factory.SubFactory(BudgetLineFactory)
    amount = 3_000_000_000
    source = "QĐ 9/QĐ-UBND"
    entered_by = factory.SubFactory(UserFactory)


def set_planned(line: BudgetLine, amount: int) -> None:
    """Let another amount stand on the line, as a verified one."""
    PlannedAmountFactory(line=line, amount=amount, verified=True)
    BudgetLine.objects.filter(pk=line.pk).update(planned=amount)


class PolicyFactory(DjangoModelFactory):
    class Meta:
        model = SupportPolicy
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"policy-{n}")
    name = factory.Sequence(lambda n: f"Hỗ trợ tiền ươm tạo {n}")
    name_en = factory.Sequence(lambda n: f"Pre-incubation support {n}")
    legal_basis = "Nghị quyết 20/2023/NQ-HĐND"
    stage = factory.SubFactory(TermFactory, vocabulary=Vocabulary.SUPPORT_STAGE)
    cap_total = 40_000_000
    cap_labour = 10_000_000
    cap_other = 30_000_000
    max_months = 6
    max_age_years = 5
    applicant_kinds = ["individual", "group", "enterprise"]

    @factory.post_generation
    def sectors(self, create: bool, extracted: list[Sector] | None, **kwargs: Any) -> None:
        if extracted:
            self.sectors.set(extracted)


class CallFactory(DjangoModelFactory):
    """An open call with five criteria and no required papers."""

    class Meta:
        model = Call
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"dot-{n}")
    name = factory.Sequence(lambda n: f"Đợt {n}")
    name_en = factory.Sequence(lambda n: f"Call {n}")
    policy = factory.SubFactory(PolicyFactory)
    budget_line = factory.SubFactory(BudgetLineFactory)
    unit = factory.SubFactory(UnitFactory)
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=10))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=20))
    status = CallStatus.PUBLISHED
    pinned_terms = factory.LazyAttribute(
        lambda call: None if call.status == CallStatus.DRAFT else PolicyTerms.of(call.policy).to_json()
    )
    stage = factory.LazyAttribute(lambda call: None if call.status == CallStatus.DRAFT else call.policy.stage)

    @factory.post_generation
    def criteria(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        Criterion.objects.bulk_create(
            Criterion(
                call=self,
                code=f"c{index}",
                name=f"Tiêu chí {index}",
                name_en=f"Criterion {index}",
                weight=weight,
                order=index,
            )
            for index, weight in enumerate(WEIGHTS if extracted is None else extracted)
        )


class ApplicationFactory(DjangoModelFactory):
    """An application in any status; beyond draft it has number, time and sender. Default sum: 20 triệu."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    call = factory.SubFactory(CallFactory)
    startup = factory.SubFactory(StartupFactory)
    title = factory.Sequence(lambda n: f"Dự án {n}")
    created_by = factory.SubFactory(UserFactory)
    status = ApplicationStatus.DRAFT
    labour_total = 5_000_000
    other_total = 15_000_000
    months = 6
    holder = factory.LazyAttribute(lambda o: HOLDER_BY_STATUS[ApplicationStatus(o.status)])
    number = factory.Maybe(
        factory.LazyAttribute(lambda o: o.status in {"draft", "withdrawn"}),
        yes_declaration=None,
        no_declaration=factory.Sequence(lambda n: f"HS-2026-{n:06d}"),
    )
    submitted_at = factory.LazyAttribute(lambda o: timezone.now() if o.number else None)
    submitted_by = factory.LazyAttribute(lambda o: o.created_by if o.number else None)


def ready_to_submit(owner: User, **fields: Any) -> Application:
    """A complete draft of an eligible startup in an open call, owned by `owner`."""
    sector = SectorFactory()
    call = fields.pop("call", None) or CallFactory(policy__sectors=[sector])
    startup = fields.pop("startup", None) or StartupFactory(
        members=[owner], sectors=list(call.policy.sectors.all()) or [sector]
    )
    words = "Nội dung đủ dài để hội đồng hiểu dự án. " * 3
    application = ApplicationFactory(
        call=call,
        startup=startup,
        created_by=owner,
        problem=words,
        solution=words,
        novelty=words,
        market=words,
        team=words,
        impact=words,
        months=6,
        declares_no_double_funding=True,
        declares_no_public_offering=True,
        had_other_support=False,
        **fields,
    )
    PlanStep.objects.create(application=application, month=1, activity="Khảo sát", deliverable="Báo cáo khảo sát")
    CostLine.objects.create(
        application=application, kind=CostKind.LABOUR, description="Kỹ sư", quantity=1, unit_price=5_000_000
    )
    CostLine.objects.create(
        application=application, kind=CostKind.OTHER, description="Thử nghiệm", quantity=3, unit_price=5_000_000
    )
    time_limits()
    return application


def time_limits() -> None:
    """A time limit of each step that has none yet."""
    assert set(LIMITS) == set(Step)
    rows = [TimeLimit(step=step, amount=amount, unit=unit) for step, (amount, unit) in LIMITS.items()]
    TimeLimit.objects.bulk_create(rows, ignore_conflicts=True)


class NewsFactory(DjangoModelFactory):
    """A published news item."""

    class Meta:
        model = NewsItem

    slug = factory.Sequence(lambda n: f"tin-{n}")
    title = factory.Sequence(lambda n: f"Tin số {n}")
    title_en = factory.Sequence(lambda n: f"News item {n}")
    summary = "Thành phố mở đợt tiếp nhận hồ sơ mới."
    summary_en = "The city opens another round."
    body = "Đoạn một.\n\nĐoạn hai: https://example.org/tin"
    body_en = "First paragraph.\n\nAnother one: https://example.org/news"
    status = NewsStatus.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)


class FeedbackFactory(DjangoModelFactory):
    """A question that waits, in the unit given (or none)."""

    class Meta:
        model = Feedback

    number = factory.Sequence(lambda n: f"PA-2020-{n + 1:06d}")
    key = factory.LazyFunction(uuid4)
    digest = "0" * 64
    kind = FeedbackKind.QUESTION
    subject = factory.Sequence(lambda n: f"Hỏi về hồ sơ {n}")
    text = "Bao giờ có kết quả?"
    email = factory.Sequence(lambda n: f"nguoi-gui-{n}@example.org")
    due_on = factory.LazyFunction(timezone.localdate)
