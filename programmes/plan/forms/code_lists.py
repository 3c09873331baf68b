"""Forms of code lists that check more than their columns: units, and values of the history."""

from typing import Any

from django.utils.translation import gettext

from programmes.plan.forms.base import ReferenceForm


class UnitForm(ReferenceForm):
    """A unit: a successor needs an end date, and must not lead back to the unit itself."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        successor = data.get("successor")
        if successor and self.instance.pk and successor.current().pk == self.instance.pk:
            self.add_error("successor", gettext("This unit would in the end follow itself."))
        if successor and not data.get("valid_to"):
            self.add_error("valid_to", gettext("A unit that has a successor has an end."))
        return data


class HistoryValueForm(ReferenceForm):
    """One source's value of a year. `is_used` is not validated as unique: the action unsets it on the other value."""

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"is_used"}  # type: ignore[misc]  # not in django-stubs
