"""The map of the 168 wards and communes, a page for each of them, and the files."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ecosystem.core.ui.crumbs import current_crumb
from ecosystem.core.web.downloads import csv_download, json_download
from ecosystem.core.web.htmx import fragment_or_page
from ecosystem.core.web.methods import read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.core.web.stored_pages import stored_page
from ecosystem.public.filters import AwardFilter
from ecosystem.public.places import GRANTED, LAYERS, NAME, SORTS, ZERO, MapState, Places, export_lines, sums_by_area
from ecosystem.reference.maps import area_name
from ecosystem.reference.models import Area
from programmes.grants.models import Award
from programmes.plan.counting import Selection, records
from programmes.plan.models import Counter
from startups.models import Startup

FIELDS = {
    "code": gettext_lazy("Code of the ward or commune (General Statistics Office); empty where there is no place"),
    "kind": gettext_lazy("phuong, xa, dac_khu; no_area: no place named; not_public: startups without a public place"),
    "name": gettext_lazy("Name in Vietnamese"),
    "name_en": gettext_lazy("Name in English"),
    "startups": gettext_lazy("Startups of the public directory"),
    "grants": gettext_lazy("Approved grants to them"),
    "money": gettext_lazy("Money granted, less what was given back, whole đồng"),
}
GRANT_FILTERS = ("year", "stage", "scheme")
FILE = "phuong-xa"


@login_not_required
@stored_page(parameters=["layer", "sort", "year", "stage", "scheme"])
@read_view
def city_map(request: HttpRequest) -> HttpResponse:
    """One layer as a map, all three as a table beside it; the address holds layer, filters, order and search."""
    state = MapState.from_request(request)
    places = Places(state)
    grants = _query_string(request, GRANT_FILTERS)
    context = {
        "filter": state.filter,
        "state": state,
        "places": places,
        "rows": places.matches,
        "map": places.map_context(),
        "fields": FIELDS,
        "grants": grants,
        "tabs": [
            {"label": label, "url": _address(request, layer=key), "active": key == state.layer}
            for key, label in LAYERS.items()
        ],
        "headers": [
            {"key": key, "label": label, "url": _address(request, sort="" if key == NAME else key)}
            for key, label in SORTS.items()
        ],
        "hidden": [(key, request.GET[key]) for key in ("layer", "sort") if request.GET.get(key)],
        "csv_url": reverse("public:city_map_csv") + grants,
        "json_url": reverse("public:city_map_json") + grants,
    }
    template = fragment_or_page(request, fragment="public/_city_map_view.html", page="public/city_map.html")
    return render(request, template, context)


@login_not_required
@stored_page(parameters=["year", "stage", "scheme"])
@read_view
def city_map_area(request: HttpRequest, code: str) -> HttpResponse:
    """One ward or commune: its public startups with their grants, and their total, which is the figure of the map."""
    area = get_object_or_404(Area.objects.defer("outline"), code=code)
    filterset = AwardFilter(request.GET or None, queryset=records(Selection(Counter.GRANTED)), request=request)
    sums, _others = sums_by_area(filterset, area=area)
    granted_here = filterset.qs.filter(area=area)
    is_listed = Q(area=area) | Q(pk__in=granted_here.values("startup"))
    startups = _with_grants(Startup.objects.public().filter(is_listed), granted_here)
    name, query_string = area_name(area, english=get_language() == "en"), _query_string(request, GRANT_FILTERS)
    context = {
        "area": area,
        "name": name,
        "crumbs": [(_("Map of wards and communes"), reverse("public:city_map") + query_string), current_crumb(name)],
        "filter": filterset,
        "page": keyset_page(request, startups.select_related("stage"), ("sort_key", "pk"), size=50),
        "sums": sums.get(area.pk, ZERO),
        "query_string": query_string,
    }
    template = fragment_or_page(request, fragment="public/_city_map_area_table.html", page="public/city_map_area.html")
    return render(request, template, context)


@login_not_required
@read_view
def city_map_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The table as CSV, every area."""
    return csv_download(FILE, FIELDS, export_lines(Places(MapState.from_request(request))))


@login_not_required
@read_view
def city_map_json(request: HttpRequest) -> StreamingHttpResponse:
    """The table as JSON, every area, with the meaning of each field."""
    places = Places(MapState.from_request(request))
    title = _("Startups, grants and money by ward and commune of Ho Chi Minh City")
    return json_download(FILE, title, FIELDS, export_lines(places), total=places.total._asdict())


def _with_grants(startups: QuerySet[Startup], awards: QuerySet[Award]) -> QuerySet[Startup]:
    """Each startup with the number and the money of its grants among `awards`."""
    own_awards = awards.filter(startup=OuterRef("pk")).order_by().values("startup")
    return startups.annotate(
        grants=Coalesce(Subquery(own_awards.annotate(n=Count("pk")).values("n")), 0),
        money=Coalesce(Subquery(own_awards.annotate(n=Sum(GRANTED)).values("n")), 0),
    )


def _query_string(request: HttpRequest, names: tuple[str, ...]) -> str:
    """The query string with these parameters, "?" included, or ""."""
    params = {name: request.GET[name] for name in names if request.GET.get(name)}
    return f"?{urlencode(params)}" if params else ""


def _address(request: HttpRequest, **changes: str) -> str:
    """This page with some parameters changed; an empty one is left out."""
    query = {key: value for key, value in (request.GET.dict() | changes).items() if value}
    return reverse("public:city_map") + (f"?{urlencode(query)}" if query else "")
