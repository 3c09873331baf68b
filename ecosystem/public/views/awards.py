"""The public list of grants as a page, CSV and JSON; names of startups only while they are public."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.core.web.downloads import file_download, json_download
from ecosystem.core.web.htmx import fragment_or_page
from ecosystem.core.web.methods import read_view
from ecosystem.core.web.pagination import keyset_page
from ecosystem.core.web.stored_pages import stored_page
from ecosystem.documents.spreadsheets import CellValue, csv_lines
from ecosystem.lists.files import CHUNK, CONTENT_TYPES
from ecosystem.lists.values import Stored, StoredParts, StoredValue, stored_lines
from ecosystem.public.filters import AwardFilter
from programmes.grants.models import Award
from programmes.plan import counting
from programmes.plan.counting import Selection, records
from programmes.plan.models import Counter
from startups.models import Publication

FIELDS = {
    "decision_number": gettext_lazy("Number of the decision, empty where none was entered"),
    "decision_date": gettext_lazy("Day of the decision in Viet Nam, year-month-day"),
    "startup": gettext_lazy("Name of the startup; empty while it has not chosen to be public"),
    "startup_is_public": gettext_lazy("true when the startup stands in the public directory"),
    "stage": gettext_lazy("Stage of support: code as in the catalogue of support"),
    "purpose": gettext_lazy("Kind of support the grant is for"),
    "scheme": gettext_lazy("Code of the scheme whose budget pays"),
    "pillar": gettext_lazy("Number of the pillar whose budget pays"),
    "amount": gettext_lazy("Money granted, whole đồng"),
    "given_back": gettext_lazy("Part that was given back later, whole đồng"),
    "state": gettext_lazy("Where the supported project stands: code"),
}


def public_awards() -> QuerySet[Award]:
    """The records behind the figure «money granted», with the fields of the public list."""
    awards = records(Selection(Counter.GRANTED)).select_related(
        "application__startup", "application__call__policy", "application__call__stage", "budget_line__pillar__scheme"
    )
    return awards.only(
        "decision_number",
        "decided_at",
        "amount",
        "cancelled",
        "application__status",
        *(f"application__startup__{name}" for name in ("name", "slug", "status", "archived_at")),
        *(f"application__call__{table}__{name}" for table in ("policy", "stage") for name in ("name", "name_en")),
        *(f"budget_line__pillar__{name}" for name in ("number", "scheme__short_name", "scheme__short_name_en")),
    )


def _award_filter(request: HttpRequest) -> AwardFilter:
    return AwardFilter(request.GET or None, queryset=public_awards(), request=request)


@login_not_required
@stored_page(parameters=["year", "stage", "scheme"])
@read_view
def awards(request: HttpRequest) -> HttpResponse:
    """The list, newest decision first; its sum is the public figure of money granted."""
    filterset = _award_filter(request)
    sums = _sums(filterset)
    page = keyset_page(request, filterset.qs, ("-decided_at", "-pk"), source=filterset.unfiltered)
    query = request.GET.copy()
    for name in ("after", "before", "last"):
        query.pop(name, None)
    query_string = f"?{query.urlencode()}" if query else ""
    context = {
        "filter": filterset,
        "page": page,
        "sums": sums,
        "fields": FIELDS,
        "public": Publication.PUBLIC,
        "csv_url": reverse("public:awards_csv") + query_string,
        "json_url": reverse("public:awards_json") + query_string,
    }
    template = fragment_or_page(request, fragment="public/_award_table.html", page="public/awards.html")
    return render(request, template, context)


def _sums(filterset: AwardFilter) -> dict[str, int]:
    """The number of grants and their money; none where the filter is invalid."""
    selected = filterset.selection()
    if selected is None:
        return {"n": 0, "amount": 0}
    selection, stage = selected
    return counting.sums(selection, stage=stage)._asdict()


def _is_public(publication: str, archived_at: datetime | None) -> bool:
    return publication == Publication.PUBLIC and archived_at is None


def _public_name(name: str, publication: str, archived_at: datetime | None) -> str:
    return name if _is_public(publication, archived_at) else ""


STARTUP = "application__startup"
PUBLICATION = (f"{STARTUP}__status", f"{STARTUP}__archived_at")
VALUES: tuple[StoredValue, ...] = (  # of FIELDS, in their order
    Stored("decision_number"),
    StoredParts("decided_at", make=lambda moment: timezone.localdate(moment).isoformat()),
    StoredParts(f"{STARTUP}__name", *PUBLICATION, make=_public_name),
    StoredParts(*PUBLICATION, make=_is_public),
    StoredParts("application__call__stage__code", make=lambda code: code or ""),
    Stored("application__call__policy__name"),
    Stored("budget_line__pillar__scheme__code"),
    Stored("budget_line__pillar__number"),
    Stored("amount"),
    Stored("cancelled"),
    Stored("application__status"),
)


def _lines(request: HttpRequest) -> Iterable[list[CellValue]]:
    """The lines of the files, without a model instance for each."""
    return stored_lines(VALUES, _award_filter(request).qs.order_by("-decided_at", "-pk"), CHUNK)


@login_not_required
@read_view
def awards_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list as CSV."""
    return file_download(csv_lines(list(FIELDS), _lines(request)), CONTENT_TYPES["csv"], "tai-tro", "csv")


@login_not_required
@read_view
def awards_json(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list as JSON with the meaning of each field and the moment it was taken."""
    rows = (dict(zip(FIELDS, line, strict=True)) for line in _lines(request))
    return json_download("tai-tro", _("Grants approved by the city"), FIELDS, rows)
