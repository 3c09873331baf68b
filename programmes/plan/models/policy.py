"""Support policies with their caps, durations, sectors and required documents."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ecosystem.core.models import IdentifierConstraint, NamedModel, words_index
from ecosystem.reference.models import Confidence, Sector, Term, ValidityQuerySet, Vocabulary
from startups.models import StartupKind


class PolicyKind(models.TextChoices):
    GRANT = "grant", _("Grant for a project, through a call")
    SERVICE = "service", _("Catalogue entry: cost the law lets the state carry")


@pghistory.track()
class SupportPolicy(NamedModel):
    """One kind of support with its legal basis and limits. Amounts are whole đồng; empty means no such limit."""

    code = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=PolicyKind, default=PolicyKind.GRANT)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    summary = models.TextField(_("what it is"), blank=True)
    summary_en = models.TextField(blank=True)
    stage = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.SUPPORT_STAGE},
    )
    cap_total = models.BigIntegerField(_("at most in total (đồng)"), null=True, blank=True)
    cap_labour = models.BigIntegerField(_("of which labour (đồng)"), null=True, blank=True)
    cap_other = models.BigIntegerField(_("of which other costs (đồng)"), null=True, blank=True)
    cap_per = models.CharField(_("per"), max_length=60, blank=True)
    cap_per_en = models.CharField(max_length=60, blank=True)
    rate_percent = models.PositiveSmallIntegerField(_("share of the cost (%)"), null=True, blank=True)
    max_months = models.PositiveSmallIntegerField(_("at most (months)"), null=True, blank=True)
    max_age_years = models.PositiveSmallIntegerField(
        _("at most this many years since first registration"), null=True, blank=True
    )
    applicant_kinds = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    sectors = models.ManyToManyField(Sector, blank=True, related_name="policies")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=1, choices=Confidence, default=Confidence.HIGH)

    objects = ValidityQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        verbose_name_plural = "support policies"
        constraints = [
            IdentifierConstraint("code", name="policy_code_once"),
            models.CheckConstraint(
                condition=Q(cap_total__isnull=True) | Q(cap_total__gt=0), name="policy_cap_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(rate_percent__isnull=True) | Q(rate_percent__range=(1, 100)), name="policy_rate_is_a_share"
            ),
        ]
        indexes = [words_index("policy_words", "name", "name_en", "summary", "summary_en")]

    @property
    def applicants(self) -> str:
        """Kinds of applicant as text: "Individual, group of individuals, enterprise"; empty means all kinds."""
        labels = [str(StartupKind(kind).label) for kind in self.applicant_kinds if kind in StartupKind.values]
        return capfirst(", ".join(label[:1].lower() + label[1:] for label in labels))


@pghistory.track()
class DocumentRequirement(NamedModel):
    """A document that a policy requires, with its form code and the accepted kinds of file (fact F3.15)."""

    policy = models.ForeignKey(SupportPolicy, models.CASCADE, related_name="requirements")
    code = models.SlugField(max_length=60)
    form_code = models.CharField(max_length=60, blank=True)
    hint = models.TextField(blank=True)
    hint_en = models.TextField(blank=True)
    is_required = models.BooleanField(default=True)
    only_for = models.CharField(max_length=12, blank=True, help_text=_("Applicant kind; empty means all."))
    accepts = ArrayField(models.CharField(max_length=10), default=list)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["policy", "order", "pk"]
        constraints = [IdentifierConstraint("code", within=["policy"], name="requirement_code_in_policy")]
