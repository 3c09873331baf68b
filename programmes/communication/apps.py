from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    name = "programmes.communication"
    label = "communication"
