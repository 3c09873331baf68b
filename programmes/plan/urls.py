"""URLs of the reference data."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _

from ecosystem.core.web.navigation import NavigationGroup, register_navigation_item
from programmes.plan import views
from programmes.plan.reference_tables import EDITORS

app_name = "plan"

urlpatterns: list[Any] = [
    # Reference data
    path("reference/", views.reference_index, name="reference_index"),
    path("reference/<slug:table>/", views.reference_list, name="reference_list"),
    path("reference/<slug:table>/new/", views.reference_create, name="reference_create"),
    path("reference/<slug:table>/<int:pk>/", views.reference_edit, name="reference_edit"),
    path("reference/holidays/<int:pk>/remove/", views.holiday_remove, name="holiday_remove"),
    path("reference/measurements/<int:pk>/verify/", views.measurement_verify, name="measurement_verify"),
]

register_navigation_item(
    "plan:reference_index",
    _("Reference data"),
    "database",
    lambda user: user.has_role(*EDITORS),
    80,
    group=NavigationGroup.SYSTEM,
)
