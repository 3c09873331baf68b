from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "ecosystem.public"
    label = "public"
