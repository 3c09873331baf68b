"""Saved views of lists."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.core.models import BaseModel, SortKey


class Audience(models.TextChoices):
    """Who besides its owner may open a saved view."""

    NOBODY = "nobody", _("Nobody else")
    UNIT = "unit", _("The people of my unit")
    EVERYBODY = "everybody", _("Everybody who may open this list")


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> Self:
        """The person's own views, those shared with everybody, and those shared by people of the person's units."""
        units = {grant.unit_id for grant in user.grants if grant.unit_id}
        visible = Q(owner=user) | Q(audience=Audience.EVERYBODY)
        if units:
            colleagues = RoleGrant.objects.in_force().filter(unit__in=units, user__is_active=True)
            visible |= Q(audience=Audience.UNIT, owner__in=colleagues.values("user"))
        return self.filter(visible)

    def for_list(self, listing: str, user: User) -> Self:
        """The tabs above a list, the person's own first, with `is_default` for the person's default view."""
        default = DefaultView.objects.filter(user=user, view=models.OuterRef("pk"))
        own = models.Case(models.When(owner=user, then=0), default=1, output_field=models.IntegerField())
        return (
            self.filter(listing=listing)
            .annotate(is_default=models.Exists(default))
            .select_related("owner")
            .order_by(own, SortKey("name"), "pk")
        )


class SavedView(BaseModel):
    """Filters, order and columns of a list under a name. It holds no rows: each reader sees the rows that they may see."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    listing = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=2000, blank=True)
    audience = models.CharField(_("who else may open it"), max_length=10, choices=Audience, default=Audience.NOBODY)

    objects = SavedViewQuerySet.as_manager()

    is_default: bool  # annotated by for_list()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "listing", "name"], name="one_saved_view_of_a_name_per_list")
        ]
        indexes = [models.Index(fields=["listing", "owner"], name="saved_view_of_list")]

    def __str__(self) -> str:
        return self.name


class DefaultView(models.Model):
    """The saved view that one person's bare address of one list opens."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    listing = models.CharField(max_length=40)
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "listing"], name="one_default_view_per_person_and_list")]

    def __str__(self) -> str:
        return f"{self.user}: {self.view}"
