from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "programmes.grants"
    label = "grants"

    def ready(self) -> None:
        from programmes.grants.actions import call_notices, clock  # noqa: F401, PLC0415 - register themselves
        from programmes.grants.counting import GrantRecords  # noqa: PLC0415 - models are ready from here on
        from programmes.plan.counting import register_source  # noqa: PLC0415

        register_source(GrantRecords())
