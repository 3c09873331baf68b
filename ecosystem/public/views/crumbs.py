"""Breadcrumbs of the public pages of records."""

from django.utils.translation import gettext as _

from ecosystem.core.ui.crumbs import Crumb, Crumbs, crumb, current_crumb
from ecosystem.core.ui.states import localized_field
from programmes.plan.models import Indicator, Pillar, Scheme


def home_crumb() -> Crumb:
    """The home page."""
    return crumb(_("Home"), "public:home")


def scheme_crumbs(scheme: Scheme) -> Crumbs:
    """The page of a scheme."""
    return [
        home_crumb(),
        crumb(_("Schemes"), "public:scheme_list"),
        current_crumb(localized_field(scheme, "short_name")),
    ]


def pillar_crumbs(pillar: Pillar) -> Crumbs:
    """The page of a pillar, behind its scheme."""
    return [home_crumb(), _scheme_crumb(pillar.scheme), current_crumb(_pillar_label(pillar))]


def indicator_crumbs(indicator: Indicator) -> Crumbs:
    """The page of an indicator, behind its pillar where it has one."""
    scheme, pillar = indicator.scheme, indicator.pillar
    crumbs = [home_crumb(), _scheme_crumb(scheme)]
    if pillar:
        crumbs.append(crumb(_pillar_label(pillar), "public:pillar_detail", scheme.code, pillar.number))
    return [*crumbs, current_crumb(indicator.label)]


def _scheme_crumb(scheme: Scheme) -> Crumb:
    return crumb(localized_field(scheme, "short_name"), "public:scheme_detail", scheme.code)


def _pillar_label(pillar: Pillar) -> str:
    return _("Pillar %(number)s") % {"number": pillar.roman}
