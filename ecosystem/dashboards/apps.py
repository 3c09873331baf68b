from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "ecosystem.dashboards"
    label = "dashboards"
