"""Breadcrumbs of the pages of startups and organisations."""

from typing import Any

from django.utils.translation import gettext as _

from ecosystem.core.ui.crumbs import Crumbs, crumb, current_crumb
from startups.models import Organisation, Startup


def startup_crumbs(startup: Startup, *, acts_for_department: bool) -> Crumbs:
    """The page of a startup: below all startups for the department, below their own for members."""
    if acts_for_department:
        return [crumb(_("Startups"), "startups:startup_list"), current_crumb(startup.name)]
    return [crumb(_("My startups"), "startups:my_startups"), current_crumb(startup.name)]


def own_startup_crumbs(startup: Startup | None, page: Any) -> Crumbs:
    """A form for members; without a startup, the form that registers one."""
    first = crumb(_("My startups"), "startups:my_startups")
    if startup is None:
        return [first, current_crumb(page)]
    return [first, crumb(startup.name, "startups:startup_detail", startup.pk), current_crumb(page)]


def step_crumbs(startup: Startup, page: Any) -> Crumbs:
    """The page of a step, for members and for the department."""
    return [crumb(startup.name, "startups:startup_detail", startup.pk), current_crumb(page)]


def member_crumbs(startup: Startup, page: Any) -> Crumbs:
    """A page below the members of a startup."""
    return _section_crumbs(startup, _("Members"), "startups:member_list", page)


def round_crumbs(startup: Startup, page: Any) -> Crumbs:
    """A page below the funding rounds of a startup."""
    return _section_crumbs(startup, _("Funding rounds"), "startups:round_list", page)


def _section_crumbs(startup: Startup, section: str, url_name: str, page: Any) -> Crumbs:
    return [
        crumb(startup.name, "startups:startup_detail", startup.pk),
        crumb(section, url_name, startup.pk),
        current_crumb(page),
    ]


def organisation_crumbs(organisation: Organisation | None, page: Any = None) -> Crumbs:
    """The page of an organisation, or a page below it; without an organisation, the form that adds one."""
    first = crumb(_("Organisations"), "startups:organisation_list")
    if organisation is None:
        return [first, current_crumb(_("Add an organisation"))]
    if page is None:
        return [first, current_crumb(organisation.name)]
    return [first, crumb(organisation.name, "startups:organisation_detail", organisation.pk), current_crumb(page)]
