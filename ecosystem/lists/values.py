"""Values of columns that are made of stored columns alone: a file reads those, without a model instance for each row."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from django.db.models import Choices
from django.utils.translation import get_language

from ecosystem.core.models import NamedModel
from ecosystem.documents.spreadsheets import CellValue

Record = Sequence[Any]  # what `values_list` gives


class StoredValue(ABC):
    """How a column is read from the stored columns at `paths`: of a record (`reader`), or of a model instance."""

    paths: tuple[str, ...]

    def __call__(self, row: Any) -> CellValue:
        """The value of one row; for many rows see `of_rows`."""
        return self.of_rows()(row)

    def of_rows(self) -> Callable[[Any], CellValue]:
        """A function of a model instance, made once for the rows of a page or file, for the active language."""
        read = self.reader(range(len(self.paths)))
        columns = [_column_at(path) for path in self.paths]
        return lambda row: read([column(row) for column in columns])

    @abstractmethod
    def reader(self, positions: Sequence[int]) -> Callable[[Record], CellValue]:
        """A function of a record that holds the `paths` at these positions, for the active language."""


def _column_at(path: str) -> Callable[[Any], Any]:
    """A function that gives the column at a path over relations; None where one of them is empty."""
    get = attrgetter(path.replace("__", "."))

    def column(row: Any) -> Any:
        try:
            return get(row)
        except AttributeError:
            return None

    return column


class Stored(StoredValue):
    """The value of one column as it is stored."""

    def __init__(self, path: str) -> None:
        self.paths = (path,)

    def reader(self, positions: Sequence[int]) -> Callable[[Record], CellValue]:
        (position,) = positions
        return itemgetter(position)


class StoredLabel(StoredValue):
    """The name of a related record in the active language, or ""."""

    def __init__(self, path: str) -> None:
        self.paths = (f"{path}__name", f"{path}__name_en")

    def reader(self, positions: Sequence[int]) -> Callable[[Record], CellValue]:
        name, name_en = positions
        if get_language() == "en":
            return lambda record: record[name_en] or record[name] or ""
        return lambda record: record[name] or ""


class StoredPerson(StoredValue):
    """The name of a person, or ""."""

    def __init__(self, path: str) -> None:
        self.paths = (f"{path}__full_name", f"{path}__email")

    def reader(self, positions: Sequence[int]) -> Callable[[Record], CellValue]:
        full_name, email = positions
        return lambda record: record[full_name] or record[email] or ""


class StoredChoice(StoredValue):
    """The label of a code."""

    def __init__(self, path: str, choices: type[Choices]) -> None:
        self.paths, self.choices = (path,), choices

    def reader(self, positions: Sequence[int]) -> Callable[[Record], CellValue]:
        (position,) = positions
        labels = {code: str(label) for code, label in self.choices.choices}
        return lambda record: labels.get(record[position], record[position])


class StoredNames(StoredValue):
    """The names of the records whose keys stand in an array, in the order of their model."""

    def __init__(self, path: str, model: type[NamedModel]) -> None:
        self.paths, self.model = (path,), model

    def reader(self, positions: Sequence[int]) -> Callable[[Record], CellValue]:
        (position,) = positions
        records = self.model._default_manager.values_list("pk", "name", "name_en")
        name_of = StoredLabel("").reader([1, 2])
        names = {record[0]: str(name_of(record)) for record in records}
        order = {key: number for number, key in enumerate(names)}
        return lambda record: ", ".join(names[key] for key in sorted(record[position] or (), key=order.__getitem__))


class StoredParts(StoredValue):
    """A value that is computed from several stored columns."""

    def __init__(self, *paths: str, make: Callable[..., CellValue]) -> None:
        self.paths, self.make = paths, make

    def reader(self, positions: Sequence[int]) -> Callable[[Record], CellValue]:
        return lambda record: self.make(*[record[position] for position in positions])


def stored_lines(values: Sequence[StoredValue], rows: Any, chunk: int) -> Iterable[list[CellValue]]:
    """The values of each of the rows, which are read as tuples of the stored columns, `chunk` at a time."""
    paths = list(dict.fromkeys(path for value in values for path in value.paths))
    positions = {path: number for number, path in enumerate(paths)}
    readers = [value.reader([positions[path] for path in value.paths]) for value in values]
    for record in rows.prefetch_related(None).values_list(*paths).iterator(chunk_size=chunk):
        yield [read(record) for read in readers]
