"""Forms of a questionnaire itself: its names, code, use and unit."""

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.core.text import LineField, fold_text
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.restorable import PortalForm
from ecosystem.questionnaires.filters import purpose_choices
from ecosystem.questionnaires.models import Questionnaire
from ecosystem.questionnaires.models.questionnaire import BUILDERS

MAX_CODE = 60
RESERVED_CODES = frozenset({"new", "import"})  # addresses of the list


class NamesForm(EditForm):
    """The names of a saved questionnaire."""

    name = LineField(label=_("Name"), max_length=500)
    name_en = LineField(label=_("Name in English"), max_length=500, required=False)


class NewQuestionnaireForm(PortalForm):
    """A new questionnaire, or a copy of one: its name, its code, and the unit in charge."""

    name = LineField(label=_("Name"), max_length=500)
    name_en = LineField(label=_("Name in English"), max_length=500, required=False)
    code = forms.SlugField(
        label=_("Code"),
        max_length=MAX_CODE,
        required=False,
        help_text=_("Stands in addresses and files, and stays. Left empty, it is made from the name."),
    )
    unit: Any = forms.ModelChoiceField(
        label=_("Unit in charge"),
        queryset=OrganisationUnit.objects.none(),
        required=False,
        empty_label=_("The whole department"),
        help_text=_("Its managers and the administrators change the questionnaire."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = user.units_of(*BUILDERS)
        valid = OrganisationUnit.objects.valid_on(timezone.localdate())
        unit = cast("forms.ModelChoiceField[OrganisationUnit]", self.fields["unit"])
        unit.queryset = valid if units is None else valid.filter(pk__in=units)
        if units is not None:
            unit.required, unit.empty_label = True, None

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].lower()
        if code in RESERVED_CODES:
            raise ValidationError(_("This code has a meaning of its own: choose another."))
        return str(code)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("name") and data.get("code") == "":
            data["code"] = free_code(data["name"])
        return data


class QuestionnaireForm(NewQuestionnaireForm):
    """A new, empty questionnaire with its use."""

    purpose = forms.ChoiceField(
        label=_("Used for"),
        choices=lambda: [("", _("Choose")), *purpose_choices()],
        help_text=_("The use decides who answers and what the portal knows beforehand. It stays."),
    )
    field_order = ("name", "name_en", "purpose", "unit", "code")


def free_code(name: str) -> str:
    """A code made from the name that no questionnaire has yet."""
    base = re.sub(r"[^a-z0-9]+", "-", fold_text(name)[0]).strip("-")[:MAX_CODE].strip("-") or "form"
    taken = set(Questionnaire.objects.filter(code__startswith=base[: MAX_CODE - 4]).values_list("code", flat=True))
    code, number = base, 1
    while code in taken | RESERVED_CODES:
        number += 1
        code = f"{base[: MAX_CODE - 1 - len(str(number))]}-{number}"
    return code
