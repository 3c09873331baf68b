"""Demonstration applications with their parts and a history that fits their state."""

from typing import Any

from ecosystem.core.workflow import SYSTEM
from programmes.grants.demo import texts
from programmes.grants.demo.bulk_copy import AuditTable, Table
from programmes.grants.demo.calendar import SeedingRun
from programmes.grants.demo.calls import CallPlan
from programmes.grants.demo.clocks import ClockSet, Limits
from programmes.grants.demo.dossier import Bid, Dossier, WriterContext
from programmes.grants.demo.events import MOVES
from programmes.grants.demo.money import MoneyWriter
from programmes.grants.demo.papers import PaperWriter
from programmes.grants.demo.reviews import ReviewWriter
from programmes.grants.demo.staff import Staff
from programmes.grants.models import (
    HOLDER_BY_STATUS,
    Application,
    ApplicationStatus,
    CostKind,
    CostLine,
    Holder,
    PlanStep,
    StepClock,
)
from programmes.plan.models import Step
from startups.models import StartupKind

S = ApplicationStatus
APPLICATION = Application._meta.label_lower
HALF_MILLION = 500_000


class ApplicationWriter:
    """Generates applications one by one and writes them in batches."""

    def __init__(self, staff: Staff, run: SeedingRun, *, managing: list[int], is_detailed: bool) -> None:
        """`is_detailed` adds files, checklists, ended clocks and all audit entries."""
        self.staff, self.is_detailed = staff, is_detailed
        self.rng, self.calendar, self.last = run.rng, run.calendar, run.last
        self.limits = Limits(run.calendar)
        self.numbers: dict[int, int] = {}
        stamp = run.calendar.at(run.last, 480)
        self.applications = Table(
            Application,
            [
                "call",
                "startup",
                "number",
                "status",
                "title",
                "problem",
                "solution",
                "novelty",
                "market",
                "team",
                "impact",
                "months",
                "labour_total",
                "other_total",
                "declares_no_double_funding",
                "declares_no_public_offering",
                "had_other_support",
                "other_support",
                "version",
                "created_by",
                "edited_by",
                "submitted_at",
                "submitted_by",
                "holder",
                "in_charge",
                "due_on",
                "completion_request",
                "is_demo",
                "startup_name",
                "kind",
                "area",
                "sector_ids",
            ],
            stamp=stamp,
        )
        self.steps = Table(PlanStep, ["application", "month", "activity", "deliverable"], stamp=stamp)
        self.costs = Table(CostLine, ["application", "kind", "description", "quantity", "unit_price"], stamp=stamp)
        self.clocks = Table(
            StepClock,
            [
                "application",
                "step",
                "amount",
                "unit",
                "started_on",
                "due_on",
                "paused_on",
                "resumed_on",
                "days_left",
                "ended_on",
            ],
            stamp=stamp,
        )
        self.audit = AuditTable(stamp=stamp)
        context = WriterContext(staff, run.rng, run.calendar, run.last, is_detailed, self.audit)
        self.reviews = ReviewWriter(context, stamp)
        self.money = MoneyWriter(context, stamp, managing)
        self.papers = PaperWriter(context, stamp)

    def flush(self) -> None:
        """Write the collected rows."""
        own = (self.applications, self.steps, self.costs, self.clocks)
        for table in (*own, *self.reviews.tables, *self.money.tables, *self.papers.tables, self.audit):
            table.write()
        if self.is_detailed:
            self.papers.freeze()

    # --- One application ----------------------------------------------------------------------

    def add(self, bid: Bid) -> int:
        rng, plan, startup = self.rng, bid.plan, bid.startup
        labour, other, lines = self._costs(plan)
        clock_set = ClockSet(self.limits)
        officer = self.staff.officers[0] if bid.is_scenario else rng.choice(self.staff.officers)
        dossier = Dossier(self.applications.last + 1, bid, officer, labour + other, clock_set)
        for event in bid.events:
            self._apply_event(dossier, *event)
        self._write_clocks(dossier)
        if self.is_detailed:
            self.papers.write(dossier)
        product = texts.product(startup.sector, rng)
        begun = self._started_at(bid)
        sent = self.calendar.at(bid.day, bid.minute) if bid.is_submitted else None
        had_support = rng.random() < 0.08
        number, title = self._number(bid) if bid.is_submitted else None, product[:1].upper() + product[1:]
        pk = self.applications.add(
            plan.pk,
            startup.pk,
            number,
            dossier.status,
            title,
            rng.choice(texts.PROBLEMS),
            f"Chúng tôi xây dựng {product}.",
            rng.choice(texts.NOVELTIES),
            rng.choice(texts.MARKETS),
            rng.choice(texts.TEAMS),
            rng.choice(texts.IMPACTS),
            plan.months,
            labour,
            other,
            True,
            startup.kind == StartupKind.ENTERPRISE,
            had_support,
            texts.OTHER_SUPPORT if had_support else "",
            6,
            startup.owner,
            startup.owner,
            sent,
            startup.owner if sent else None,
            dossier.holder,
            officer if sent and dossier.status != S.SUBMITTED else None,
            self.calendar.text(dossier.due) if dossier.due else None,
            dossier.gap[2] if dossier.gap and dossier.status == S.RETURNED else "",
            True,
            startup.name,
            startup.kind,
            startup.area,
            startup.sectors,
            at=begun,
        )
        searched = f"{number or ''} {title} {startup.name}"
        self.reviews.write(dossier, number or "", searched)
        self.money.write(dossier, number or "", searched)
        for index, (activity, result) in enumerate(rng.sample(texts.ACTIVITIES, 3)):
            self.steps.add(pk, min(1 + index * max(plan.months // 3, 1), plan.months), activity, result, at=begun)
        for kind, text, quantity, price in lines:
            self.costs.add(pk, kind, text, quantity, price, at=begun)
        return pk

    def _costs(self, plan: CallPlan) -> tuple[int, int, list[tuple[Any, ...]]]:
        """Labour and other costs within the caps, and the lines that add up to them."""
        rng = self.rng
        labour = int(plan.cap_labour * rng.uniform(0.5, 1) // HALF_MILLION) * HALF_MILLION
        other = int((plan.cap_total - plan.cap_labour) * rng.uniform(0.5, 1) // HALF_MILLION) * HALF_MILLION
        first = other // 2 // HALF_MILLION * HALF_MILLION
        lines = [
            (CostKind.LABOUR, rng.choice(texts.LABOUR), 1, labour),
            (CostKind.OTHER, texts.OTHER[0], 1, first),
            (CostKind.OTHER, rng.choice(texts.OTHER[1:]), 1, other - first),
        ]
        return labour, other, lines

    def _started_at(self, bid: Bid) -> str:
        day = bid.day
        if bid.is_submitted:
            day = max(bid.day - 1 - int(self.rng.random() * 14), bid.plan.opens, bid.startup.registered)
        return self.calendar.at(day, 510)

    def _number(self, bid: Bid) -> str:
        year = int(self.calendar.text(bid.day)[:4])
        self.numbers[year] = self.numbers.get(year, 0) + 1
        return f"HS-{year}-{self.numbers[year]:06d}"

    # --- Events ------------------------------------------------------------------

    def _apply_event(self, dossier: Dossier, name: str, day: int, which: int) -> None:
        moment = self.calendar.at(day, dossier.bid.minute) if name == "submit" else self.calendar.moment(day, self.rng)
        reason = self._desk_move(dossier, name, day)
        self.reviews.apply_event(dossier, name, day, which, moment)
        reason = self.money.apply_event(dossier, name, day, which, moment) or reason
        if name in MOVES:
            source, dossier.status = dossier.status, MOVES[name]
            self.audit.add(
                APPLICATION,
                dossier.pk,
                name,
                source,
                dossier.status,
                self._actor(dossier, name),
                reason,
                at=moment,
                as_system=Application.TRANSITIONS[name].roles == {SYSTEM},
            )
            dossier.moves[name] = (day, moment)
            dossier.holder = HOLDER_BY_STATUS[S(dossier.status)]
        if len(dossier.reviews_sent) == 2 and dossier.status == S.EVALUATING:
            dossier.holder = Holder.DEPARTMENT
        clock = dossier.clock_set.running
        dossier.due = clock.due if clock else 0
        self.money.set_due(dossier)

    def _actor(self, dossier: Dossier, name: str) -> int | None:
        if name in {"submit", "resubmit", "withdraw"}:
            return dossier.bid.startup.owner
        if name == "start_work":  # the system's, caused by the first payment
            return self.staff.accountant
        others = {"accept_result": self.staff.manager}
        return others.get(name, self.staff.director if name in {"approve", "reject", "terminate"} else dossier.officer)

    def _desk_move(self, dossier: Dossier, name: str, day: int) -> str:
        """Update the clocks for a move and return its reason."""
        clock_set, rng = dossier.clock_set, self.rng
        if name == "submit":
            clock_set.start(Step.COMPLETENESS, day)
        elif name == "return_for_completion":
            clock_set.pause(day)
            clock_set.start(Step.COMPLETION, day)
            papers = {code for _pk, code in dossier.bid.plan.papers[dossier.bid.startup.kind]}
            dossier.gap = rng.choice(
                [gap for gap in texts.GAPS if gap[0].removeprefix("document-") in papers or "-" not in gap[0]]
            )
            return dossier.gap[2]
        elif name == "resubmit":
            clock_set.resume(Step.COMPLETENESS, day)
        elif name == "accept_as_valid":
            clock_set.resume(Step.EVALUATION, day)
        elif name == "review" and dossier.reviews_sent:  # this is the second
            clock_set.start(Step.EXPLANATION, day)
        elif name == "propose":
            clock_set.start(Step.DECISION, day)
            return texts.PROPOSAL
        elif name in {"withdraw", "stop_lapsed", "approve", "reject", "terminate", "accept_result", "close"}:
            clock_set.end(day)
            return {"withdraw": rng.choice(texts.WITHDRAWAL), "stop_lapsed": texts.LAPSED}.get(name, "")
        return ""

    def _write_clocks(self, dossier: Dossier) -> None:
        text = self.calendar.text
        for c in dossier.clock_set.clocks:
            if self.is_detailed or not c.ended:
                self.clocks.add(
                    dossier.pk,
                    c.step,
                    c.amount,
                    c.unit,
                    text(c.started),
                    text(c.due),
                    text(c.paused) if c.paused else None,
                    text(c.resumed) if c.resumed else None,
                    c.left,
                    text(c.ended) if c.ended else None,
                    at=self.calendar.at(c.started, 600),
                )
