"""All addresses of the portal. Each app names its own paths in full."""

from django.urls import include, path

from ecosystem.accounts.views import passkeys

handler400 = "ecosystem.core.web.views.bad_request"
handler500 = "ecosystem.core.web.views.server_error"

urlpatterns = [
    path("", include("ecosystem.core.urls")),
    path("", include("ecosystem.public.urls")),
    path("", include("ecosystem.dashboards.urls")),
    path("", include("ecosystem.questionnaires.urls")),
    path("", include("startups.urls")),
    path("", include("programmes.grants.urls")),
    path("", include("programmes.plan.urls")),
    path("", include("programmes.feedback.urls")),
    path("", include("programmes.communication.urls")),
    path("", include("ecosystem.reports.urls")),
    path("", include("ecosystem.accounts.urls")),
    path("", include("ecosystem.people.urls")),
    path("", include("ecosystem.lists.urls")),
    path("", include("ecosystem.notices.urls")),
    # In place of allauth's own, which stand among the last
    path("accounts/2fa/webauthn/login/", passkeys.login, name="mfa_login_webauthn"),
    path("accounts/2fa/webauthn/reauthenticate/", passkeys.reauthenticate, name="mfa_reauthenticate_webauthn"),
    path("accounts/", include("allauth.urls")),
]
