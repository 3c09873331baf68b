from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "programmes.plan"
    label = "plan"
