"""Addresses of the administrators' pages on people, roles and units."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.web.navigation import NavigationGroup, register_navigation_item
from ecosystem.people import views

app_name = "people"
urlpatterns = [
    # Roles of people
    path("people/", views.person_list, name="person_list"),
    path("people/<int:pk>/", views.person_detail, name="person_detail"),
    path("people/<int:pk>/grant/", views.role_grant, name="role_grant"),
    path("people/grants/<int:pk>/revoke/", views.role_revoke, name="role_revoke"),
    path("people/<int:pk>/second-step/", views.second_step_reset, name="second_step_reset"),
    path("people/<int:pk>/closing/", views.account_close, name="account_close"),
    path("people/<int:pk>/reopening/", views.account_reopen, name="account_reopen"),
    # Units
    path("people/units/", views.unit_list, name="unit_list"),
]


def _is_administrator(user: User) -> bool:
    return bool(user.has_role(Role.ADMINISTRATOR))


register_navigation_item(
    "people:person_list", _("People and roles"), "users", _is_administrator, 90, group=NavigationGroup.SYSTEM
)
