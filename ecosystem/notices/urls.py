"""Addresses of the mails of a demonstration."""

from django.urls import path

from ecosystem.notices import views

app_name = "notices"
urlpatterns = [path("mails/", views.mail_log, name="mail_log")]
