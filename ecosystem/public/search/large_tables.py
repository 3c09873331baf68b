"""Search in large tables, one statement each: candidates from the trigram indexes, of which only a few hundred are ranked."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from stdnum.vn import mst

from ecosystem.accounts.http import Visitor
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.models import Fold
from ecosystem.public.search.query import TRIGRAM_LENGTH, Group, Hit, Query, WordSimilarity, is_department
from programmes.grants.models import Application, Award, Contract
from startups.models import Startup
from startups.models.startup import CoreName

MAX_EXACT_CANDIDATES = 60  # candidates that contain every word
MAX_SIMILAR_CANDIDATES = 120  # candidates that are similar


def _candidates(base: QuerySet[Any], clear: Iterable[Q], alike: Iterable[Q]) -> QuerySet[Any]:
    """Primary keys of a few rows for each condition, each answered by its own index."""
    rows = base.order_by()
    parts = [rows.filter(q).values("pk")[:MAX_EXACT_CANDIDATES] for q in clear] + [
        rows.filter(q).values("pk")[:MAX_SIMILAR_CANDIDATES] for q in alike
    ]
    first, *others = parts
    return first.union(*others, all=True)


def _ranked(base: QuerySet[Any], keys: QuerySet[Any], query: Query, clear: Q, similarity: Any) -> list[Any]:
    """The best candidates: those with every word first, then by similarity, then the newest."""
    return list(
        base.filter(pk__in=keys)
        .annotate(
            has_all_words=Case(When(clear, then=Value(True)), default=Value(False), output_field=models.BooleanField()),
            similarity=similarity,
        )
        .order_by("-has_all_words", "-similarity", "-pk")[: query.limit + 1]
    )


def _startups(user: Visitor, query: Query) -> list[Hit]:
    visible = Startup.objects.visible_to(user)
    base = visible if is_department(user) else visible | Startup.objects.public()
    base = base.select_related("area")
    core = CoreName(Value(query.text))
    digits = mst.compact(query.text)
    if is_department(user) and digits.isascii() and digits.isdigit() and len(digits) >= 10:
        rows = list(base.filter(Q(tax_code=mst.format(digits)) | Q(tax_code__startswith=digits))[: query.limit + 1])
        return [_startup_hit(row, links_desk=True, note=row.tax_code) for row in rows]
    named = Q(core_name__contains=core) if len(query.text) >= TRIGRAM_LENGTH else Q(core_name__startswith=core)
    clear = query.contains_words("search_folded")
    keys = _candidates(base, [named, clear], [Q(core_name__trigram_word_similar=core)])
    rows = _ranked(base, keys, query, clear, WordSimilarity(core, "core_name"))
    own = set() if is_department(user) or not rows else _visible_keys(visible, rows)
    return [_startup_hit(row, links_desk=is_department(user) or row.pk in own) for row in rows]


def _visible_keys(visible: QuerySet[Startup], rows: list[Startup]) -> set[int]:
    return set(visible.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))


def _startup_hit(row: Any, *, links_desk: bool, note: str | None = "") -> Hit:
    """A startup; `links_desk` links its page in the portal instead of the public profile."""
    url = (
        reverse("startups:startup_detail", args=[row.pk]) if links_desk else reverse("public:profile", args=[row.slug])
    )
    text = note or (row.area.label if row.area else row.get_kind_display())
    return Hit(row.name, url, text, has_all_words=getattr(row, "has_all_words", True))


def _applications(user: Visitor, query: Query) -> list[Hit]:
    if not user.is_authenticated:
        return []
    base = Application.objects.visible_to(user).select_related("startup").alias(title_folded=Fold("title"))
    if query.text.upper().startswith("HS-"):
        rows = list(base.filter(number__startswith=query.text.upper()).order_by("number")[: query.limit + 1])
    else:
        core = CoreName(Value(query.text))
        titled, of_startup = query.contains_words("title_folded"), Q(startup__core_name__contains=core)
        if len(query.text) < TRIGRAM_LENGTH:
            of_startup = Q(startup__core_name__startswith=core)
        keys = _candidates(base, [titled, of_startup], [query.is_similar("title_folded")])
        rows = _ranked(base, keys, query, titled | of_startup, WordSimilarity(query.phrase, Fold("title")))
    return [
        Hit(
            str(row),
            reverse("grants:application_detail", args=[row.pk]),
            " · ".join(part for part in (row.number, row.startup.name) if part),
            row.state,
            has_all_words=getattr(row, "has_all_words", True),
        )
        for row in rows
    ]


def _awards(user: Visitor, query: Query) -> list[Hit]:
    """Decisions and contracts by their numbers; their projects are found as dossiers."""
    if not user.is_authenticated or not any(character.isdigit() for character in query.text):
        return []
    awards = Award.objects.visible_to(user).alias(decision=Fold("decision_number"))
    contracts = Contract.objects.filter(award__in=awards.values("pk")).alias(folded=Fold("number"))
    decided = awards.filter(query.contains_words("decision")).values_list(
        Value(0), "decision_number", "application_id", "application__startup__name"
    )
    signed = contracts.filter(query.contains_words("folded")).values_list(
        Value(1), "number", "award__application_id", "award__application__startup__name"
    )
    top = query.limit + 1
    rows = decided.order_by("-pk")[:top].union(signed.order_by("-pk")[:top], all=True)
    hits = []
    for source, number, application, startup in list(rows)[:top]:
        page = ("grants:application_detail", "grants:contract_detail")[source]
        kind = (_("Decision"), _("Contract"))[source]
        hits.append(Hit(number, reverse(page, args=[application]), f"{kind} · {startup}"))
    return hits


def _people(user: Visitor, query: Query) -> list[Hit]:
    if not user.is_authenticated or not user.has_role(Role.ADMINISTRATOR):
        return []
    base = User.objects.visible_to(user)
    clear = query.contains_words("search_folded")
    keys = _candidates(base, [clear], [query.is_similar("search_folded")])
    rows = _ranked(base, keys, query, clear, WordSimilarity(query.phrase, "search_folded"))
    return [
        Hit(str(r), reverse("people:person_detail", args=[r.pk]), r.email, has_all_words=r.has_all_words) for r in rows
    ]


LARGE_TABLES: dict[Group, Callable[[Any, Query], list[Hit]]] = {
    Group.STARTUP: _startups,
    Group.APPLICATION: _applications,
    Group.AWARD: _awards,
    Group.PERSON: _people,
}
