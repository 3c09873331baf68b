"""States of an application, groups of states, and who has to act in each."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationStatus(models.TextChoices):
    """The state of an application: its label, the tone of its badge, and what it means for the applicant."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    CHECKING = "checking", _("Completeness check")
    CONFIRMING = "confirming", _("Check to be confirmed")
    RETURNED = "returned", _("Returned for completion")
    EVALUATING = "evaluating", _("Under evaluation")
    PROPOSED = "proposed", _("Waiting for the decision")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Not approved")
    CONTRACTED = "contracted", _("Contract signed")
    IN_PROGRESS = "in_progress", _("In progress")
    ACCEPTED = "accepted", _("Result accepted")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    STOPPED = "stopped", _("Stopped")

    @property
    def tone(self) -> str:
        return {
            "draft": "secondary",
            "submitted": "azure",
            "checking": "azure",
            "confirming": "azure",
            "returned": "orange",
            "evaluating": "blue",
            "proposed": "purple",
            "approved": "green",
            "rejected": "red",
            "contracted": "green",
            "in_progress": "green",
            "accepted": "green",
            "closed": "secondary",
            "withdrawn": "secondary",
            "stopped": "red",
        }[self.value]

    @property
    def explanation(self) -> Any:
        """What the state means and what comes next, in a sentence for the applicant."""
        return {
            "draft": _("Only your team sees this draft. Complete it and submit before the call closes."),
            "submitted": _("We have received your application. Next, an officer checks that it is complete."),
            "checking": _("An officer is checking that the documents are complete and valid."),
            "confirming": _("An officer has finished the check. A second person has to confirm what was found."),
            "returned": _("Something is missing. Read the officer's request, complete the dossier and send it again."),
            "evaluating": _("The documents are valid. Evaluators are scoring your project."),
            "proposed": _("The evaluation is finished. The director decides next."),
            "approved": _(
                "Your project is approved. An owner accepts or declines the grant here; then the contract is prepared."
            ),
            "rejected": _("Your project was not approved this time. The reason is in the decision."),
            "contracted": _("The contract is signed. Report each deliverable to receive its payment."),
            "in_progress": _("The work is under way. Report each deliverable to receive its payment."),
            "accepted": _("The results are accepted. The contract will be closed."),
            "closed": _("Everything is finished and the dossier is closed."),
            "withdrawn": _("You withdrew this application."),
            "stopped": _("Processing of this application was stopped."),
        }[self.value]


S = ApplicationStatus
FINAL_STATUSES = frozenset({S.REJECTED, S.CLOSED, S.WITHDRAWN, S.STOPPED})
GRANTED_STATUSES = frozenset({S.APPROVED, S.CONTRACTED, S.IN_PROGRESS, S.ACCEPTED, S.CLOSED})
EDITABLE_STATUSES = frozenset({S.DRAFT, S.RETURNED})
# Somebody has to make the next step, and it may have a due date. A list, in the order that the index has in the database.
PENDING_STATUSES = [
    S.ACCEPTED,
    S.APPROVED,
    S.CHECKING,
    S.CONFIRMING,
    S.EVALUATING,
    S.PROPOSED,
    S.RETURNED,
    S.SUBMITTED,
]
# Submitted, and without a decision.
UNDECIDED_STATUSES = frozenset({S.SUBMITTED, S.CHECKING, S.CONFIRMING, S.RETURNED, S.EVALUATING, S.PROPOSED})
# The startup may apply again in the same call.
REPLACEABLE_STATUSES = [S.WITHDRAWN, S.STOPPED, S.REJECTED]
RESULT_ACCEPTED_STATUSES = (S.ACCEPTED, S.CLOSED)


class Holder(models.TextChoices):
    """Who has to make the next step of an application."""

    APPLICANT = "applicant", _("The applicant")
    DEPARTMENT = "department", _("The department")
    EVALUATORS = "evaluators", _("The evaluators")
    DIRECTOR = "director", _("The director")
    NOBODY = "nobody", _("Nobody: finished")


HOLDER_BY_STATUS = {
    S.DRAFT: Holder.APPLICANT,
    S.SUBMITTED: Holder.DEPARTMENT,
    S.CHECKING: Holder.DEPARTMENT,
    S.CONFIRMING: Holder.DEPARTMENT,
    S.RETURNED: Holder.APPLICANT,
    S.EVALUATING: Holder.EVALUATORS,
    S.PROPOSED: Holder.DIRECTOR,
    S.APPROVED: Holder.DEPARTMENT,
    S.REJECTED: Holder.NOBODY,
    S.CONTRACTED: Holder.APPLICANT,
    S.IN_PROGRESS: Holder.APPLICANT,
    S.ACCEPTED: Holder.DEPARTMENT,
    S.CLOSED: Holder.NOBODY,
    S.WITHDRAWN: Holder.NOBODY,
    S.STOPPED: Holder.NOBODY,
}
