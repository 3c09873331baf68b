"""Load the rows of the data files into the database, idempotently, without overwriting what people changed.

The rule, for every row of every file (`LoadedRow` stores what was written last):

- a row that the database does not have is created;
- a row that nobody changed since it was loaded is updated from the file;
- a row that people edited, removed, or created before the file had it is left as it is.
  Only `load_reference --force` overwrites it.

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
from typing import Any, Protocol, cast

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import timezone

from ecosystem.core.models import BaseModel
from ecosystem.reference.models import LoadedRow

DATA = Path(__file__).parent / "data"
LOCK = 2_023_020_672  # key of the advisory lock: one load at a time per database
Rows = Iterable[tuple[str, Mapping[str, Any]]]


class DataError(Exception):
    """The data files contradict each other, the models or the rules; one line per problem."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass
class LoadResult:
    """How many rows of one kind were created, updated, unchanged, or left as people edited them."""

    label: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    edited: int = 0

    def __str__(self) -> str:
        text = f"{self.created} created, {self.updated} updated, {self.unchanged} unchanged"
        return f"{self.label}: {text}, {self.edited} kept as edited by hand" if self.edited else f"{self.label}: {text}"


# Files


def read_json(path: Path) -> Any:
    """The JSON file with exact decimals."""
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Sources:
    """The pages behind the figures: short tags with their addresses."""

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
    """Wait until no other transaction of this database loads data."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def loaded_ids(model: type[models.Model]) -> dict[str, int | None]:
    """{key in the data file: id}; None for a row that people removed."""
    existing = set(model._default_manager.values_list("pk", flat=True))
    rows = LoadedRow.objects.filter(kind=model._meta.label_lower).values_list("key", "object_id")
    return {key: pk if pk in existing else None for key, pk in rows}


def load_rows(
    model: type[models.Model],
    rows: Rows,
    *,
    label: str,
    match: tuple[str, ...],
    one_used: tuple[str, ...] = (),
    force: bool = False,
) -> LoadResult:
    """Create and update the model's rows from (key in the file, {field: value}), by the rule of this module.

    `match` names the fields by which a row that people created is recognised as the file's. `one_used` names the
    fields per which only one row may have `is_used`: where people use another row, the file's row is not used.
    Raises DataError with every bad value and duplicate key.
    """
    batch = _Batch(model, label, match, one_used)
    batch.read(rows)
    return batch.write(force=force)


class HasUsed(Protocol):
    """A row of a model with `is_used`."""

    is_used: bool


class _Batch:
    def __init__(
        self, model: type[models.Model], label: str, match: tuple[str, ...], one_used: tuple[str, ...]
    ) -> None:
        self.model, self.match, self.one_used = model, match, one_used
        self.kind = model._meta.label_lower
        self.result = LoadResult(label)
        self.file_rows: dict[str, models.Model] = {}
        self.names: dict[str, list[str]] = {}

    # Reading

    def read(self, rows: Rows) -> None:
        problems = []
        for key, values in rows:
            if key in self.file_rows:
                problems.append(f"{self.result.label} {key}: twice in the data files")
            self.file_rows[key] = instance = self.model(**values)
            self.names[key] = sorted(values)
            problems += [f"{self.result.label} {key}: {problem}" for problem in _problems(instance, values)]
        if problems:
            raise DataError(problems)

    # Writing

    def write(self, *, force: bool) -> LoadResult:
        fingerprints = {key: self._fingerprint(key, instance) for key, instance in self.file_rows.items()}
        known = {row.key: row for row in LoadedRow.objects.filter(kind=self.kind)}
        changed = [
            key for key in self.file_rows if force or key not in known or known[key].fingerprint != fingerprints[key]
        ]
        self.result.unchanged = len(self.file_rows) - len(changed)
        if changed:
            self._write_changed(changed, known, fingerprints, force=force)
        return self.result

    def _write_changed(
        self, changed: list[str], known: dict[str, LoadedRow], fingerprints: dict[str, str], *, force: bool
    ) -> None:
        present = self.model._default_manager.in_bulk()
        by_match = {self._match(row): row for row in present.values()}
        new: dict[str, models.Model] = {}
        old: dict[str, models.Model] = {}
        ids: dict[str, int] = {}
        for key in changed:
            file_row, loaded = self.file_rows[key], known.get(key)
            row = (present.get(loaded.object_id) if loaded else None) or by_match.get(self._match(file_row))
            if row is None:
                if self._orphaned(key) or (loaded and not force):
                    self.result.edited += 1  # people removed it, or the row that it belongs to
                else:
                    new[key] = file_row
                continue
            current = self._fingerprint(key, row)
            if current == fingerprints[key]:
                self.result.unchanged += 1
                ids[key] = row.pk
            elif force or (loaded and current == loaded.fingerprint):
                for name in self.names[key]:
                    setattr(row, name, getattr(file_row, name))
                old[key] = row
            else:
                self.result.edited += 1
                if loaded is None:
                    ids[key] = row.pk
        self._save(new, old, present)
        ids |= {key: row.pk for key, row in {**new, **old}.items()}
        self._save_fingerprints(ids, fingerprints)

    def _save(
        self, new: dict[str, models.Model], old: dict[str, models.Model], present: dict[int, models.Model]
    ) -> None:
        if self.one_used:
            self._keep_used_rows(new, old, present)
        names = {name for key in old for name in self.names[key]}
        for row in old.values():
            if isinstance(row, BaseModel):
                row.updated_at = timezone.now()
                names.add("updated_at")
        for used in (False, True):  # a row stops being the used one before another starts
            group = [row for row in old.values() if bool(getattr(row, "is_used", False)) is used]
            if group:
                self.model._default_manager.bulk_update(group, sorted(names), batch_size=500)
        self.model._default_manager.bulk_create(new.values(), batch_size=500)
        self.result.created, self.result.updated = len(new), len(old)

    def _keep_used_rows(
        self, new: dict[str, models.Model], old: dict[str, models.Model], present: dict[int, models.Model]
    ) -> None:
        """Unset `is_used` in rows of the file where a row that stays in the database is the used one."""
        updated = {row.pk for row in old.values()}
        used = {
            tuple(getattr(row, name) for name in self.one_used)
            for pk, row in present.items()
            if pk not in updated and getattr(row, "is_used", False)
        }
        for row in [*new.values(), *old.values()]:
            if tuple(getattr(row, name) for name in self.one_used) in used:
                cast(HasUsed, row).is_used = False

    def _save_fingerprints(self, ids: dict[str, int], fingerprints: dict[str, str]) -> None:
        LoadedRow.objects.bulk_create(
            [
                LoadedRow(kind=self.kind, key=key, object_id=pk, fingerprint=fingerprints[key])
                for key, pk in ids.items()
            ],
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["object_id", "fingerprint", "updated_at"],
        )

    # One row

    def _match(self, row: models.Model) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in self.match)

    def _orphaned(self, key: str) -> bool:
        """Whether people removed a row that this one cannot exist without."""
        fields = self.model._meta.fields
        return any(f.is_relation and not f.null and getattr(self.file_rows[key], f.attname) is None for f in fields)

    def _fingerprint(self, key: str, row: models.Model) -> str:
        """SHA-256 of the fields that the file has."""
        plain = {name: _json_value(self.model._meta.get_field(name), getattr(row, name)) for name in self.names[key]}
        text = json.dumps(plain, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _json_value(field: Any, value: Any) -> Any:
    """The value as in JSON, the same from the file and from the database."""
    if isinstance(value, Decimal):
        places = getattr(field, "decimal_places", None)
        return float(value) if places is None else f"{value:.{places}f}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def _problems(instance: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Errors of the model's validation: unknown choices, texts too long, missing values."""
    empty = {name for name, value in values.items() if value is None and instance._meta.get_field(name).null}
    others = {f.name for f in instance._meta.fields if f.name not in values or f.is_relation}
    try:
        instance.clean_fields(exclude=empty | others)
    except ValidationError as error:
        return [f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
    return []


def duplicates(values: Iterable[Any]) -> list[Any]:
    """The values that occur more than once."""
    return [value for value, n in Counter(values).items() if n > 1]
