"""People, the units they work for, and the roles they hold."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, ClassVar, Self

import pghistory
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Concat, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.roles import DEPARTMENT, GRANTABLE, NEEDS_SECOND_FACTOR, Role
from ecosystem.core.days import LAST_MOMENT
from ecosystem.core.models import BaseModel, Fold, IdentifierConstraint, NamedModel, SearchWords, SortKey, in_force_on
from ecosystem.notices.models import Notification


class OrganisationUnitQuerySet(models.QuerySet["OrganisationUnit"]):
    def valid_on(self, day: date) -> Self:
        """Units that exist on the day."""
        return self.filter(in_force_on(day))

    def with_people(self) -> Self:
        """With `people`: how many hold a role in the unit now, counted for the rows that are fetched."""
        standing = RoleGrant.objects.in_force().filter(unit=OuterRef("pk")).order_by()
        counted = standing.values("unit").annotate(n=Count("user", distinct=True)).values("n")
        return self.annotate(people=Coalesce(Subquery(counted), 0))


@pghistory.track(exclude=["sort_key"])
class OrganisationUnit(NamedModel):
    """A department or body; when it is merged it ends and names its successor, and old records keep it (F1.12)."""

    code = models.SlugField(_("code"), max_length=40)
    is_lead = models.BooleanField(_("leads the programme"), default=False)
    is_partner = models.BooleanField(_("contributes to reports"), default=False)
    names_officers = models.BooleanField(
        _("shows applicants the name of the officer in charge"),
        default=False,
        help_text=_("Otherwise applicants read the name of the unit alone."),
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until (exclusive)"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("successor")
    )
    source = models.TextField(_("source"), blank=True)
    sort_key = models.GeneratedField(
        expression=SortKey("name"), output_field=models.TextField(db_collation="C"), db_persist=True
    )

    objects = OrganisationUnitQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["sort_key", "id"], name="unit_in_name_order")]
        constraints = [
            IdentifierConstraint("code", name="unit_code_once"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lt=F("valid_to")),
                name="unit_starts_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")), name="unit_is_not_its_own_successor"
            ),
        ]

    def current(self) -> "OrganisationUnit":
        """The unit that does this unit's work today: the end of the chain of successors."""
        unit, visited = self, {self.pk}
        while (successor := unit.successor) is not None and successor.pk not in visited:
            visited.add(successor.pk)
            unit = successor
        return unit


@cache
def _count_of_unread() -> Coalesce:
    """The expression, which every request needs; made when all models are loaded."""
    waiting = Notification.objects.unread().filter(user=OuterRef("pk")).order_by().values("user")
    return Coalesce(Subquery(waiting.annotate(n=Count("pk")).values("n")), 0)


# Every request asks this: made of expressions, it would take longer than its answer.
STANDING_GRANTS = """
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'pk', id, 'role', role, 'unit_id', unit_id, 'starts_at', starts_at, 'ends_at', ends_at)), '[]')
    FROM accounts_rolegrant WHERE user_id = accounts_user.id AND revoked_at IS NULL)
"""


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Accounts this user may know exist: all for an administrator, else the own one."""
        if user.is_authenticated and user.has_role(Role.ADMINISTRATOR):
            return self
        return self.filter(pk=user.pk)

    def with_unread(self) -> Self:
        """With `unread`: how many notifications wait to be read (partial index)."""
        return self.annotate(unread=_count_of_unread())

    def with_grants(self) -> Self:
        """With `standing_grants`, of which `User.grants` are those in force: the sign-in costs one statement."""
        return self.annotate(standing_grants=RawSQL(STANDING_GRANTS, [], models.JSONField()))  # noqa: S611 - a constant

    def with_role(self, *roles: str) -> Self:
        """People who hold one of the roles now."""
        return self.filter(pk__in=RoleGrant.objects.in_force().filter(role__in=roles).values("user"))


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        user: User = self.get(email__iexact=username)
        return user


@pghistory.track(exclude=["password", "last_login", "last_login_key", "search_folded", "search_words", "sort_key"])
class User(AbstractBaseUser):
    """A person with an account, known by email. What they may do is in their role grants and memberships."""

    email = models.EmailField(_("email address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=150)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    employer = models.CharField(_("employer"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=5, default="vi")
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)
    search_folded = models.GeneratedField(
        expression=Fold(Concat("full_name", models.Value(" "), "email", output_field=models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )
    search_words = models.GeneratedField(
        expression=SearchWords(Concat("full_name", models.Value(" "), "email", output_field=models.TextField())),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    sort_key = models.GeneratedField(
        expression=SortKey("full_name"), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    # People who never signed in come last.
    last_login_key = models.GeneratedField(
        expression=Coalesce("last_login", models.Value(LAST_MOMENT)),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    is_staff = False
    is_superuser = False

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_is_unique_in_any_case")]
        indexes = [
            models.Index("sort_key", "id", name="user_in_name_order"),
            models.Index("last_login_key", "id", name="user_in_order_of_last_login"),
            GinIndex(OpClass(F("search_folded"), name="gin_trgm_ops"), name="user_search"),
            GinIndex(fields=["search_words"], name="user_search_words"),
        ]

    standing_grants: ClassVar[list[dict[str, Any]] | None] = None  # of the instance, set by `with_grants`

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @cached_property
    def grants(self) -> list["RoleGrant"]:
        """The grants in force, read once per request (a user object lives for one request)."""
        if not (self.is_active and self.pk):
            return []
        standing: Iterable[RoleGrant]
        if self.standing_grants is None:
            standing = RoleGrant.objects.filter(user=self.pk, revoked_at=None).order_by()
            standing = standing.only("user", "role", "unit", "starts_at", "ends_at", "revoked_at")
        else:
            standing = (_stored_grant(self, columns) for columns in self.standing_grants)
        return [grant for grant in standing if grant.state == GrantState.IN_FORCE]

    @property
    def roles(self) -> set[str]:
        return {grant.role for grant in self.grants}

    def has_role(self, *roles: str) -> bool:
        return bool(self.roles & set(roles))

    def units_of(self, *roles: str) -> set[int] | None:
        """Ids of the units in which the user holds one of the roles; None means every unit."""
        units = {grant.unit_id for grant in self.grants if grant.role in roles}
        return None if None in units else {unit for unit in units if unit is not None}

    def roles_in_unit(self, unit_id: int | None) -> set[str]:
        """The roles that the user holds everywhere or in this unit; without a unit those held everywhere."""
        return {grant.role for grant in self.grants if grant.unit_id in (None, unit_id)}

    @property
    def is_department(self) -> bool:
        """Works on dossiers: officer, manager or director."""
        return self.has_role(*DEPARTMENT)

    @property
    def needs_second_factor(self) -> bool:
        return self.has_role(*NEEDS_SECOND_FACTOR)


def _stored_grant(user: User, columns: dict[str, Any]) -> "RoleGrant":
    """A grant of `with_grants`."""
    moments = {name: columns[name] and datetime.fromisoformat(columns[name]) for name in ("starts_at", "ends_at")}
    return RoleGrant(user=user, **columns | moments)


class GrantState(models.TextChoices):
    """Where a grant stands today; worked out from its times."""

    COMING = "coming", _("Begins later")
    IN_FORCE = "in_force", _("In force")
    ENDED = "ended", _("Ended")
    REVOKED = "revoked", _("Taken away")

    @property
    def tone(self) -> str:
        return {"coming": "azure", "in_force": "green", "ended": "secondary", "revoked": "red"}[self.value]


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self, moment: datetime | None = None) -> Self:
        """Grants that count now (or at a moment): begun, not expired, not taken away."""
        now = moment or timezone.now()
        return self.filter(revoked_at__isnull=True, starts_at__lte=now).filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=now)
        )

    def in_unit(self, unit_id: "int | models.OuterRef") -> Self:
        """Grants that count in the unit: those for it, and those for every unit."""
        return self.filter(Q(unit=unit_id) | Q(unit__isnull=True))


@pghistory.track()
class RoleGrant(BaseModel):
    """One role of one person, everywhere or in one unit, for a time. Taken away, it stays as a record."""

    user = models.ForeignKey(User, models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=[(r.value, r.label) for r in GRANTABLE])
    unit = models.ForeignKey(OrganisationUnit, models.PROTECT, null=True, blank=True, verbose_name=_("unit"))
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "unit"],
                condition=Q(revoked_at__isnull=True),
                nulls_distinct=False,
                name="one_standing_grant_of_a_role_per_unit",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[Role.PARTNER_REPORTER, Role.PARTNER_HEAD]) | Q(unit__isnull=False),
                name="partner_roles_belong_to_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    @property
    def state(self) -> "GrantState":
        now = timezone.now()
        if self.revoked_at:
            return GrantState.REVOKED
        if self.starts_at > now:
            return GrantState.COMING
        return GrantState.ENDED if self.ends_at and self.ends_at <= now else GrantState.IN_FORCE
