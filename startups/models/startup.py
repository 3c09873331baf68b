"""The startup: a person, a group or an enterprise with an innovative project."""

from typing import Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.http import Visitor
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.days import LAST_DATE, LAST_MOMENT
from ecosystem.core.four_eyes import author_trigger, authors_field
from ecosystem.core.measures import EVER, CopiedColumns, Cube, Measure, measure_triggers
from ecosystem.core.models import Fold, SearchWords, SortKey
from ecosystem.core.workflow import Stateful, Transition
from ecosystem.reference.models import Area, Sector, Term, Vocabulary
from startups.models.address import former_address_trigger
from startups.models.membership import Membership

# The form warns of startups whose core names are at least this similar (pg_trgm, 0 to 1).
SIMILARITY_THRESHOLD = 0.6


DIRECTORY = Measure(
    "directory",
    condition="status = 'public' AND archived_at IS NULL",
    dimensions={
        "sector": "UNNEST(sector_ids)",
        "stage": "stage_id",
        "area": "area_id",
        "support": "UNNEST(support_received)",
        "supported": "support_received <> '{}'",
    },
    cubes=(
        Cube("all", (), EVER),
        Cube("supported", ("supported",), EVER),
        Cube("stage", ("stage",), EVER),
        Cube("support", ("support",), EVER),
        Cube("sector", ("sector",), EVER),
        Cube("area", ("area",), EVER),
    ),
)


class CoreName(models.Func):
    """The SQL function `vn_core_name`: a name without accents and company form («Công ty TNHH», «CTCP», «Co., Ltd»)."""

    function = "vn_core_name"
    output_field = models.TextField()


class Similarity(models.Func):
    """pg_trgm's `similarity(a, b)` of two expressions, from 0 to 1."""

    function = "similarity"
    output_field = models.FloatField()


class StartupKind(models.TextChoices):
    INDIVIDUAL = "individual", _("Individual")
    GROUP = "group", _("Group of individuals")
    ENTERPRISE = "enterprise", _("Enterprise")


class Publication(models.TextChoices):
    """Status of a startup's publication in the public directory."""

    PRIVATE = "private", _("Not public")
    REQUESTED = "requested", _("Waiting for the department's check")
    PUBLIC = "public", _("Public")
    REFUSED = "refused", _("Not accepted for the directory")

    @property
    def tone(self) -> str:
        return {"private": "secondary", "requested": "azure", "public": "green", "refused": "orange"}[self.value]


class PublicFact(models.TextChoices):
    """Facts that are public only where the startup chose to publish them."""

    WEBSITE = "website", _("Website")
    FOUNDED_ON = "founded_on", _("Founding date")
    TEAM_SIZE = "team_size", _("People in the team")
    ROUNDS = "rounds", _("Funding rounds that the department has verified")


GENERATED_COLUMNS = ("name_folded", "search_folded", "core_name", "name_words", "search_words")
LARGE_STARTUP_COLUMNS = ("summary", "archived_reason", *GENERATED_COLUMNS)  # large texts that no list shows
# Condition of startups in the public directory: consented, verified and not withdrawn.
IN_DIRECTORY = Q(status=Publication.PUBLIC, archived_at__isnull=True)


class StartupQuerySet(models.QuerySet["Startup"]):
    def run_by(self, user: User) -> Self:
        """Startups of which the user is a member in any role."""
        return self.filter(pk__in=Membership.objects.filter(user=user).values("startup"))

    def visible_to(self, user: Visitor) -> Self:
        """All rows for the department, their own for members; every view for signed-in users starts here."""
        if not user.is_authenticated:
            return self.none()
        if user.has_role(*DEPARTMENT):
            return self
        return self.run_by(user)

    def public(self) -> Self:
        """Startups in the public directory: consented, verified and not withdrawn."""
        return self.filter(IN_DIRECTORY)

    def awaiting_check(self) -> Self:
        """Requests for the public directory that an officer has not answered."""
        return self.filter(status=Publication.REQUESTED, publication_requested_at__isnull=False)

    def awaiting_recheck(self) -> Self:
        """Public startups whose public texts changed after the department's check."""
        return self.filter(status=Publication.PUBLIC, recheck_since__isnull=False)

    def similar_to(self, name: str) -> Self:
        """Rows whose core name is similar to that of `name`, the most similar first (trigram index)."""
        core = CoreName(Value(name))
        return (
            self.filter(core_name__trigram_similar=core)
            .annotate(similarity=Similarity(F("core_name"), core))
            .filter(similarity__gte=SIMILARITY_THRESHOLD)
            .order_by("-similarity", "pk")
        )

    def for_directory(self) -> Self:
        """Rows with the relations that a page shows, without large columns."""
        return self.select_related("area", "stage").prefetch_related("sectors").defer_large_columns()

    def for_profile(self) -> Self:
        """The same with the name without its company form, which news may call the startup by."""
        names = [name for name in GENERATED_COLUMNS if name != "core_name"]
        return self.select_related("area", "stage").prefetch_related("sectors").defer(*names, "area__outline")

    def for_cards(self) -> Self:
        """Only the columns of the directory's cards, which look up sectors, stage and ward by key."""
        return self.only(
            "name", "slug", "summary", "sort_key", "created_at", "stage", "area", "sector_ids", "support_received"
        )

    def defer_large_columns(self) -> Self:
        """Without the outline of the ward and the generated columns that only queries use."""
        return self.defer(*GENERATED_COLUMNS, "area__outline")

    def for_list(self) -> Self:
        return self.for_directory()


# What lists filter by. An index of an order includes it, so that following it needs no row of the table.
FILTERED = [
    "kind",
    "status",
    "stage",
    "area",
    "verified_at",
    "created_at",
    "archived_at",
    "sector_ids",
    "support_received",
]


@pghistory.track(
    exclude=[
        "written_by",
        "authors",
        "name_folded",
        "search_folded",
        "sort_key",
        "founded_key",
        "verified_key",
        "core_name",
        "sector_ids",
        "name_words",
        "search_words",
    ]
)
class Startup(Stateful):
    """An applicant for support. An enterprise has a tax code, an individual or a group has none (fact F3.3).

    A trigger copies `sectors` into `sector_ids`, so that one index serves search, sectors and support together.
    `written_by` is whoever changed facts, presentation or logo last, a member or the department; `authors` are all of
    them since the department's last check, and none of them makes the next one.
    A check keeps its tax code in one spelling, digits alone, so that the plain unique constraint is the law.
    """

    MEASURES = (DIRECTORY,)
    COPIED = CopiedColumns(
        {
            "sector_ids": "ARRAY(SELECT sector_id FROM startups_startup_sectors"
            " WHERE startup_id = record.id ORDER BY sector_id)"
        }
    )

    STATES = Publication
    NAME_IN_SENTENCE = _("the publication of the startup")
    TRANSITIONS = {
        "request_publication": Transition(
            {Publication.PRIVATE, Publication.REFUSED},
            Publication.REQUESTED,
            {Role.APPLICANT},
            label=_("Ask for a place in the public directory"),
            done_label=_("Place in the public directory asked for"),
        ),
        "publish": Transition(
            {Publication.REQUESTED},
            Publication.PUBLIC,
            DEPARTMENT,
            label=_("Verify and publish"),
            done_label=_("Verified and published"),
            tone="green",
        ),
        "refuse_publication": Transition(
            {Publication.REQUESTED},
            Publication.REFUSED,
            DEPARTMENT,
            label=_("Do not publish"),
            done_label=_("Publication refused"),
            tone="orange",
            needs_reason=True,
        ),
        "withdraw_publication": Transition(
            {Publication.REQUESTED, Publication.PUBLIC},
            Publication.PRIVATE,
            {Role.APPLICANT},
            label=_("Withdraw from the directory"),
            done_label=_("Withdrawn from the directory"),
            tone="secondary",
            confirm=_("The public page disappears at once. You can ask again later."),
        ),
        "unpublish": Transition(
            {Publication.PUBLIC},
            Publication.REFUSED,
            DEPARTMENT,
            label=_("Take out of the directory"),
            done_label=_("Taken out of the directory"),
            tone="red",
            needs_reason=True,
        ),
    }

    kind = models.CharField(_("who you are"), max_length=12, choices=StartupKind)
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    tax_code = models.CharField(_("tax code"), max_length=14, null=True, blank=True, unique=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    stage = models.ForeignKey(
        Term,
        models.PROTECT,
        related_name="+",
        verbose_name=_("stage"),
        limit_choices_to={"vocabulary": Vocabulary.STAGE},
        null=True,
        blank=True,
    )
    sectors = models.ManyToManyField(Sector, verbose_name=_("sectors"), related_name="startups")
    sector_ids = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, verbose_name=_("ward or commune"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    summary = models.TextField(_("what you do"), max_length=2000, blank=True)
    team_size = models.PositiveIntegerField(_("people in the team"), null=True, blank=True)
    status = models.CharField(
        _("publication"), max_length=12, choices=Publication, default=Publication.PRIVATE, editable=False
    )
    public_facts = ArrayField(
        models.CharField(max_length=20, choices=PublicFact), default=list, blank=True, editable=False
    )
    publication_requested_at = models.DateTimeField(null=True, blank=True, editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    authors = authors_field()
    recheck_since = models.DateTimeField(null=True, blank=True, editable=False)
    support_received = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        editable=False,
        help_text=_("Codes of the stages of support (reference.Term) for which a grant was approved."),
    )
    archived_at = models.DateTimeField(null=True, blank=True)
    archived_reason = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)
    name_folded = models.GeneratedField(expression=Fold("name"), output_field=models.TextField(), db_persist=True)
    search_folded = models.GeneratedField(
        expression=Fold(models.functions.Concat("name", models.Value(" "), "summary", output_field=models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )
    sort_key = models.GeneratedField(
        expression=SortKey("name"), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    # Startups without the day come last.
    founded_key = models.GeneratedField(
        expression=Coalesce("founded_on", Value(LAST_DATE)), output_field=models.DateField(), db_persist=True
    )
    verified_key = models.GeneratedField(
        expression=Coalesce("verified_at", Value(LAST_MOMENT)), output_field=models.DateTimeField(), db_persist=True
    )
    core_name = models.GeneratedField(expression=CoreName("name"), output_field=models.TextField(), db_persist=True)
    name_words = models.GeneratedField(
        expression=SearchWords("name"), output_field=SearchVectorField(), db_persist=True
    )
    search_words = models.GeneratedField(
        expression=SearchWords(
            models.functions.Concat("name", models.Value(" "), "summary", output_field=models.TextField())
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = StartupQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=StartupKind.ENTERPRISE, tax_code__isnull=False)
                | (~Q(kind=StartupKind.ENTERPRISE) & Q(tax_code__isnull=True)),
                name="only_an_enterprise_has_a_tax_code",
            ),
            models.CheckConstraint(
                condition=Q(tax_code__isnull=True) | Q(tax_code__regex=r"^[0-9]{10}(-[0-9]{3})?$"),
                name="tax_code_is_normalised",
            ),
            models.CheckConstraint(
                condition=~Q(status=Publication.PUBLIC) | Q(verified_by__isnull=False),
                name="public_startup_was_verified",
            ),
        ]
        indexes = [
            models.Index("sort_key", "id", include=FILTERED, name="startup_in_name_order"),
            models.Index(
                "status",
                "sort_key",
                "id",
                include=[name for name in FILTERED if name != "status"],
                name="startup_by_publication",
            ),
            models.Index(
                "created_at",
                "id",
                include=[name for name in FILTERED if name != "created_at"],
                name="startup_in_order_of_arrival",
            ),
            models.Index("founded_key", "id", include=FILTERED, name="startup_in_order_of_founding"),
            models.Index("verified_key", "id", include=FILTERED, name="startup_in_order_of_check"),
            models.Index("core_name", name="startup_same_name"),
            models.Index("kind", "sort_key", "id", name="startup_by_kind"),
            models.Index("sort_key", "id", condition=IN_DIRECTORY, name="startup_directory_order"),
            models.Index("stage", "sort_key", "id", condition=IN_DIRECTORY, name="startup_directory_by_stage"),
            models.Index("area", "sort_key", "id", condition=IN_DIRECTORY, name="startup_directory_by_area"),
            models.Index("stage", "sort_key", "id", name="startup_by_stage"),
            models.Index("area", "sort_key", "id", name="startup_by_area"),
            GinIndex(
                OpClass(F("search_folded"), name="gin_trgm_ops"),
                F("sector_ids"),
                F("support_received"),
                F("kind"),
                F("status"),
                F("stage"),
                F("area"),
                name="startup_facets",
            ),
            GinIndex(
                OpClass(F("search_folded"), name="gin_trgm_ops"),
                F("sector_ids"),
                F("support_received"),
                condition=IN_DIRECTORY & ~Q(support_received=[]),
                name="startup_facets_supported",
            ),
            GinIndex(OpClass(F("core_name"), name="gin_trgm_ops"), name="startup_core_name"),
            GinIndex(fields=["name_words"], name="startup_name_words"),
            GinIndex(fields=["search_words"], name="startup_search_words"),
            models.Index(
                fields=["area"],
                condition=Q(status=Publication.PUBLIC, archived_at__isnull=True),
                name="startup_public_by_area",
            ),
            models.Index(
                fields=["publication_requested_at", "id"],
                condition=Q(status=Publication.REQUESTED),
                name="startup_publication_queue",
            ),
            models.Index(
                fields=["recheck_since", "id"], condition=Q(recheck_since__isnull=False), name="startup_recheck_queue"
            ),
        ]
        triggers = [
            former_address_trigger("startup"),
            author_trigger("written_by", "verified_by", approved_at="verified_at"),
            *measure_triggers((DIRECTORY,)),
        ]

    def __str__(self) -> str:
        return self.name

    def roles_of(self, user: User) -> set[str]:
        """The user's programme roles, or for members of the startup: applicant (owners and editors) or no role.

        A member acts for the startup and never for the department.
        """
        membership = self.membership_of(user)
        if membership is None:
            return set(user.roles)
        return {Role.APPLICANT} if membership.may_edit else set()

    def membership_of(self, user: User) -> Membership | None:
        return self.memberships.filter(user=user).first()
