"""Bases of all our forms: they show restored text without judging it.

A form whose data is a `RestoredText` is bound, so that its fields hold what was typed; but it has no errors, and it is
never valid, so that nothing is saved before its author sends it.
"""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList

from ecosystem.core.web.typed_text import RestoredText


class RestorableForm(forms.BaseForm):
    """What `PortalForm` and `PortalModelForm` share."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.data, RestoredText):
            self.data.forms.append(self)

    def full_clean(self) -> None:
        if isinstance(self.data, RestoredText):
            self._errors = ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        return not isinstance(self.data, RestoredText) and super().is_valid()


class PortalForm(RestorableForm, forms.Form):
    """Base of every form of ours that is no form of a model."""


class PortalModelForm(RestorableForm, forms.ModelForm):
    """Base of every form of a model."""


class PortalFormSet(forms.BaseFormSet):
    """Base of every formset; its forms are `PortalForm`s."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.data, RestoredText):
            self.data.forms.append(self)

    def full_clean(self) -> None:
        if isinstance(self.data, RestoredText):
            self._errors = [ErrorDict() for _form in self.forms]
            self._non_form_errors = ErrorList()
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        return not isinstance(self.data, RestoredText) and super().is_valid()
