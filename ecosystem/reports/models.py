"""Reporting periods, the partners' contributions, and issued reports that never change."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import Role
from ecosystem.core.four_eyes import author_trigger, authors_field
from ecosystem.core.models import words_index
from ecosystem.core.periods import Period, PeriodCalendar, PeriodKind
from ecosystem.core.workflow import SYSTEM, Stateful, Transition
from ecosystem.lists.models import LATE_AFTER_SECONDS
from ecosystem.questionnaires.models import QuestionnaireResponse
from programmes.plan.models import PeriodCorrection, Scheme


class PeriodStatus(models.TextChoices):
    OPEN = "open", _("Running")
    ENDED = "ended", _("Ended, report not issued yet")
    CLOSED = "closed", _("Closed: report issued")
    EARLIER = "earlier", _("Before reporting in the portal")

    @property
    def tone(self) -> str:
        return {"open": "azure", "ended": "orange", "closed": "green", "earlier": "secondary"}[self.value]


class ReportingPeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    def with_progress(self) -> Self:
        """With how many contributions were asked for and sent, and how many reports are issued."""
        asked = Contribution.objects.filter(period=models.OuterRef("pk"))
        reports = IssuedReport.objects.filter(period=models.OuterRef("pk"), status=ReportStatus.ISSUED)
        return self.annotate(
            asked=_with_progress(asked),
            sent=_with_progress(asked.filter(status=C.APPROVED)),
            issued=_with_progress(reports),
        )


def _with_progress(rows: models.QuerySet[Any]) -> Any:
    """How many rows of the outer period, counted for the periods that are fetched."""
    counted = rows.order_by().values("period").annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(counted), 0)


@pghistory.track()
class ReportingPeriod(Stateful):
    """One period in the ledger: made once, whoever wakes the ledger up and however often.

    A period that ended before reports were made in the portal is an earlier one: nothing of it is due, but its report
    can be issued.
    """

    STATES = PeriodStatus
    NAME_IN_SENTENCE = _("the reporting period")
    TRANSITIONS = {
        "end": Transition(
            {PeriodStatus.OPEN}, PeriodStatus.ENDED, {SYSTEM}, label=_("End the period"), done_label=_("Period ended")
        ),
        "set_aside": Transition(
            {PeriodStatus.OPEN, PeriodStatus.ENDED},
            PeriodStatus.EARLIER,
            {SYSTEM},
            label=_("Leave to the time before the portal"),
            done_label=_("Left to the time before the portal"),
        ),
        "take_up": Transition(
            {PeriodStatus.EARLIER},
            PeriodStatus.ENDED,
            {SYSTEM},
            label=_("Report in the portal"),
            done_label=_("Taken up for reporting in the portal"),
        ),
        "close": Transition(
            {PeriodStatus.ENDED, PeriodStatus.EARLIER},
            PeriodStatus.CLOSED,
            {SYSTEM},
            label=_("Close the period"),
            done_label=_("Period closed"),
        ),
    }

    kind = models.CharField(max_length=12, choices=PeriodKind)
    calendar = models.CharField(max_length=10, choices=PeriodCalendar, default=PeriodCalendar.REPORTING)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text=_("The first day after the period."))
    contributions_due_on = models.DateField()
    status = models.CharField(max_length=10, choices=PeriodStatus, default=PeriodStatus.OPEN, editable=False)

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "kind", "starts_on"], name="each_period_once"),
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="period_is_a_range"),
        ]
        indexes = [
            models.Index(fields=["starts_on", "id"], name="period_in_order_of_begin"),
            models.Index(fields=["ends_on", "id"], name="period_in_order_of_end"),
            models.Index(fields=["status", "ends_on", "id"], name="period_in_state_order"),
        ]

    def __str__(self) -> str:
        return self.period.label

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on, self.kind, self.year, self.number, self.calendar)

    @property
    def label(self) -> str:
        return self.period.label

    @property
    def last_day(self) -> date:
        return self.ends_on - timedelta(days=1)

    @property
    def is_reported(self) -> bool:
        """A report was asked for or issued: what comes later into the period is a correction."""
        return self.reports.exists()

    def corrections(self) -> models.QuerySet[PeriodCorrection]:
        """Late entries into days of the period after its first report was asked for, oldest first."""
        first = self.reports.order_by("requested_at").values("requested_at")[:1]
        days = PeriodCorrection.objects.filter(starts_on__lt=self.ends_on, ends_on__gt=self.starts_on)
        return days.filter(created_at__gte=models.Subquery(first)).select_related("entered_by").order_by("pk")

    def roles_of(self, user: User) -> set[str]:
        return user.roles


class ContributionStatus(models.TextChoices):
    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Waiting for the unit's head")
    RETURNED = "returned", _("Sent back")
    APPROVED = "approved", _("Sent to the lead department")

    @property
    def tone(self) -> str:
        return {"draft": "secondary", "submitted": "azure", "returned": "orange", "approved": "green"}[self.value]


C = ContributionStatus
WRITABLE_STATUSES = frozenset({C.DRAFT, C.RETURNED})


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, user: User) -> Self:
        """A unit's own; approved ones for the department."""
        if not user.is_authenticated:
            return self.none()
        units = user.units_of(Role.PARTNER_REPORTER, Role.PARTNER_HEAD)
        own = Q() if units is None else Q(unit__in=units)
        if user.has_role(Role.OFFICER, Role.MANAGER, Role.DIRECTOR):
            own |= Q(status=C.APPROVED)
        return self.filter(own)

    def for_list(self) -> Self:
        return self.select_related("period", "unit", "response__questionnaire_version__questionnaire")


@pghistory.track(exclude=["authors"])
class Contribution(Stateful):
    """What one unit reports for one period: results, difficulties, proposals, and what the form asks besides."""

    STATES = ContributionStatus
    NAME_IN_SENTENCE = _("the contribution")
    NOTES = {"merge_unit": _("Unit merged")}
    TRANSITIONS = {
        "submit": Transition(
            {C.DRAFT, C.RETURNED},
            C.SUBMITTED,
            {Role.PARTNER_REPORTER},
            label=_("Send to my head"),
            done_label=_("Sent to the head of the unit"),
        ),
        "return": Transition(
            {C.SUBMITTED},
            C.RETURNED,
            {Role.PARTNER_HEAD},
            label=_("Send back to the reporter"),
            done_label=_("Sent back to the reporter"),
            tone="orange",
            needs_reason=True,
        ),
        "approve": Transition(
            {C.SUBMITTED},
            C.APPROVED,
            {Role.PARTNER_HEAD},
            label=_("Approve and send"),
            done_label=_("Approved and sent"),
            tone="green",
            confirm=_("The lead department receives it and it can no longer change."),
        ),
        "lead_return": Transition(
            {C.APPROVED},
            C.RETURNED,
            {Role.MANAGER},
            label=_("Ask the unit to rework"),
            done_label=_("Unit asked to rework"),
            tone="orange",
            needs_reason=True,
        ),
    }

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="contributions")
    unit = models.ForeignKey(OrganisationUnit, models.PROTECT, related_name="contributions")
    response = models.OneToOneField(
        QuestionnaireResponse, models.PROTECT, null=True, related_name="contribution", editable=False
    )
    status = models.CharField(max_length=10, choices=C, default=C.DRAFT, editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    authors = authors_field()
    is_late = models.BooleanField(default=False, editable=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["period", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], name="one_contribution_per_unit_and_period"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(written_by__isnull=True) | ~Q(approved_by=F("written_by")),
                name="who_writes_does_not_approve",
            ),
        ]
        triggers = [author_trigger("written_by", "approved_by", ends_with_approval=True)]

    def __str__(self) -> str:
        return f"{self.unit} · {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("reports:contribution_detail", args=[self.pk])

    def roles_of(self, user: User) -> set[str]:
        """Partner roles count in one's own unit; the department's everywhere."""
        partner = {Role.PARTNER_REPORTER, Role.PARTNER_HEAD}
        return {g.role for g in user.grants if g.role not in partner or g.unit_id == self.unit_id}


class ReportStatus(models.TextChoices):
    REQUESTED = "requested", _("Being made")
    PARKED = "parked", _("Could not be made")
    ISSUED = "issued", _("Issued")

    @property
    def tone(self) -> str:
        return {"requested": "azure", "parked": "red", "issued": "green"}[self.value]


class IssuedReportQuerySet(models.QuerySet["IssuedReport"]):
    def visible_to(self, user: User) -> Self:
        """Issued reports for every role of the programme; those being made for the department."""
        if not user.is_authenticated or not user.roles:
            return self.none()
        if user.is_department:
            return self
        return self.filter(status=ReportStatus.ISSUED)

    def with_supersession(self) -> Self:
        """Adds `is_superseded`: a later version of the same report is issued."""
        return self.annotate(is_superseded=_later_version())

    def current(self) -> Self:
        """Without those whose place a later version took."""
        return self.exclude(_later_version())


def _later_version() -> Exists:
    later = IssuedReport.objects.alias(scheme_or_none=Coalesce("scheme_id", 0)).filter(
        scheme_or_none=Coalesce(OuterRef("scheme_id"), 0),
        period=OuterRef("period"),
        status=ReportStatus.ISSUED,
        version__gt=OuterRef("version"),
    )
    return Exists(later)


class IssuedReport(Stateful):
    """One report of a period: asked for, then frozen. A correction is a new version; this one never changes."""

    STATES = ReportStatus
    NAME_IN_SENTENCE = _("the report")
    TRANSITIONS = {
        "issue": Transition(
            {ReportStatus.REQUESTED},
            ReportStatus.ISSUED,
            {SYSTEM},
            label=_("Issue the report"),
            done_label=_("Report issued"),
        ),
        "park": Transition(
            {ReportStatus.REQUESTED},
            ReportStatus.PARKED,
            {SYSTEM},
            label=_("Stop trying"),
            done_label=_("Report could not be made"),
        ),
        "retry": Transition(
            {ReportStatus.PARKED},
            ReportStatus.REQUESTED,
            {Role.MANAGER, Role.DIRECTOR},
            label=_("Try again"),
            done_label=_("Asked for again"),
        ),
    }

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="reports")
    scheme = models.ForeignKey(Scheme, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=ReportStatus, default=ReportStatus.REQUESTED, editable=False)
    number = models.CharField(max_length=40, null=True, blank=True, unique=True)
    snapshot = models.JSONField(null=True, blank=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)
    narrative = models.TextField(_("assessment"), blank=True, max_length=20000)
    correction_note = models.TextField(_("what is corrected"), blank=True)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    issued_at = models.DateTimeField(null=True, blank=True)

    objects = IssuedReportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "scheme", "version"], nulls_distinct=False, name="one_report_per_period_and_version"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[ReportStatus.REQUESTED, ReportStatus.PARKED])
                | Q(number__isnull=False, snapshot__isnull=False, issued_at__isnull=False),
                name="issued_report_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "id"], name="report_in_state_order"),
            words_index("report_words", "number"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="issued_is_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__status="issued"),
            )
        ]

    def __str__(self) -> str:
        return self.number or f"{self.period} v{self.version}"

    def roles_of(self, user: User) -> set[str]:
        return user.roles

    def successor(self) -> "IssuedReport | None":
        """The newest issued version of the same report that took this one's place."""
        later = IssuedReport.objects.filter(
            period=self.period_id, scheme=self.scheme_id, status=ReportStatus.ISSUED, version__gt=self.version
        )
        return later.defer("snapshot").order_by("-version").first()

    def file_name(self, file_format: "ReportFormat") -> str:
        """The name of a file of the report when it is downloaded."""
        return f"{self.number}-v{self.version}{file_format.file_suffix}"

    @property
    def is_late(self) -> bool:
        """Has waited for so long that the page should say why."""
        return (
            self.status == ReportStatus.REQUESTED
            and (timezone.now() - self.requested_at).total_seconds() > LATE_AFTER_SECONDS
        )


class ReportFormat(models.TextChoices):
    """The files of a report: the document in three formats, and its lists that are too long for a document."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
    AWARDS = "awards", _("List of the grants (Excel)")
    LATE_ENTRIES = "late_entries", _("List of the late entries (Excel)")

    @property
    def file_suffix(self) -> str:
        """The end of the file's name."""
        names = {self.AWARDS: "-danh-sach-ho-tro.xlsx", self.LATE_ENTRIES: "-ghi-nhan-sau-bao-cao.xlsx"}
        return names.get(self, f".{self.value}")

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.file_suffix.rpartition(".")[2]]


CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ReportFile(models.Model):
    """One file of an issued report, with the size and SHA-256 of its bytes, which are its `parts`. Written once.

    `rows` are those of a list; the document itself has none.
    """

    report = models.ForeignKey(IssuedReport, models.PROTECT, related_name="files")
    format = models.CharField(max_length=12, choices=ReportFormat)
    rows = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "format"], name="one_file_per_format")]
        triggers = [pgtrigger.Protect(name="file_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.report} {self.format}"

    @property
    def name(self) -> str:
        return self.report.file_name(ReportFormat(self.format))

    def read_parts(self) -> Iterator[bytes]:
        """The bytes, a part in memory at a time, each read by a statement of its own."""
        for position in self.parts.order_by("position").values_list("position", flat=True):
            yield bytes(self.parts.get(position=position).content)


class ReportFilePart(models.Model):
    """A piece of the bytes of a file, so that no process holds a long list in memory. Written once."""

    file = models.ForeignKey(ReportFile, models.PROTECT, related_name="parts")
    position = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["file", "position"]
        constraints = [models.UniqueConstraint(fields=["file", "position"], name="one_part_per_position")]
        triggers = [pgtrigger.Protect(name="part_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.file} {self.position}"
