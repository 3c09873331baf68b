"""Search in small tables: a few hundred rows together, in one statement."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.http import Visitor
from ecosystem.core.models import Fold
from ecosystem.public.search.query import Group, Hit, Query, WordSimilarity, is_department
from ecosystem.reference.models import Area
from ecosystem.reports.models import IssuedReport
from programmes.communication.models import NewsItem
from programmes.grants.models import Call
from programmes.plan.models import Indicator, Pillar, Scheme, SupportPolicy
from startups.models import Organisation


@dataclass(frozen=True)
class SmallTable:
    """A small table with names: its group, the visible rows, the address of a row by its key, and the kind of the rows."""

    group: Group
    rows: Callable[[Any], QuerySet[Any]]
    url: Callable[[str], str]
    key: Any
    kind: Any = ""
    names: tuple[str, str] = ("name", "name_en")


def _joined_key(first: str, second: str) -> Concat:
    return Concat(first, Value("/"), models.functions.Cast(second, models.TextField()), output_field=models.TextField())


def _url_builder(name: str) -> Callable[[str], str]:
    return lambda key: reverse(name, args=key.split("/"))


SMALL_TABLES = [
    SmallTable(Group.CALL, Call.objects.visible_to, _url_builder("grants:call_detail"), F("code")),
    SmallTable(
        Group.SERVICE,
        lambda user: SupportPolicy.objects.valid_on(timezone.localdate()),
        _url_builder("public:service_detail"),
        F("code"),
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
    """The hits of every small table, or of the group `only`."""
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
    for number, key, name, name_en, has_all_words, _likeness in sorted(
        rows, key=lambda row: (not row[4], -row[5], row[2])
    ):
        small = SMALL_TABLES[number]
        hit = Hit(
            name_en if in_english and name_en else name, small.url(key), str(small.kind), has_all_words=has_all_words
        )
        found.setdefault(small.group, []).append(hit)
    return found


def _query_table(number: int, small: SmallTable, user: Visitor, query: Query) -> QuerySet[Any, Any]:
    name, name_en = (Coalesce(F(column), Value(""), output_field=models.TextField()) for column in small.names)
    search_text = Fold(Concat(name, Value(" "), name_en, output_field=models.TextField()))
    clear = query.contains_words("search_text")
    return (
        small.rows(user)
        .annotate(
            search_text=search_text,
            key=models.functions.Cast(small.key, models.TextField()),
            has_all_words=Case(When(clear, then=Value(True)), default=Value(False), output_field=models.BooleanField()),
            similarity=WordSimilarity(query.phrase, search_text),
        )
        .filter(clear | query.is_similar("search_text"))
        .order_by("-has_all_words", "-similarity", "pk")
        .values_list(Value(number), "key", name, name_en, "has_all_words", "similarity")[: query.limit + 1]
    )
