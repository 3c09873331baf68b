"""What belongs to the portal itself, found from the settings, so that a new app needs no line in any test."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import walk_packages
from types import ModuleType

from django.apps import AppConfig, apps

PACKAGES = ("ecosystem", "startups", "programmes")


def portal_apps() -> list[AppConfig]:
    """The installed apps of this repository, not those of packages."""
    return [config for config in apps.get_app_configs() if config.name.partition(".")[0] in PACKAGES]


def portal_modules(name: str) -> Iterator[ModuleType]:
    """The module of this name in each of our apps, such as `listings`; of a folder all its modules."""
    for config in portal_apps():
        full_name = f"{config.name}.{name}"
        if find_spec(full_name) is None:
            continue
        yield (module := import_module(full_name))
        for part in walk_packages(getattr(module, "__path__", []), f"{full_name}."):
            yield import_module(part.name)
