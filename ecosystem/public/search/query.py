"""The search query, its conditions for Postgres and for texts in memory, and the classes of the results."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import pairwise
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
PREFIX_LENGTH = 3  # a shorter word matches only whole words
SYLLABLE_LENGTH = 4  # two words without accents up to this length are taken as the syllables of one word: hop dong
MISSPELLING_LENGTH = 4  # only a query with a word of this length may be misspelt


class Tier(IntEnum):
    """How well a record matches, the best first. The `ACCENTS_…` tiers match only words with the accents that were typed."""

    SAME_NAME = 0
    ACCENTS_IN_NAME = 1
    ACCENTS_ELSEWHERE = 2
    WORDS_IN_NAME = 3
    WORDS_ELSEWHERE = 4
    PREFIXES_IN_NAME = 5
    PREFIXES_ELSEWHERE = 6
    MISSPELT = 7


class Group(models.TextChoices):
    """The groups of results, in the order of the page."""

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

    `is_number_match`: whether the query is the number of a hit.
    """

    group: Group
    hits: list[Hit]
    has_more: bool = False
    all_url: str = ""
    is_number_match: bool = False


@dataclass(frozen=True)
class Query:
    """A search query, normalised and shortened; `limit` is the number of hits per group.

    `is_misspelt`: search words with a similar spelling instead of the words themselves.
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
        """Whether the person typed accents; only then do accents count."""
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
    def is_two_syllables(self) -> bool:
        """Whether the query is one word of two syllables without its accents: apart in a text they mean something else."""
        words = self.folded_words
        return (
            len(words) == 2 and not self.is_accented and all(w.isalpha() and len(w) <= SYLLABLE_LENGTH for w in words)
        )

    @cached_property
    def accented_words(self) -> SearchQuery:
        """Every word as typed; a word without accents matches only itself without accents."""
        return _text_query(f"'{word}':A" for word in self.words)

    @cached_property
    def requires_phrase(self) -> bool:
        """Whether words whose accents differ must be adjacent: single short or accented words would match too much."""
        return self.is_accented or all(len(word) < PREFIX_LENGTH for word in self.folded_words)

    @cached_property
    def whole_words(self) -> SearchQuery:
        """Every word, whatever the accents."""
        return _text_query([f"'{word}'" for word in self.folded_words], " <-> " if self.requires_phrase else " & ")

    @cached_property
    def whole_words_in_text(self) -> SearchQuery:
        """The same for a text that is longer than a name: the syllables of one word must be adjacent."""
        if not self.is_two_syllables:
            return self.whole_words
        return _text_query([f"'{word}'" for word in self.folded_words], " <-> ")

    @cached_property
    def prefixes_in_text(self) -> SearchQuery:
        """The prefixes for a text that is longer than a name: the syllables of one word must be adjacent."""
        return _text_query(self._prefix_parts, " <-> ") if self.is_two_syllables else self.prefixes

    @cached_property
    def prefixes(self) -> SearchQuery:
        """Every word as a whole word or as a prefix, with the accents as typed."""
        return _text_query(self._prefix_parts)

    @property
    def _prefix_parts(self) -> list[str]:
        parts = []
        for number, word in enumerate(self.words):
            if self._is_fragment(number):
                continue
            # Weight A: the word with its accents, see `vn_search`. A long word without accents may be typed in part.
            weight = "A" if self._needs_accents(word) else ""
            parts.append(f"'{word}':{'*' if self._is_prefix(number) else ''}{weight}".rstrip(":"))
        return parts

    def _needs_accents(self, word: str) -> bool:
        """Whether the word of a prefix query matches only words with the same accents."""
        return self.requires_phrase and len(word) < PREFIX_LENGTH

    @cached_property
    def any_tier(self) -> SearchQuery:
        """The query that matches whatever one of the tiers matches in a text."""
        whole, adjacent = [f"'{word}'" for word in self.folded_words], self.requires_phrase or self.is_two_syllables
        parts = (" <-> " if self.is_two_syllables else " & ").join(self._prefix_parts)
        return _text_query([f"({parts})", f"({(' <-> ' if adjacent else ' & ').join(whole)})"], " | ")

    def _is_prefix(self, number: int) -> bool:
        """Whether the word counts as a prefix: every long word."""
        return len(self.folded_words[number]) >= PREFIX_LENGTH

    def _is_fragment(self, number: int) -> bool:
        """Whether prefixes leave the word out: one or two letters at the end, after a long word, are still being typed.

        Thousands of words begin with them, and the index would merge the rows of each.
        """
        words = self.folded_words
        return number == len(words) - 1 and not self._is_prefix(number) and any(map(self._is_prefix, range(number)))

    def tier_conditions(self, in_name: str, anywhere: str) -> dict[Tier, Q]:
        """The condition of each tier after SAME_NAME, best first. `in_name` and `anywhere` are columns of search words."""
        matches: list[tuple[Tier, str, SearchQuery]] = []
        if self.is_accented:
            matches += [
                (Tier.ACCENTS_IN_NAME, in_name, self.accented_words),
                (Tier.ACCENTS_ELSEWHERE, anywhere, self.accented_words),
            ]
        matches += [
            (Tier.WORDS_IN_NAME, in_name, self.whole_words),
            (Tier.WORDS_ELSEWHERE, anywhere, self.whole_words_in_text),
            (Tier.PREFIXES_IN_NAME, in_name, self.prefixes),
            (Tier.PREFIXES_ELSEWHERE, anywhere, self.prefixes_in_text),
        ]
        return {tier: Q(**{column: text_query}) for tier, column, text_query in matches}

    def tier_expression(self, same_name: Q, in_name: str, anywhere: str) -> Case:
        """The tier of a row that matches `any_tier`. The same name counts only with the accents that were typed."""
        conditions = self.tier_conditions(in_name, anywhere)
        if self.is_accented:
            same_name &= conditions[Tier.ACCENTS_IN_NAME]
        cases = [When(same_name, then=Value(Tier.SAME_NAME))]
        cases += [When(condition, then=Value(tier)) for tier, condition in conditions.items()]
        return Case(*cases, default=Value(Tier.MISSPELT), output_field=models.IntegerField())

    # --- Texts in memory, by the same rules
    def tier_of_text(self, name: str, more: str = "") -> Tier | None:
        """The tier of a record with this name and more text; None where it does not match."""
        name_words, all_words = search_words(name), search_words(f"{name} {more}")
        folded_name, folded_all = ([fold_text(word)[0] for word in words] for words in (name_words, all_words))
        accented = self.is_accented
        if folded_name == self.folded_words and (not accented or name_words == self.words):
            return Tier.SAME_NAME
        for tier, matches in (
            (Tier.ACCENTS_IN_NAME, accented and set(self.words) <= set(name_words)),
            (Tier.ACCENTS_ELSEWHERE, accented and set(self.words) <= set(all_words)),
            (Tier.WORDS_IN_NAME, self._has_words(folded_name)),
            (Tier.WORDS_ELSEWHERE, self._has_words(folded_all)),
            (Tier.PREFIXES_IN_NAME, self._has_prefixes(name_words, folded_name)),
            (Tier.PREFIXES_ELSEWHERE, self._has_prefixes(all_words, folded_all)),
        ):
            if matches:
                return tier
        return None

    def _has_words(self, folded: Sequence[str]) -> bool:
        """Whether the folded words of a text contain every word; those of one word or phrase adjacent."""
        words = self.folded_words
        if not self.requires_phrase and not self.is_two_syllables:
            return set(words) <= set(folded)
        return any(list(folded[n : n + len(words)]) == words for n in range(len(folded)))

    def _has_prefixes(self, accented: Sequence[str], folded: Sequence[str]) -> bool:
        """Whether the words of a text contain every word or one that begins with it, accented or folded."""
        if self.is_two_syllables and not self._is_fragment(1):
            return any(all(map(str.startswith, pair, self.words)) for pair in pairwise(folded))
        for number, word in enumerate(self.words):
            if self._is_fragment(number):
                continue
            candidates = set(accented) if self._needs_accents(word) else {*accented, *folded}
            if word not in candidates and not (
                self._is_prefix(number) and any(other.startswith(word) for other in candidates)
            ):
                return False
        return True

    # --- Misspelt words
    @property
    def may_be_misspelt(self) -> bool:
        words = [word for word in self.folded_words if word.isalpha()]  # the digits of a number are no misspelling
        return any(len(word) >= MISSPELLING_LENGTH for word in words) or (
            len(words) > 1 and all(len(word) >= PREFIX_LENGTH for word in self.folded_words)
        )

    def as_misspelt(self) -> "Query":
        """The same query for words with a similar spelling."""
        return replace(self, is_misspelt=True)

    def restricted_to(self, folded_words: Container[str]) -> "Query":
        """The query with these words only; unchanged where none of them is in it."""
        words = [word for word in self.words if fold_text(word)[0] in folded_words]
        return replace(self, raw=" ".join(words)) if words else self

    def similarity_condition(self, column: str) -> Q:
        """The condition that the folded column has similar trigrams: candidates for `has_misspelt_words`."""
        return Q(**{f"{column}__trigram_word_similar": self.phrase})

    def has_misspelt_words(self, text: str) -> bool:
        """Whether the words of the query are words of the text or misspellings of them, in the same order."""
        folded = [fold_text(word)[0] for word in search_words(text)]
        if self.is_two_syllables:
            return any(all(map(is_misspelling, self.folded_words, pair)) for pair in pairwise(folded))
        rest = iter(folded)
        return all(any(is_misspelling(word, other) for other in rest) for word in self.folded_words)


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
