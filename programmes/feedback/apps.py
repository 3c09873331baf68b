from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "programmes.feedback"
    label = "feedback"

    def ready(self) -> None:
        from programmes.feedback import actions  # noqa: F401, PLC0415 - registers its function in plan.calendar
