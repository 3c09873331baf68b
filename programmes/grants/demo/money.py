"""Awards, contracts, tranches and payments of demonstration applications, and the sums of their budget lines."""

from collections import Counter

from ecosystem.core.text import fold_text
from programmes.grants.demo import texts
from programmes.grants.demo.bulk_copy import Table
from programmes.grants.demo.dossier import AwardState, Dossier, TrancheState, WriterContext
from programmes.grants.demo.events import Outcome, due_of_tranche
from programmes.grants.demo.reports import ReportTables
from programmes.grants.models import (
    RESULT_ACCEPTED_STATUSES,
    ApplicationStatus,
    Award,
    AwardStatus,
    Contract,
    Disbursement,
    EndReason,
    Holder,
    Recommendation,
    Tranche,
    TrancheStatus,
)

S = ApplicationStatus
T = TrancheStatus
MILLION = 1_000_000
AWARD, TRANCHE = Award._meta.label_lower, Tranche._meta.label_lower
AFTER_SIGNING = frozenset({S.CONTRACTED, S.IN_PROGRESS})


class MoneyWriter:
    def __init__(self, context: WriterContext, stamp: str, managing: list[int]) -> None:
        self.context, self.managing = context, managing
        self.decisions: Counter[str] = Counter()
        self.contracts: Counter[str] = Counter()
        self.orders: Counter[str] = Counter()
        self.granted: Counter[int] = Counter()
        self.paid: Counter[int] = Counter()
        self.expected: Counter[int] = Counter()  # likely cost of undecided applications
        self.awards = Table(
            Award,
            [
                "application",
                "budget_line",
                "recommendation",
                "amount",
                "cancelled",
                "recipient",
                "reason",
                "status",
                "proposed_by",
                "proposed_at",
                "decided_by",
                "decided_at",
                "decision_number",
                "decision_reason",
                "end_reason",
                "call",
                "search_folded",
                "number_key",
                "startup_name",
                "area",
                "startup",
                "stage",
                "startup_is_public",
                "result_accepted",
            ],
            stamp=stamp,
        )
        self.contract_rows = Table(
            Contract, ["award", "number", "signed_on", "starts_on", "ends_on", "signed_by"], stamp=stamp
        )
        self.tranches = Table(
            Tranche,
            [
                "contract",
                "number",
                "amount",
                "deliverable",
                "due_on",
                "status",
                "response",
                "reported_by",
                "reported_at",
                "accepted_by",
                "accepted_at",
                "call",
                "search_folded",
                "number_key",
                "startup_name",
                "paid_on",
                "charged_line",
            ],
            stamp=stamp,
        )
        self.payments = Table(
            Disbursement,
            [
                "tranche",
                "amount",
                "paid_on",
                "reference",
                "paid_by",
                "budget_line",
                "stage",
                "result_accepted",
            ],
            stamp=stamp,
        )
        self.reports = ReportTables(stamp=stamp)
        self.tables = (self.awards, self.contract_rows, *self.reports.tables, self.tranches, self.payments)

    def apply_event(self, dossier: Dossier, name: str, day: int, which: int, moment: str) -> str:
        """Apply one event and return its reason."""
        money = dossier.money
        if name == "propose":
            self._propose(dossier, moment)
        elif money is None:
            return ""
        elif name in {"approve", "reject"}:
            return self._decide(dossier, money, day, moment)
        elif name == "sign_contract":
            money.signed = day
            half, third = money.amount // 2, money.amount * 3 // 10
            months = dossier.bid.plan.months
            money.parts = [
                TrancheState(amount, due_of_tranche(day, months, n))
                for n, amount in enumerate((half, third, money.amount - half - third))
            ]
        elif name in {"report", "accept", "pay"}:
            part = money.parts[which]
            if name == "report":
                part.status, part.reported = T.REPORTED, moment
            elif name == "accept":
                part.status, part.accepted = T.ACCEPTED, moment
            else:
                part.status, part.paid_on = T.PAID, day
        elif name == "terminate":
            money.end_reason, reason = self.context.rng.choice(texts.TERMINATION)
            for part in money.parts:
                part.status = part.status if part.status == T.PAID else T.CANCELLED
            return reason
        return ""

    def _propose(self, dossier: Dossier, moment: str) -> None:
        rng = self.context.rng
        refused = not dossier.passes
        amount = int(dossier.asked * rng.uniform(0.75, 1) // MILLION) * MILLION
        recipient = rng.choice(self.managing) if self.managing else None
        dossier.money = AwardState(0 if refused else amount, refused, None if refused else recipient, moment)

    def _decide(self, dossier: Dossier, money: AwardState, day: int, moment: str) -> str:
        year = self.context.calendar.text(day)[:4]
        self.decisions[year] += 1
        money.decided_at, money.number = moment, f"{self.decisions[year]}/QĐ-MH"
        if dossier.bid.outcome != Outcome.REFUSED:
            money.status = AwardStatus.APPROVED
            return ""
        money.status = AwardStatus.REJECTED
        low = (EndReason.LOW_SCORE, texts.LOW_SCORE)
        money.end_reason, money.reason = low if money.refused else self.context.rng.choice(texts.REJECTION)
        return money.reason

    def set_due(self, dossier: Dossier) -> None:
        """Set holder and due date from the deliverables of a signed contract."""
        if dossier.money is None or dossier.status not in AFTER_SIGNING:
            return
        parts = dossier.money.parts
        unreported = [part.due for part in parts if part.status == T.PLANNED]
        is_reported = any(part.status == T.REPORTED for part in parts)
        dossier.holder = Holder.DEPARTMENT if is_reported or not unreported else Holder.APPLICANT
        dossier.due = min(unreported) if unreported and not is_reported else 0

    # --- Rows -----------------------------------------------------------------------------------

    def write(self, dossier: Dossier, number: str, searched: str) -> None:
        """Rows of one dossier; their lists search by the words of `searched`."""
        money, line = dossier.money, dossier.bid.plan.line
        if money is None:
            if dossier.status in {S.SUBMITTED, S.CHECKING, S.RETURNED, S.EVALUATING}:
                self.expected[line] += dossier.asked // 2
            return
        staff, searched = self.context.staff, fold_text(searched)[0]
        is_decided = money.decided_at is not None
        award = self.awards.add(
            dossier.pk,
            line,
            Recommendation.REFUSE if money.refused else Recommendation.GRANT,
            money.amount,
            money.cancelled,
            money.recipient,
            texts.PROPOSAL,
            money.status,
            dossier.officer,
            money.proposed_at,
            staff.director if is_decided else None,
            money.decided_at,
            money.number,
            money.reason,
            money.end_reason,
            dossier.bid.plan.pk,
            searched,
            number,
            dossier.bid.startup.name,
            dossier.bid.startup.area if money.status == AwardStatus.APPROVED else None,
            dossier.bid.startup.pk,
            dossier.bid.plan.stage or None,
            dossier.bid.startup.is_public,
            dossier.status in RESULT_ACCEPTED_STATUSES,
            at=money.proposed_at,
        )
        if money.status == AwardStatus.APPROVED:
            self.granted[line] += money.amount - money.cancelled
            self.paid[line] += money.paid
        elif not is_decided:
            self.expected[line] += money.amount
        self._audit_award(award, money)
        if money.signed:
            self._contract(dossier, money, award, number, searched)

    def _audit_award(self, award: int, money: AwardState) -> None:
        if self.context.is_detailed and money.decided_at:
            name = "approve" if money.status == AwardStatus.APPROVED else "reject"
            self.context.audit.add(
                AWARD,
                award,
                name,
                AwardStatus.PROPOSED,
                money.status,
                self.context.staff.director,
                money.reason,
                at=money.decided_at,
            )

    def _contract(self, dossier: Dossier, money: AwardState, award: int, number: str, searched: str) -> None:
        text, at = self.context.calendar.text, self.context.calendar.at
        signed = text(money.signed)
        self.contracts[signed[:4]] += 1
        contract = self.contract_rows.add(
            award,
            f"{self.contracts[signed[:4]]:04d}/{signed[:4]}/HĐ-MH",
            signed,
            signed,
            text(money.signed + dossier.bid.plan.months * 30),
            dossier.officer,
            at=at(money.signed, 600),
        )
        owner, accountant = dossier.bid.startup.owner, self.context.staff.accountant
        for index, part in enumerate(money.parts):
            tranche = self.tranches.add(
                contract,
                index + 1,
                part.amount,
                texts.DELIVERABLES[index],
                text(part.due),
                part.status,
                self.reports.add(owner, part.reported) if part.reported else None,
                owner if part.reported else None,
                part.reported,
                dossier.officer if part.accepted else None,
                part.accepted,
                dossier.bid.plan.pk,
                searched,
                number,
                dossier.bid.startup.name,
                text(part.paid_on) if part.paid_on else None,
                dossier.bid.plan.line if money.status == AwardStatus.APPROVED else None,
                at=at(money.signed, 600),
            )
            if part.paid_on:
                year = text(part.paid_on)[:4]
                self.orders[year] += 1
                self.payments.add(
                    tranche,
                    part.amount,
                    text(part.paid_on),
                    f"UNC-{year}-{self.orders[year]:06d}",
                    accountant,
                    dossier.bid.plan.line,
                    dossier.bid.plan.stage or None,
                    dossier.status in RESULT_ACCEPTED_STATUSES,
                    at=at(part.paid_on, 960),
                )
            if self.context.is_detailed:
                self._audit_tranche(dossier, tranche, part)

    def _audit_tranche(self, dossier: Dossier, tranche: int, part: TrancheState) -> None:
        audit, staff = self.context.audit, self.context.staff
        owner, at = dossier.bid.startup.owner, self.context.calendar.at
        if part.reported:
            audit.add(TRANCHE, tranche, "report", T.PLANNED, T.REPORTED, owner, "", at=part.reported)
        if part.accepted:
            audit.add(TRANCHE, tranche, "accept", T.REPORTED, T.ACCEPTED, dossier.officer, "", at=part.accepted)
        if part.paid_on:
            audit.add(TRANCHE, tranche, "pay", T.ACCEPTED, T.PAID, staff.accountant, "", at=at(part.paid_on, 960))
        if part.status == T.CANCELLED:
            source = T.ACCEPTED if part.accepted else T.REPORTED if part.reported else T.PLANNED
            audit.add(
                TRANCHE, tranche, "cancel", source, T.CANCELLED, staff.director, "", at=dossier.moves["terminate"][1]
            )
