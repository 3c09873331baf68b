from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "ecosystem.dashboards"
    label = "dashboards"

    def ready(self) -> None:
        from ecosystem.dashboards.home_blocks import work_beside_dossiers  # noqa: PLC0415 - models are ready from here on
        from programmes.grants.waiting import register_work  # noqa: PLC0415

        register_work(work_beside_dossiers)
