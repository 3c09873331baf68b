"""Labels of stored codes: `get_…_display` of our models gives what Django's own gives."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from ecosystem.core.models import BaseModel


def fields_with_choices() -> Iterator[tuple[type[models.Model], "models.Field[object, object]"]]:
    for model in apps.get_models():
        if issubclass(model, BaseModel):
            yield from ((model, field) for field in model._meta.concrete_fields if field.choices)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_label_of_every_stored_code_is_that_of_django(language: str) -> None:
    of_django, compared = vars(models.Model)["_get_FIELD_display"], 0
    with translation.override(language):
        for model, field in fields_with_choices():
            for value in [*(code for code, _label in field.flatchoices), "", None, "unknown", 7]:
                row = model(**{field.attname: value})

                label = getattr(row, f"get_{field.name}_display")()
                own = of_django(row, field)

                assert (label, type(label)) == (own, type(own)), (model, field.name, value)
                compared += 1

    assert compared > 300
