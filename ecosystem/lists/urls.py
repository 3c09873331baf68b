"""Addresses that every list has besides its own."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.web.navigation import NavigationGroup, register_navigation_item
from ecosystem.lists.views import bulk, exports, jobs, saved_views, unfinished_work

app_name = "lists"
urlpatterns = [
    # Saved views
    path("lists/<slug:slug>/views/new/", saved_views.view_create, name="view_create"),
    path("lists/views/<int:pk>/", saved_views.view_edit, name="view_edit"),
    path("lists/views/<int:pk>/replace/", saved_views.view_replace, name="view_replace"),
    path("lists/views/<int:pk>/delete/", saved_views.view_delete, name="view_delete"),
    path("lists/views/<int:pk>/default/", saved_views.view_default, name="view_default"),
    # Files
    path("lists/<slug:slug>/export.csv", exports.export, {"kind": "csv"}, name="export_csv"),
    path("lists/<slug:slug>/export.xlsx", exports.export, {"kind": "xlsx"}, name="export_xlsx"),
    path("lists/<slug:slug>/export/", exports.export_run, name="export_run"),
    # One action on many rows
    path("lists/<slug:slug>/bulk/", bulk.bulk_preview, name="bulk_preview"),
    path("lists/<slug:slug>/bulk/run/", bulk.bulk_run, name="bulk_run"),
    # Jobs and their results
    path("lists/runs/", jobs.job_list, name="job_list"),
    path("lists/runs/<int:pk>/", jobs.job_detail, name="job_detail"),
    path("lists/runs/<int:pk>/file/", jobs.job_file, name="job_file"),
    path("lists/runs/<int:pk>/again/", jobs.job_retry, name="job_retry"),
    # Background work that fails
    path("background-work/", unfinished_work.unfinished_work_list, name="unfinished_work_list"),
    path("background-work/<int:pk>/again/", unfinished_work.unfinished_work_retry, name="unfinished_work_retry"),
]


def _is_administrator(user: User) -> bool:
    return bool(user.has_role(Role.ADMINISTRATOR))


register_navigation_item(
    "lists:unfinished_work_list", _("Background work"), "activity", _is_administrator, 95, group=NavigationGroup.SYSTEM
)
