"""Forms that hand dossiers over to another officer or to the desk."""

from typing import Any, cast

from django import forms
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import User
from ecosystem.core.text import LineField
from ecosystem.core.ui.restorable import PortalForm


class HandOverForm(PortalForm):
    """The officer who takes the dossier, or the desk, and why."""

    officer = forms.ModelChoiceField(
        label=gettext_lazy("New officer in charge"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("The desk: whoever of the unit takes it"),
    )
    reason = LineField(
        label=gettext_lazy("Reason"), max_length=500, help_text=gettext_lazy("It stays in the history of the dossier.")
    )

    def __init__(self, *args: Any, officers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["officer"]).queryset = officers


class HandOverAllForm(HandOverForm):
    """Whose open dossiers go to another officer or to the desk."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Whose dossiers"), queryset=User.objects.none(), empty_label=gettext_lazy("Choose")
    )
    field_order = ["person", "officer", "reason"]

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people
        counts = {person.pk: person.dossiers for person in people.annotate(dossiers=Count("pk"))}
        field.label_from_instance = lambda person: (
            _("%(name)s (%(count)s dossiers)")
            % {
                "name": person,
                "count": counts.get(person.pk, 0),
            }
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("person") and data["person"] == data.get("officer"):
            self.add_error("officer", _("Choose another officer."))
        return data


class BulkHandOverForm(PortalForm):
    """One officer for several dossiers."""

    officer = forms.ModelChoiceField(
        label=gettext_lazy("Officer in charge"), queryset=User.objects.none(), empty_label=gettext_lazy("Choose")
    )

    def __init__(self, *args: Any, officers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["officer"]).queryset = officers
