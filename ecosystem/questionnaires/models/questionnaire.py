"""Questionnaires and their versions: a published version never changes."""

from functools import cached_property, lru_cache
from typing import Self

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ecosystem.accounts.models import OrganisationUnit, User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.models import Fold, IdentifierConstraint, NamedModel, SortKey
from ecosystem.core.workflow import SYSTEM, Stateful, Transition
from ecosystem.questionnaires.definition import Definition, read_definition

BUILDERS = frozenset({Role.MANAGER, Role.ADMINISTRATOR})
QUESTIONNAIRE_READERS = DEPARTMENT | {Role.ADMINISTRATOR}


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def visible_to(self, user: User) -> Self:
        """All questionnaires for the department and administrators: they choose among them and read what is asked."""
        if not user.is_authenticated or not user.has_role(*QUESTIONNAIRE_READERS):
            return self.none()
        return self

    def in_use_for(self, purpose: str) -> Self:
        """Questionnaires of this purpose that have a version in use."""
        published = QuestionnaireVersion.objects.published().values("questionnaire")
        return self.filter(purpose=purpose, pk__in=published)

    def for_list(self) -> Self:
        """With the numbers of the published version and of the draft, None where there is none."""
        versions = QuestionnaireVersion.objects.filter(questionnaire=OuterRef("pk"))
        published = versions.filter(status=VersionStatus.PUBLISHED).values("number")[:1]
        draft = versions.filter(status=VersionStatus.DRAFT).values("number")[:1]
        return self.select_related("unit").annotate(published_number=Subquery(published), draft_number=Subquery(draft))


@pghistory.track(exclude=["sort_key", "search_folded"])
class Questionnaire(NamedModel):
    """A form for one purpose, whose questions stand in its versions. Without a unit it belongs to the whole department."""

    code = models.SlugField(_("code"), max_length=60)
    purpose = models.CharField(_("used for"), max_length=40, editable=False)
    unit = models.ForeignKey(
        OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit in charge")
    )
    is_shipped = models.BooleanField(default=False, editable=False)  # came with the portal; a template for others
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    sort_key = models.GeneratedField(
        expression=SortKey("name"), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    search_folded = models.GeneratedField(
        expression=Fold(Concat("name", Value(" "), "name_en", Value(" "), "code", output_field=models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [IdentifierConstraint("code", name="questionnaire_code_once")]
        indexes = [
            models.Index("sort_key", "id", name="questionnaire_in_name_order"),
            models.Index(fields=["purpose", "id"], name="questionnaire_of_purpose"),
            GinIndex(OpClass(F("search_folded"), name="gin_trgm_ops"), name="questionnaire_search"),
        ]

    def roles_of(self, user: User) -> set[str]:
        """The roles in the unit of the questionnaire; without a unit, those that are held for the whole department."""
        if self.unit_id is not None:
            return set(user.roles_in_unit(self.unit_id))
        return {role for role in QUESTIONNAIRE_READERS if user.has_role(role) and user.units_of(role) is None}

    def may_be_built_by(self, user: User) -> bool:
        return bool(self.roles_of(user) & BUILDERS)


class VersionStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", pgettext_lazy("questionnaire", "In use")
    RETIRED = "retired", pgettext_lazy("questionnaire", "Replaced")

    @property
    def tone(self) -> str:
        return {"draft": "orange", "published": "green", "retired": "secondary"}[self.value]


S = VersionStatus


class QuestionnaireVersionQuerySet(models.QuerySet["QuestionnaireVersion"]):
    def visible_to(self, user: User) -> Self:
        """Versions of the questionnaires that the user may read."""
        return self.filter(questionnaire__in=Questionnaire.objects.visible_to(user).values("pk"))

    def published(self) -> Self:
        """The version in use of each questionnaire."""
        return self.filter(status=S.PUBLISHED, questionnaire__archived_at__isnull=True)

    def in_use_for(self, purpose: str, chosen: "Questionnaire | None") -> "QuestionnaireVersion | None":
        """The version in use of the chosen questionnaire; without a choice, of the one that the portal ships."""
        versions = self.published().filter(questionnaire__purpose=purpose).select_related("questionnaire")
        if chosen is not None:
            return versions.filter(questionnaire=chosen).first()
        return versions.filter(questionnaire__is_shipped=True).order_by("questionnaire").first()


@pghistory.track()
class QuestionnaireVersion(Stateful):
    """One version of a questionnaire: edited while it is a draft, frozen once it is published.

    A questionnaire has at most one draft and one published version. A response keeps the version that it was begun with
    until somebody moves it. `version` counts the edits of the draft (optimistic lock); its event table says who changed
    what.
    """

    STATES = VersionStatus
    NAME_IN_SENTENCE = _("the version of the questionnaire")
    TRANSITIONS = {
        "publish": Transition(
            {S.DRAFT},
            S.PUBLISHED,
            BUILDERS | {SYSTEM},
            label=_("Publish this version"),
            done_label=_("Version published"),
            confirm=_("New forms begin with this version at once, and it can no longer change."),
        ),
        "retire": Transition(
            {S.PUBLISHED},
            S.RETIRED,
            BUILDERS,
            label=_("Take out of use"),
            done_label=_("Version taken out of use"),
            tone="orange",
            needs_reason=True,
            confirm=_("No new form begins with it. What was sent stays as it is."),
        ),
        "replace": Transition(
            {S.PUBLISHED},
            S.RETIRED,
            BUILDERS | {SYSTEM},
            done_label=_("Replaced by a newer version"),
        ),
    }

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    status = models.CharField(max_length=10, choices=S, default=S.DRAFT, editable=False)
    content = models.JSONField(default=dict, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    objects = QuestionnaireVersionQuerySet.as_manager()

    class Meta:
        ordering = ["questionnaire", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="version_number_in_questionnaire"),
            models.UniqueConstraint(
                fields=["questionnaire"], condition=Q(status=S.DRAFT), name="one_draft_of_a_questionnaire"
            ),
            models.UniqueConstraint(
                fields=["questionnaire"], condition=Q(status=S.PUBLISHED), name="one_version_in_use_of_a_questionnaire"
            ),
            models.CheckConstraint(condition=Q(status__in=S.values), name="questionnaire_version_status_is_known"),
            models.CheckConstraint(
                condition=Q(status=S.DRAFT) | Q(published_at__isnull=False), name="published_version_has_its_time"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_version_is_frozen",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status=S.DRAFT.value)
                & (
                    pgtrigger.Q(old__content__df=pgtrigger.F("new__content"))
                    | pgtrigger.Q(old__number__df=pgtrigger.F("new__number"))
                    | pgtrigger.Q(old__questionnaire__df=pgtrigger.F("new__questionnaire"))
                    | pgtrigger.Q(old__published_at__df=pgtrigger.F("new__published_at"))
                    | pgtrigger.Q(new__status=S.DRAFT.value)
                ),
            ),
            pgtrigger.Protect(
                name="published_version_not_deleted",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__status=S.DRAFT.value),
            ),
        ]

    def __str__(self) -> str:
        return _("%(name)s, version %(number)s") % {"name": self.questionnaire.label, "number": self.number}

    @cached_property
    def definition(self) -> Definition:
        """The questions; of a published version, read once a process."""
        if self.status == S.DRAFT or self.pk is None:
            return read_definition(self.content)
        return _definition_of_published(self.pk)

    def roles_of(self, user: User) -> set[str]:
        """The roles that count for the questionnaire."""
        return self.questionnaire.roles_of(user)


@lru_cache(maxsize=200)
def _definition_of_published(pk: int) -> Definition:
    """The definition of a published version, which never changes."""
    return read_definition(QuestionnaireVersion.objects.values_list("content", flat=True).get(pk=pk))
