from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "ecosystem.documents"
    label = "documents"
