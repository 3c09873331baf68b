"""Reviews and scores of demonstration applications."""

from ecosystem.core.text import fold_text
from programmes.grants.demo import texts
from programmes.grants.demo.bulk_copy import Table
from programmes.grants.demo.dossier import Dossier, WriterContext
from programmes.grants.demo.events import Outcome
from programmes.grants.models import ApplicationStatus, Review, ReviewStatus, Score

R = ReviewStatus
REVIEW = Review._meta.label_lower
# Half marks of 0 to 20: the sum of a passing dossier is 65 of 100 or more, of a failing one 60 or less.
GOOD, POOR = (13, 19), (7, 12)


class ReviewWriter:
    """Writes two reviews per evaluated application, and now and then a recused one."""

    def __init__(self, context: WriterContext, stamp: str) -> None:
        self.context = context
        self.reviews = Table(
            Review,
            [
                "application",
                "evaluator",
                "status",
                "conflict_reason",
                "declared_at",
                "comment",
                "total",
                "sent_at",
                "assigned_by",
                "search_folded",
                "number_key",
                "startup_name",
                "due_on",
            ],
            stamp=stamp,
        )
        self.scores = Table(Score, ["review", "criterion", "value", "reason"], stamp=stamp)
        self.tables = (self.reviews, self.scores)

    def apply_event(self, dossier: Dossier, name: str, day: int, which: int, moment: str) -> None:
        if name == "accept_as_valid":
            dossier.passes = dossier.bid.outcome != Outcome.REFUSED or self.context.rng.random() > 0.8
        elif name == "review":
            dossier.reviews_sent[which] = (day, moment)

    def write(self, dossier: Dossier, number: str, searched: str) -> None:
        """Rows of one dossier; the evaluator's list searches by the words of `searched`."""
        if "accept_as_valid" not in dossier.moves:
            return
        (day, moment), rng, context = dossier.moves["accept_as_valid"], self.context.rng, self.context
        is_due = dossier.status == ApplicationStatus.EVALUATING and dossier.due
        due_on = context.calendar.text(dossier.due) if is_due else None
        copied = (fold_text(searched)[0], number, dossier.bid.startup.name, due_on)
        people = context.staff.evaluators[:3] if dossier.bid.is_scenario else rng.sample(context.staff.evaluators, 3)
        if rng.random() < 0.02:
            self.reviews.add(
                dossier.pk,
                people[2],
                R.RECUSED,
                texts.CONFLICT,
                context.calendar.moment(day, rng),
                "",
                None,
                None,
                dossier.officer,
                *copied,
                at=moment,
            )
        for which in (0, 1):
            sent = dossier.reviews_sent.get(which)
            declared = context.calendar.workday(day + 1 + int(rng.random() * 3))
            is_declared = declared <= context.last or sent is not None
            declared_at = (
                context.calendar.moment(min(declared, sent[0] - 1) if sent else declared, rng) if is_declared else None
            )
            status = R.SENT if sent else R.OPEN if is_declared else R.ASSIGNED
            self._review(
                dossier,
                people[which],
                status,
                declared_at=declared_at,
                sent_at=sent[1] if sent else None,
                assigned_at=moment,
                copied=copied,
            )

    def _review(
        self,
        dossier: Dossier,
        evaluator: int,
        status: str,
        *,
        declared_at: str | None,
        sent_at: str | None,
        assigned_at: str,
        copied: tuple[str | None, ...],
    ) -> None:
        rng, audit = self.context.rng, self.context.audit
        (least, most), comments = (GOOD, texts.PRAISE) if dossier.passes else (POOR, texts.DOUBT)
        marks = [(criterion, weight, rng.randint(least, most)) for criterion, weight in dossier.bid.plan.criteria]
        total = sum(weight * mark for _, weight, mark in marks)
        review = self.reviews.add(
            dossier.pk,
            evaluator,
            status,
            "",
            declared_at,
            rng.choice(comments) if sent_at else "",
            f"{total / 20:.2f}" if sent_at else None,
            sent_at,
            dossier.officer,
            *copied,
            at=assigned_at,
        )
        if sent_at:
            for criterion, _, mark in marks:
                self.scores.add(review, criterion, mark / 2, rng.choice(comments), at=sent_at)
        if self.context.is_detailed and declared_at:
            audit.add(REVIEW, review, "declare_no_conflict", R.ASSIGNED, R.OPEN, evaluator, "", at=declared_at)
            if sent_at:
                audit.add(REVIEW, review, "send", R.OPEN, R.SENT, evaluator, "", at=sent_at)
