"""Filters of lists: only what the page offers is accepted, and search knows no accents."""

import hashlib
import re
from collections.abc import Callable, Iterable
from copy import copy
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, NamedTuple, Self

import django_filters
from django import forms
from django.core.exceptions import EmptyResultSet, SuspiciousOperation
from django.db import connection
from django.db.models import BooleanField, F, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Replace
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ecosystem.core.models import Fold
from ecosystem.core.money import VndField
from ecosystem.core.remembered import Subject, mark_of, remembered
from ecosystem.core.text import clean_line

PAGING = frozenset({"after", "before", "last"})
MAX_WORDS = 8
PART_OF_NUMBER = re.compile(r"(?=.*[0-9])[0-9a-z/-]{4,}", re.ASCII | re.IGNORECASE)


class Filters(dict[str, django_filters.Filter]):
    """Filters of a set, copied as far as a request changes them: to copy all their choices took longer than to use them."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return type(self)({name: self._copied(one) for name, one in self.items()})

    @staticmethod
    def _copied(one: django_filters.Filter) -> django_filters.Filter:
        mine = copy(one)
        mine.extra = dict(one.extra)
        if one.method is not None:
            mine.method = one.method  # bound to the copy
        return mine


class StrictFilterSet(django_filters.FilterSet):
    """A key that is not offered is 400; a value that is not offered is an error beside its field, and no rows."""

    @classmethod
    def get_filters(cls) -> Filters:
        return Filters(super().get_filters())

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        unknown = {key for key in data or {} if not self.accepts(key)}
        if unknown:
            raise SuspiciousOperation(f"Filters that are not offered: {', '.join(sorted(unknown))[:200]}")

    @classmethod
    def accepts(cls, key: str) -> bool:
        """Whether the address may carry this key."""
        if key in PAGING or key in cls.base_filters:
            return True
        return any(
            key in {f"{name}_{suffix}" for suffix in ("min", "max", "after", "before", "0", "1")}
            for name, one in cls.base_filters.items()
            if isinstance(one, django_filters.RangeFilter | django_filters.DateFromToRangeFilter)
        )

    @cached_property
    def offered(self) -> dict[str, list["Offer"]]:
        """The rows that the `OfferedFilter`s offer, all fetched by one statement."""
        rows = {name: one.rows for name, one in self._choosing.items()}
        lasting = {name: one for name, one in rows.items() if one in LASTING}
        found = _fetched({name: one for name, one in rows.items() if name not in lasting}, self.request)
        if lasting:
            key = self._lasting_key
            found |= remembered(Subject.CHOICES, key, self.request, lambda: _fetched(lasting, self.request))
        return {name: rows[::-1] if self._choosing[name].descending else rows for name, rows in found.items()}

    @cached_property
    def _choosing(self) -> dict[str, "OfferedFilter"]:
        return {name: one for name, one in self.filters.items() if isinstance(one, OfferedFilter)}

    @cached_property
    def _lasting_key(self) -> str:
        """Names the rows of the filters whose offers are remembered, for this reader."""
        parts = [
            (name, one.rows.__module__, one.rows.__qualname__, LASTING[one.rows](self.request))
            for name, one in self._choosing.items()
            if one.rows in LASTING
        ]
        return repr(parts)

    @property
    def form(self) -> forms.Form:
        """The form; `form.drawing_key` names what it looks like."""
        form: forms.Form = super().form
        form.drawing_key = self._drawing_key  # type: ignore[attr-defined]
        return form

    def _drawing_key(self) -> str:
        """The same for two forms of this class that look alike; "" for one that only drawing it can tell."""
        fields = self._form.fields.items()
        if (self.is_narrowed and self._form.errors) or any(
            isinstance(f, forms.ModelChoiceField) for _name, f in fields
        ):
            return ""
        named = {
            name: [(str(key), str(label)) for key, label in field.widget.choices]
            for name, field in fields
            if isinstance(field, forms.ChoiceField) and name not in self._choosing
        }
        typed = sorted((key, values) for key, values in dict(self.data or {}).items())
        passing = {name: self.offered[name] for name, one in self._choosing.items() if one.rows not in LASTING}
        lasting = (
            (self._lasting_key, mark_of(Subject.CHOICES, self.request)) if len(passing) < len(self._choosing) else ()
        )
        parts = repr((type(self).__qualname__, self._form.prefix, typed, named, lasting, passing))
        return hashlib.sha256(parts.encode()).hexdigest()

    @property
    def qs(self) -> QuerySet[Any]:
        if not self.is_narrowed:
            return self.queryset.all()
        if not self.form.is_valid():
            return self.queryset.none()
        return super().qs

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set: an empty list then says something else than an empty register."""
        return self.is_bound and any(value for key, value in self.data.items() if key not in PAGING)


class InOrder(Func):
    """`text LIKE '%one%two%'` of folded words."""

    conditional = True
    output_field = BooleanField()

    def __init__(self, text: Any, words: Iterable[str]) -> None:
        any_letters = Value("%", TextField())
        parts: list[Any] = [any_letters]
        for word in words:  # folded first: an accent may hide a wildcard
            plain: Any = Fold(Value(word))
            for sign in ("\\", "%", "_"):
                plain = Replace(plain, Value(sign), Value(f"\\{sign}"), output_field=TextField())
            parts += [plain, any_letters]
        pattern = Func(*parts, template="(%(expressions)s)", arg_joiner=" || ", output_field=TextField())
        super().__init__(text, pattern, template="%(expressions)s", arg_joiner=" LIKE ")


class SearchFilter(django_filters.CharFilter):
    """Every typed word occurs somewhere in a folded column (`vn_fold`), answered by its trigram index."""

    def __init__(self, field_name: str = "search_folded", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        super().__init__(field_name=field_name, **kwargs)
        self.extra["widget"] = forms.SearchInput(attrs={"autocomplete": "off"})

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        words = clean_line(value or "").split()[:MAX_WORDS]
        if not words:
            return qs
        if len(words) == 1:
            return qs.filter(self._holds(words + self._within(words[0])))
        each = self._holds(words)
        # The words in their order are among "each word somewhere", so they change no result. They tell the planner how
        # often the words come together: it would take them for independent, find them rare, and sort what it finds.
        return qs.filter(Q(InOrder(F(self.field_name), words)) | each)

    def _holds(self, words: Iterable[str]) -> Q:
        return Q(*[Q(**{f"{self.field_name}__contains": Fold(Value(word))}) for word in words])

    @staticmethod
    def _within(word: str) -> list[str]:
        """The two longest parts of a part of a number, whose rows are among theirs: they change no result.

        They tell the planner how rare it is. It takes a few digits for more common than they are, and spread over all
        rows: it would walk the table from its end, where the rows of old numbers lie at the other.
        """
        return [word[:-1], word[1:]] if PART_OF_NUMBER.fullmatch(word) else []


# --- Choices that are rows ---------------------------------------------------------------------------
OFFER_COLUMNS = ("_value", "_name", "_name_en", "_group", "_order")


class Offer(NamedTuple):
    """One row offered as a choice: `value` stands in the address, `pk` in the query."""

    pk: int
    value: str
    name: str
    name_en: str
    group: str
    order: str

    @property
    def label(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name


def offers(
    rows: QuerySet[Any],
    *,
    value: str = "pk",
    name: Any = "name",
    name_en: Any = "name_en",
    order: Any,
    group: Any = None,
) -> QuerySet[Any]:
    """Rows as choices of an `OfferedFilter`; `order` sorts them as a text, by code point."""

    def text(source: Any) -> Any:
        return Cast(F(source) if isinstance(source, str) else source, TextField(db_collation="C"))

    return rows.order_by().annotate(
        _value=text(value),
        _name=text(name),
        _name_en=text(name_en or Value("")),
        _group=text(group or Value("")),
        _order=text(order),
    )


Rows = Callable[[Any], QuerySet[Any]]


# Offers that are remembered until one of their rows changes, each with what they depend on besides, in one word.
LASTING: dict[Rows, Callable[[Any], str]] = {}


def _nobody(request: Any) -> str:
    return ""


def _roles(request: Any) -> str:
    return getattr(getattr(request, "user", None), "standing", "")


def for_everybody(rows: Rows) -> Rows:
    """Marks offers that depend on neither reader nor moment, from tables that are `remembered_until_changed`."""
    LASTING[rows] = _nobody
    return rows


def for_roles(rows: Rows) -> Rows:
    """Marks offers that depend on the reader's roles and their units alone, from tables that are `remembered_until_changed`."""
    LASTING[rows] = _roles
    return rows


def _fetched(wanted: dict[str, Rows], request: Any) -> dict[str, list[Offer]]:
    """The offers of each name in their order, by one statement."""
    found: dict[str, list[Offer]] = {name: [] for name in wanted}
    parts, given = [], []
    for name, rows in wanted.items():
        try:
            statement, parameters = rows(request).values_list("pk", *OFFER_COLUMNS).query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT %s, offers.* FROM ({statement}) offers")  # noqa: S608 - Django wrote the statement
        given += [name, *parameters]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), given)
            for name, *row in cursor.fetchall():
                found[name].append(Offer(*row))
    for rows_of_name in found.values():
        rows_of_name.sort(key=lambda offer: (offer.order, offer.pk))
    return found


def of_parents(
    rows: QuerySet[Any], parents: QuerySet[Any], children: QuerySet[Any], *, path: str, key: str
) -> QuerySet[Any]:
    """Rows of these parents, which are asked for first: the planner then knows how many rows each of these few has.

    It also learns between which values of `key`, the order of the list, they lie: rows of old parents are then not
    looked for from the newest on. `children` are all rows that the list may hold; `path` leads from them to a parent.
    """
    own = children.filter(**{path: OuterRef("pk")}).values(key)
    ends = (Subquery(own.order_by(key)[:1]), Subquery(own.order_by(f"-{key}")[:1]))
    found = [row for row in parents.order_by("pk").values_list("pk", *ends) if row[1] is not None]
    if not found:
        return rows.none()
    pks, firsts, lasts = zip(*found, strict=True)
    return rows.filter(**{f"{path}__in": pks, f"{key}__range": (min(firsts), max(lasts))})


class LongSelect(forms.Select):
    """A select of hundreds of options, written at once: a template for each option took a third of a list's time."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)

        def option(pair: tuple[Any, Any]) -> str:
            key, label = conditional_escape("" if pair[0] is None else str(pair[0])), conditional_escape(pair[1])
            return f'<option value="{key}"{" selected" if str(pair[0] or "") == chosen else ""}>{label}</option>'

        parts = []
        for key, label in self.choices:
            if isinstance(label, list | tuple):
                parts.append(f'<optgroup label="{conditional_escape(key)}">{"".join(map(option, label))}</optgroup>')
            else:
                parts.append(option((key, label)))
        shown = {"class": "form-select", **self.build_attrs(self.attrs, attrs)}
        flat = flatatt(shown)
        # Every part above is escaped.
        return format_html('<select name="{}"{}>{}</select>', name, flat, mark_safe("".join(parts)))


class OfferedFilter(django_filters.ChoiceFilter):
    """A choice among rows. All filters of a set fetch theirs by one statement, whatever their tables.

    `rows(request)` gives them (see `offers`), limited to what the reader may see; `groups` names their groups;
    `narrow(queryset, pk)` filters where a plain comparison with `field_name` does not.
    """

    def __init__(
        self,
        *args: Any,
        rows: Callable[[Any], QuerySet[Any]],
        groups: Callable[[str], Any] | None = None,
        narrow: Callable[[QuerySet[Any], int], QuerySet[Any]] | None = None,
        descending: bool = False,
        **kwargs: Any,
    ) -> None:
        self.rows, self.groups, self.narrow, self.descending = rows, groups, narrow, descending
        super().__init__(*args, widget=LongSelect, **kwargs)

    @property
    def field(self) -> Any:
        self.extra["choices"] = lambda: self._choices()  # noqa: PLW0108 - a form copies its fields deeply, but no function
        return super().field

    @property
    def _mine(self) -> list[Offer]:
        name = next(name for name, one in self.parent.filters.items() if one is self)
        return self.parent.offered[name]  # type: ignore[no-any-return]

    def _choices(self) -> Iterable[tuple[Any, Any]]:
        if self.groups is None:
            return [(offer.value, offer.label) for offer in self._mine]
        grouped: dict[str, list[tuple[str, str]]] = {}
        for offer in self._mine:
            grouped.setdefault(offer.group, []).append((offer.value, offer.label))
        return [(self.groups(group), pairs) for group, pairs in grouped.items()]

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """By the row's key, not by a join on its code: the planner then knows how often it occurs."""
        if not value:
            return qs
        pk = next(offer.pk for offer in self._mine if offer.value == value)
        return self.narrow(qs, pk) if self.narrow else qs.filter(**{self.field_name: pk})


class MoneyFilter(django_filters.Filter):
    """An amount as people type it: 40 triệu, 1,5 tỷ, 40.000.000."""

    field_class = VndField


def _midnight(day: date) -> datetime:
    """At which the day begins in the city."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


class DayFrom(django_filters.DateFilter):
    """Moments from the beginning of a day in the city on."""

    def filter(self, qs: QuerySet[Any], value: date | None) -> QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__gte": _midnight(value)}) if value else qs


class DayTo(django_filters.DateFilter):
    """Moments until the end of a day in the city."""

    def filter(self, qs: QuerySet[Any], value: date | None) -> QuerySet[Any]:
        if not value or value == date.max:
            return qs
        return qs.filter(**{f"{self.field_name}__lt": _midnight(value + timedelta(days=1))})
