"""Search in large tables, one statement each: it ranks at most a few hundred candidates from the indexes."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from stdnum.vn import mst

from ecosystem.accounts.http import Visitor
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.models import Fold
from ecosystem.public.search.query import Group, Hit, Query, Similarity, Tier, WordSimilarity, is_department
from ecosystem.public.search.snippets import snippet
from programmes.feedback.models import Feedback
from programmes.grants.models import Application, Award, Contract, Disbursement
from startups.models import Startup
from startups.models.startup import CoreName

MAX_EXACT_CANDIDATES = 60  # candidates of one tier
MAX_SIMILAR_CANDIDATES = 120  # candidates that are similar


def _candidates(base: QuerySet[Any], conditions: Iterable[Q], limit: int) -> QuerySet[Any]:
    """Primary keys of at most `limit` rows per condition; each condition uses its own index."""
    rows = base.order_by()
    first, *others = [rows.filter(condition).values("pk")[:limit] for condition in conditions]
    return first.union(*others, all=True) if others else first


def _best_rows(
    base: QuerySet[Any], query: Query, *, same_name: Q, folded_name: str, in_name: str, anywhere: str
) -> list[Any]:
    """The best rows with their `tier`: by tier, then by similarity of the name, then the newest.

    `folded_name`: the column with a trigram index in which similar spellings are searched.
    """
    if query.is_misspelt:
        keys = _candidates(base, [query.similarity_condition(folded_name)], MAX_SIMILAR_CANDIDATES)
        rows = base.filter(pk__in=keys).annotate(
            tier=Value(Tier.MISSPELT), similarity=WordSimilarity(query.phrase, F(folded_name))
        )
        similar = rows.order_by("-similarity", "-pk")
        return [row for row in similar if query.has_misspelt_words(_name_of(row))][: query.limit + 1]
    conditions = [same_name, *query.tier_conditions(in_name, anywhere).values()]
    keys = _candidates(base, conditions, MAX_EXACT_CANDIDATES)
    matches = Q(same_name) | Q(**{anywhere: query.any_tier})
    if query.is_two_syllables:  # in a name they may be apart
        matches |= Q(**{in_name: query.whole_words}) | Q(**{in_name: query.prefixes})
    rows = base.filter(matches, pk__in=keys).annotate(
        tier=query.tier_expression(same_name, in_name, anywhere), similarity=Similarity(query.phrase, F(folded_name))
    )
    return list(rows.order_by("tier", "-similarity", "-pk")[: query.limit + 1])


def _name_of(row: Any) -> str:
    """The text in which misspelt words are searched."""
    return f"{row.subject if isinstance(row, Feedback) else row} {row.email if isinstance(row, User) else ''}"


def _startups(user: Visitor, query: Query) -> list[Hit]:
    visible = Startup.objects.visible_to(user)
    base = visible if is_department(user) else visible | Startup.objects.public()
    base = base.select_related("area").only(
        "name", "slug", "kind", "tax_code", "summary", "area__name", "area__name_en"
    )
    digits = mst.compact(query.text)
    if is_department(user) and digits.isascii() and digits.isdigit() and len(digits) >= 10:
        rows = list(base.filter(Q(tax_code=mst.format(digits)) | Q(tax_code__startswith=digits))[: query.limit + 1])
        return [_startup_hit(row, query, links_desk=True, note=row.tax_code) for row in rows]
    query = _without_company_form(query)
    rows = _best_rows(
        base,
        query,
        same_name=Q(core_name=CoreName(Value(query.text))),
        folded_name="core_name",
        in_name="name_words",
        anywhere="search_words",
    )
    visible_keys = set() if is_department(user) or not rows else _visible_keys(visible, rows)
    return [_startup_hit(row, query, links_desk=is_department(user) or row.pk in visible_keys) for row in rows]


def _without_company_form(query: Query) -> Query:
    """The query without the company form («Công ty TNHH», «CTCP»), which people often do not know."""
    if len(query.words) == 1:
        return query
    with connection.cursor() as cursor:
        cursor.execute("SELECT vn_core_name(%s)", [query.text])
        return query.restricted_to(set(cursor.fetchone()[0].split()))


def _visible_keys(visible: QuerySet[Startup], rows: list[Startup]) -> set[int]:
    return set(visible.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))


def _startup_hit(row: Any, query: Query, *, links_desk: bool, note: str | None = "") -> Hit:
    """A startup; `links_desk` links its page in the portal instead of the public profile."""
    url = (
        reverse("startups:startup_detail", args=[row.pk]) if links_desk else reverse("public:profile", args=[row.slug])
    )
    tier = Tier(getattr(row, "tier", Tier.SAME_NAME))
    text = note or (row.area.label if row.area else row.get_kind_display())
    if tier in {Tier.ACCENTS_ELSEWHERE, Tier.WORDS_ELSEWHERE, Tier.PREFIXES_ELSEWHERE}:
        text = snippet(row.summary, query.folded_words) or text
    return Hit(row.name, url, text, tier=tier)


def _applications(user: Visitor, query: Query) -> list[Hit]:
    if not user.is_authenticated:
        return []
    visible = Application.objects.visible_to(user).only("title", "number", "status", "startup_name")
    base = visible.alias(title_folded=Fold("title"))
    if query.text.upper().startswith("HS-"):
        rows = list(base.filter(number__startswith=query.text.upper()).order_by("number")[: query.limit + 1])
    else:
        rows = _best_rows(
            base,
            query,
            same_name=Q(title_folded=query.phrase),
            folded_name="title_folded",
            in_name="title_words",
            anywhere="search_words",
        )
    return [
        Hit(
            str(row),
            reverse("grants:application_detail", args=[row.pk]),
            " · ".join(part for part in (row.number, row.startup_name) if part),
            row.state,
            tier=Tier(getattr(row, "tier", Tier.SAME_NAME)),
        )
        for row in rows
    ]


def _awards(user: Visitor, query: Query) -> list[Hit]:
    """Decisions and contracts by their numbers; their projects are found as dossiers."""
    if not user.is_authenticated or not _may_be_number(query):
        return []
    awards = Award.objects.visible_to(user).alias(decision=Fold("decision_number"))
    contracts = Contract.objects.filter(award__in=awards.values("pk")).alias(folded=Fold("number"))
    decided = awards.filter(_contains_parts(query, "decision")).values_list(
        Value(0), "decision_number", "application_id", "application__startup__name"
    )
    signed = contracts.filter(_contains_parts(query, "folded")).values_list(
        Value(1), "number", "award__application_id", "award__application__startup__name"
    )
    top = MAX_EXACT_CANDIDATES
    rows = decided.order_by("-pk")[:top].union(signed.order_by("-pk")[:top], all=True)
    hits = []
    for source, number, application, startup in rows:
        page = ("grants:application_detail", "grants:contract_detail")[source]
        kind = (_("Decision"), _("Contract"))[source]
        hits.append((number, reverse(page, args=[application]), f"{kind} · {startup}"))
    return _rank_by_number(hits, query)


def _payments(user: Visitor, query: Query) -> list[Hit]:
    """Payment orders by their numbers, without reversing entries."""
    if not user.is_authenticated or not _may_be_number(query):
        return []
    payments = Disbursement.objects.visible_to(user).filter(reverses=None).alias(folded=Fold("reference"))
    rows = payments.filter(_contains_parts(query, "folded")).order_by("-pk")
    columns = ("reference", "tranche__contract__award__application_id")
    startup = "tranche__contract__award__application__startup__name"
    found = rows.values_list(*columns, startup, "tranche__number")[:MAX_EXACT_CANDIDATES]
    hits = [
        (number, reverse("grants:contract_detail", args=[application]), f"{_('Tranche')} {tranche} · {name}")
        for number, application, name, tranche in found
    ]
    return _rank_by_number(hits, query)


def _may_be_number(query: Query) -> bool:
    return not query.is_misspelt and any(character.isdigit() for character in query.text)


def _contains_parts(query: Query, column: str) -> Q:
    """Whether the folded column contains every part of the query: candidates from a trigram index."""
    condition = Q()
    for part in query.text.split():
        condition &= Q(**{f"{column}__contains": Fold(Value(part))})
    return condition


def _rank_by_number(candidates: list[tuple[str, str, str]], query: Query) -> list[Hit]:
    """The candidates whose number has every word of the query, the best first."""
    hits = [
        Hit(number, url, note, tier=tier)
        for number, url, note in candidates
        if (tier := query.tier_of_text(number)) is not None
    ]
    return sorted(hits, key=lambda hit: hit.tier)[: query.limit + 1]


def _feedback(user: Visitor, query: Query) -> list[Hit]:
    """Messages from the public, for the people of the department who deal with them."""
    if not user.is_authenticated or not is_department(user):
        return []
    visible = Feedback.objects.visible_to(user).only("subject", "number", "status")
    base = visible.alias(subject_folded=Fold("subject"))
    if query.text.upper().startswith("PA-"):
        rows = list(base.filter(number__startswith=query.text.upper()).order_by("number")[: query.limit + 1])
    else:
        rows = _best_rows(
            base,
            query,
            same_name=Q(subject_folded=query.phrase),
            folded_name="subject_folded",
            in_name="subject_words",
            anywhere="search_words",
        )
    return [
        Hit(
            row.subject,
            reverse("feedback:feedback_detail", args=[row.pk]),
            row.number or "",
            row.state,
            tier=Tier(getattr(row, "tier", Tier.SAME_NAME)),
        )
        for row in rows
    ]


def _people(user: Visitor, query: Query) -> list[Hit]:
    if not user.is_authenticated or not user.has_role(Role.ADMINISTRATOR):
        return []
    rows = _best_rows(
        User.objects.visible_to(user).only("full_name", "email"),
        query,
        same_name=Q(email__iexact=query.text),
        folded_name="search_folded",
        in_name="search_words",
        anywhere="search_words",
    )
    return [Hit(str(r), reverse("people:person_detail", args=[r.pk]), r.email, tier=Tier(r.tier)) for r in rows]


LARGE_TABLES: dict[Group, Callable[[Any, Query], list[Hit]]] = {
    Group.STARTUP: _startups,
    Group.APPLICATION: _applications,
    Group.AWARD: _awards,
    Group.PAYMENT: _payments,
    Group.FEEDBACK: _feedback,
    Group.PERSON: _people,
}
