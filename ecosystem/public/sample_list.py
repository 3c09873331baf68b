"""A list with invented rows, for the page of all components."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import django_filters
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import User
from ecosystem.core.web.pagination import KeysetPage
from ecosystem.lists import cells
from ecosystem.lists.filters import StrictFilterSet
from ecosystem.lists.listing import Column, Empty, Listing, ListState
from ecosystem.lists.models import SavedView
from ecosystem.lists.pages import ListPage


class Stage(models.TextChoices):
    """Choices for the sample form."""

    IDEA = "idea", gettext_lazy("Idea")
    PRODUCT = "product", gettext_lazy("Product")
    GROWTH = "growth", gettext_lazy("Growth")


class SampleFilterSet(StrictFilterSet):
    stage = django_filters.ChoiceFilter(label=gettext_lazy("Stage"), choices=Stage.choices)

    class Meta:
        model = User
        fields: list[str] = []


SAMPLE = Listing(
    slug="sample",
    url_name="public:gallery",
    title=gettext_lazy("Projects supported"),
    order="name",
    rows=lambda user: User.objects.none(),
    may_open=lambda user: True,
    filterset=SampleFilterSet,
    empty=Empty(gettext_lazy("No rows")),
    is_sample=True,
    columns=(
        Column(
            "name",
            gettext_lazy("Name of the project"),
            lambda row: row.name,
            lambda row: cells.title("#lists", row.name, row.number),
            sort=("name", "pk"),
        ),
        Column("due", gettext_lazy("Due"), lambda row: row.due, lambda row: cells.due(row.due), kind="date"),
        Column("amount", gettext_lazy("Amount asked for"), lambda row: row.amount, kind="money", sort=("amount", "pk")),
    ),
)


class SampleList(ListPage):
    """The links of the sample lead back to it."""

    def list_url(self, name: str, query: str = "") -> str:
        return f"{self.listing.url}#lists"

    def view_url(self, name: str) -> str:
        return f"{self.listing.url}#lists"


def sample_list() -> dict[str, Any]:
    """Context of the sample list with a filter, an order and saved views, one of them open and changed."""
    today = timezone.localdate()
    owner = User(pk=1, full_name="Trần Thị Minh")
    views = [
        SavedView(pk=1, owner=owner, listing="sample", name=_("Idea")),
        SavedView(pk=2, owner=User(pk=2, full_name="Lê Văn An"), listing="sample", name=_("Growth")),
    ]
    for view in views:
        view.is_default = view.pk == 1
    state = ListState(SAMPLE, QueryDict("stage=idea&sort=-amount"))
    filterset = SampleFilterSet(state.filters, queryset=User.objects.none())
    filterset.form.auto_id = "list_%s"
    rows = [
        SimpleNamespace(
            pk=n, name=name, number=f"HS-2026-00000{n}", amount=40_000_000 * n, due=today + timedelta(days=n * 2 - 4)
        )
        for n, name in ((3, "Nông trại số Cần Giờ"), (2, "Kho lạnh chung"), (1, "Trợ lý soạn thảo văn bản"))
    ]
    list_page = SampleList(SAMPLE, state, filterset, views, views[0], owner, page=KeysetPage(rows, "sample", "", 28, 1))
    return {"list": list_page, "filter": filterset, "page": list_page.page}
