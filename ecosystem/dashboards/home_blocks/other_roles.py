"""Blocks of evaluators, accountants, partner units and council members."""

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.web.navigation import record_url
from ecosystem.dashboards.home_blocks.block import LIMIT, Block, Item, first_rows, tranche_item
from ecosystem.lists.cells import dot_separated
from ecosystem.reports.models import (
    Contribution,
    ContributionStatus,
    IssuedReport,
    ReportStatus,
)
from programmes.grants.models import (
    Reversal,
    ReversalStatus,
    Review,
    ReviewStatus,
    Tranche,
    TrancheStatus,
)


def pending_reviews(user: User) -> Block:
    """The evaluator's dossiers that are not scored yet."""
    reviews = Review.objects.of_evaluator(user).pending()
    rows, counts = first_rows(
        reviews.for_list().order_by(F("application__due_on").asc(nulls_last=True), "pk"), "application__due_on"
    )
    items = [
        Item(
            str(review.application),
            record_url("grants:review_detail", review.pk),
            review.application.call.label,
            review.application.due_on,
            ReviewStatus(review.status),
        )
        for review in rows
    ]
    return Block(
        _("Dossiers to score"),
        "clipboard-check",
        items,
        _("You have sent all your scores."),
        reverse("grants:review_list"),
        _("All my reviews"),
        [(_("Score one by one"), reverse("grants:queue_start", args=["score"]))] if items else [],
        total=counts.total,
        overdue=counts.overdue,
    )


def payable_tranches(user: User) -> Block:
    """Tranches whose deliverable was accepted: they can be paid."""
    due = Tranche.objects.visible_to(user).filter(status=TrancheStatus.ACCEPTED)
    rows, counts = first_rows(due.for_dashboard().order_by("due_on", "pk"))
    return Block(
        _("Tranches to pay"),
        "banknote",
        [tranche_item(tranche, pay=True) for tranche in rows],
        _("No accepted tranche waits for payment."),
        reverse("grants:payment_list"),
        _("All payments"),
        total=counts.total,
        overdue=counts.overdue,
    )


def unconfirmed_reversals(user: User) -> Block:
    """Reversals of payments that somebody else requested, for this person to confirm."""
    requests = Reversal.objects.visible_to(user).waiting().exclude(requested_by=user).for_list()
    items = [
        Item(
            reversal.payment.tranche.deliverable,
            record_url("grants:reversal_confirm", reversal.pk),
            dot_separated(reversal.get_kind_display(), reversal.requested_by),
            badge=ReversalStatus(reversal.status),
        )
        for reversal in requests.order_by("pk")[:LIMIT]
    ]
    return Block(_("Reversals to confirm"), "rotate-ccw", items, _("No reversal of a payment waits for you."))


def due_contributions(user: User) -> Block:
    """Contributions that the person's unit has to write (reporters) or to approve (heads)."""
    condition = Q(pk__in=[])
    for role, states in (
        (Role.PARTNER_REPORTER, [ContributionStatus.DRAFT, ContributionStatus.RETURNED]),
        (Role.PARTNER_HEAD, [ContributionStatus.SUBMITTED]),
    ):
        condition |= Q(unit__in=user.units_of(role) or [], status__in=states)
    contributions = Contribution.objects.visible_to(user).filter(condition)
    rows, counts = first_rows(
        contributions.for_list().order_by("period__contributions_due_on", "pk"), "period__contributions_due_on"
    )
    items = [
        Item(
            contribution.period.label,
            record_url("reports:contribution_detail", contribution.pk),
            contribution.unit.label,
            contribution.period.contributions_due_on,
            ContributionStatus(contribution.status),
        )
        for contribution in rows
    ]
    return Block(
        _("Contributions of my unit"),
        "file-pen-line",
        items,
        _("Your unit owes no contribution."),
        reverse("reports:contribution_list"),
        _("All contributions"),
        total=counts.total,
        overdue=counts.overdue,
    )


def newest_reports(user: User) -> Block:
    """The newest issued reports, without those whose place a correction took."""
    issued = IssuedReport.objects.visible_to(user).filter(status=ReportStatus.ISSUED).select_related("period")
    newest = issued.current()[:5]
    items = [
        Item(
            report.period.label,
            record_url("reports:report_detail", report.pk),
            _("No. %(number)s, issued %(day)s")
            % {"number": report.number, "day": timezone.localdate(report.issued_at).strftime("%d/%m/%Y")},
        )
        for report in newest
    ]
    return Block(
        _("Newest reports"),
        "file-chart-column",
        items,
        _("No report is issued yet."),
        reverse("reports:report_list"),
        _("All reports"),
        is_work=False,
    )
