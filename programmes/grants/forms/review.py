"""Forms of the evaluation: scores, declaration of conflicts, and assignment of evaluators."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import Change
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.restorable import PortalForm
from programmes.grants.actions.review import Mark
from programmes.grants.models import MAX_SCORE, Criterion, Review

REASON_LENGTH = 5000
MARK_PATTERN = re.compile(r"[0-9]{1,2}([.,][0-9]{1,2})?")


class MarkField(forms.Field):
    """A mark of 0 to 10 with at most two decimals, typed as 7,5 or 7.5. Optional in a draft."""

    default_error_messages = {"invalid": _("Enter a mark from 0 to 10, such as 7,5.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 5})
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text:
            return None
        if not MARK_PATTERN.fullmatch(text) or (mark := Decimal(text.replace(",", "."))) > MAX_SCORE:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return mark

    def validate(self, value: Any) -> None:
        """Accept an empty value: only sending requires it."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class ReasonField(forms.CharField):
    """The reason of a mark. Optional in a draft, but not labelled as optional, because sending requires it."""

    def validate(self, value: Any) -> None:
        """Accept an empty value: only sending requires it."""


class ScoreForm(EditForm):
    """A mark and a reason for each criterion of the call, and a comment. All are optional in a draft."""

    use_required_attribute = False

    comment = forms.CharField(
        label=_("Overall comment"), required=False, max_length=10000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, data: Any = None, *, review: Review) -> None:
        self.criteria: list[Criterion] = list(review.application.call.criteria.all())
        saved_scores = {s.criterion_id: s for s in review.scores.all()}
        initial: dict[str, Any] = {"comment": review.comment}
        for criterion in self.criteria:
            score = saved_scores.get(criterion.pk)
            initial[f"value_{criterion.pk}"] = score.value if score else None
            initial[f"reason_{criterion.pk}"] = score.reason if score else ""
        super().__init__(data, initial=initial, record=review)
        for criterion in self.criteria:
            self.fields[f"value_{criterion.pk}"] = MarkField(label=_("Mark (0-10)"))
            self.fields[f"reason_{criterion.pk}"] = ReasonField(
                label=_("Reason"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 3})
            )

    def parts(self) -> Iterator[tuple[Criterion, BoundField, BoundField]]:
        """Each criterion with its two fields, for the template."""
        for criterion in self.criteria:
            yield criterion, self[f"value_{criterion.pk}"], self[f"reason_{criterion.pk}"]

    def last_change(self, name: str) -> Change:
        """The last change of the review, which only its evaluator can have made, in another window."""
        review = self.record
        return Change(review.evaluator, review.updated_at) if isinstance(review, Review) else Change()

    @property
    def marks(self) -> dict[int, Mark]:
        data = self.cleaned_data
        return {c.pk: Mark(data.get(f"value_{c.pk}"), data.get(f"reason_{c.pk}", "")) for c in self.criteria}


class DeclarationForm(PortalForm):
    """The declaration of conflicts of interest, without a preselected answer."""

    NONE, CONFLICT = "none", "conflict"

    answer = forms.ChoiceField(
        label=_("Your declaration"),
        widget=forms.RadioSelect,
        choices=[
            (NONE, _("I have no conflict of interest with this startup and will treat the dossier as confidential.")),
            (CONFLICT, _("I have a conflict of interest and stand aside.")),
        ],
    )
    reason = forms.CharField(
        label=_("What the conflict is"),
        help_text=_("Needed only when you stand aside. Only the department reads it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == self.CONFLICT and not data.get("reason", "").strip():
            self.add_error("reason", _("Say in a few words what the conflict is."))
        return data

    @property
    def is_conflict(self) -> bool:
        return self.cleaned_data["answer"] == self.CONFLICT


class AssignForm(PortalForm):
    """Assign one of the available evaluators."""

    evaluator = forms.ModelChoiceField(label=_("Evaluator"), queryset=User.objects.none(), empty_label=_("Choose"))

    def __init__(self, *args: Any, candidates: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["evaluator"]
        field.queryset = User.objects.filter(pk__in=[c.pk for c in candidates])
        loads = {c.pk: getattr(c, "load", 0) for c in candidates}
        field.label_from_instance = lambda user: (
            _("%(name)s (%(load)s waiting)")
            % {
                "name": user,
                "load": loads.get(user.pk, 0),
            }
        )


class BulkAssignForm(PortalForm):
    """Assign one evaluator to several applications."""

    evaluator = forms.ModelChoiceField(label=_("Evaluator"), queryset=User.objects.none(), empty_label=_("Choose"))

    def __init__(self, *args: Any, evaluators: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["evaluator"]).queryset = evaluators
