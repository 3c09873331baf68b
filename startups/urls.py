"""URLs of startups and organisations."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.web.navigation import NavigationGroup, register_navigation_item
from startups.views import members, organisations, profile, publication, rounds, startups

app_name = "startups"
urlpatterns = [
    # The user's own startups
    path("my/startups/", startups.my_startups, name="my_startups"),
    path("my/startups/register/", startups.startup_register, name="startup_register"),
    # One startup, for its members and the department
    path("manage/startups/", startups.startup_list, name="startup_list"),
    path("manage/startups/<int:pk>/", startups.startup_detail, name="startup_detail"),
    path("manage/startups/<int:pk>/edit/", startups.startup_edit, name="startup_edit"),
    path("manage/startups/<int:pk>/correct/", startups.startup_correct, name="startup_correct"),
    path("manage/startups/<int:pk>/history/", startups.startup_history, name="startup_history"),
    # The register of support organisations
    path("manage/organisations/", organisations.organisation_list, name="organisation_list"),
    path("manage/organisations/new/", organisations.organisation_create, name="organisation_create"),
    path("manage/organisations/<int:pk>/", organisations.organisation_detail, name="organisation_detail"),
    path("manage/organisations/<int:pk>/edit/", organisations.organisation_edit, name="organisation_edit"),
    path("manage/organisations/<int:pk>/publish/", organisations.organisation_publish, name="organisation_publish"),
    path(
        "manage/organisations/<int:pk>/unpublish/", organisations.organisation_unpublish, name="organisation_unpublish"
    ),
    # Publication in the directory
    path("manage/publication/", publication.publication_queue, name="publication_queue"),
    path("manage/publication/changed/", publication.recheck_queue, name="recheck_queue"),
    path("manage/startups/<int:pk>/publication/", publication.publication_request, name="publication_request"),
    path("manage/startups/<int:pk>/publish/", publication.startup_step, {"step": "publish"}, name="startup_publish"),
    path(
        "manage/startups/<int:pk>/refuse/",
        publication.startup_step,
        {"step": "refuse_publication"},
        name="startup_refuse",
    ),
    path(
        "manage/startups/<int:pk>/withdraw/",
        publication.startup_step,
        {"step": "withdraw_publication"},
        name="startup_withdraw",
    ),
    path(
        "manage/startups/<int:pk>/unpublish/", publication.startup_step, {"step": "unpublish"}, name="startup_unpublish"
    ),
    path("manage/startups/<int:pk>/confirm/", publication.startup_confirm, name="startup_confirm"),
    # Presentation and logo
    path("manage/startups/<int:pk>/presentation/", profile.presentation_edit, name="presentation_edit"),
    path("manage/startups/<int:pk>/logo/", profile.logo_edit, name="logo_edit"),
    path("manage/startups/<int:pk>/logo/withdraw/", profile.logo_withdraw, name="logo_withdraw"),
    path("manage/startups/<int:pk>/logo/remove/", profile.logo_remove, name="logo_remove"),
    path("manage/startups/<int:pk>/logo/<slug:size>.webp", profile.logo_image, name="logo_image"),
    # Members
    path("manage/startups/<int:pk>/members/", members.member_list, name="member_list"),
    path("manage/startups/<int:pk>/members/invite/", members.member_invite, name="member_invite"),
    path("manage/startups/<int:pk>/hand-over/", members.ownership_hand_over, name="ownership_hand_over"),
    path("manage/members/<int:pk>/role/", members.member_change_role, name="member_change_role"),
    path("manage/members/<int:pk>/remove/", members.member_remove, name="member_remove"),
    path("manage/invitations/<int:pk>/cancel/", members.invitation_cancel, name="invitation_cancel"),
    path("manage/invitations/<int:pk>/resend/", members.invitation_resend, name="invitation_resend"),
    path("invitations/<str:token>/", members.invitation_accept, name="invitation_accept"),
    # Funding rounds
    path("manage/startups/<int:pk>/rounds/", rounds.round_list, name="round_list"),
    path("manage/startups/<int:pk>/rounds/add/", rounds.round_create, name="round_create"),
    path("manage/rounds/<int:pk>/edit/", rounds.round_edit, name="round_edit"),
    path("manage/rounds/<int:pk>/remove/", rounds.round_remove, name="round_remove"),
    path("manage/rounds/<int:pk>/verify/", rounds.round_verify, name="round_verify"),
    path("manage/rounds/<int:pk>/unverify/", rounds.round_unverify, name="round_unverify"),
]


def _is_no_staff(user: User) -> bool:
    return not user.roles


def _is_department(user: User) -> bool:
    return bool(user.is_department)


register_navigation_item(
    "startups:my_startups", _("My startups"), "rocket", _is_no_staff, 20, group=NavigationGroup.OWN_WORK
)
register_navigation_item(
    "startups:startup_list", _("Startups"), "building-2", _is_department, 40, group=NavigationGroup.REGISTER
)
register_navigation_item(
    "startups:organisation_list", _("Organisations"), "handshake", _is_department, 42, group=NavigationGroup.REGISTER
)
register_navigation_item(
    "startups:publication_queue",
    _("Directory requests"),
    "list-checks",
    _is_department,
    41,
    group=NavigationGroup.REGISTER,
)
