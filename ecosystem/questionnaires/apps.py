from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "ecosystem.questionnaires"
    label = "questionnaires"
