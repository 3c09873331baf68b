"""The pages that are measured, each with its reader, its filters and what may be expected of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.demo import ACCOUNTS
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.reference.models import Area, Term, Vocabulary
from programmes.grants.models import Application, Award, Call
from startups.filters import DirectoryFilter
from startups.models import Startup
from tests.bench.report import Topic

# A list shows one page of a table, whatever its filter. A queue shows what waits for a person. What sums is a dashboard,
# or a home that asks for everything that waits.
# Figures are read from stored groups, and lists behind them from an index: they grow as a list does.
# Several filters at once are a list, too, but no index holds them all together.
# The search box asks for the best matches of every kind of record.
LIST, FILTERS, QUEUE, SUMS, FIGURES, SEARCH = "list", "several filters", "queue", "sums", "figures", "search"


@dataclass(frozen=True)
class Page:
    """One address as one person sees it.

    `rows` is the table whose page of rows the bare view fetches; without it the bare view runs all the page's own
    statements. `query` may depend on the data.
    `near` pages are the plain ones: they may not take much longer than their bare view.
    """

    name: str
    view: str
    role: Role | None = None
    query: Callable[[], dict[str, Any]] = dict
    rows: str = ""
    kind: str = LIST
    near: bool = False
    most_growth: float | None = None  # instead of the limit of its kind, for a reason of its own
    args: Callable[[], list[Any]] = list

    @property
    def topic(self) -> Topic:
        """The line of docs/benchmarks.md that this page belongs to."""
        if self.view == "dashboards:figure_records":
            return Topic.RECORDS
        by_kind = {FILTERS: Topic.PAIRS, QUEUE: Topic.RECORD, SUMS: Topic.FIGURES, FIGURES: Topic.FIGURES}
        return (by_kind | {SEARCH: Topic.SEARCH}).get(self.kind, Topic.FILTER)

    def address(self) -> str:
        return _address(reverse(self.view, args=self.args()), self.query())

    def reader(self) -> User | None:
        """The demonstration account of the role."""
        if self.role is None:
            return None
        return User.objects.get(email=next(a.email for a in ACCOUNTS if a.role == self.role))


def _address(path: str, query: dict[str, Any]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def chosen_pages(pages: list["Page"], only: str) -> list["Page"]:
    """The pages with this in their name. Raises ValueError when there are none."""
    chosen = [page for page in pages if only.lower() in page.name.lower()]
    if not chosen:
        raise ValueError(f"No page is called so; there are: {', '.join(page.name for page in pages)}")
    return chosen


def fixed_query(**pairs: Any) -> Callable[[], dict[str, Any]]:
    """Fixed filters of the address."""
    return lambda: pairs


def stage() -> Term:
    return Term.objects.get(vocabulary=Vocabulary.SUPPORT_STAGE, code="acceleration")


def call() -> Call:
    return Call.objects.annotate(n=Count("applications")).order_by("-n", "pk")[0]


def first_call() -> Call:
    """The call that closed first: its records lie at one end of every list."""
    return Call.objects.filter(applications__isnull=False).order_by("closes_at", "pk")[0]


def old_scheme() -> str:
    return first_call().budget_line.pillar.scheme.code


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def number() -> str:
    numbers = Application.objects.filter(number__isnull=False).order_by("pk").values_list("number", flat=True)
    return str(numbers[0])


def area() -> Area:
    return Area.objects.order_by("code")[0]


def lone_name() -> dict[str, Any]:
    """A name whose words find one startup of the directory, so that the page is as long at both sizes."""
    for name in Startup.objects.public().order_by("pk").values_list("name", flat=True):
        words = " ".join(name.split()[-3:])
        if DirectoryFilter({"q": words}, queryset=Startup.objects.public()).qs.count() == 1:
            return {"q": words}
    raise LookupError("No startup has a name of its own.")


def supported_neighbours() -> dict[str, Any]:
    """A stage and a ward in which three startups received support: again as many at both sizes."""
    found = Startup.objects.public().exclude(support_received=[]).values_list("stage__code", "area__code")
    counted = found.annotate(n=Count("pk")).order_by("stage__code", "area__code")
    stage, area, _n = min(counted, key=lambda row: abs(row[2] - 3))
    return {"stage": stage, "area": area, "support": "any"}


def tax_code() -> str:
    codes = Startup.objects.filter(tax_code__isnull=False).order_by("pk").values_list("tax_code", flat=True)
    return str(codes[0])


def largest_line() -> list[Any]:
    """The budget line with the most grants."""
    counted = Award.objects.approved().values_list("budget_line").annotate(n=Count("pk")).order_by("-n", "budget_line")
    return [counted[0][0]]


def records_behind(counter: str, **selection: Any) -> Page:
    """The list behind a figure of the council's page."""
    return Page(
        f"Figures: records behind {counter}",
        "dashboards:figure_records",
        Role.COUNCIL,
        fixed_query(**selection),
        kind=FIGURES,
        args=lambda: [counter],
    )


DOSSIERS, STARTUPS = "grants_application", "startups_startup"
AWARDS, TRANCHES, REVIEWS = "grants_award", "grants_tranche", "grants_review"
OFFICER = Role.OFFICER


def family(name: str, view: str, role: Role | None, rows: str) -> Callable[..., Page]:
    """A maker of the pages of one list."""

    def page(part: str, query: Callable[[], dict[str, Any]] = dict, kind: str = LIST, **more: Any) -> Page:
        return Page(f"{name}, {part}", view, role, query, rows, kind, **more)

    return page


dossiers = family("Applications", "grants:application_list", OFFICER, DOSSIERS)
directory = family("Directory", "public:directory", None, STARTUPS)
office = family("Startups, department", "startups:startup_list", OFFICER, STARTUPS)
decisions = family("Decisions", "grants:award_list", OFFICER, AWARDS)
payments = family("Payments", "grants:payment_list", Role.ACCOUNTANT, TRANCHES)
reviews = family("Reviews of an evaluator", "grants:review_list", Role.EVALUATOR, REVIEWS)
grants = family("Public awards", "public:awards", None, AWARDS)
WORD, RARE = "nen tang", "song xanh robot"  # «nền tảng» stands in many titles, the three words in few
MISTYPED = "song xanh robpt"
# Growth of lists with a common word, which has other reasons than their size (docs/decisions/0001-keyset-pages.md):
COUNTED = 2.0  # 2,001 of its rows are read to be counted; the small size has a hundred
TOGETHER = 2.5  # words that stand together are taken for rare by the planner, and all their rows are sorted


def search_box(part: str, words: Callable[[], str], role: Role | None = OFFICER) -> Page:
    return Page(f"Search box, {part}", "public:search", role, lambda: {"q": words()}, kind=SEARCH)


PAGES = [
    dossiers("first page", near=True),
    dossiers("last page", fixed_query(last=1), near=True),
    dossiers("a common state", fixed_query(status="closed"), near=True),
    dossiers("a rare state", fixed_query(status="stopped"), near=True),
    dossiers("one call", lambda: {"call": call().pk}),
    dossiers("one stage of support", lambda: {"stage": stage().pk}),
    dossiers("overdue", fixed_query(late=1)),
    dossiers("search: a common word", fixed_query(q=WORD), near=True, most_growth=COUNTED),
    dossiers("search: a rare name", fixed_query(q=RARE), near=True),
    dossiers("search: a number", lambda: {"q": number()}, near=True),
    dossiers("on one desk", fixed_query(holder="evaluators")),
    dossiers("one pillar", lambda: {"pillar": call().budget_line.pillar_id}),
    dossiers("the first pillar of all", lambda: {"pillar": first_call().budget_line.pillar_id}),
    dossiers("one unit", lambda: {"unit": call().unit.code}),
    dossiers("one kind of applicant", fixed_query(kind="individual")),
    dossiers("one sector", fixed_query(sector="fintech")),
    dossiers("one ward", lambda: {"area": area().code}),
    dossiers("submitted in one month long ago", fixed_query(submitted_from="01/03/2023", submitted_to="31/03/2023")),
    dossiers("submitted lately", lambda: {"submitted_from": f"{days_ago(60):%d/%m/%Y}"}),
    dossiers("submitted until long ago", fixed_query(submitted_to="31/12/2022")),
    dossiers("sums of one size", fixed_query(requested_from="39 triệu", requested_to="40 triệu")),
    dossiers("large sums", fixed_query(requested_from="390 triệu")),
    dossiers("search: a part of a number", lambda: {"q": number()[-4:]}),
    dossiers("state and stage", lambda: {"stage": stage().pk, "status": "closed"}, kind=FILTERS),
    dossiers("state and word", fixed_query(status="closed", q="phan mem"), kind=FILTERS),
    dossiers("state, stage and word", lambda: {"stage": stage().pk, "status": "closed", "q": "thiet bi"}, kind=FILTERS),
    dossiers("call, state and word", lambda: {"call": call().pk, "status": "closed", "q": "thiet bi"}, kind=FILTERS),
    Page("Applications, an applicant's own", "grants:application_list", Role.APPLICANT, dict, DOSSIERS),
    Page("Applications, accountant", "grants:application_list", Role.ACCOUNTANT, dict, DOSSIERS),
    Page(
        "Applications, accountant, a rare state",
        "grants:application_list",
        Role.ACCOUNTANT,
        fixed_query(status="stopped"),
        DOSSIERS,
    ),
    Page(
        "Applications, accountant, approved",
        "grants:application_list",
        Role.ACCOUNTANT,
        fixed_query(status="approved"),
        DOSSIERS,
    ),
    directory("first page", near=True),
    directory("last page", fixed_query(last=1), near=True),
    directory("one sector", fixed_query(sector="fintech")),
    directory("one ward", lambda: {"area": area().code}),
    directory("one stage", fixed_query(stage="idea")),
    directory("support received", fixed_query(support="incubation")),
    directory("search: a common word", fixed_query(q=WORD), near=True, most_growth=COUNTED),
    directory("search: a rare name", lone_name, near=True),
    directory("sector and support", fixed_query(sector="fintech", support="any"), kind=FILTERS),
    directory("sector and word", fixed_query(sector="fintech", q="giai phap"), kind=FILTERS, most_growth=TOGETHER),
    directory(
        "sector, support and short words", fixed_query(sector="fintech", support="any", q="vi dien tu"), kind=FILTERS
    ),
    directory("stage, ward and support", supported_neighbours, kind=FILTERS),
    office("first page", near=True),
    office("last page", fixed_query(last=1), near=True),
    office("waiting for the directory", fixed_query(status="requested"), near=True),
    office("one kind", fixed_query(kind="individual")),
    office("one stage", fixed_query(stage="idea")),
    office("one sector", fixed_query(sector="fintech")),
    office("one ward", lambda: {"area": area().code}),
    office("support received", fixed_query(support="incubation")),
    office("verified", fixed_query(verified="yes")),
    office("not verified", fixed_query(verified="no")),
    office("registered in one month long ago", fixed_query(registered_from="01/03/2023", registered_to="31/03/2023")),
    office("registered lately", lambda: {"registered_from": f"{days_ago(60):%d/%m/%Y}"}),
    office("search: a word", fixed_query(q=WORD), near=True),
    office("search: a tax code", lambda: {"q": tax_code()}, near=True),
    decisions("first page", near=True),
    decisions("last page", fixed_query(last=1), near=True),
    decisions("approved", fixed_query(status="approved"), near=True),
    decisions("one call", lambda: {"call": call().pk}),
    decisions("one kind of reason", fixed_query(end_reason="low_score")),
    decisions("the first budget line", lambda: {"line": Award.objects.order_by("pk")[0].budget_line_id}),
    decisions("the latest budget line", lambda: {"line": Award.objects.order_by("-pk")[0].budget_line_id}),
    decisions("rejected", fixed_query(status="rejected")),
    decisions("waiting", fixed_query(status="proposed")),
    decisions("decided in one month long ago", fixed_query(decided_from="01/03/2023", decided_to="31/03/2023")),
    decisions("decided lately", lambda: {"decided_from": f"{days_ago(60):%d/%m/%Y}"}),
    decisions("sums of one size", fixed_query(amount_from="39 triệu", amount_to="40 triệu")),
    decisions("large sums", fixed_query(amount_from="390 triệu")),
    decisions("search: a part of a number", lambda: {"q": number()[-4:]}),
    decisions("search: a common word", fixed_query(q=WORD), near=True, most_growth=COUNTED),
    decisions("search: a rare name", fixed_query(q=RARE), near=True),
    payments("first page", near=True),
    payments("last page", fixed_query(last=1), near=True),
    payments("accepted, to be paid", fixed_query(status="accepted"), near=True),
    payments("one call", lambda: {"call": call().pk}),
    payments("the first call", lambda: {"call": first_call().pk}),
    payments("cancelled", fixed_query(status="cancelled")),
    payments("paid", fixed_query(status="paid")),
    payments("due in one month long ago", fixed_query(due_from="01/03/2023", due_to="31/03/2023")),
    payments("due lately", lambda: {"due_from": f"{days_ago(60):%d/%m/%Y}"}),
    payments("sums of one size", fixed_query(amount_from="39 triệu", amount_to="40 triệu")),
    payments("large sums", fixed_query(amount_from="390 triệu")),
    payments("search: a part of a number", lambda: {"q": number()[-4:]}),
    payments("search: a common word", fixed_query(q=WORD), near=True, most_growth=COUNTED),
    payments("search: a rare name", fixed_query(q=RARE), near=True),
    reviews("first page", near=True),
    reviews("last page", fixed_query(last=1), near=True),
    reviews("sent", fixed_query(state="sent"), near=True),
    reviews("waiting for me", fixed_query(state="to_do")),
    reviews("search: a common word", fixed_query(q=WORD), most_growth=COUNTED),
    reviews("search: a rare name", fixed_query(q=RARE)),
    grants("first page", near=True),
    grants("last page", fixed_query(last=1), near=True),
    grants("one year", fixed_query(year=2024)),
    grants("one stage", fixed_query(stage="acceleration")),
    grants("one scheme", lambda: {"scheme": old_scheme()}),
    grants(
        "year, stage and scheme", lambda: {"year": 2023, "stage": "acceleration", "scheme": old_scheme()}, kind=FILTERS
    ),
    Page("Dossiers waiting for an officer", "grants:task_list", OFFICER, dict, DOSSIERS, SUMS),
    Page("Home of an officer", "dashboards:my_home", OFFICER, kind=SUMS),
    Page("Home of an applicant", "dashboards:my_home", Role.APPLICANT, kind=SUMS),
    Page("Council's dashboard", "dashboards:council", Role.COUNCIL, kind=SUMS),
    Page("Public home", "public:home", kind=SUMS),
    Page("Figures: council", "dashboards:council", Role.COUNCIL, kind=FIGURES),
    records_behind("projects"),
    records_behind("startups"),
    records_behind("granted"),
    records_behind("paid"),
    Page("Figures: map of wards in a year", "public:city_map", query=fixed_query(year=2024), kind=FIGURES),
    Page("Figures: budget line", "grants:budget_detail", Role.ACCOUNTANT, kind=FIGURES, args=largest_line),
    Page(
        "Figures: payments of a budget line", "grants:budget_payments", Role.ACCOUNTANT, kind=FIGURES, args=largest_line
    ),
    Page("Figures: statistics", "public:statistics", kind=FIGURES),
    search_box("two letters", lambda: "an"),
    search_box("two letters, a visitor", lambda: "an", role=None),
    search_box("a common word", lambda: WORD),
    search_box("a typing mistake", lambda: MISTYPED),
    search_box("a typing mistake, a visitor", lambda: MISTYPED, role=None),
    search_box("a typing mistake in many words", lambda: "nuoi trong thuy san thongminh"),
    search_box("words with accents", lambda: "nền tảng"),
    search_box("rare words", lambda: RARE),
    search_box("a number", number),
]
