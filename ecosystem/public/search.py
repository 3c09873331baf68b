"""One search over everything a person may know of: without accents, with typing mistakes, best matches first.

Each large table is asked once. Inside that statement a few hundred candidates at most are taken from the trigram
indexes and only these are ranked, so that the work does not grow with the table. The small tables are one statement.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, models, transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from stdnum.vn import mst

from ecosystem.accounts.http import Visitor
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.models import Fold
from ecosystem.core.text import clean_line, folded
from ecosystem.reference.models import Area
from ecosystem.reports.models import IssuedReport
from programmes.communication.models import NewsItem
from programmes.grants.models import Application, Award, Call, Contract
from programmes.plan.models import Indicator, Pillar, Scheme, SupportPolicy
from startups.models import Organisation, Startup
from startups.models.startup import CoreName

LONGEST = 100  # letters that are looked for
MAX_WORDS = 8
SHOWN = 5  # of a group on the page of all groups
SHOWN_ALONE = 50  # on the page of one group
CLEAR = 60  # candidates in which every word stands
ALIKE = 120  # candidates that are written alike
TRIGRAM = 3


class Group(models.TextChoices):
    """What can be found; the order of the page."""

    STARTUP = "startups", _("Startups")
    APPLICATION = "applications", _("Applications")
    AWARD = "awards", _("Decisions and contracts")
    CALL = "calls", _("Calls")
    SERVICE = "services", _("Support")
    ORGANISATION = "organisations", _("Organisations")
    SCHEME = "schemes", _("Schemes, pillars and indicators")
    NEWS = "news", _("News")
    REPORT = "reports", _("Reports")
    WARD = "wards", _("Wards and communes")
    PERSON = "people", _("Accounts")

    @property
    def icon(self) -> str:
        return {
            "startups": "rocket",
            "applications": "files",
            "awards": "stamp",
            "calls": "megaphone",
            "services": "hand-coins",
            "organisations": "handshake",
            "schemes": "target",
            "news": "newspaper",
            "reports": "file-chart-column",
            "wards": "map-pin",
            "people": "users",
        }[self.value]


@dataclass(frozen=True)
class Hit:
    """One record: its words, where it stands, what it is, and its state as a choice with label and tone."""

    title: str
    url: str
    note: str = ""
    state: Any = None
    clear: bool = True


@dataclass
class Found:
    """The best hits of one group, whether there are more, and where all of them are listed."""

    group: Group
    hits: list[Hit]
    more: bool = False
    all_url: str = ""
    exact: bool = False


@dataclass(frozen=True)
class Query:
    """What was typed, made fit to be looked for; `limit` is how many hits of a group are wanted."""

    typed: str
    limit: int = SHOWN
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_line(self.typed[: 10 * LONGEST])[:LONGEST].strip())

    @property
    def was_cut(self) -> bool:
        return len(clean_line(self.typed[: 10 * LONGEST])) > LONGEST or len(self.typed) > 10 * LONGEST

    @cached_property
    def words(self) -> list[str]:
        return self.text.split()[:MAX_WORDS]

    @cached_property
    def marks(self) -> list[str]:
        """The folded words that are marked in the results; a single letter only when it stands alone."""
        plain = [folded(word)[0] for word in self.words]
        return [word for word in plain if word and (len(word) > 1 or len(plain) == 1)]

    @property
    def is_empty(self) -> bool:
        return not any(character.isalnum() for character in self.text)

    @property
    def phrase(self) -> Fold:
        return Fold(Value(" ".join(self.words)))

    @property
    def likeness(self) -> float:
        """From which word similarity on (0 to 1) something is written alike; short words have few trigrams to share."""
        return 0.4 if len(self.text) <= 5 else 0.5

    def clear_in(self, column: str) -> Q:
        """Every word stands in the folded column. Words too short for the index ride on a longer one, or are a start."""
        if any(len(word) >= TRIGRAM for word in self.words):
            wanted = Q()
            for word in self.words:
                wanted &= Q(**{f"{column}__contains": Fold(Value(word))})
            return wanted
        return Q(**{f"{column}__contains" if len(self.words) > 1 else f"{column}__startswith": self.phrase})

    def alike_in(self, column: str) -> Q:
        return Q(**{f"{column}__trigram_word_similar": self.phrase})


def search(user: Visitor, query: Query, only: Group | None = None) -> list[Found]:
    """Everything the user may know of that matches, by groups; a group that has the very number comes first."""
    if query.is_empty:
        return []
    hits: dict[Group, list[Hit]] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(query.likeness)])
        for group, seek in LARGE.items():
            if only in (None, group):
                hits[group] = seek(user, query)
        hits |= _small(user, query, only)
    # What is only written alike helps against typing mistakes; beside what was really meant it is noise.
    if any(hit.clear for group in hits.values() for hit in group):
        hits = {group: [hit for hit in some if hit.clear] for group, some in hits.items()}
    order = list(Group)
    found = [_cut(group, some, user, query) for group, some in hits.items() if some]
    return sorted(found, key=lambda one: (not one.exact, order.index(one.group)))


def _cut(group: Group, hits: list[Hit], user: Visitor, query: Query) -> Found:
    one = Found(group, hits[: query.limit], more=len(hits) > query.limit)
    one.exact = _is_number(query.text) and any(query.text.lower() in f"{h.title} {h.note}".lower() for h in one.hits)
    one.all_url = _list_of(group, user, one.hits[-1].clear)
    return one


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"(HS|BC)-[\d-]+|[\d. -]{10,}(-\d{3})?", text, re.IGNORECASE))


def _list_of(group: Group, user: Visitor, clear: bool) -> str:
    """The list that knows the same words, where there is one; a list does not forgive typing mistakes."""
    if not clear:
        return ""
    lists = {
        Group.STARTUP: "startups:startup_list" if _is_department(user) else "",
        Group.APPLICATION: "grants:application_list",
        Group.PERSON: "people:person_list",
    }
    return reverse(lists[group]) if lists.get(group) else ""


def _is_department(user: Visitor) -> bool:
    return bool(user.is_authenticated and user.has_role(*DEPARTMENT))


# --- Large tables --------------------------------------------------------------------------------------
def _candidates(base: QuerySet[Any], clear: Iterable[Q], alike: Iterable[Q]) -> QuerySet[Any]:
    """Keys of a few rows from each condition, each answered by its own index."""
    rows = base.order_by()
    parts = [rows.filter(q).values("pk")[:CLEAR] for q in clear] + [rows.filter(q).values("pk")[:ALIKE] for q in alike]
    first, *others = parts
    return first.union(*others, all=True)


def _ranked(base: QuerySet[Any], keys: QuerySet[Any], query: Query, clear: Q, likeness: Any) -> list[Any]:
    """The best of the candidates: those with every word first, then the likest, then the newest."""
    return list(
        base.filter(pk__in=keys)
        .annotate(
            is_clear=Case(When(clear, then=Value(True)), default=Value(False), output_field=models.BooleanField()),
            likeness=likeness,
        )
        .order_by("-is_clear", "-likeness", "-pk")[: query.limit + 1]
    )


def _startups(user: Visitor, query: Query) -> list[Hit]:
    seen = Startup.objects.visible_to(user)
    base = seen if _is_department(user) else seen | Startup.objects.public()
    base = base.select_related("area")
    core = CoreName(Value(query.text))
    digits = mst.compact(query.text)
    if _is_department(user) and digits.isascii() and digits.isdigit() and len(digits) >= 10:
        rows = list(base.filter(Q(tax_code=mst.format(digits)) | Q(tax_code__startswith=digits))[: query.limit + 1])
        return [_startup_hit(row, user, mine=True, note=row.tax_code) for row in rows]
    named = Q(core_name__contains=core) if len(query.text) >= TRIGRAM else Q(core_name__startswith=core)
    clear = query.clear_in("search_folded")
    keys = _candidates(base, [named, clear], [Q(core_name__trigram_word_similar=core)])
    rows = _ranked(base, keys, query, clear, TrigramWordSimilarity(core, "core_name"))  # type: ignore[arg-type]
    own = set() if _is_department(user) or not rows else _own(seen, rows)
    return [_startup_hit(row, user, mine=_is_department(user) or row.pk in own) for row in rows]


def _own(seen: QuerySet[Startup], rows: list[Startup]) -> set[int]:
    return set(seen.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))


def _startup_hit(row: Any, user: Visitor, *, mine: bool, note: str | None = "") -> Hit:
    url = reverse("startups:startup_detail", args=[row.pk]) if mine else reverse("public:profile", args=[row.slug])
    words = note or (row.area.label if row.area else row.get_kind_display())
    return Hit(row.name, url, words, clear=getattr(row, "is_clear", True))


def _applications(user: Visitor, query: Query) -> list[Hit]:
    if not user.is_authenticated:
        return []
    base = Application.objects.visible_to(user).select_related("startup").alias(title_folded=Fold("title"))
    if query.text.upper().startswith("HS-"):
        rows = list(base.filter(number__startswith=query.text.upper()).order_by("number")[: query.limit + 1])
    else:
        core = CoreName(Value(query.text))
        titled, of_startup = query.clear_in("title_folded"), Q(startup__core_name__contains=core)
        if len(query.text) < TRIGRAM:
            of_startup = Q(startup__core_name__startswith=core)
        keys = _candidates(base, [titled, of_startup], [query.alike_in("title_folded")])
        rows = _ranked(base, keys, query, titled | of_startup, TrigramWordSimilarity(query.phrase, Fold("title")))  # type: ignore[arg-type]
    return [
        Hit(
            str(row),
            reverse("grants:application_detail", args=[row.pk]),
            " · ".join(part for part in (row.number, row.startup.name) if part),
            row.state,
            clear=getattr(row, "is_clear", True),
        )
        for row in rows
    ]


def _awards(user: Visitor, query: Query) -> list[Hit]:
    """Decisions and contracts by their numbers; by their project one finds the dossier."""
    if not user.is_authenticated or not any(character.isdigit() for character in query.text):
        return []
    awards = Award.objects.visible_to(user).alias(decision=Fold("decision_number"))
    contracts = Contract.objects.filter(award__in=awards.values("pk")).alias(folded=Fold("number"))
    decided = awards.filter(query.clear_in("decision")).values_list(
        Value(0), "decision_number", "application_id", "application__startup__name"
    )
    signed = contracts.filter(query.clear_in("folded")).values_list(
        Value(1), "number", "award__application_id", "award__application__startup__name"
    )
    top = query.limit + 1
    rows = decided.order_by("-pk")[:top].union(signed.order_by("-pk")[:top], all=True)
    hits = []
    for what, said, application, startup in list(rows)[:top]:
        page = ("grants:application_detail", "grants:contract_detail")[what]
        kind = (_("Decision"), _("Contract"))[what]
        hits.append(Hit(said, reverse(page, args=[application]), f"{kind} · {startup}"))
    return hits


def _people(user: Visitor, query: Query) -> list[Hit]:
    if not user.is_authenticated or not user.has_role(Role.ADMINISTRATOR):
        return []
    base = User.objects.visible_to(user)
    clear = query.clear_in("search_folded")
    keys = _candidates(base, [clear], [query.alike_in("search_folded")])
    rows = _ranked(base, keys, query, clear, TrigramWordSimilarity(query.phrase, "search_folded"))  # type: ignore[arg-type]
    return [Hit(str(r), reverse("people:person_detail", args=[r.pk]), r.email, clear=r.is_clear) for r in rows]


LARGE: dict[Group, Callable[[Any, Query], list[Hit]]] = {
    Group.STARTUP: _startups,
    Group.APPLICATION: _applications,
    Group.AWARD: _awards,
    Group.PERSON: _people,
}


# --- Small tables: some hundred rows together, one statement -----------------------------------------------
@dataclass(frozen=True)
class Small:
    """A table of named rows: its group, its page, the column of the address, what kind of thing a row is."""

    group: Group
    rows: Callable[[Any], QuerySet[Any]]
    page: Callable[[str], str]
    ref: Any
    kind: Any = ""
    names: tuple[str, str] = ("name", "name_en")


def _two(first: str, second: str) -> Concat:
    return Concat(first, Value("/"), models.functions.Cast(second, models.TextField()), output_field=models.TextField())


def _page(name: str) -> Callable[[str], str]:
    return lambda ref: reverse(name, args=ref.split("/"))


SMALL = [
    Small(Group.CALL, Call.objects.visible_to, _page("grants:call_detail"), F("code")),
    Small(
        Group.SERVICE,
        lambda user: SupportPolicy.objects.valid_on(timezone.localdate()),
        _page("public:service_detail"),
        F("code"),
    ),
    Small(
        Group.ORGANISATION,
        Organisation.objects.visible_to,
        _page("startups:organisation_detail"),
        models.functions.Cast("pk", models.TextField()),
        names=("name", "name"),
    ),
    Small(
        Group.ORGANISATION,
        lambda user: Organisation.objects.none() if _is_department(user) else Organisation.objects.public(),
        _page("public:organisation_profile"),
        F("slug"),
        names=("name", "name"),
    ),
    Small(Group.SCHEME, lambda user: Scheme.objects.all(), _page("public:scheme_detail"), F("code"), _("Scheme")),
    Small(
        Group.SCHEME,
        lambda user: Pillar.objects.all(),
        _page("public:pillar_detail"),
        _two("scheme__code", "number"),
        _("Pillar"),
    ),
    Small(
        Group.SCHEME,
        lambda user: Indicator.objects.all(),
        _page("public:indicator_detail"),
        _two("scheme__code", "code"),
        _("Indicator"),
    ),
    Small(
        Group.NEWS,
        lambda user: NewsItem.objects.public(),
        _page("communication:news_detail"),
        F("slug"),
        names=("title", "title_en"),
    ),
    Small(
        Group.REPORT,
        IssuedReport.objects.filter(number__isnull=False).visible_to,
        _page("reports:report_detail"),
        models.functions.Cast("pk", models.TextField()),
        names=("number", "number"),
    ),
    Small(
        Group.WARD,
        lambda user: Area.objects.valid_on(timezone.localdate()),
        _page("public:city_map_area"),
        F("code"),
        names=("full_name", "full_name_en"),
    ),
]


def _small(user: Visitor, query: Query, only: Group | None) -> dict[Group, list[Hit]]:
    parts = [_part(number, small, user, query) for number, small in enumerate(SMALL) if only in (None, small.group)]
    if not parts:
        return {}
    first, *others = parts
    found: dict[Group, list[Hit]] = {}
    rows = list(first.union(*others, all=True) if others else first)
    english = get_language() == "en"
    for number, ref, name, name_en, is_clear, _likeness in sorted(rows, key=lambda row: (not row[4], -row[5], row[2])):
        small = SMALL[number]
        hit = Hit(name_en if english and name_en else name, small.page(ref), str(small.kind), clear=is_clear)
        found.setdefault(small.group, []).append(hit)
    return found


def _part(number: int, small: Small, user: Visitor, query: Query) -> QuerySet[Any, Any]:
    name, name_en = (Coalesce(F(column), Value(""), output_field=models.TextField()) for column in small.names)
    hay = Fold(Concat(name, Value(" "), name_en, output_field=models.TextField()))
    clear = query.clear_in("hay")
    return (
        small.rows(user)
        .annotate(
            hay=hay,
            ref=models.functions.Cast(small.ref, models.TextField()),
            is_clear=Case(When(clear, then=Value(True)), default=Value(False), output_field=models.BooleanField()),
            likeness=TrigramWordSimilarity(query.phrase, hay),  # type: ignore[arg-type]
        )
        .filter(clear | query.alike_in("hay"))
        .order_by("-is_clear", "-likeness", "pk")
        .values_list(Value(number), "ref", name, name_en, "is_clear", "likeness")[: query.limit + 1]
    )
