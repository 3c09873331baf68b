"""Demonstration calls, applications and all that follows from them, each with a past that fits its state."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from ecosystem.core.models import AuditEntry
from programmes.demo import words
from programmes.demo.cast import Cast
from programmes.demo.copying import Table, quiet_triggers
from programmes.demo.startups import Made
from programmes.models import (
    HOLDER_IN,
    SENT,
    Application,
    ApplicationStatus,
    Award,
    AwardStatus,
    Contract,
    CostKind,
    CostLine,
    Disbursement,
    PlanStep,
    Recommendation,
    Review,
    ReviewStatus,
    Score,
    Step,
    StepClock,
    Tranche,
    TrancheStatus,
)
from startups.models import StartupKind

S = ApplicationStatus
PAST = ((S.REJECTED, 47), (S.CLOSED, 36), (S.ACCEPTED, 3), (S.IN_PROGRESS, 3), (S.WITHDRAWN, 6), (S.STOPPED, 5))
RECENT = (
    (S.REJECTED, 30), (S.EVALUATING, 9), (S.PROPOSED, 5), (S.APPROVED, 5), (S.CONTRACTED, 8), (S.IN_PROGRESS, 30),
    (S.ACCEPTED, 4), (S.RETURNED, 4), (S.WITHDRAWN, 5),
)  # fmt: skip
OPEN = ((S.DRAFT, 28), (S.SUBMITTED, 24), (S.CHECKING, 26), (S.RETURNED, 14), (S.WITHDRAWN, 8))
LIMIT_OF = {
    S.SUBMITTED: (Step.COMPLETENESS, 5, "working_day"),
    S.CHECKING: (Step.COMPLETENESS, 5, "working_day"),
    S.RETURNED: (Step.COMPLETION, 15, "day"),
    S.EVALUATING: (Step.EVALUATION, 15, "day"),
    S.PROPOSED: (Step.DECISION, 7, "working_day"),
}
ROAD = ("submit", "start_check", "accept_as_valid", "propose", "approve", "sign_contract", "start_work", "accept_result", "close")
STOPS = (S.DRAFT, S.SUBMITTED, S.CHECKING, S.EVALUATING, S.PROPOSED, S.APPROVED, S.CONTRACTED, S.IN_PROGRESS, S.ACCEPTED, S.CLOSED)
DAYS = (0, 1, 6, 24, 34, 46, 60, 260, 290)  # days after the submission at which each step of the road is taken
APPLICATION = Application._meta.label_lower


@dataclass
class CallPlan:
    """One call to be filled: its row, what it pays, when it ran, who may score it."""

    pk: int
    line: int
    criteria: list[tuple[int, int]]
    cap_total: int
    cap_labour: int | None
    months: int
    opens: date
    closes: date
    mix: tuple[tuple[ApplicationStatus, int], ...]
    used: set[int] = field(default_factory=set)


@dataclass
class Totals:
    """What was granted and paid per budget line, to be written to the lines at the end."""

    granted: dict[int, int] = field(default_factory=dict)
    paid: dict[int, int] = field(default_factory=dict)

    def add(self, line: int, granted: int, paid: int) -> None:
        self.granted[line] = self.granted.get(line, 0) + granted
        self.paid[line] = self.paid.get(line, 0) + paid


class Writer:
    """Makes applications one by one and writes them batch by batch."""

    def __init__(self, *, cast: Cast, rng: Random, today: date, managing: list[int], first_number: int = 0) -> None:
        self.cast, self.rng, self.today, self.managing = cast, rng, today, managing
        self.numbers: dict[int, int] = {}
        self.contracts = first_number
        self.totals = Totals()
        stamp = timezone.now()
        self.applications = Table(
            Application,
            ["call", "startup", "number", "status", "title", "problem", "solution", "novelty", "market", "team", "impact", "months",
             "labour_total", "other_total", "declares_no_double_funding", "declares_no_public_offering", "created_by",
             "submitted_at", "submitted_by", "holder", "due_on", "completion_request", "is_demo"],
            stamp=stamp,
        )  # fmt: skip
        self.steps = Table(PlanStep, ["application", "month", "activity", "deliverable"], stamp=stamp)
        self.costs = Table(CostLine, ["application", "kind", "description", "quantity", "unit_price"], stamp=stamp)
        self.clocks = Table(
            StepClock, ["application", "step", "amount", "unit", "started_on", "due_on", "paused_on", "ended_on"], stamp=stamp
        )
        self.reviews = Table(
            Review,
            ["application", "evaluator", "status", "declared_at", "comment", "total", "sent_at", "assigned_by"],
            stamp=stamp,
        )
        self.scores = Table(Score, ["review", "criterion", "value", "reason"], stamp=stamp)
        self.awards = Table(
            Award,
            ["application", "budget_line", "recommendation", "amount", "recipient", "reason", "status", "proposed_by", "proposed_at",
             "decided_by", "decided_at", "decision_number", "decision_reason"],
            stamp=stamp,
        )  # fmt: skip
        self.contract_rows = Table(Contract, ["award", "number", "signed_on", "starts_on", "ends_on", "signed_by"], stamp=stamp)
        self.tranches = Table(
            Tranche,
            ["contract", "number", "amount", "deliverable", "due_on", "status", "report_text", "reported_by", "reported_at",
             "accepted_by", "accepted_at"],
            stamp=stamp,
        )  # fmt: skip
        self.payments = Table(Disbursement, ["tranche", "amount", "paid_on", "reference", "paid_by"], stamp=stamp)
        self.audit = Table(AuditEntry, ["model", "object_id", "transition", "source", "target", "by", "reason"], stamp=stamp)

    def flush(self) -> None:
        """Write what was made so far, in one transaction."""
        with quiet_triggers():
            for table in (
                self.applications, self.steps, self.costs, self.clocks, self.reviews, self.scores,
                self.awards, self.contract_rows, self.tranches, self.payments, self.audit,
            ):  # fmt: skip
                table.write()

    # --- One application ----------------------------------------------------------------------

    def add(self, plan: CallPlan, startup: Made, status: ApplicationStatus | None = None) -> int:
        rng = self.rng
        status = status or rng.choices([s for s, _ in plan.mix], [w for _, w in plan.mix])[0]
        sent_on = self._sent_on(plan, status)
        product = words.product(rng)
        labour, other, lines = self._costs(plan)
        number = self._number(sent_on) if status in SENT and status != S.WITHDRAWN else None
        sent_at = self._moment(sent_on) if number else None
        due = self._due(status)
        pk = self.applications.add(
            plan.pk, startup.pk, number, status, product[:1].upper() + product[1:], words.PROBLEM,
            f"Chúng tôi xây dựng {product}.", words.NOVELTY, words.MARKET, words.TEAM, words.IMPACT, plan.months, labour, other,
            True, startup.kind == StartupKind.ENTERPRISE, startup.owner, sent_at, startup.owner if sent_at else None,
            HOLDER_IN[status], due, words.MISSING if status == S.RETURNED else "", True, at=self._moment(sent_on),
        )  # fmt: skip
        for index, (activity, result) in enumerate(rng.sample(words.ACTIVITIES, 3)):
            self.steps.add(pk, min(1 + index * max(plan.months // 3, 1), plan.months), activity, result)
        for kind, text, quantity, price in lines:
            self.costs.add(pk, kind, text, quantity, price)
        self._past(pk, plan, startup, status, sent_on, labour + other, due)
        return pk

    def _sent_on(self, plan: CallPlan, status: ApplicationStatus) -> date:
        last = min(plan.closes - timedelta(days=1), self.today)
        if status in LIMIT_OF and plan.closes > self.today:
            last = self.today - timedelta(days=self.rng.randint(0, 6))
        span = max((last - plan.opens).days, 0)
        return plan.opens + timedelta(days=int(span * (1 - self.rng.random() ** 2)))

    def _costs(self, plan: CallPlan) -> tuple[int, int, list[tuple[Any, ...]]]:
        rng = self.rng
        cap_labour = plan.cap_labour or plan.cap_total // 3
        labour = int(cap_labour * rng.uniform(0.5, 1) // 500_000) * 500_000
        other = int((plan.cap_total - cap_labour) * rng.uniform(0.5, 1) // 500_000) * 500_000
        first = other // 2 // 500_000 * 500_000
        lines = [
            (CostKind.LABOUR, rng.choice(words.LABOUR), 1, labour),
            (CostKind.OTHER, words.OTHER[0], 1, first),
            (CostKind.OTHER, rng.choice(words.OTHER[1:]), 1, other - first),
        ]
        return labour, other, lines

    def _number(self, day: date) -> str:
        self.numbers[day.year] = self.numbers.get(day.year, 0) + 1
        return f"HS-{day.year}-{self.numbers[day.year]:06d}"

    def _moment(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(8 + self.rng.randint(0, 8), self.rng.randint(0, 59))))

    def _due(self, status: ApplicationStatus) -> date | None:
        if status not in LIMIT_OF:
            return None
        return self.today + timedelta(days=self.rng.choice((-9, -3, -1, 0, 1, 2, 3, 4, 5, 6, 7, 9)))

    # --- What happened to it ------------------------------------------------------------------

    def _past(
        self, pk: int, plan: CallPlan, startup: Made, status: ApplicationStatus, sent_on: date, asked: int, due: date | None
    ) -> None:  # fmt: skip
        road = self._road(status, startup)
        days = [min(sent_on + timedelta(days=DAYS[i]), self.today) for i in range(len(DAYS))]
        for index, (name, source, target, by, reason) in enumerate(road):
            self.audit.rows.append(self._audit_row(pk, name, source, target, by, reason, days[min(index, len(days) - 1)]))
        if due is not None:
            step, amount, unit = LIMIT_OF[status]
            self.clocks.add(pk, step, amount, unit, min(due - timedelta(days=amount), self.today), due, None, None)
        reached = {target for _, _, target, _, _ in road}
        if S.EVALUATING in reached:
            self._reviews(pk, plan, days[3], done=S.PROPOSED in reached)
        if S.PROPOSED in reached:
            self._award(pk, plan, status, asked, days)

    def _road(self, status: ApplicationStatus, startup: Made) -> list[tuple[str, str, str, int, str]]:
        cast = self.cast
        actor = {
            "submit": startup.owner, "approve": cast.director, "accept_result": cast.manager,
        }  # fmt: skip
        full = [(ROAD[i], STOPS[i], STOPS[i + 1], actor.get(ROAD[i], cast.officer), "") for i in range(len(ROAD))]
        if status in STOPS:
            return full[: STOPS.index(status)]
        if status == S.RETURNED:
            return [*full[:2], ("return_for_completion", S.CHECKING, S.RETURNED, cast.officer, words.MISSING)]
        if status == S.STOPPED:
            returned = ("return_for_completion", S.CHECKING, S.RETURNED, cast.officer, words.MISSING)
            stopped = ("stop_lapsed", S.RETURNED, S.STOPPED, cast.officer, "Quá thời hạn hoàn thiện hồ sơ.")
            return [*full[:2], returned, stopped]
        if status == S.REJECTED:
            return [*full[:4], ("reject", S.PROPOSED, S.REJECTED, cast.director, self.rng.choice(words.REJECTION))]
        if status == S.WITHDRAWN:
            return [("withdraw", S.DRAFT, S.WITHDRAWN, startup.owner, "Nhóm thay đổi kế hoạch.")]
        return []

    def _audit_row(self, pk: int, name: str, source: str, target: str, by: int, reason: str, day: date) -> tuple[Any, ...]:
        self.audit.last += 1
        values = (self.audit.last, APPLICATION, pk, name, str(source), str(target), by, reason, self._moment(day))
        return (*values, *self.audit.defaults)

    def _reviews(self, pk: int, plan: CallPlan, day: date, *, done: bool) -> None:
        rng = self.rng
        for evaluator in rng.sample(self.cast.evaluators, 2):
            sent = done or rng.random() < 0.3
            marks = [(criterion, weight, Decimal(rng.randint(10, 19)) / 2) for criterion, weight in plan.criteria]
            total = sum((weight * mark / 10 for _, weight, mark in marks), Decimal(0)) if sent else None
            moment = self._moment(day)
            review = self.reviews.add(
                pk, evaluator, ReviewStatus.SENT if sent else ReviewStatus.ASSIGNED, moment if sent else None,
                rng.choice(words.REVIEW_REASON) if sent else "", total, moment if sent else None, self.cast.officer, at=moment,
            )  # fmt: skip
            if sent:
                for criterion, _, mark in marks:
                    self.scores.add(review, criterion, mark, rng.choice(words.REVIEW_REASON), at=moment)

    def _award(self, pk: int, plan: CallPlan, status: ApplicationStatus, asked: int, days: list[date]) -> None:
        rng, cast = self.rng, self.cast
        granted = status in {S.APPROVED, S.CONTRACTED, S.IN_PROGRESS, S.ACCEPTED, S.CLOSED}
        decided = granted or status == S.REJECTED
        amount = int(asked * rng.uniform(0.7, 1) // 1_000_000) * 1_000_000
        refused = status == S.REJECTED and rng.random() < 0.8
        award = self.awards.add(
            pk, plan.line, Recommendation.REFUSE if refused else Recommendation.GRANT, 0 if refused else amount,
            rng.choice(self.managing) if self.managing and not refused else None, "Theo kết quả đánh giá của hai thành viên.",
            AwardStatus.APPROVED if granted else AwardStatus.REJECTED if decided else AwardStatus.PROPOSED,
            cast.officer, self._moment(days[3]), cast.director if decided else None,
            self._moment(days[4]) if decided else None, f"{pk}/QĐ-MH" if granted else "",
            rng.choice(words.REJECTION) if status == S.REJECTED else "", at=self._moment(days[3]),
        )  # fmt: skip
        if granted:
            paid = self._contract(award, plan, status, amount, days) if status != S.APPROVED else 0
            self.totals.add(plan.line, amount, paid)

    def _contract(self, award: int, plan: CallPlan, status: ApplicationStatus, amount: int, days: list[date]) -> int:
        cast = self.cast
        self.contracts += 1
        signed = days[5]
        contract = self.contract_rows.add(
            award, f"{self.contracts:06d}/HĐ-MH", signed, signed, signed + timedelta(days=plan.months * 30), cast.officer
        )
        parts = [amount // 2, amount * 3 // 10]
        parts.append(amount - sum(parts))
        done = {S.CONTRACTED: 0, S.IN_PROGRESS: self.rng.randint(1, 2)}.get(status, 3)
        paid = 0
        for index, part in enumerate(parts):
            due = signed + timedelta(days=20 + index * plan.months * 10)
            is_paid = index < done
            waiting = index == done and status == S.IN_PROGRESS and self.rng.random() < 0.5
            reported = is_paid or waiting
            accepted = is_paid or (waiting and self.rng.random() < 0.6)
            moment = self._moment(min(due, self.today))
            state = (
                TrancheStatus.PAID if is_paid else TrancheStatus.ACCEPTED if accepted
                else TrancheStatus.REPORTED if reported else TrancheStatus.PLANNED
            )  # fmt: skip
            tranche = self.tranches.add(
                contract, index + 1, part, words.ACTIVITIES[index + 1][1], due, state,
                "Đã hoàn thành theo kế hoạch, tài liệu kèm theo." if reported else "", None, moment if reported else None,
                cast.manager if accepted else None, moment if accepted else None,
            )  # fmt: skip
            if is_paid:
                self.payments.add(tranche, part, min(due + timedelta(days=5), self.today), f"UNC-{tranche:07d}", cast.accountant)
                paid += part
        return paid
