"""All addresses of the portal. Each app names its own paths in full."""

from django.urls import include, path

from ecosystem.accounts import passkey_views
from ecosystem.core.urls import app_name as core_name
from ecosystem.core.urls import urlpatterns as core_patterns
from ecosystem.dashboards.views.public import home

handler400 = "ecosystem.core.views.bad_request"
handler500 = "ecosystem.core.views.server_error"

urlpatterns = [
    path("", include(([path("", home, name="home"), *core_patterns], core_name))),
    path("", include("ecosystem.dashboards.urls")),
    path("", include("startups.urls")),
    path("", include("programmes.urls")),
    path("", include("ecosystem.reports.urls")),
    path("", include("ecosystem.accounts.urls")),
    path("", include("ecosystem.accounts.list_urls")),
    # In place of allauth's own, which stand among the last
    path("accounts/2fa/webauthn/login/", passkey_views.login, name="mfa_login_webauthn"),
    path("accounts/2fa/webauthn/reauthenticate/", passkey_views.reauthenticate, name="mfa_reauthenticate_webauthn"),
    path("accounts/", include("allauth.urls")),
]
