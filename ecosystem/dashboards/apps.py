from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "ecosystem.dashboards"
    label = "dashboards"

    def ready(self) -> None:
        from ecosystem.dashboards.home_blocks import task_page_blocks  # noqa: PLC0415 - models are ready from here on
        from programmes.grants.task_blocks import register_task_blocks  # noqa: PLC0415

        register_task_blocks(task_page_blocks)
