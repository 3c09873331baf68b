"""Legal documents that decisions and reports cite."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.core.models import BaseModel, IdentifierConstraint
from ecosystem.reference.models import Confidence


class LegalDocumentKind(models.TextChoices):
    """Kinds of documents, by the word that stands before the number. A citation is Vietnamese for every reader."""

    LAW = "law", _("Law")
    RESOLUTION = "resolution", _("Resolution")
    DECREE = "decree", _("Decree")
    DECISION = "decision", _("Decision")
    CIRCULAR = "circular", _("Circular")
    PLAN = "plan", _("Plan")

    @property
    def word(self) -> str:
        words = {
            "law": "Luật",
            "resolution": "Nghị quyết",
            "decree": "Nghị định",
            "decision": "Quyết định",
            "circular": "Thông tư",
            "plan": "Kế hoạch",
        }
        return words[self.value]


@pghistory.track()
class LegalDocument(BaseModel):
    """A legal document with what a citation names; number, title and day are blank while no source gives them."""

    code = models.SlugField(max_length=60)
    kind = models.CharField(max_length=12, choices=LegalDocumentKind)
    number = models.CharField(_("number and symbol"), max_length=60, blank=True)
    title = models.CharField(_("title as it follows in a sentence"), max_length=400, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    issuer = models.CharField(_("issuer"), max_length=200)
    unit = models.ForeignKey(
        OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cited by this unit")
    )
    is_cited_by_decisions = models.BooleanField(_("cited by every decision"), default=False)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=1, choices=Confidence, default=Confidence.HIGH)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            IdentifierConstraint("code", name="legal_document_code_once"),
            IdentifierConstraint(
                "number", within=["kind"], condition=~Q(number=""), name="legal_document_number_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        """Kind, number, day, issuer and title in the order of a decision; what is unknown is left out.

        The title of a law stands before its number, that of other documents at the end.
        """
        kind = LegalDocumentKind(self.kind)
        day = f"ngày {self.issued_on:%d/%m/%Y}" if self.issued_on else ""
        number = f"số {self.number}" if self.number else ""
        parts = [kind.word, number, day, f"của {self.issuer}"]
        parts.insert(1 if kind == LegalDocumentKind.LAW else len(parts), self.title)
        return " ".join(part for part in parts if part)
