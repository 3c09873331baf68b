from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "ecosystem.accounts"
    label = "accounts"

    def ready(self) -> None:
        autodiscover_modules("responsibilities", "role_conflicts", "unit_holdings")
