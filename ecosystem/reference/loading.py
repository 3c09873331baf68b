"""Puts the rows of the data files into the database, again and again, without touching what people changed.

The rule, for every row of every file (`LoadedRow` remembers what was written last):

- a row that the database does not have is created;
- a row that nobody changed since it was loaded follows the file;
- a row that people edited, removed, or made before the file had it is theirs: it is kept as it is.
  Only `load_reference --force` puts the file's row back.

A file whose rows did not change costs one query per kind, so the command may run at every start.
"""

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import timezone

from ecosystem.reference.models import LoadedRow

DATA = Path(__file__).parent / "data"
LOCK = 2_023_020_672  # any number of our own: one load at a time per database
Rows = Iterable[tuple[str, Mapping[str, Any]]]


class DataError(Exception):
    """The data files contradict themselves, the models or the rules; every problem is one line."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass
class Loaded:
    """How many rows of one kind were created, updated, already as in the file, or left as people changed them."""

    label: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0

    def __str__(self) -> str:
        text = f"{self.created} created, {self.updated} updated, {self.unchanged} unchanged"
        return f"{self.label}: {text}, {self.kept} kept as edited by hand" if self.kept else f"{self.label}: {text}"


# Files


def read_json(path: Path) -> Any:
    """The JSON file with exact decimals."""
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Sources:
    """The pages behind the figures: a short tag for each, with its addresses (programme facts, section 9)."""

    def __init__(self, path: Path = DATA / "sources.json") -> None:
        self._addresses: dict[str, list[str]] = read_json(path)

    def _known(self, tags: list[str]) -> list[str]:
        if not tags:
            raise DataError(["a figure without a source"])
        unknown = [tag for tag in tags if tag not in self._addresses]
        if unknown:
            raise DataError(f"sources.json does not know the source «{tag}»" for tag in unknown)
        return tags

    def tags(self, tags: list[str]) -> str:
        """The tags in one line."""
        return "; ".join(self._known(tags))

    def text(self, tags: list[str]) -> str:
        """One line per tag, with its addresses."""
        return "\n".join(" ".join([f"{tag}:", *self._addresses[tag]]).rstrip(":") for tag in self._known(tags))

    def url(self, tags: list[str]) -> str:
        """The address of the first tag that stands for exactly one page; empty when there is none."""
        return next((self._addresses[tag][0] for tag in self._known(tags) if len(self._addresses[tag]) == 1), "")


# Rows


def take_lock() -> None:
    """Waits until no other transaction of this database is loading."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def loaded_ids(model: type[models.Model]) -> dict[str, int | None]:
    """{key in the data file: id}; None for a row that was removed by hand."""
    alive = set(model._default_manager.values_list("pk", flat=True))
    rows = LoadedRow.objects.filter(kind=model._meta.label_lower).values_list("key", "object_id")
    return {key: pk if pk in alive else None for key, pk in rows}


def load_rows(
    model: type[models.Model],
    rows: Rows,
    *,
    label: str,
    match: tuple[str, ...],
    one_used: tuple[str, ...] = (),
    force: bool = False,
) -> Loaded:
    """Create and update the model's rows from (key in the file, {field: value}), by the rule of this module.

    `match` names the fields by which a row made by hand is recognised as the file's. `one_used` names the
    fields of which only one row may have `is_used`: where people use another row, the file's is not used.
    Raises DataError with every bad value and doubled key.
    """
    batch = _Batch(model, label, match, one_used)
    batch.read(rows)
    return batch.write(force=force)


class _Batch:
    def __init__(
        self, model: type[models.Model], label: str, match: tuple[str, ...], one_used: tuple[str, ...]
    ) -> None:
        self.model, self.match, self.one_used = model, match, one_used
        self.kind = model._meta.label_lower
        self.result = Loaded(label)
        self.wanted: dict[str, models.Model] = {}
        self.names: dict[str, list[str]] = {}

    # Reading

    def read(self, rows: Rows) -> None:
        problems = []
        for key, values in rows:
            if key in self.wanted:
                problems.append(f"{self.result.label} {key}: twice in the data files")
            self.wanted[key] = instance = self.model(**values)
            self.names[key] = sorted(values)
            problems += [f"{self.result.label} {key}: {problem}" for problem in _problems(instance, values)]
        if problems:
            raise DataError(problems)

    # Writing

    def write(self, *, force: bool) -> Loaded:
        prints = {key: self._print(key, instance) for key, instance in self.wanted.items()}
        known = {row.key: row for row in LoadedRow.objects.filter(kind=self.kind)}
        changed = [key for key in self.wanted if force or key not in known or known[key].fingerprint != prints[key]]
        self.result.unchanged = len(self.wanted) - len(changed)
        if changed:
            self._write_changed(changed, known, prints, force=force)
        return self.result

    def _write_changed(
        self, changed: list[str], known: dict[str, LoadedRow], prints: dict[str, str], *, force: bool
    ) -> None:
        present = self.model._default_manager.in_bulk()
        by_match = {self._match(row): row for row in present.values()}
        new: dict[str, models.Model] = {}
        old: dict[str, models.Model] = {}
        remember: dict[str, int] = {}
        for key in changed:
            wanted, ledger = self.wanted[key], known.get(key)
            row = (present.get(ledger.object_id) if ledger else None) or by_match.get(self._match(wanted))
            if row is None:
                if self._orphaned(key) or (ledger and not force):
                    self.result.kept += 1  # removed by hand, or belongs to a row that was
                else:
                    new[key] = wanted
                continue
            found = self._print(key, row)
            if found == prints[key]:
                self.result.unchanged += 1
                remember[key] = row.pk
            elif force or (ledger and found == ledger.fingerprint):
                for name in self.names[key]:
                    setattr(row, name, getattr(wanted, name))
                old[key] = row
            else:
                self.result.kept += 1
                if ledger is None:
                    remember[key] = row.pk
        self._save(new, old, present)
        remember |= {key: row.pk for key, row in {**new, **old}.items()}
        self._remember(remember, prints)

    def _save(
        self, new: dict[str, models.Model], old: dict[str, models.Model], present: dict[int, models.Model]
    ) -> None:
        if self.one_used:
            self._yield_to_used(new, old, present)
        stamped = {"updated_at"} & {field.name for field in self.model._meta.fields}
        for row in old.values():
            row.updated_at = timezone.now()  # type: ignore[attr-defined]
        names = {name for key in old for name in self.names[key]} | stamped
        for used in (False, True):  # a row stops being the used one before another starts
            group = [row for row in old.values() if bool(getattr(row, "is_used", False)) is used]
            if group:
                self.model._default_manager.bulk_update(group, sorted(names), batch_size=500)
        self.model._default_manager.bulk_create(new.values(), batch_size=500)
        self.result.created, self.result.updated = len(new), len(old)

    def _yield_to_used(
        self, new: dict[str, models.Model], old: dict[str, models.Model], present: dict[int, models.Model]
    ) -> None:
        """Where a row that stays as it is already is the used one, a row of the file is not."""
        written = {row.pk for row in old.values()}
        taken = {
            tuple(getattr(row, name) for name in self.one_used)
            for pk, row in present.items()
            if pk not in written and row.is_used  # type: ignore[attr-defined]
        }
        for row in [*new.values(), *old.values()]:
            if tuple(getattr(row, name) for name in self.one_used) in taken:
                row.is_used = False  # type: ignore[attr-defined]

    def _remember(self, ids: dict[str, int], prints: dict[str, str]) -> None:
        LoadedRow.objects.bulk_create(
            [LoadedRow(kind=self.kind, key=key, object_id=pk, fingerprint=prints[key]) for key, pk in ids.items()],
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["object_id", "fingerprint", "updated_at"],
        )

    # One row

    def _match(self, row: models.Model) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in self.match)

    def _orphaned(self, key: str) -> bool:
        """A row cannot stand without the row it belongs to, and that one was removed by hand."""
        fields = self.model._meta.fields
        return any(f.is_relation and not f.null and getattr(self.wanted[key], f.attname) is None for f in fields)

    def _print(self, key: str, row: models.Model) -> str:
        """Digest of the fields that the file gives."""
        plain = {name: _plain(self.model._meta.get_field(name), getattr(row, name)) for name in self.names[key]}
        text = json.dumps(plain, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(field: Any, value: Any) -> Any:
    """The value as JSON would hold it, the same from the file and from the database."""
    if isinstance(value, Decimal):
        places = getattr(field, "decimal_places", None)
        return float(value) if places is None else f"{value:.{places}f}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def _problems(instance: models.Model, values: Mapping[str, Any]) -> list[str]:
    """What the model's own checks refuse: unknown choices, texts too long, missing values."""
    absent = {name for name, value in values.items() if value is None and instance._meta.get_field(name).null}
    others = {f.name for f in instance._meta.fields if f.name not in values or f.is_relation}
    try:
        instance.clean_fields(exclude=absent | others)
    except ValidationError as error:
        return [f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
    return []


def doubled(values: Iterable[Any]) -> list[Any]:
    """The values that occur more than once."""
    return [value for value, n in Counter(values).items() if n > 1]
