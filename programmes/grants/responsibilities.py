"""What officers and evaluators answer for: dossiers in charge, and reviews that are not sent."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.responsibilities import Responsibility, register_responsibility
from ecosystem.accounts.roles import Role
from programmes.grants.actions.charge import hand_over_all, open_dossiers_of, release_lost_charges
from programmes.grants.actions.evaluators import open_reviews_of, withdraw_lost_reviews, withdraw_open_reviews


def _hand_over_dossiers(person: User, *, by: User, to: User | None, reason: str) -> None:
    """Hand the dossiers to the other officer, and release to the desk those that this officer cannot take."""
    if to is not None:
        hand_over_all(person, by=by, officer=to, reason=reason)
    hand_over_all(person, by=by, officer=None, reason=reason)


def _other_evaluators(person: User) -> QuerySet[User]:
    calls = open_reviews_of(person).values("application__call")
    return User.objects.filter(Q(evaluated_calls__in=calls), is_active=True).exclude(pk=person.pk).distinct()


register_responsibility(
    Responsibility(
        name="dossiers",
        label=_("Dossiers in charge"),
        columns=("grants.Application.in_charge",),
        records=open_dossiers_of,
        hand_over=_hand_over_dossiers,
        takers=lambda person: User.objects.filter(is_active=True).with_role(Role.OFFICER).exclude(pk=person.pk),
        release_lost=release_lost_charges,
    )
)
register_responsibility(
    Responsibility(
        name="reviews",
        label=_("Reviews not sent yet"),
        columns=("grants.Review.evaluator",),
        records=open_reviews_of,
        hand_over=withdraw_open_reviews,
        takers=_other_evaluators,
        release_lost=withdraw_lost_reviews,
    )
)
