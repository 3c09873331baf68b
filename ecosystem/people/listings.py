"""The administrator's lists of people and units."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import OrganisationUnit, RoleGrant, User
from ecosystem.accounts.roles import Role
from ecosystem.core.days import LAST_DATE
from ecosystem.core.models import Fold
from ecosystem.core.ui.states import badge
from ecosystem.core.web.navigation import record_url
from ecosystem.lists import cells
from ecosystem.lists.listing import Column, Empty, Listing
from ecosystem.people.actions.unit import merge_refusal
from ecosystem.people.filters import PersonFilter, RoleInvitationFilter, UnitFilter
from ecosystem.people.models import RoleInvitation


def _rows(user: User) -> QuerySet[User]:
    in_force = RoleGrant.objects.in_force().select_related("unit").order_by("role")
    return User.objects.visible_to(user).prefetch_related(Prefetch("role_grants", in_force, to_attr="shown_grants"))


def _roles(person: Any) -> str:
    return ", ".join(
        f"{grant.get_role_display()} ({grant.unit})" if grant.unit else grant.get_role_display()
        for grant in person.shown_grants
    )


def _address(person: User) -> str:
    return record_url("people:person_detail", person.pk)


PEOPLE = Listing(
    slug="person",
    url_name="people:person_list",
    title=gettext_lazy("People and roles"),
    order="name",
    rows=_rows,
    may_open=lambda user: user.has_role(Role.ADMINISTRATOR),
    filterset=PersonFilter,
    empty=Empty(gettext_lazy("Nobody has an account yet."), icon="users"),
    address_of=_address,
    columns=(
        Column(
            "name",
            gettext_lazy("Person"),
            str,
            lambda row: cells.title(_address(row), row, row.email),
            sort=("sort_key", "pk"),
            width=32,
        ),
        Column(
            "email", gettext_lazy("Email address"), lambda row: row.email, sort=("email", "pk"), visible=False, width=32
        ),
        Column("employer", gettext_lazy("Employer"), lambda row: row.employer, width=32),
        Column("roles", gettext_lazy("Roles"), _roles, width=48),
        Column("account", gettext_lazy("Account"), lambda row: _("Active") if row.is_active else _("Account closed")),
        Column(
            "created",
            gettext_lazy("Account since"),
            lambda row: row.created_at,
            kind="time",
            sort=("pk",),
            visible=False,
        ),
        Column(
            "seen",
            gettext_lazy("Last signed in"),
            lambda row: row.last_login,
            kind="time",
            sort=("last_login_key", "pk"),
            visible=False,
        ),
    ),
)


# --- Units ---------------------------------------------------------------------------------------------------
def _part(row: OrganisationUnit) -> str:
    if row.is_lead:
        return _("Leads the programme")
    return _("Contributes to reports") if row.is_partner else ""


def _people(row: Any) -> Any:
    return cells.link(f"{PEOPLE.url}?unit={row.code}", row.people) if row.people else "0"


def _merge_link(row: OrganisationUnit) -> Any:
    if merge_refusal(row):
        return ""
    return cells.link(record_url("people:unit_merge", row.pk), _("Merge"))


def _units(user: User) -> QuerySet[OrganisationUnit]:
    """Some dozens of rows: the query computes the words of the search and the keys of the orders, without an index."""
    words = Fold(Concat("name", Value(" "), "name_en", Value(" "), "code", output_field=TextField()))
    return (
        OrganisationUnit.objects.with_people()
        .annotate(from_key=Coalesce("valid_from", Value(date.min)), until_key=Coalesce("valid_to", Value(LAST_DATE)))
        .alias(search_folded=words)
    )


UNITS = Listing(
    slug="unit",
    url_name="people:unit_list",
    title=gettext_lazy("Units"),
    order="name",
    rows=_units,
    may_open=PEOPLE.may_open,
    filterset=UnitFilter,
    empty=Empty(gettext_lazy("No unit is loaded yet."), icon="landmark"),
    columns=(
        Column("name", gettext_lazy("Unit"), lambda row: row.label, sort=("sort_key", "pk"), width=48),
        Column("code", gettext_lazy("Code"), lambda row: row.code, visible=False),
        Column("part", gettext_lazy("Part in the programme"), _part, width=32),
        Column(
            "from",
            gettext_lazy("In force from"),
            lambda row: row.valid_from,
            kind="date",
            sort=("from_key", "pk"),
            visible=False,
        ),
        Column(
            "until",
            gettext_lazy("No longer in force from"),
            lambda row: row.valid_to,
            kind="date",
            sort=("until_key", "pk"),
        ),
        Column(
            "successor",
            gettext_lazy("Successor"),
            lambda row: row.successor.label if row.successor else "",
            joins=("successor",),
            width=40,
        ),
        Column("people", gettext_lazy("People with a role"), lambda row: row.people, _people, kind="integer"),
        Column("source", gettext_lazy("Source"), lambda row: row.source, visible=False, width=40),
        Column("merger", gettext_lazy("Merger"), lambda row: "", _merge_link),
    ),
)


# --- Invitations of colleagues -------------------------------------------------------------------------------
def _invitation_address(row: RoleInvitation) -> str:
    return record_url("people:invitation_detail", row.pk)


INVITATIONS = Listing(
    slug="role_invitation",
    url_name="people:invitation_list",
    title=gettext_lazy("Invitations"),
    order="-created",
    rows=lambda user: RoleInvitation.objects.visible_to(user).alias(search_folded=Fold("email")),
    may_open=PEOPLE.may_open,
    filterset=RoleInvitationFilter,
    empty=Empty(
        gettext_lazy("Nobody was invited yet."),
        gettext_lazy("Invite a colleague by email: the role counts once the person accepts."),
        icon="mail",
    ),
    address_of=_invitation_address,
    columns=(
        Column(
            "email",
            gettext_lazy("Email address"),
            lambda row: row.email,
            lambda row: cells.title(_invitation_address(row), row.email),
            width=32,
        ),
        Column("role", gettext_lazy("Role"), lambda row: row.get_role_display(), width=24),
        Column("unit", gettext_lazy("Unit"), lambda row: row.unit.label if row.unit else "", joins=("unit",), width=32),
        Column("status", gettext_lazy("State"), lambda row: row.get_status_display(), lambda row: badge(row.state)),
        Column("inviter", gettext_lazy("Invited by"), lambda row: str(row.invited_by), joins=("invited_by",), width=28),
        Column("until", gettext_lazy("Until"), lambda row: row.expires_at, kind="time", sort=("expires_at", "pk")),
        Column("created", gettext_lazy("Invited on"), lambda row: row.created_at, kind="time", sort=("pk",)),
    ),
)
