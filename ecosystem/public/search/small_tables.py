"""Search in small tables: a few hundred rows together, in one statement."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.http import Visitor
from ecosystem.core.models import Fold, SearchWords
from ecosystem.public.search.query import Group, Hit, Query, Similarity, Tier, WordSimilarity, is_department
from ecosystem.public.search.sectors import sector_url
from ecosystem.reference.models import Area, Sector
from ecosystem.reports.models import IssuedReport
from programmes.communication.models import NewsItem
from programmes.grants.models import Call
from programmes.plan.models import Indicator, Pillar, Scheme, SupportPolicy
from startups.models import Organisation


@dataclass(frozen=True)
class SmallTable:
    """A small table with names: its group, the visible rows, the address of a row by its key, and the kind of the rows.

    `aliases`: columns that count like the name. `more`: other columns with words. Of equal matches in one group, the
    table with the smaller `rank` stands first.
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


def _joined_key(first: str, second: str) -> Concat:
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
        more=("summary", "summary_en", "stage__name"),
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
        _joined_key("scheme__code", "number"),
        _("Pillar"),
    ),
    SmallTable(
        Group.SCHEME,
        lambda user: Indicator.objects.all(),
        _url_builder("public:indicator_detail"),
        _joined_key("scheme__code", "code"),
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
    found: dict[Group, list[Hit]] = {}
    rows = list(first.union(*others, all=True) if others else first)
    in_english = get_language() == "en"
    for number, key, name, name_en, tier, _similarity in sorted(
        rows, key=lambda row: (row[4], SMALL_TABLES[row[0]].rank, -row[5], row[2])
    ):
        small = SMALL_TABLES[number]
        if query.is_misspelt and not query.is_meant(f"{name} {name_en}"):
            continue
        title = name_en if in_english and name_en else name
        found.setdefault(small.group, []).append(Hit(title, small.url(key), str(small.kind), tier=Tier(tier)))
    return found


def _joined(parts: Iterable[Any]) -> Concat:
    """The columns with spaces between them."""
    texts: list[Any] = []
    for part in parts:
        column = Coalesce(F(part), Value(""), output_field=models.TextField()) if isinstance(part, str) else part
        texts += [column, Value(" ")]
    return Concat(*texts, output_field=models.TextField())


def _query_table(number: int, small: SmallTable, user: Visitor, query: Query) -> QuerySet[Any, Any]:
    name, name_en = (Coalesce(F(column), Value(""), output_field=models.TextField()) for column in small.names)
    own = _joined([name, name_en, *small.aliases])
    everything = _joined([name, name_en, *small.aliases, *small.more])
    tier: Any
    similarity: Any
    rows = (
        small.rows(user)
        .alias(
            own_folded=Fold(own),
            own_words=SearchWords(own),
            all_words=SearchWords(everything),
            name_folded=Fold(name),
            name_en_folded=Fold(name_en),
        )
        .annotate(key=models.functions.Cast(small.key, models.TextField()))
    )
    if query.is_misspelt:
        rows = rows.filter(query.is_similar("own_folded"))
        tier, similarity = Value(Tier.MISSPELT, models.IntegerField()), WordSimilarity(query.phrase, F("own_folded"))
    else:
        rows = rows.filter(all_words=query.anything)
        same_name = Q(name_folded=query.phrase) | Q(name_en_folded=query.phrase)
        tier, similarity = query.tier_of_row(same_name, "own_words", "all_words"), Similarity(query.phrase, Fold(name))
    return (
        rows.annotate(tier=tier, similarity=similarity)
        .order_by("tier", "-similarity", "pk")
        .values_list(Value(number), "key", name, name_en, "tier", "similarity")[: query.limit + 1]
    )
