"""The search query, and what it returns: groups of hits."""

from collections.abc import Container, Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Case, Func, Q, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.http import Visitor
from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.models import Fold
from ecosystem.core.text import clean_line, fold_text, search_words
from ecosystem.public.search.spelling import is_misspelling

MAX_LENGTH = 100  # characters of the query that are used
MAX_WORDS = 8
HITS_PER_GROUP = 5  # hits of a group on the page of all groups
HITS_OF_ONE_GROUP = 50  # hits on the page of one group
PREFIX_LENGTH = 3  # a shorter word is found as a whole word only
MISSPELLING_LENGTH = 4  # only a query with a word of this length may be misspelt


class Tier(IntEnum):
    """How well a record matches, the best first. Only the accents as typed match in the `ACCENTS_…` tiers."""

    SAME_NAME = 0
    ACCENTS_IN_NAME = 1
    ACCENTS_ELSEWHERE = 2
    WORDS_IN_NAME = 3
    WORDS_ELSEWHERE = 4
    PREFIXES_IN_NAME = 5
    PREFIXES_ELSEWHERE = 6
    MISSPELT = 7


class Group(models.TextChoices):
    """What can be found, in the order of the page."""

    SECTOR = "sectors", _("Sectors")
    SERVICE = "services", _("Support")
    CALL = "calls", _("Calls")
    PAGE = "pages", _("Pages of the portal")
    STARTUP = "startups", _("Startups")
    APPLICATION = "applications", _("Applications")
    AWARD = "awards", _("Decisions and contracts")
    PAYMENT = "payments", _("Payment orders")
    FEEDBACK = "feedback", _("Messages from the public")
    ORGANISATION = "organisations", _("Organisations")
    SCHEME = "schemes", _("Schemes, pillars and indicators")
    NEWS = "news", _("News")
    REPORT = "reports", _("Reports")
    WARD = "wards", _("Wards and communes")
    PERSON = "people", _("Accounts")

    @property
    def icon(self) -> str:
        return {
            "sectors": "shapes",
            "services": "hand-coins",
            "calls": "megaphone",
            "pages": "panels-top-left",
            "startups": "rocket",
            "applications": "files",
            "awards": "stamp",
            "payments": "banknote",
            "feedback": "message-square-text",
            "organisations": "handshake",
            "schemes": "target",
            "news": "newspaper",
            "reports": "file-chart-column",
            "wards": "map-pin",
            "people": "users",
        }[self.value]


@dataclass(frozen=True)
class Hit:
    """One record: title, address, what it is, and its state as a choice with label and tone.

    `links`: further pages about it, as pairs of label and address.
    """

    title: str
    url: str
    note: str = ""
    state: Any = None
    tier: Tier = Tier.SAME_NAME
    links: tuple[tuple[str, str], ...] = ()


@dataclass
class GroupResult:
    """The best hits of one group, whether there are more, and the list with all of them.

    `is_number_match`: whether the query is the very number of a hit.
    """

    group: Group
    hits: list[Hit]
    has_more: bool = False
    all_url: str = ""
    is_number_match: bool = False


@dataclass(frozen=True)
class Query:
    """A search query, normalised and shortened; `limit` is the number of hits per group.

    `is_misspelt`: looks for words that are spelt alike, instead of the words.
    """

    raw: str
    limit: int = HITS_PER_GROUP
    is_misspelt: bool = False
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_line(self.raw[: 10 * MAX_LENGTH])[:MAX_LENGTH].strip())

    @property
    def is_truncated(self) -> bool:
        return len(clean_line(self.raw[: 10 * MAX_LENGTH])) > MAX_LENGTH or len(self.raw) > 10 * MAX_LENGTH

    @cached_property
    def words(self) -> list[str]:
        """The words with their accents, in lower case."""
        return search_words(self.text)[:MAX_WORDS]

    @cached_property
    def folded_words(self) -> list[str]:
        return [fold_text(word)[0] for word in self.words]

    @cached_property
    def is_accented(self) -> bool:
        """Whether the person typed accents, so that they count."""
        return self.words != self.folded_words

    @property
    def is_empty(self) -> bool:
        return not self.words

    @property
    def phrase(self) -> Fold:
        return Fold(Value(" ".join(self.words)))

    @property
    def similarity_threshold(self) -> float:
        """The word similarity (0 to 1) from which a text is a candidate; short words share few trigrams."""
        return 0.4 if len(self.text) <= 5 else 0.5

    # --- Full-text queries
    @cached_property
    def with_accents(self) -> SearchQuery:
        """Every word as typed; a word without an accent stands in the text without one."""
        return _text_query(f"'{word}':A" for word in self.words)

    @cached_property
    def stands_together(self) -> bool:
        """Whether words with other accents must stand together: each alone says too little, if short or accented."""
        return self.is_accented or all(len(word) < PREFIX_LENGTH for word in self.folded_words)

    @cached_property
    def whole_words(self) -> SearchQuery:
        """Every word, whatever the accents."""
        return _text_query([f"'{word}'" for word in self.folded_words], " <-> " if self.stands_together else " & ")

    @cached_property
    def prefixes(self) -> SearchQuery:
        """Every word as a word or the beginning of one, with the accents as typed."""
        return _text_query(self._prefix_parts)

    @property
    def _prefix_parts(self) -> list[str]:
        parts = []
        for number, word in enumerate(self.words):
            # Weight A: the word as it is written, see `vn_search`. A long word without accents may be half typed.
            weight = "A" if self._is_as_written(word) else ""
            parts.append(f"'{word}':{'*' if self._is_prefix(number) else ''}{weight}".rstrip(":"))
        return parts

    def _is_as_written(self, word: str) -> bool:
        """Whether the word of a prefix query matches only words that are written with its accents."""
        return self.stands_together and len(word) < PREFIX_LENGTH

    @cached_property
    def anything(self) -> SearchQuery:
        """All matches of the queries of all tiers."""
        whole = (" <-> " if self.stands_together else " & ").join(f"'{word}'" for word in self.folded_words)
        return _text_query([f"({' & '.join(self._prefix_parts)})", f"({whole})"], " | ")

    def _is_prefix(self, number: int) -> bool:
        """Whether the word may be the beginning of one: a long word, or the last while it is being typed after one."""
        words = self.folded_words
        if len(words[number]) >= PREFIX_LENGTH:
            return True
        return number == len(words) - 1 and any(len(word) >= PREFIX_LENGTH for word in words)

    def queries(self, in_name: str, anywhere: str) -> dict[Tier, Q]:
        """The condition of each tier below SAME_NAME, best first, for two columns of words."""
        wanted: list[tuple[Tier, str, SearchQuery]] = []
        if self.is_accented:
            wanted += [
                (Tier.ACCENTS_IN_NAME, in_name, self.with_accents),
                (Tier.ACCENTS_ELSEWHERE, anywhere, self.with_accents),
            ]
        wanted += [
            (Tier.WORDS_IN_NAME, in_name, self.whole_words),
            (Tier.WORDS_ELSEWHERE, anywhere, self.whole_words),
            (Tier.PREFIXES_IN_NAME, in_name, self.prefixes),
            (Tier.PREFIXES_ELSEWHERE, anywhere, self.prefixes),
        ]
        return {tier: Q(**{column: text_query}) for tier, column, text_query in wanted}

    def tier_of_row(self, same_name: Q, in_name: str, anywhere: str) -> Case:
        """The tier of a row that matches `anything`; the same name counts when its accents are those typed."""
        queries = self.queries(in_name, anywhere)
        if self.is_accented:
            same_name &= queries[Tier.ACCENTS_IN_NAME]
        cases = [When(same_name, then=Value(Tier.SAME_NAME))]
        cases += [When(condition, then=Value(tier)) for tier, condition in queries.items()]
        return Case(*cases, default=Value(Tier.MISSPELT), output_field=models.IntegerField())

    # --- The same, of a text in memory
    def tier_of_text(self, name: str, more: str = "") -> Tier | None:
        """The tier of a text, or None where it does not match."""
        own, others = search_words(name), search_words(f"{name} {more}")
        plain, all_plain = ([fold_text(word)[0] for word in words] for words in (own, others))
        accented = self.is_accented
        if plain == self.folded_words and (not accented or own == self.words):
            return Tier.SAME_NAME
        for tier, matches in (
            (Tier.ACCENTS_IN_NAME, accented and set(self.words) <= set(own)),
            (Tier.ACCENTS_ELSEWHERE, accented and set(self.words) <= set(others)),
            (Tier.WORDS_IN_NAME, self._has_words(plain)),
            (Tier.WORDS_ELSEWHERE, self._has_words(all_plain)),
            (Tier.PREFIXES_IN_NAME, self._has_prefixes(set(own), set(plain))),
            (Tier.PREFIXES_ELSEWHERE, self._has_prefixes(set(others), set(all_plain))),
        ):
            if matches:
                return tier
        return None

    def _has_words(self, plain: Sequence[str]) -> bool:
        """Whether these folded words have every word, together where `stands_together` says so."""
        words = self.folded_words
        if not self.stands_together:
            return set(words) <= set(plain)
        return any(list(plain[n : n + len(words)]) == words for n in range(len(plain)))

    def _has_prefixes(self, own: Set[str], plain: Set[str]) -> bool:
        """Whether these words, as written or folded, have every word or a word that begins with it."""
        for number, word in enumerate(self.words):
            found = own if self._is_as_written(word) else own | plain
            if word not in found and not (self._is_prefix(number) and any(w.startswith(word) for w in found)):
                return False
        return True

    # --- Misspelt words
    @property
    def may_be_misspelt(self) -> bool:
        return any(len(word) >= MISSPELLING_LENGTH for word in self.folded_words) or (
            len(self.folded_words) > 1 and all(len(word) >= PREFIX_LENGTH for word in self.folded_words)
        )

    def misspelt(self) -> "Query":
        """The query that looks for words spelt alike."""
        return replace(self, is_misspelt=True)

    def only_words(self, folded_words: Container[str]) -> "Query":
        """The query without other words than these, or itself where none would stay."""
        words = [word for word in self.words if fold_text(word)[0] in folded_words]
        return replace(self, raw=" ".join(words)) if words else self

    def is_similar(self, column: str) -> Q:
        """Whether a text in the folded column has similar trigrams: a candidate for `is_meant`."""
        return Q(**{f"{column}__trigram_word_similar": self.phrase})

    def is_meant(self, text: str) -> bool:
        """Whether every word of the query is a word of the text, perhaps misspelt."""
        plain = [fold_text(word)[0] for word in search_words(text)]
        return all(any(is_misspelling(word, own) for own in plain) for word in self.folded_words)


def _text_query(parts: Iterable[str], operator: str = " & ") -> SearchQuery:
    return SearchQuery(operator.join(parts), search_type="raw", config="simple")


def is_department(user: Visitor) -> bool:
    """Whether the person has a role of the department."""
    return bool(user.is_authenticated and user.has_role(*DEPARTMENT))


class WordSimilarity(Func):
    """The trigram word similarity (0 to 1) of a phrase and the most similar part of a text."""

    function = "WORD_SIMILARITY"
    output_field = models.FloatField()


class Similarity(Func):
    """The trigram similarity (0 to 1) of two texts: of equal matches, the shorter text first."""

    function = "SIMILARITY"
    output_field = models.FloatField()
