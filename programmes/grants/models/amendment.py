"""What is changed after a call was published: amendments for everybody, and extensions for one applicant."""

from datetime import datetime
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.models import BaseModel
from programmes.grants.models.call import Call, CallStatus
from startups.models import Startup


class AmendedPart(models.TextChoices):
    """What of a published call may be amended; the rules that decide stay as they were published."""

    CLOSES_AT = "closes_at", _("Closing time")
    EVALUATORS = "evaluators", _("Evaluators")
    CONTACT = "contact", _("Contact")
    NAME = "name", _("Name")
    NAME_EN = "name_en", _("Name in English")
    SUMMARY = "summary", _("Summary")
    SUMMARY_EN = "summary_en", _("Summary in English")


P = AmendedPart


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def for_list(self) -> Self:
        """The newest first, with who made them."""
        return self.select_related("made_by").order_by("-pk")


class Amendment(BaseModel):
    """One part of a published call that was changed, with old and new value and the reason. Never changed, never deleted.

    A deadline only moves to a later time that lies in the future. Names of evaluators and the reason of their change are
    for the department alone.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="amendments")
    part = models.CharField(_("what was changed"), max_length=12, choices=P)
    old = models.TextField(_("before"), blank=True)
    new = models.TextField(_("after"), blank=True)
    old_closes_at = models.DateTimeField(null=True, blank=True)
    new_closes_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=5000)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(part__in=P.values), name="amended_part_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_has_a_reason"),
            models.CheckConstraint(
                condition=Q(
                    part=P.CLOSES_AT,
                    new_closes_at__gt=F("old_closes_at"),
                    new_closes_at__gte=F("created_at"),
                    old_closes_at__isnull=False,
                )
                | (~Q(part=P.CLOSES_AT) & Q(old_closes_at__isnull=True, new_closes_at__isnull=True)),
                name="amended_deadline_is_later",
            ),
            models.CheckConstraint(
                condition=Q(part=P.CLOSES_AT) | ~Q(old=F("new")), name="amendment_changes_something"
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.call}: {self.get_part_display()}"

    @property
    def is_internal(self) -> bool:
        """Whether its values and reason are for the department alone."""
        return self.part == P.EVALUATORS


class ExtensionQuerySet(models.QuerySet["DeadlineExtension"]):
    def of_startup(self, call: Call, startup: Startup) -> Self:
        """The entries of one startup in one call, the one that counts first."""
        return self.filter(call=call, startup=startup).order_by("-pk")

    def with_current(self) -> Self:
        """With `is_current`: whether the entry is the last one of its startup, and grants a time that is to come."""
        later = self.model._default_manager.filter(
            call=models.OuterRef("call"), startup=models.OuterRef("startup"), pk__gt=models.OuterRef("pk")
        )
        return self.annotate(
            is_current=models.ExpressionWrapper(
                ~models.Exists(later) & Q(until__gt=timezone.now()), output_field=models.BooleanField()
            )
        )


class DeadlineExtension(BaseModel):
    """One applicant's own closing time of a call, later than the call's; without `until` the earlier ones are revoked.

    Entries are never changed: the last one of a startup is the one that counts. None ends before it was made, so that
    nothing that was sent in time becomes late.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="extensions")
    startup = models.ForeignKey(Startup, models.PROTECT, related_name="+")
    until = models.DateTimeField(_("until"), null=True)
    reason = models.TextField(_("reason"), max_length=5000)
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    is_current: bool  # annotated by with_current()

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("created_at")), name="extension_ends_in_the_future"
            ),
        ]
        indexes = [models.Index(fields=["call", "startup", "-id"], name="extension_of_startup")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.startup} · {self.call}"


def closing_time(call: Call, startup: Startup) -> datetime:
    """Until when this startup may apply: the call's closing time, or the startup's own later one."""
    last = DeadlineExtension.objects.of_startup(call, startup).first()
    return max(last.until, call.closes_at) if last and last.until else call.closes_at


def is_open_for(call: Call, startup: Startup, moment: datetime | None = None) -> bool:
    """Whether this startup may apply at the moment; asks for an extension only when the call itself is closed."""
    moment = moment or timezone.now()
    if call.is_open(moment):
        return True
    if call.status != CallStatus.PUBLISHED or moment < call.opens_at:
        return False
    return moment < closing_time(call, startup)
