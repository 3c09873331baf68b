"""The search query, and what it returns: groups of hits."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Func, Q, Value
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.http import Visitor
from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.models import Fold
from ecosystem.core.text import clean_line, fold_text

MAX_LENGTH = 100  # characters of the query that are used
MAX_WORDS = 8
HITS_PER_GROUP = 5  # hits of a group on the page of all groups
HITS_OF_ONE_GROUP = 50  # hits on the page of one group
TRIGRAM_LENGTH = 3


class Group(models.TextChoices):
    """What can be found, in the order of the page."""

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
    """One record: title, address, what it is, and its state as a choice with label and tone.

    `has_all_words`: whether every word of the query is in it; else it is only similar.
    """

    title: str
    url: str
    note: str = ""
    state: Any = None
    has_all_words: bool = True


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
    """A search query, normalised and shortened; `limit` is the number of hits per group."""

    raw: str
    limit: int = HITS_PER_GROUP
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_line(self.raw[: 10 * MAX_LENGTH])[:MAX_LENGTH].strip())

    @property
    def is_truncated(self) -> bool:
        return len(clean_line(self.raw[: 10 * MAX_LENGTH])) > MAX_LENGTH or len(self.raw) > 10 * MAX_LENGTH

    @cached_property
    def words(self) -> list[str]:
        return self.text.split()[:MAX_WORDS]

    @cached_property
    def highlight_words(self) -> list[str]:
        """The folded words to highlight in results; a single letter only when it is the whole query."""
        plain = [fold_text(word)[0] for word in self.words]
        return [word for word in plain if word and (len(word) > 1 or len(plain) == 1)]

    @property
    def is_empty(self) -> bool:
        return not any(character.isalnum() for character in self.text)

    @property
    def phrase(self) -> Fold:
        return Fold(Value(" ".join(self.words)))

    @property
    def similarity_threshold(self) -> float:
        """The word similarity (0 to 1) from which a text is a hit; short words share few trigrams."""
        return 0.4 if len(self.text) <= 5 else 0.5

    def contains_words(self, column: str) -> Q:
        """Whether the folded column contains every word.

        The trigram index needs a word of three letters; a query of one shorter word matches the beginning only.
        """
        if any(len(word) >= TRIGRAM_LENGTH for word in self.words):
            condition = Q()
            for word in self.words:
                condition &= Q(**{f"{column}__contains": Fold(Value(word))})
            return condition
        return Q(**{f"{column}__contains" if len(self.words) > 1 else f"{column}__startswith": self.phrase})

    def is_similar(self, column: str) -> Q:
        """Whether a text in the folded column is similar to the query."""
        return Q(**{f"{column}__trigram_word_similar": self.phrase})


def is_department(user: Visitor) -> bool:
    """Whether the person has a role of the department."""
    return bool(user.is_authenticated and user.has_role(*DEPARTMENT))


class WordSimilarity(Func):
    """The trigram word similarity (0 to 1) of a phrase and the most similar part of a text."""

    function = "WORD_SIMILARITY"
    output_field = models.FloatField()
