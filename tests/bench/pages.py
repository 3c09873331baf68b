"""The pages that are measured, each with its reader, its filters and what may be expected of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ecosystem.accounts.demo import ACCOUNTS
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.reference.models import Area, Term, Vocabulary
from programmes.models import Application, Call

# A list fills its page at both sizes. A queue shows fewer rows at the small one. A dashboard, or a list with its total,
# sums over all records.
LIST, QUEUE, SUMS = "list", "queue", "sums"


@dataclass(frozen=True)
class Page:
    """One address as one person sees it.

    `rows` is the table whose page of rows the bare view fetches; without it the bare view runs all the page's own
    statements. `query` may depend on the data.
    """

    name: str
    view: str
    role: Role | None = None
    query: Callable[[], dict[str, Any]] = dict
    rows: str = ""
    kind: str = LIST

    def address(self) -> str:
        pairs = "&".join(f"{key}={value}" for key, value in self.query().items())
        return f"{reverse(self.view)}?{pairs}" if pairs else reverse(self.view)

    def reader(self) -> User | None:
        """The demonstration account of the role."""
        if self.role is None:
            return None
        return User.objects.get(email=next(a.email for a in ACCOUNTS if a.role == self.role))


def given(**pairs: Any) -> Callable[[], dict[str, Any]]:
    """Fixed filters of the address."""
    return lambda: pairs


def _stage() -> dict[str, Any]:
    return {"stage": Term.objects.get(vocabulary=Vocabulary.SUPPORT_STAGE, code="acceleration").pk}


def _call() -> dict[str, Any]:
    return {"call": Call.objects.order_by("opens_at", "pk").first().pk}  # type: ignore[union-attr]


def _number() -> dict[str, Any]:
    return {"q": Application.objects.filter(number__isnull=False).order_by("pk").values_list("number", flat=True)[0]}


def _area() -> dict[str, Any]:
    return {"area": Area.objects.order_by("code").values_list("code", flat=True)[0]}


DOSSIERS, STARTUPS = "programmes_application", "startups_startup"
APPLICATIONS, DIRECTORY, OFFICE = "programmes:application_list", "startups:directory", "startups:startup_list"
OFFICER = Role.OFFICER


def dossiers(name: str, query: Callable[[], dict[str, Any]] = dict, kind: str = LIST) -> Page:
    return Page(f"Applications, {name}", APPLICATIONS, OFFICER, query, DOSSIERS, kind)


def directory(name: str, query: Callable[[], dict[str, Any]] = dict, kind: str = LIST) -> Page:
    return Page(f"Directory, {name}", DIRECTORY, None, query, STARTUPS, kind)


PAGES = [
    dossiers("first page"),
    dossiers("last page", given(last=1)),
    dossiers("a common state", given(status="closed")),
    dossiers("a rare state", given(status="stopped")),
    dossiers("one call", _call),
    dossiers("one stage of support", _stage),
    dossiers("overdue", given(late=1)),
    dossiers("search: a common word", given(q="nen+tang")),
    dossiers("search: a rare name", given(q="song+xanh+robot")),
    dossiers("search: a number", _number),
    dossiers("state and stage", lambda: _stage() | {"status": "closed"}),
    dossiers("state and word", given(status="closed", q="phan+mem")),
    dossiers("state, stage and short words", lambda: _stage() | {"status": "closed", "q": "thiet+bi"}, QUEUE),
    Page("Applications, an applicant's own", APPLICATIONS, Role.APPLICANT, dict, DOSSIERS),
    Page("Applications, accountant", APPLICATIONS, Role.ACCOUNTANT, dict, DOSSIERS),
    directory("first page"),
    directory("last page", given(last=1)),
    directory("one sector", given(sector="fintech")),
    directory("one ward", _area),
    directory("one stage", given(stage="idea")),
    directory("support received", given(support="incubation")),
    directory("search: a common word", given(q="nen+tang")),
    directory("search: a rare name", given(q="song+xanh+robot")),
    directory("sector and support", given(sector="fintech", support="any")),
    directory("sector and word", given(sector="fintech", q="giai+phap")),
    directory("sector, support and short words", given(sector="fintech", support="any", q="vi+dien+tu"), QUEUE),
    Page("Startups, department", OFFICE, OFFICER, dict, STARTUPS),
    Page("Startups, department, waiting", OFFICE, OFFICER, given(status="requested"), STARTUPS),
    Page("Decisions", "programmes:award_list", OFFICER, dict, "programmes_award"),
    Page("Payments", "programmes:payment_list", Role.ACCOUNTANT, dict, "programmes_tranche"),
    Page("Reviews of an evaluator", "programmes:review_list", Role.EVALUATOR, dict, "programmes_review"),
    Page("Dossiers waiting for an officer", "programmes:task_list", OFFICER, dict, DOSSIERS, QUEUE),
    Page("Home of an officer", "dashboards:my_home", OFFICER, kind=SUMS),
    Page("Home of an applicant", "dashboards:my_home", Role.APPLICANT, kind=SUMS),
    Page("Council's dashboard", "dashboards:council", Role.COUNCIL, kind=SUMS),
    Page("Public home", "dashboards:home", kind=SUMS),
    Page("Search box, officer: a common name", "dashboards:search", OFFICER, given(q="cong+nghe"), kind=SUMS),
    Page("Search box, officer: mistyped", "dashboards:search", OFFICER, given(q="sao+xnah"), kind=SUMS),
    Page("Search box, everybody: a common name", "dashboards:search", None, given(q="cong+nghe"), kind=SUMS),
    Page("Public awards with their sum", "dashboards:awards", None, dict, "programmes_award", SUMS),
]
