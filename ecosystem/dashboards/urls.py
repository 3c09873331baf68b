"""Addresses of everybody's own home and of the council's pages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from ecosystem.core.web.navigation import NavigationGroup, register_navigation_item
from ecosystem.dashboards.permissions import may_oversee
from ecosystem.dashboards.views import council, my_home

app_name = "dashboards"
urlpatterns = [
    # Everybody's own
    path("home/", my_home.my_home, name="my_home"),
    # Council
    path("council/", council.council, name="council"),
    path("council/records/<slug:counter>/", council.figure_records, name="figure_records"),
    path("council/records/<slug:counter>/<slug:kind>/", council.figure_records_file, name="figure_records_file"),
    path("council/<slug:scheme>/", council.council, name="council_scheme"),
]

register_navigation_item("dashboards:my_home", _("Home"), "house", lambda user: True, 0, group=NavigationGroup.OWN_WORK)
register_navigation_item(
    "dashboards:council", _("Figures for the council"), "chart-column", may_oversee, 65, group=NavigationGroup.FIGURES
)
