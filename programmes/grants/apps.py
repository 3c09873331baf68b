from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "programmes.grants"
    label = "grants"

    def ready(self) -> None:
        from programmes.grants.actions import clock  # noqa: F401, PLC0415 - registers with the calendar
        from programmes.grants.counting import GrantRecords  # noqa: PLC0415 - models are ready from here on
        from programmes.plan.counting import register_source  # noqa: PLC0415

        register_source(GrantRecords())
