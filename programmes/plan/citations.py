"""How decisions and reports cite legal documents: kind, “số”, number, day, issuer and title. Vietnamese for every reader."""

import re
from dataclasses import dataclass
from typing import Self

from ecosystem.accounts.models import OrganisationUnit
from programmes.plan.models import LegalDocument, LegalDocumentKind

WORDS = {kind.word: kind for kind in LegalDocumentKind}
LEGAL_DOCUMENT = re.compile(
    rf"({'|'.join([*WORDS, 'Công văn'])})\s+(?:số\s+)?(\d\S*?)(?=[,;.)]*(?:\s|$))(.*)", re.DOTALL
)


@dataclass(frozen=True)
class Citations:
    """The table of legal documents, read once."""

    documents: tuple[LegalDocument, ...]

    @classmethod
    def load(cls) -> Self:
        return cls(tuple(LegalDocument.objects.order_by("order", "pk")))

    def document(self, words: str) -> str:
        """The document that the words name: as the table has it, else with “số” before its number.

        Empty for words that name no document.
        """
        match = LEGAL_DOCUMENT.match(words.strip())
        if match is None:
            return ""
        word, number, rest = match.groups()
        rows = (row for row in self.documents if (row.kind, row.number) == (WORDS.get(word), number))
        row = next(rows, None)
        return row.citation if row else f"{word} số {number}{rest}".rstrip(" ;.")

    def of_decisions(self, unit: OrganisationUnit) -> list[str]:
        """What every decision of the unit cites; where no document of its own is known, its functions and powers."""
        cited = [row for row in self.documents if row.is_cited_by_decisions and row.unit_id in {None, unit.pk}]
        own = [] if any(row.unit_id for row in cited) else [f"chức năng, nhiệm vụ, quyền hạn của {unit.name}"]
        return [*own, *(row.citation for row in cited)]
