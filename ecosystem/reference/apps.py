from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "ecosystem.reference"
    label = "reference"
