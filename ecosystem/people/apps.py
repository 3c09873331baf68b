from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ecosystem.people"
    label = "people"
