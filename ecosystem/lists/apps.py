from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "ecosystem.lists"
    label = "lists"
