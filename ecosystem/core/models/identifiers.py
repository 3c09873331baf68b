"""Codes that people type: one record for all spellings of a code, and a refusal that names the other record."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Value
from django.utils.translation import gettext as _

from ecosystem.core.models.functions import IdentifierKey


class IdentifierConstraint(models.UniqueConstraint):
    """No two rows have one code in any spelling (`identifier_key`), altogether or `within` the same values of columns.

    Forms show the violation beside the field, with the code and, unless `hides_record`, the name of the other row:
    hidden where the reader may not know that row. `core.constraints.refuse_taken_identifiers` says the same for a row that came first.
    """

    def __init__(
        self,
        field: str,
        *,
        within: Collection[str] = (),
        condition: models.Q | None = None,
        hides_record: bool = False,
        name: str,
    ) -> None:
        self.field, self.within, self.hides_record = field, tuple(within), hides_record
        super().__init__(*(F(column) for column in self.within), IdentifierKey(field), condition=condition, name=name)

    def deconstruct(self) -> Any:
        options: dict[str, Any] = {"name": self.name}
        if self.within:
            options["within"] = self.within
        if self.condition:
            options["condition"] = self.condition
        if self.hides_record:
            options["hides_record"] = True
        path = f"{self.__class__.__module__}.{self.__class__.__name__}"
        return path, (self.field,), options

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        try:
            super().validate(model, instance, exclude=exclude, using=using)
        except ValidationError:
            raise ValidationError({self.field: [self.taken_text(instance)]}) from None

    def taken_text(self, instance: Any) -> str:
        """The message that another row has this code."""
        typed = str(getattr(instance, self.field))
        rows = type(instance)._default_manager.exclude(pk=instance.pk)
        same = {column: getattr(instance, instance._meta.get_field(column).attname) for column in self.within}
        rows = rows.alias(identifier=IdentifierKey(self.field)).filter(identifier=IdentifierKey(Value(typed)), **same)
        other = rows.first()
        if other is None:
            return _("Another record has this code or number.")
        code = getattr(other, self.field)
        record = code if self.hides_record else f"{code} · {other}"
        return _("“%(record)s” has this code or number already. Capitals and spaces do not tell them apart.") % {
            "record": record
        }
