from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "programmes.grants"
    label = "grants"

    def ready(self) -> None:
        from ecosystem.core.stored_pages import register_moments  # noqa: PLC0415 - models are ready from here on
        from programmes.grants import purposes  # noqa: F401, PLC0415 - registers itself
        from programmes.grants.actions import call_notices, clock  # noqa: F401, PLC0415 - register themselves
        from programmes.grants.counting import GrantRecords  # noqa: PLC0415
        from programmes.grants.models import Call  # noqa: PLC0415
        from programmes.plan.counting import register_source  # noqa: PLC0415

        register_source(GrantRecords())
        register_moments(Call._meta.db_table, lambda after: Call.objects.public().next_moment(after))
