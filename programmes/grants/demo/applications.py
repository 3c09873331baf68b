"""Demonstration applications and all that follows from them, each with a past that fits its state."""

from typing import Any

from ecosystem.core.models import AuditEntry
from programmes.grants.demo import words
from programmes.grants.demo.calendar import Run
from programmes.grants.demo.calls import CallPlan
from programmes.grants.demo.cast import Cast
from programmes.grants.demo.copying import Table
from programmes.grants.demo.course import MOVES
from programmes.grants.demo.desk import Desk, Limits
from programmes.grants.demo.dossier import Bid, Dossier, Shared
from programmes.grants.demo.money import MoneyWriter
from programmes.grants.demo.papers import PaperWriter
from programmes.grants.demo.reviews import ReviewWriter
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


class Writer:
    """Makes applications one by one and writes them batch by batch."""

    def __init__(self, cast: Cast, run: Run, *, managing: list[int], whole: bool) -> None:
        """`whole` adds what only a reader of single dossiers misses: files, checklists, ended clocks, all moves."""
        self.cast, self.whole = cast, whole
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
                "due_on",
                "completion_request",
                "is_demo",
                "startup_name",
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
        self.audit = Table(
            AuditEntry, ["model", "object_id", "transition", "source", "target", "by", "reason"], stamp=stamp
        )
        shared = Shared(cast, run.rng, run.calendar, run.last, whole, self.audit)
        self.reviews = ReviewWriter(shared, stamp)
        self.money = MoneyWriter(shared, stamp, managing)
        self.papers = PaperWriter(shared, stamp)

    def flush(self) -> None:
        """Write what was made so far."""
        own = (self.applications, self.steps, self.costs, self.clocks)
        for table in (*own, *self.reviews.tables, *self.money.tables, *self.papers.tables, self.audit):
            table.write()
        if self.whole:
            self.papers.freeze()

    # --- One application ----------------------------------------------------------------------

    def add(self, bid: Bid) -> int:
        rng, plan, startup = self.rng, bid.plan, bid.startup
        labour, other, lines = self._costs(plan)
        desk = Desk(self.limits)
        officer = self.cast.officers[0] if bid.is_staged else rng.choice(self.cast.officers)
        dossier = Dossier(self.applications.last + 1, bid, officer, labour + other, desk)
        for event in bid.events:
            self._happen(dossier, *event)
        self.reviews.write(dossier)
        self._write_clocks(dossier)
        if self.whole:
            self.papers.write(dossier)
        product = words.product(startup.sector, rng)
        begun = self._begun(bid)
        sent = self.calendar.at(bid.day, bid.minute) if bid.was_sent else None
        helped = rng.random() < 0.08
        number, title = self._number(bid) if bid.was_sent else None, product[:1].upper() + product[1:]
        pk = self.applications.add(
            plan.pk,
            startup.pk,
            number,
            dossier.status,
            title,
            rng.choice(words.PROBLEMS),
            f"Chúng tôi xây dựng {product}.",
            rng.choice(words.NOVELTIES),
            rng.choice(words.MARKETS),
            rng.choice(words.TEAMS),
            rng.choice(words.IMPACTS),
            plan.months,
            labour,
            other,
            True,
            startup.kind == StartupKind.ENTERPRISE,
            helped,
            words.OTHER_SUPPORT if helped else "",
            6,
            startup.owner,
            startup.owner,
            sent,
            startup.owner if sent else None,
            dossier.holder,
            self.calendar.text(dossier.due) if dossier.due else None,
            dossier.gap[2] if dossier.gap and dossier.status == S.RETURNED else "",
            True,
            startup.name,
            startup.area,
            startup.sectors,
            at=begun,
        )
        self.money.write(dossier, f"{number or ''} {title} {startup.name}")
        for index, (activity, result) in enumerate(rng.sample(words.ACTIVITIES, 3)):
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
            (CostKind.LABOUR, rng.choice(words.LABOUR), 1, labour),
            (CostKind.OTHER, words.OTHER[0], 1, first),
            (CostKind.OTHER, rng.choice(words.OTHER[1:]), 1, other - first),
        ]
        return labour, other, lines

    def _begun(self, bid: Bid) -> str:
        day = bid.day
        if bid.was_sent:
            day = max(bid.day - 1 - int(self.rng.random() * 14), bid.plan.opens, bid.startup.registered)
        return self.calendar.at(day, 510)

    def _number(self, bid: Bid) -> str:
        year = int(self.calendar.text(bid.day)[:4])
        self.numbers[year] = self.numbers.get(year, 0) + 1
        return f"HS-{year}-{self.numbers[year]:06d}"

    # --- What happened to it ------------------------------------------------------------------

    def _happen(self, dossier: Dossier, name: str, day: int, which: int) -> None:
        moment = self.calendar.at(day, dossier.bid.minute) if name == "submit" else self.calendar.moment(day, self.rng)
        reason = self._desk_move(dossier, name, day)
        self.reviews.happen(dossier, name, day, which, moment)
        reason = self.money.happen(dossier, name, day, which, moment) or reason
        if name in MOVES:
            source, dossier.status = dossier.status, MOVES[name]
            self.audit.add(
                APPLICATION, dossier.pk, name, source, dossier.status, self._actor(dossier, name), reason, at=moment
            )
            dossier.moves[name] = (day, moment)
            dossier.holder = HOLDER_BY_STATUS[S(dossier.status)]
        if len(dossier.reviews_sent) == 2 and dossier.status == S.EVALUATING:
            dossier.holder = Holder.DEPARTMENT
        clock = dossier.desk.running
        dossier.due = clock.due if clock else 0
        self.money.set_due(dossier)

    def _actor(self, dossier: Dossier, name: str) -> int | None:
        if name in {"submit", "resubmit", "withdraw"}:
            return dossier.bid.startup.owner
        if name == "start_work":  # the system's, caused by the first payment
            return self.cast.accountant
        others = {"accept_result": self.cast.manager}
        return others.get(name, self.cast.director if name in {"approve", "reject", "terminate"} else dossier.officer)

    def _desk_move(self, dossier: Dossier, name: str, day: int) -> str:
        """Keep the clocks; returns the reason that the move was given."""
        desk, rng = dossier.desk, self.rng
        if name == "submit":
            desk.start(Step.COMPLETENESS, day)
        elif name == "return_for_completion":
            desk.pause(day)
            desk.start(Step.COMPLETION, day)
            papers = {code for _pk, code in dossier.bid.plan.papers[dossier.bid.startup.kind]}
            dossier.gap = rng.choice(
                [gap for gap in words.GAPS if gap[0].removeprefix("document-") in papers or "-" not in gap[0]]
            )
            return dossier.gap[2]
        elif name == "resubmit":
            desk.resume(Step.COMPLETENESS, day)
        elif name == "accept_as_valid":
            desk.resume(Step.EVALUATION, day)
        elif name == "review" and dossier.reviews_sent:  # this is the second
            desk.start(Step.EXPLANATION, day)
        elif name == "propose":
            desk.start(Step.DECISION, day)
            return words.PROPOSAL
        elif name in {"withdraw", "stop_lapsed", "approve", "reject", "terminate", "accept_result", "close"}:
            desk.end(day)
            return {"withdraw": rng.choice(words.WITHDRAWAL), "stop_lapsed": words.LAPSED}.get(name, "")
        return ""

    def _write_clocks(self, dossier: Dossier) -> None:
        text = self.calendar.text
        for c in dossier.desk.clocks:
            if self.whole or not c.ended:
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
