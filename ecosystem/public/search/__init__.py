"""One search over all records and pages that a person may see.

Whole words rank before prefixes. Words with a similar spelling are searched only when nothing else was found. Each large
table takes one statement, which ranks at most a few hundred candidates from the indexes, so that its time does not grow
with the table. The small tables take one statement together.
"""

import re

from django.db import connection, transaction
from django.urls import reverse

from ecosystem.accounts.http import Visitor
from ecosystem.public.search.large_tables import LARGE_TABLES
from ecosystem.public.search.pages import search_pages
from ecosystem.public.search.query import (
    HITS_OF_ONE_GROUP,
    HITS_PER_GROUP,
    MAX_LENGTH,
    Group,
    GroupResult,
    Hit,
    Query,
    Tier,
    is_department,
)
from ecosystem.public.search.sectors import with_sector_links
from ecosystem.public.search.small_tables import search_small_tables

__all__ = ["HITS_OF_ONE_GROUP", "HITS_PER_GROUP", "MAX_LENGTH", "Group", "GroupResult", "Query", "search"]


def search(user: Visitor, query: Query, only: Group | None = None) -> list[GroupResult]:
    """Matching records that the person may see, by groups. A group with the number that was searched comes first."""
    if query.is_empty:
        return []
    hits = _find(user, query, only)
    if not hits and query.may_be_misspelt:
        query = query.as_misspelt()
        with transaction.atomic(), connection.cursor() as cursor:
            threshold = str(query.similarity_threshold)
            cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [threshold])
            hits = _find(user, query, only)
    if Group.SECTOR in hits:
        hits[Group.SECTOR] = with_sector_links(hits[Group.SECTOR][: query.limit + 1])
    results = [_group_result(group, group_hits, user, query) for group, group_hits in hits.items()]
    order = list(Group)
    return sorted(
        results,
        key=lambda result: (not result.is_number_match, _tier_of(result.hits, query), order.index(result.group)),
    )


def _find(user: Visitor, query: Query, only: Group | None) -> dict[Group, list[Hit]]:
    """The hits of each group with at least one, the best first."""
    hits = {group: find(user, query) for group, find in LARGE_TABLES.items() if only in (None, group)}
    if only in (None, Group.PAGE):
        hits[Group.PAGE] = search_pages(user, query)
    hits |= search_small_tables(user, query, only)
    return {group: group_hits for group, group_hits in hits.items() if group_hits}


def _tier_of(hits: list[Hit], query: Query) -> Tier:
    """The tier by which the groups are ordered. The same name ranks like words in a name."""
    best = min(hit.tier for hit in hits)
    if best == Tier.SAME_NAME:
        return Tier.ACCENTS_IN_NAME if query.is_accented else Tier.WORDS_IN_NAME
    return best


def _group_result(group: Group, hits: list[Hit], user: Visitor, query: Query) -> GroupResult:
    result = GroupResult(group, hits[: query.limit], has_more=len(hits) > query.limit)
    result.is_number_match = _is_number(query.text) and any(
        query.text.lower() in f"{h.title} {h.note}".lower() for h in result.hits
    )
    result.all_url = _list_url(group, user, result.hits[-1].tier)
    return result


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"(HS|BC|PA)-[\d-]+|[\d. -]{10,}(-\d{3})?", text, re.IGNORECASE))


def _list_url(group: Group, user: Visitor, tier: Tier) -> str:
    """The list page with the same search, or "": lists do not find misspelt words."""
    if tier == Tier.MISSPELT:
        return ""
    lists = {
        Group.STARTUP: "startups:startup_list" if is_department(user) else "",
        Group.APPLICATION: "grants:application_list",
        Group.FEEDBACK: "feedback:feedback_list",
        Group.PERSON: "people:person_list",
    }
    return reverse(lists[group]) if lists.get(group) else ""
