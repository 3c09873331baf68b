"""Invitations: a role offered to an email address, which becomes a right only when it is accepted."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import GRANTABLE, Role
from ecosystem.core.workflow import INVITED, SYSTEM, Stateful, Transition


class InvitationStatus(models.TextChoices):
    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    WITHDRAWN = "withdrawn", _("Taken back")
    LAPSED = "lapsed", _("No longer valid")
    EXPIRED = "expired", _("Time is over")

    @property
    def tone(self) -> str:
        tones = {"open": "azure", "accepted": "green", "withdrawn": "secondary", "lapsed": "red", "expired": "orange"}
        return tones[self.value]


S = InvitationStatus


def invitation_transitions(inviter_role: str) -> dict[str, Transition]:
    """The transitions of an invitation that holders of this role send."""
    return {
        "accept": Transition(
            {S.OPEN}, S.ACCEPTED, {INVITED}, label=_("Accept the invitation"), done_label=_("Invitation accepted")
        ),
        "resend": Transition(
            {S.OPEN, S.EXPIRED},
            S.OPEN,
            {inviter_role},
            label=_("Send again"),
            done_label=_("Invitation sent again"),
        ),
        "withdraw": Transition(
            {S.OPEN},
            S.WITHDRAWN,
            {inviter_role},
            label=_("Take back"),
            done_label=_("Invitation taken back"),
            tone="danger",
        ),
        "lapse": Transition({S.OPEN}, S.LAPSED, {SYSTEM}, done_label=_("Invitation no longer valid")),
        "expire": Transition({S.OPEN}, S.EXPIRED, {SYSTEM}, done_label=_("Time to accept is over")),
    }


def invitation_token() -> str:
    return get_random_string(40)


def invitation_expiry() -> datetime:
    """When an invitation that is sent now stops being valid."""
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


def addresses_of(person: User) -> list[str]:
    """Every email address of the account, in lower case."""
    more = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return sorted({person.email.lower(), *(address.lower() for address in more)})


class InvitationQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Neither answered nor ended; also those whose time is over since a moment ago."""
        return self.filter(status=S.OPEN)

    def acceptable(self) -> Self:
        """Open, and still in time."""
        return self.open().filter(expires_at__gt=timezone.now())

    def sent_by_or_to(self, person: User) -> Self:
        """Those that the person sent, and those that went to an address of the person."""
        return self.filter(Q(invited_by=person) | Q(email__in=addresses_of(person)))


class BaseInvitation(Stateful):
    """A role offered to an email address for some days (INVITATION_DAYS). It counts only once it is accepted."""

    STATES = InvitationStatus
    ACCEPT_PAGE: ClassVar[str]  # the URL name of the page behind the link of the mail
    INVITER_PAGE: ClassVar[str]  # that of the page on which the inviter sees the invitation

    email = models.EmailField(_("email address"))
    token = models.CharField(max_length=40, unique=True, default=invitation_token)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("until"), default=invitation_expiry)
    status = models.CharField(_("state"), max_length=10, choices=S, default=S.OPEN, editable=False)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return self.status == S.OPEN and self.expires_at > timezone.now()

    @property
    def offer(self) -> str:
        """What is offered, in words."""
        raise NotImplementedError

    def accept_url(self, site: str = "") -> str:
        """The address of the page on which the invited person accepts."""
        return site.rstrip("/") + reverse(self.ACCEPT_PAGE, args=[self.token])

    def inviter_key(self) -> int:
        """The key of the record of INVITER_PAGE."""
        return int(self.pk)

    def roles_of(self, user: User) -> set[str]:
        verified = EmailAddress.objects.filter(user=user, verified=True, email__iexact=self.email)
        return {INVITED} if verified.exists() else set()


class RoleInvitationQuerySet(InvitationQuerySet):
    def visible_to(self, user: User) -> Self:
        """All for an administrator."""
        return self if user.is_authenticated and user.has_role(Role.ADMINISTRATOR) else self.none()

    def for_list(self) -> Self:
        return self.select_related("unit", "invited_by")


class RoleInvitation(BaseInvitation):
    """An administrator's offer of a role of the programme to a colleague, who may have no account yet."""

    NAME_IN_SENTENCE = _("the invitation of a colleague")
    TRANSITIONS = invitation_transitions(Role.ADMINISTRATOR)
    NOTES: ClassVar[Mapping[str, Any]] = {"invite": _("Invitation sent")}
    ACCEPT_PAGE = "people:invitation_accept"
    INVITER_PAGE = "people:invitation_detail"

    role = models.CharField(_("role"), max_length=20, choices=[(r.value, r.label) for r in GRANTABLE])
    unit = models.ForeignKey(
        OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    message = models.TextField(_("greeting or reason"), blank=True, max_length=1000)
    accepts_conflict = models.BooleanField(default=False, editable=False)

    objects = RoleInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "role",
                "unit",
                condition=Q(status=S.OPEN),
                nulls_distinct=False,
                name="one_open_invitation_per_address_role_and_unit",
            )
        ]
        indexes = [models.Index(fields=["expires_at", "id"], name="invitation_in_order_of_end")]

    def __str__(self) -> str:
        return f"{self.email}: {self.offer}"

    @property
    def offer(self) -> str:
        return f"{self.get_role_display()} · {self.unit}" if self.unit else self.get_role_display()

    def roles_of(self, user: User) -> set[str]:
        return super().roles_of(user) | ({Role.ADMINISTRATOR} if user.has_role(Role.ADMINISTRATOR) else set())
