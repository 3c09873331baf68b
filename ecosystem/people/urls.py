"""Addresses of the administrators' pages on people, roles and units."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.web.navigation import NavigationGroup, register_navigation_item
from ecosystem.people.views import invitations, people, units

app_name = "people"
urlpatterns = [
    # Roles of people
    path("people/", people.person_list, name="person_list"),
    path("people/<int:pk>/", people.person_detail, name="person_detail"),
    path("people/<int:pk>/grant/", people.role_grant, name="role_grant"),
    path("people/grants/<int:pk>/revoke/", people.role_revoke, name="role_revoke"),
    path("people/<int:pk>/second-step/", people.second_step_reset, name="second_step_reset"),
    path("people/<int:pk>/closing/", people.account_close, name="account_close"),
    path("people/<int:pk>/reopening/", people.account_reopen, name="account_reopen"),
    # Invitations of colleagues
    path("people/invitations/", invitations.invitation_list, name="invitation_list"),
    path("people/invitations/new/", invitations.invitation_create, name="invitation_create"),
    path("people/invitations/<int:pk>/", invitations.invitation_detail, name="invitation_detail"),
    path("people/invitations/<int:pk>/resend/", invitations.invitation_resend, name="invitation_resend"),
    path("people/invitations/<int:pk>/withdraw/", invitations.invitation_withdraw, name="invitation_withdraw"),
    path("role-invitations/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    # Units
    path("people/units/", units.unit_list, name="unit_list"),
    path("people/units/<int:pk>/merge/", units.unit_merge, name="unit_merge"),
]


def _is_administrator(user: User) -> bool:
    return bool(user.has_role(Role.ADMINISTRATOR))


register_navigation_item(
    "people:person_list", _("People and roles"), "users", _is_administrator, 90, group=NavigationGroup.SYSTEM
)
