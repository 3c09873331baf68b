"""The pages that are measured, each with its reader, its filters and what may be expected of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Model
from django.urls import reverse

from ecosystem.accounts.demo import ACCOUNTS
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.reference.models import Area, Term, Vocabulary
from programmes.models import Application, Award, Call, Tranche
from startups.filters import DirectoryFilter
from startups.models import Startup

# A list shows one page of a table, whatever its filter. A queue shows what waits for a person. What sums is a dashboard,
# or a home that asks for everything that waits.
LIST, QUEUE, SUMS = "list", "queue", "sums"
ADMIN_ROWS = 100  # on a page of Django's admin


@dataclass(frozen=True)
class Page:
    """One address as one person sees it.

    `rows` is the table whose page of rows the bare view fetches; without it the bare view runs all the page's own
    statements. `query` may depend on the data. `admin` is the query by which Django's admin shows the same rows.
    `near` pages are the plain ones: they may not take much longer than their bare view.
    """

    name: str
    view: str
    role: Role | None = None
    query: Callable[[], dict[str, Any]] = dict
    rows: str = ""
    kind: str = LIST
    admin: Callable[[], dict[str, Any]] | None = None
    near: bool = False

    def address(self) -> str:
        return _address(reverse(self.view), self.query())

    def admin_address(self) -> str:
        """The same list in the admin; empty where it is not compared."""
        return _address(f"/admin/{self.rows.replace('_', '/', 1)}/", self.admin()) if self.admin else ""

    def reader(self) -> User | None:
        """The demonstration account of the role."""
        if self.role is None:
            return None
        return User.objects.get(email=next(a.email for a in ACCOUNTS if a.role == self.role))


def _address(path: str, query: dict[str, Any]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def given(**pairs: Any) -> Callable[[], dict[str, Any]]:
    """Fixed filters of the address."""
    return lambda: pairs


def last_page(model: type[Model]) -> Callable[[], dict[str, Any]]:
    """The admin's last page, which it knows by its number."""
    return lambda: {"p": -(-model._default_manager.count() // ADMIN_ROWS)}


def stage() -> Term:
    return Term.objects.get(vocabulary=Vocabulary.SUPPORT_STAGE, code="acceleration")


def call() -> Call:
    return Call.objects.annotate(n=Count("applications")).order_by("-n", "pk")[0]


def number() -> str:
    numbers = Application.objects.filter(number__isnull=False).order_by("pk").values_list("number", flat=True)
    return str(numbers[0])


def area() -> Area:
    return Area.objects.order_by("code")[0]


def lone_name() -> dict[str, Any]:
    """A name whose words find one startup of the directory, so that the page is as long at both sizes."""
    for name in Startup.objects.public().order_by("pk").values_list("name", flat=True):
        if DirectoryFilter({"q": name}, queryset=Startup.objects.public()).qs.count() == 1:
            return {"q": name}
    raise LookupError("No startup has a name of its own.")


def supported_neighbours() -> dict[str, Any]:
    """A stage and a ward in which three startups received support: again as many at both sizes."""
    found = Startup.objects.public().exclude(support_received=[]).values_list("stage__code", "area__code")
    stage, area = found.annotate(n=Count("pk")).filter(n=3).order_by("stage__code", "area__code")[0][:2]
    return {"stage": stage, "area": area, "support": "any"}


def tax_code() -> str:
    codes = Startup.objects.filter(tax_code__isnull=False).order_by("pk").values_list("tax_code", flat=True)
    return str(codes[0])


DOSSIERS, STARTUPS = "programmes_application", "startups_startup"
AWARDS, TRANCHES, REVIEWS = "programmes_award", "programmes_tranche", "programmes_review"
OFFICER = Role.OFFICER


def family(name: str, view: str, role: Role | None, rows: str) -> Callable[..., Page]:
    """A maker of the pages of one list."""

    def page(part: str, query: Callable[[], dict[str, Any]] = dict, kind: str = LIST, **more: Any) -> Page:
        return Page(f"{name}, {part}", view, role, query, rows, kind, **more)

    return page


dossiers = family("Applications", "programmes:application_list", OFFICER, DOSSIERS)
directory = family("Directory", "startups:directory", None, STARTUPS)
office = family("Startups, department", "startups:startup_list", OFFICER, STARTUPS)
decisions = family("Decisions", "programmes:award_list", OFFICER, AWARDS)
payments = family("Payments", "programmes:payment_list", Role.ACCOUNTANT, TRANCHES)
reviews = family("Reviews of an evaluator", "programmes:review_list", Role.EVALUATOR, REVIEWS)
grants = family("Public awards", "dashboards:awards", None, AWARDS)
WORD, RARE = "nen tang", "song xanh robot"  # «nền tảng» stands in many titles, the three words in few


PAGES = [
    dossiers("first page", admin=dict, near=True),
    dossiers("last page", given(last=1), admin=last_page(Application), near=True),
    dossiers("a common state", given(status="closed"), admin=given(status__exact="closed"), near=True),
    dossiers("a rare state", given(status="stopped"), admin=given(status__exact="stopped"), near=True),
    dossiers("one call", lambda: {"call": call().pk}),
    dossiers("one stage of support", lambda: {"stage": stage().pk}),
    dossiers("overdue", given(late=1)),
    dossiers("search: a common word", given(q=WORD), admin=given(q="nền tảng"), near=True),
    dossiers("search: a rare name", given(q=RARE), admin=given(q="Sông Xanh Robot"), near=True),
    dossiers("search: a number", lambda: {"q": number()}, admin=lambda: {"q": number()}, near=True),
    dossiers("state and stage", lambda: {"stage": stage().pk, "status": "closed"}),
    dossiers("state and word", given(status="closed", q="phan mem")),
    dossiers("state, stage and word", lambda: {"stage": stage().pk, "status": "closed", "q": "thiet bi"}),
    dossiers("call, state and word", lambda: {"call": call().pk, "status": "closed", "q": "thiet bi"}),
    Page("Applications, an applicant's own", "programmes:application_list", Role.APPLICANT, dict, DOSSIERS),
    Page("Applications, accountant", "programmes:application_list", Role.ACCOUNTANT, dict, DOSSIERS),
    directory("first page", admin=dict, near=True),
    directory("last page", given(last=1), admin=last_page(Startup), near=True),
    directory("one sector", given(sector="fintech")),
    directory("one ward", lambda: {"area": area().code}),
    directory("one stage", given(stage="idea")),
    directory("support received", given(support="incubation")),
    directory("search: a common word", given(q=WORD), admin=given(q="nền tảng"), near=True),
    directory("search: a rare name", lone_name, admin=lone_name, near=True),
    directory("sector and support", given(sector="fintech", support="any")),
    directory("sector and word", given(sector="fintech", q="giai phap")),
    directory("sector, support and short words", given(sector="fintech", support="any", q="vi dien tu")),
    directory("stage, ward and support", supported_neighbours),
    office("first page", admin=dict, near=True),
    office("last page", given(last=1), admin=last_page(Startup), near=True),
    office("waiting for the directory", given(status="requested"), admin=given(status__exact="requested"), near=True),
    office("one kind", given(kind="individual")),
    office("one stage", given(stage="idea")),
    office("one sector", given(sector="fintech")),
    office("one ward", lambda: {"area": area().code}),
    office("search: a word", given(q=WORD), admin=given(q="nền tảng"), near=True),
    office("search: a tax code", lambda: {"q": tax_code()}, admin=lambda: {"q": tax_code()}, near=True),
    decisions("first page", admin=dict, near=True),
    decisions("last page", given(last=1), admin=last_page(Award), near=True),
    decisions("approved", given(status="approved"), admin=given(status__exact="approved"), near=True),
    decisions("one call", lambda: {"call": call().pk}),
    decisions("one kind of reason", given(end_reason="low_score")),
    decisions("search: a common word", given(q=WORD), admin=given(q="nền tảng"), near=True),
    decisions("search: a rare name", given(q=RARE), admin=given(q="Sông Xanh robot"), near=True),
    payments("first page", admin=dict, near=True),
    payments("last page", given(last=1), admin=last_page(Tranche), near=True),
    payments("accepted, to be paid", given(status="accepted"), admin=given(status__exact="accepted"), near=True),
    payments("one call", lambda: {"call": call().pk}),
    payments("search: a common word", given(q=WORD), admin=given(q="nền tảng"), near=True),
    payments("search: a rare name", given(q=RARE), admin=given(q="Sông Xanh robot"), near=True),
    reviews("first page", admin=dict, near=True),
    reviews("last page", given(last=1), near=True),
    reviews("sent", given(state="sent"), near=True),
    grants("first page", admin=dict, near=True),
    grants("last page", given(last=1), near=True),
    grants("one year", given(year=2024)),
    grants("one stage", given(stage="acceleration")),
    Page("Dossiers waiting for an officer", "programmes:task_list", OFFICER, dict, DOSSIERS, QUEUE),
    Page("Home of an officer", "dashboards:my_home", OFFICER, kind=SUMS),
    Page("Home of an applicant", "dashboards:my_home", Role.APPLICANT, kind=SUMS),
    Page("Council's dashboard", "dashboards:council", Role.COUNCIL, kind=SUMS),
    Page("Public home", "dashboards:home", kind=SUMS),
]  # fmt: skip
