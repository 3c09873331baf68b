"""Reading the stored groups."""

from datetime import timedelta
from functools import cache
from typing import Any

from django.db.models import DateField, ExpressionWrapper, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, ExtractYear

from ecosystem.core.measures.declaration import EVER, GRAINS, Measure, measures
from ecosystem.core.models import MeasureCell
from ecosystem.core.stored_pages import record_source

YEAR_SHIFT = timedelta(days=17)


def cells(measure: Measure, *dimensions: str, grain: str = EVER) -> QuerySet[Any]:
    """The rows of the smallest cube that knows these dimensions and this grain; each dimension is an annotation (text).

    Sums over `number` and `amount` are the figures. Raises LookupError when no cube of the measure has them.
    """
    for cube in measure.cubes:
        if set(dimensions) <= set(cube.dimensions) and GRAINS.index(grain) <= GRAINS.index(cube.grain):
            record_source(_tables()[measure.name])
            places = {name: F(f"dims__{cube.dimensions.index(name)}") for name in dimensions}
            rows: QuerySet[Any] = (
                MeasureCell.objects.filter(measure=measure.name, cube=cube.name).order_by().annotate(**places)
            )
            return rows
    raise LookupError(f"{measure.name} has no cube by {grain} and {', '.join(dimensions)}")


@cache
def _tables() -> dict[str, str]:
    """The table of each measure's records."""
    return {measure.name: model._meta.db_table for model, measure in measures()}


def reporting_year() -> Any:
    """The reporting year of a cell."""
    return Cast(ExtractYear(ExpressionWrapper(F("since") + Value(YEAR_SHIFT), DateField())), IntegerField())
