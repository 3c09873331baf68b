"""URLs of the reference data."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _

from ecosystem.core.web.navigation import NavigationGroup, register_navigation_item
from programmes.plan.reference_tables import EDITORS
from programmes.plan.views import planned_amount, reference

app_name = "plan"

urlpatterns: list[Any] = [
    # Reference data
    path("reference/", reference.reference_index, name="reference_index"),
    path("reference/<slug:table>/", reference.reference_list, name="reference_list"),
    path("reference/<slug:table>/new/", reference.reference_create, name="reference_create"),
    path("reference/<slug:table>/<int:pk>/", reference.reference_edit, name="reference_edit"),
    path("reference/holidays/<int:pk>/remove/", reference.holiday_remove, name="holiday_remove"),
    path("reference/measurements/<int:pk>/verify/", reference.measurement_verify, name="measurement_verify"),
    path("reference/targets/<int:pk>/verify/", reference.target_verify, name="target_verify"),
    # Planned amounts of budget lines
    path("reference/budget-lines/<int:pk>/amount/", planned_amount.planned_amount_edit, name="planned_amount_edit"),
    path("reference/amounts/<int:pk>/verify/", planned_amount.planned_amount_verify, name="planned_amount_verify"),
    path(
        "reference/amounts/<int:pk>/return/", planned_amount.planned_amount_send_back, name="planned_amount_send_back"
    ),
    path(
        "reference/amounts/<int:pk>/withdraw/", planned_amount.planned_amount_withdraw, name="planned_amount_withdraw"
    ),
]

register_navigation_item(
    "plan:reference_index",
    _("Reference data"),
    "database",
    lambda user: user.has_role(*EDITORS),
    80,
    group=NavigationGroup.SYSTEM,
)
