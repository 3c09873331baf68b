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

_cap = lazy(capfirst, str)
LONG = 20_000


class NewsForm(EditForm, PortalModelForm):
    """Vietnamese is required; where English is empty, English readers get the Vietnamese."""

    title = LineField(label=_cap(_("title")), max_length=200)
    title_en = LineField(label=_cap(_("title in English")), max_length=200, required=False)
    summary = LineField(
        label=_cap(_("in one or two sentences")), max_length=400, help_text=_("Stands in lists, feeds and previews.")
    )
    summary_en = LineField(label=_cap(_("summary in English")), max_length=400, required=False)
    body = BlockField(
        label=_cap(_("text")),
        max_length=LONG,
        help_text=_("Paragraphs with an empty line between them; addresses become links."),
    )
    body_en = BlockField(label=_cap(_("text in English")), max_length=LONG, required=False)
    source_url = forms.URLField(
        label=_cap(_("address of the source")), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = NewsItem
        fields = ("title", "title_en", "summary", "summary_en", "body", "body_en", "pillar", "source_url")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pillar = self.fields["pillar"]
        pillar.queryset = Pillar.objects.select_related("scheme").order_by("-scheme__starts_on", "number")  # type: ignore[attr-defined]
        pillar.empty_label = _("None")  # type: ignore[attr-defined]
        pillar.label_from_instance = lambda one: f"{one.roman}. {one.label} ({one.scheme.legal_document})"  # type: ignore[attr-defined]
        for name in ("body", "body_en"):
            self.fields[name].widget.attrs["rows"] = 12
