"""The administrator's list of people."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.filters import PersonFilter
from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.roles import Role
from ecosystem.core import cells
from ecosystem.core.listing import Column, Empty, Listing


def _rows(user: Any) -> QuerySet[User]:
    in_force = RoleGrant.objects.in_force().select_related("unit").order_by("role")
    return User.objects.visible_to(user).prefetch_related(Prefetch("role_grants", in_force, to_attr="shown_grants"))


def _roles(person: Any) -> str:
    return ", ".join(
        f"{grant.get_role_display()} ({grant.unit})" if grant.unit else grant.get_role_display()
        for grant in person.shown_grants
    )


def _address(person: User) -> str:
    return reverse("people:person_detail", args=[person.pk])


PEOPLE = Listing(
    slug="person",
    url_name="people:person_list",
    title=gettext_lazy("People and roles"),
    order="name",
    rows=_rows,
    admits=lambda user: user.has_role(Role.ADMINISTRATOR),
    filterset=PersonFilter,
    empty=Empty(gettext_lazy("Nobody has an account yet."), icon="users"),
    address_of=_address,
    columns=(
        Column(
            "name", gettext_lazy("Person"), str, lambda row: cells.title(_address(row), row, row.email),
            sort=("sort_key", "pk"), width=32,
        ),
        Column("email", gettext_lazy("E-mail address"), lambda row: row.email, sort=("email", "pk"), shown=False, width=32),
        Column("employer", gettext_lazy("Employer"), lambda row: row.employer, width=32),
        Column("roles", gettext_lazy("Roles"), _roles, width=48),
        Column(
            "account", gettext_lazy("Account"), lambda row: _("Active") if row.is_active else _("Account closed")
        ),
        Column("created", gettext_lazy("Account since"), lambda row: row.created_at, kind="time", sort=("pk",), shown=False),
        Column("seen", gettext_lazy("Last signed in"), lambda row: row.last_login, kind="time", shown=False),
    ),
)  # fmt: skip
