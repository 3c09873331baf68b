"""One search over all records that a person may see: without accents, tolerant of typing mistakes, best matches first.

Each large table is one statement, which ranks only a few hundred candidates from the trigram indexes, so that its time
does not grow with the table. The small tables are one statement together.
"""

import re

from django.db import connection, transaction
from django.urls import reverse

from ecosystem.accounts.http import Visitor
from ecosystem.public.search.large_tables import LARGE_TABLES
from ecosystem.public.search.query import (
    HITS_OF_ONE_GROUP,
    HITS_PER_GROUP,
    MAX_LENGTH,
    Group,
    GroupResult,
    Hit,
    Query,
    is_department,
)
from ecosystem.public.search.small_tables import search_small_tables

__all__ = ["HITS_OF_ONE_GROUP", "HITS_PER_GROUP", "MAX_LENGTH", "Group", "GroupResult", "Query", "search"]


def search(user: Visitor, query: Query, only: Group | None = None) -> list[GroupResult]:
    """Matching records that the person may see, by groups; a group with the very number comes first."""
    if query.is_empty:
        return []
    hits: dict[Group, list[Hit]] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(query.similarity_threshold)]
        )
        for group, find in LARGE_TABLES.items():
            if only in (None, group):
                hits[group] = find(user, query)
        hits |= search_small_tables(user, query, only)
    # Similar texts help against typing mistakes; beside real matches they are noise.
    if any(hit.has_all_words for group in hits.values() for hit in group):
        hits = {group: [hit for hit in found if hit.has_all_words] for group, found in hits.items()}
    order = list(Group)
    results = [_group_result(group, found, user, query) for group, found in hits.items() if found]
    return sorted(results, key=lambda result: (not result.is_number_match, order.index(result.group)))


def _group_result(group: Group, hits: list[Hit], user: Visitor, query: Query) -> GroupResult:
    result = GroupResult(group, hits[: query.limit], has_more=len(hits) > query.limit)
    result.is_number_match = _is_number(query.text) and any(
        query.text.lower() in f"{h.title} {h.note}".lower() for h in result.hits
    )
    result.all_url = _list_url(group, user, result.hits[-1].has_all_words)
    return result


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"(HS|BC)-[\d-]+|[\d. -]{10,}(-\d{3})?", text, re.IGNORECASE))


def _list_url(group: Group, user: Visitor, has_all_words: bool) -> str:
    """The list with the same search, if any; lists find no similar words."""
    if not has_all_words:
        return ""
    lists = {
        Group.STARTUP: "startups:startup_list" if is_department(user) else "",
        Group.APPLICATION: "grants:application_list",
        Group.PERSON: "people:person_list",
    }
    return reverse(lists[group]) if lists.get(group) else ""
