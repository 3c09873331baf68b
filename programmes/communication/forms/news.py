"""The form of a news item."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ecosystem.core.text import BlockField, LineField
from ecosystem.core.ui.edit_forms import EditForm
from ecosystem.core.ui.restorable import PortalModelForm
from programmes.communication.models import NewsItem
from programmes.plan.models import Pillar

capitalised = lazy(capfirst, str)
MAX_BODY_LENGTH = 20_000


class PillarChoiceField(forms.ModelChoiceField):
    """A choice of pillars, labelled with the legal document of their scheme."""

    def label_from_instance(self, obj: Pillar) -> str:
        return f"{obj.roman}. {obj.label} ({obj.scheme.legal_document})"


class NewsForm(EditForm, PortalModelForm):
    """A news item. Vietnamese texts are required; where English ones are empty, English readers get the Vietnamese."""

    title = LineField(label=capitalised(_("title")), max_length=200)
    title_en = LineField(label=capitalised(_("title in English")), max_length=200, required=False)
    summary = LineField(
        label=capitalised(_("in one or two sentences")),
        max_length=400,
        help_text=_("Stands in lists, feeds and previews."),
    )
    summary_en = LineField(label=capitalised(_("summary in English")), max_length=400, required=False)
    body = BlockField(
        label=capitalised(_("text")),
        max_length=MAX_BODY_LENGTH,
        help_text=_("Paragraphs with an empty line between them; addresses become links."),
    )
    body_en = BlockField(label=capitalised(_("text in English")), max_length=MAX_BODY_LENGTH, required=False)
    pillar = PillarChoiceField(
        label=capitalised(_("pillar")),
        queryset=Pillar.objects.select_related("scheme").order_by("-scheme__starts_on", "number"),
        required=False,
        empty_label=_("None"),
    )
    source_url = forms.URLField(
        label=capitalised(_("address of the source")), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = NewsItem
        fields = ("title", "title_en", "summary", "summary_en", "body", "body_en", "pillar", "source_url")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("body", "body_en"):
            self.fields[name].widget.attrs["rows"] = 12
