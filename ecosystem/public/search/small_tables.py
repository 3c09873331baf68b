"""Search in small tables: a few hundred rows together, in one statement.

Each table has an index of the words of the columns that are searched (`words_index`): without it, the database would
split every text anew for every search.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.http import Visitor
from ecosystem.core.models import Fold, JoinedText, SearchWords
from ecosystem.public.search.query import Group, Hit, Query, Tier, is_department
from ecosystem.public.search.sectors import sector_url
from ecosystem.reference.models import Area, Sector
from ecosystem.reports.models import IssuedReport
from programmes.communication.models import NewsItem
from programmes.grants.models import Call
from programmes.plan.models import Indicator, Pillar, Scheme, SupportPolicy
from startups.models import Organisation

MAX_ROWS = 300  # matches of one table that are ranked


@dataclass(frozen=True)
class SmallTable:
    """A small table with names: its group, the visible rows, the address of a row by its key, and the kind of the rows.

    `aliases`: columns that count like the name. `more`: other columns that are searched. Among equal matches of one
    group, the table with the smaller `rank` comes first.
    """

    group: Group
    rows: Callable[[Any], QuerySet[Any]]
    url: Callable[[str], str]
    key: Any
    kind: Any = ""
    names: tuple[str, str] = ("name", "name_en")
    aliases: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    rank: int = 0


def _composite_key(first: str, second: str) -> Concat:
    return Concat(first, Value("/"), models.functions.Cast(second, models.TextField()), output_field=models.TextField())


def _url_builder(name: str) -> Callable[[str], str]:
    return lambda key: reverse(name, args=key.split("/"))


SMALL_TABLES = [
    SmallTable(
        Group.SECTOR,
        lambda user: Sector.objects.valid_on(timezone.localdate()),
        sector_url,
        F("code"),
        _("Startups of this sector in the directory"),
        aliases=("code",),
    ),
    SmallTable(
        Group.CALL,
        lambda user: Call.objects.visible_to(user).open_at(timezone.now()),
        _url_builder("grants:call_detail"),
        F("code"),
        _("Open now"),
        more=("summary", "summary_en"),
    ),
    SmallTable(
        Group.CALL,
        lambda user: Call.objects.visible_to(user).exclude(pk__in=Call.objects.open_at(timezone.now()).values("pk")),
        _url_builder("grants:call_detail"),
        F("code"),
        rank=1,
    ),
    SmallTable(
        Group.SERVICE,
        lambda user: SupportPolicy.objects.valid_on(timezone.localdate()),
        _url_builder("public:service_detail"),
        F("code"),
        more=("summary", "summary_en"),
    ),
    SmallTable(
        Group.ORGANISATION,
        Organisation.objects.visible_to,
        _url_builder("startups:organisation_detail"),
        models.functions.Cast("pk", models.TextField()),
        names=("name", "name"),
    ),
    SmallTable(
        Group.ORGANISATION,
        lambda user: Organisation.objects.none() if is_department(user) else Organisation.objects.public(),
        _url_builder("public:organisation_profile"),
        F("slug"),
        names=("name", "name"),
    ),
    SmallTable(
        Group.SCHEME, lambda user: Scheme.objects.all(), _url_builder("public:scheme_detail"), F("code"), _("Scheme")
    ),
    SmallTable(
        Group.SCHEME,
        lambda user: Pillar.objects.all(),
        _url_builder("public:pillar_detail"),
        _composite_key("scheme__code", "number"),
        _("Pillar"),
    ),
    SmallTable(
        Group.SCHEME,
        lambda user: Indicator.objects.all(),
        _url_builder("public:indicator_detail"),
        _composite_key("scheme__code", "code"),
        _("Indicator"),
    ),
    SmallTable(
        Group.NEWS,
        lambda user: NewsItem.objects.public(),
        _url_builder("communication:news_detail"),
        F("slug"),
        names=("title", "title_en"),
        more=("summary", "summary_en"),
    ),
    SmallTable(
        Group.REPORT,
        IssuedReport.objects.filter(number__isnull=False).visible_to,
        _url_builder("reports:report_detail"),
        models.functions.Cast("pk", models.TextField()),
        names=("number", "number"),
    ),
    SmallTable(
        Group.WARD,
        lambda user: Area.objects.valid_on(timezone.localdate()),
        _url_builder("public:city_map_area"),
        F("code"),
        names=("full_name", "full_name_en"),
    ),
]


def search_small_tables(user: Visitor, query: Query, only: Group | None) -> dict[Group, list[Hit]]:
    """The hits of every small table, or of the group `only`, the best first."""
    parts = [
        _query_table(number, small, user, query)
        for number, small in enumerate(SMALL_TABLES)
        if only in (None, small.group)
    ]
    if not parts:
        return {}
    first, *others = parts
    hits: dict[Group, list[Hit]] = {}
    rows = [_SmallRow(*row) for row in (first.union(*others, all=True) if others else first)]
    if query.is_misspelt:
        rows = [row for row in rows if any(map(query.has_misspelt_words, row.own_names))]
    tiers = {id(row): _tier_of(row, query) for row in rows}
    in_english = get_language() == "en"
    for row in sorted(
        rows, key=lambda row: (tiers[id(row)], SMALL_TABLES[row.number].rank, len(row.name), row.name, row.key)
    ):
        small = SMALL_TABLES[row.number]
        title = row.name_en if in_english and row.name_en else row.name
        hits.setdefault(small.group, []).append(Hit(title, small.url(row.key), str(small.kind), tier=tiers[id(row)]))
    return {group: group_hits[: query.limit + 1] for group, group_hits in hits.items()}


class _SmallRow(NamedTuple):
    """A row of a small table: the index of its table, its key, its names, the text of names and aliases, and all text."""

    number: int
    key: str
    name: str
    name_en: str
    name_text: str
    all_text: str

    @property
    def own_names(self) -> tuple[str, str, str]:
        """The name in each language and the aliases: words of one do not follow those of another."""
        return self.name, self.name_en, self.name_text.removeprefix(f"{self.name} {self.name_en}")


def _tier_of(row: _SmallRow, query: Query) -> Tier:
    """The tier of a row that the database found, computed here: the rows are few, and the SQL stays short."""
    if query.is_misspelt:
        return Tier.MISSPELT
    tiers = [query.tier_of_text(name) for name in (row.name, row.name_en) if name]
    tiers.append(query.tier_of_text(row.name_text, row.all_text))
    return min((tier for tier in tiers if tier is not None), default=Tier.PREFIXES_ELSEWHERE)


def _query_table(number: int, small: SmallTable, user: Visitor, query: Query) -> QuerySet[Any, Any]:
    """The matching rows; the words are those of an index of the table (`words_index`)."""
    columns = list(dict.fromkeys([*small.names, *small.aliases]))
    name_text, all_text = JoinedText(*columns), JoinedText(*columns, *small.more)
    rows = small.rows(user).annotate(key=models.functions.Cast(small.key, models.TextField()))
    if query.is_misspelt:
        rows = rows.alias(folded_name=Fold(name_text)).filter(query.similarity_condition("folded_name"))
    else:
        rows = rows.alias(all_words=SearchWords(all_text)).filter(all_words=query.any_tier)
    name, name_en = map(F, small.names)
    return rows.order_by("pk").values_list(Value(number), "key", name, name_en, name_text, all_text)[:MAX_ROWS]
