from importlib import import_module

from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "ecosystem.lists"
    label = "lists"

    def ready(self) -> None:
        import_module("ecosystem.lists.actions.unfinished_work")  # listens to work that is parked
