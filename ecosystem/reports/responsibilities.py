"""What people of partner units answer for: contributions that nobody else of the unit could send."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.actions import grant_role
from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.recipients import role_holders
from ecosystem.accounts.responsibilities import Responsibility, register_responsibility
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import TransitionRefused
from ecosystem.reports.models import Contribution, ContributionStatus

OWED = {
    Role.PARTNER_REPORTER: (ContributionStatus.DRAFT, ContributionStatus.RETURNED),
    Role.PARTNER_HEAD: (ContributionStatus.SUBMITTED,),
}


def _sole_roles(person: User) -> list[RoleGrant]:
    """The person's partner roles that nobody else holds in the unit."""
    held = RoleGrant.objects.in_force().filter(user=person, role__in=list(OWED)).select_related("unit")
    return [grant for grant in held if not role_holders({grant.role}, unit_id=grant.unit_id, exclude={person.pk})]


def _contributions(person: User) -> QuerySet[Contribution]:
    owed = Q(pk__in=[])
    for grant in _sole_roles(person):
        owed |= Q(unit=grant.unit_id, status__in=OWED[Role(grant.role)])
    return Contribution.objects.filter(owed).select_related("unit", "period")


def _hand_over(person: User, *, by: User, to: User | None, reason: str) -> None:
    """Give the role that only this person holds to somebody else of the unit."""
    if to is None:
        raise TransitionRefused(_("Somebody of the unit has to write and approve its contributions: name one."))
    owing = set(_contributions(person).values_list("unit", "status"))
    for grant in _sole_roles(person):
        if any((grant.unit_id, status) in owing for status in OWED[Role(grant.role)]):
            grant_role(to, by=by, role=grant.role, unit=grant.unit)


register_responsibility(
    Responsibility(
        name="contributions",
        label=gettext_lazy("Contributions of a unit without another person for them"),
        columns=("accounts.RoleGrant.user",),
        records=_contributions,
        hand_over=_hand_over,
        may_release=False,
    )
)
