"""Addresses of one's own profile and notifications."""

from django.urls import path

from ecosystem.accounts.views import notifications, profile

app_name = "accounts"
urlpatterns = [
    path("me/", profile.profile, name="profile"),
    path("me/notifications/", notifications.notification_settings, name="notification_settings"),
    path("notifications/", notifications.notification_list, name="notification_list"),
    path("notifications/read/", notifications.notification_read_all, name="notification_read_all"),
    path("notifications/<int:pk>/", notifications.notification_open, name="notification_open"),
]
