"""What every form of the portal has from its renderer."""

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import override


class Sample(forms.Form):
    kind = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("a", "A")])


def test_empty_choice_has_a_label_instead_of_dashes() -> None:
    with override("en"):
        english = str(Sample())
    with override("vi"):
        vietnamese = str(Sample())

    assert '<option value="" selected>Choose</option>' in english
    assert '<option value="" selected>Chọn</option>' in vietnamese
    assert "---" not in english + vietnamese
