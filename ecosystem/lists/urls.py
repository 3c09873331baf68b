"""Addresses that every list has besides its own."""

from django.urls import path

from ecosystem.lists.views import jobs as job_views
from ecosystem.lists.views import lists as list_views

app_name = "lists"
urlpatterns = [
    # Saved views
    path("lists/<slug:slug>/views/new/", list_views.view_create, name="view_create"),
    path("lists/views/<int:pk>/", list_views.view_edit, name="view_edit"),
    path("lists/views/<int:pk>/replace/", list_views.view_replace, name="view_replace"),
    path("lists/views/<int:pk>/delete/", list_views.view_delete, name="view_delete"),
    path("lists/views/<int:pk>/default/", list_views.view_default, name="view_default"),
    # Files
    path("lists/<slug:slug>/export.csv", list_views.export, {"kind": "csv"}, name="export_csv"),
    path("lists/<slug:slug>/export.xlsx", list_views.export, {"kind": "xlsx"}, name="export_xlsx"),
    path("lists/<slug:slug>/export/", list_views.export_run, name="export_run"),
    # One action on many rows
    path("lists/<slug:slug>/bulk/", list_views.bulk_preview, name="bulk_preview"),
    path("lists/<slug:slug>/bulk/run/", list_views.bulk_run, name="bulk_run"),
    # What was asked for and its results
    path("lists/runs/", job_views.job_list, name="job_list"),
    path("lists/runs/<int:pk>/", job_views.job_detail, name="job_detail"),
    path("lists/runs/<int:pk>/file/", job_views.job_file, name="job_file"),
    path("lists/runs/<int:pk>/again/", job_views.job_again, name="job_again"),
]
