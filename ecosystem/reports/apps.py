from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "ecosystem.reports"
    label = "reports"

    def ready(self) -> None:
        """Let lower apps ask which periods are closed, and move due days with the calendar."""
        from ecosystem.reports import closed_periods, purposes  # noqa: F401, PLC0415 - register themselves
        from ecosystem.reports.actions import ledger  # noqa: F401, PLC0415 - registers with the calendar
