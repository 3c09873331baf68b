"""One application with all that belongs to it, read once: what the checks, the sending and the record work on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from programmes.grants.models import Application, Attachment, CostLine, PlanStep, RequiredDocument
from programmes.grants.working_copy import costs_of, load_working_copy, plan_of


@dataclass(frozen=True)
class Dossier:
    """The application as its startup writes it, with plan, costs, current files, and the papers it is asked for."""

    application: Application
    plan: Sequence[PlanStep]
    costs: Sequence[CostLine]
    files: Sequence[Attachment]
    papers: Sequence[RequiredDocument]

    def after(self, moved: Application) -> "Dossier":
        """The same content after a move: the moved row knows the call and startup that were read and locked before."""
        moved.call, moved.startup = self.application.call, self.application.startup
        return replace(self, application=moved)


def read_dossier(application: Application) -> Dossier:
    """Read the application with the words that its startup has not sent yet: at most five queries."""
    written = load_working_copy(application)
    files = written.attachments.current().select_related("requirement")
    return Dossier(written, plan_of(written), costs_of(written), list(files), required_documents_of(written))


def required_documents_of(application: Application) -> list[RequiredDocument]:
    """Papers this applicant is asked for, in the call's order."""
    kind = application.startup.kind
    return [paper for paper in application.call.required_documents.all() if paper.only_for in ("", kind)]
