"""An application with its parts, read once for completeness checks, submission and its frozen copy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from programmes.grants.models import Application, Attachment, CostLine, PlanStep, RequiredDocument
from programmes.grants.working_copy import costs_of, load_working_copy, plan_of


@dataclass(frozen=True)
class Dossier:
    """The application with its working copy, plan, costs, current files and required documents."""

    application: Application
    plan: Sequence[PlanStep]
    costs: Sequence[CostLine]
    files: Sequence[Attachment]
    required_documents: Sequence[RequiredDocument]

    def after(self, moved: Application) -> "Dossier":
        """The same content with the application after a move, and the call and startup that were locked before."""
        moved.call, moved.startup = self.application.call, self.application.startup
        return replace(self, application=moved)


def read_dossier(application: Application) -> Dossier:
    """Read the application and its parts, from the working copy if there is one, in at most five queries."""
    edited = load_working_copy(application)
    files = edited.attachments.current().select_related("requirement")
    return Dossier(edited, plan_of(edited), costs_of(edited), list(files), required_documents_of(edited))


def required_documents_of(application: Application) -> list[RequiredDocument]:
    """The documents that the call requires of this kind of applicant, in the call's order."""
    kind = application.startup.kind
    return [document for document in application.call.required_documents.all() if document.only_for in ("", kind)]
