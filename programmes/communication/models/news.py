"""News of the programme: written by the department, public once published."""

from typing import Self

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.days import LAST_MOMENT
from ecosystem.core.models import Fold, SortKey, words_index
from ecosystem.core.workflow import Stateful, Transition
from programmes.plan.models import Pillar


class NewsStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Taken off the portal")

    @property
    def tone(self) -> str:
        return {"draft": "secondary", "published": "green", "withdrawn": "orange"}[self.value]


class NewsItemQuerySet(models.QuerySet["NewsItem"]):
    def public(self) -> Self:
        return self.filter(status=NewsStatus.PUBLISHED)

    def visible_to(self, user: User) -> Self:
        """Published items for everyone; drafts and withdrawn ones for the department, too."""
        if user.is_authenticated and user.has_role(*DEPARTMENT):
            return self
        return self.public()

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def for_list(self) -> Self:
        return self.select_related("pillar__scheme")


@pghistory.track(exclude=["sort_key", "search_folded", "published_key"])
class NewsItem(Stateful):
    """One news item. Its slug never changes, and its first date of publication stays."""

    STATES = NewsStatus
    NAME_IN_SENTENCE = _("the news item")
    TRANSITIONS = {
        "publish": Transition(
            {NewsStatus.DRAFT, NewsStatus.WITHDRAWN},
            NewsStatus.PUBLISHED,
            {Role.MANAGER, Role.DIRECTOR},
            label=_("Publish the news item"),
            done_label=_("News published"),
            confirm=_("Everybody can read it at once, and it goes out with the feeds."),
        ),
        "unpublish": Transition(
            {NewsStatus.PUBLISHED},
            NewsStatus.WITHDRAWN,
            {Role.MANAGER, Role.DIRECTOR},
            label=_("Take off the portal"),
            done_label=_("Taken off the portal"),
            tone="red",
            needs_reason=True,
            confirm=_("Its address then says that there is no such page. Whoever has read it keeps what was read."),
        ),
    }
    WRITERS = frozenset({Role.OFFICER, Role.MANAGER})

    slug = models.SlugField(max_length=120, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    summary = models.CharField(_("in one or two sentences"), max_length=400)
    summary_en = models.CharField(_("the same in English"), max_length=400, blank=True)
    body = models.TextField(_("text"), max_length=20000)
    body_en = models.TextField(_("text in English"), max_length=20000, blank=True)
    pillar = models.ForeignKey(
        Pillar, models.PROTECT, null=True, blank=True, related_name="news", verbose_name=_("pillar")
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=NewsStatus, default=NewsStatus.DRAFT, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    sort_key = models.GeneratedField(
        expression=SortKey("title"), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    search_folded = models.GeneratedField(
        expression=Fold(
            Concat(
                "title",
                Value(" "),
                "title_en",
                Value(" "),
                "summary",
                Value(" "),
                "summary_en",
                output_field=models.TextField(),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    published_key = models.GeneratedField(
        expression=Coalesce("published_at", Value(LAST_MOMENT)),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    objects = NewsItemQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=NewsStatus.DRAFT) | Q(published_at__isnull=False), name="published_news_has_its_day"
            ),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in NewsStatus]), name="news_status_is_known"),
        ]
        indexes = [
            models.Index(
                F("published_at").desc(), F("id").desc(), condition=Q(status=NewsStatus.PUBLISHED), name="news_public"
            ),
            models.Index(fields=["sort_key", "id"], name="news_in_title_order"),
            models.Index(fields=["status", "id"], name="news_in_state_order"),
            models.Index(fields=["published_key", "id"], name="news_in_published_order"),
            models.Index(fields=["updated_at", "id"], name="news_in_changed_order"),
            GinIndex(OpClass(F("search_folded"), name="gin_trgm_ops"), name="news_search"),
            words_index("news_words", "title", "title_en", "summary", "summary_en"),
        ]
        triggers = [pgtrigger.Protect(name="news_address_is_stable", operation=pgtrigger.UpdateOf("slug"))]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The title in the active language; Vietnamese where no English one is given."""
        return self.title_en if get_language() == "en" and self.title_en else self.title

    def roles_of(self, user: User) -> set[str]:
        """The user's roles in any unit: news belong to the whole department."""
        return set(user.roles)
