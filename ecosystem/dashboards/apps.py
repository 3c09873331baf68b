from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "ecosystem.dashboards"
    label = "dashboards"

    def ready(self) -> None:
        from ecosystem.dashboards.home_blocks import work_beside_dossiers  # noqa: PLC0415 - models are ready from here on
        from programmes.grants.task_blocks import register_task_blocks  # noqa: PLC0415

        register_task_blocks(work_beside_dossiers)
