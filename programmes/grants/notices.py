"""Kinds of notices about applications and grants, for applicants, staff and evaluators."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.notices.kinds import PROCEDURE, NoticeKind, Topic

APPLICATION = Topic("application", _("My applications"), 10, lambda user: not user.roles)
GRANT = Topic("grant", _("Grant and contract"), 20, lambda user: not user.roles or user.has_role(Role.ACCOUNTANT))
DESK = Topic(
    "desk", _("Dossiers on my desk"), 40, lambda user: user.has_role(*DEPARTMENT, Role.EVALUATOR, Role.ACCOUNTANT)
)


class DossierNotice(NoticeKind):
    """A notice about one application; its link is the application's page unless the context has another."""

    @classmethod
    def path_of(cls, context: Mapping[str, Any]) -> str:
        return reverse("grants:application_detail", args=[context["application"].pk])


class Receipt(DossierNotice):
    name = "receipt"
    topic = APPLICATION
    label = _("Receipt of an application")
    mandatory_reason = PROCEDURE


class Returned(DossierNotice):
    name = "returned"
    topic = APPLICATION
    label = _("The department asks to complete an application")
    mandatory_reason = PROCEDURE


class ApplicationValid(DossierNotice):
    name = "application_valid"
    topic = APPLICATION
    label = _("An application is complete and valid, and its evaluation begins")


class Stopped(DossierNotice):
    name = "stopped"
    topic = APPLICATION
    label = _("Processing of an application was stopped")
    mandatory_reason = PROCEDURE


class FoundInvalid(DossierNotice):
    name = "found_invalid"
    topic = APPLICATION
    label = _("An application was refused because it is not valid")
    mandatory_reason = PROCEDURE


class CallAmended(DossierNotice):
    name = "call_amended"
    topic = APPLICATION
    label = _("A call that I applied to was amended")
    mandatory_reason = PROCEDURE


class CallCancelled(DossierNotice):
    name = "call_cancelled"
    topic = APPLICATION
    label = _("A call that I applied to was cancelled")
    mandatory_reason = PROCEDURE


class DeadlineExtended(NoticeKind):
    name = "deadline_extended"
    topic = APPLICATION
    label = _("The department extended the closing time for my startup")
    mandatory_reason = PROCEDURE


class ExtensionRevoked(NoticeKind):
    name = "extension_revoked"
    topic = APPLICATION
    label = _("The department took the extension for my startup back")
    mandatory_reason = PROCEDURE


class DecisionApproved(DossierNotice):
    name = "decision_approved"
    topic = APPLICATION
    label = _("Decision: approved")
    mandatory_reason = PROCEDURE


class DecisionRejected(DossierNotice):
    name = "decision_rejected"
    topic = APPLICATION
    label = _("Decision: not approved")
    mandatory_reason = PROCEDURE


class OfferReminder(DossierNotice):
    name = "offer_reminder"
    topic = APPLICATION
    label = _("The time to accept a grant ends soon")
    mandatory_reason = PROCEDURE


class OfferLapsed(DossierNotice):
    name = "offer_lapsed"
    topic = APPLICATION
    label = _("A grant lapsed")
    mandatory_reason = PROCEDURE


class OfferEnded(DossierNotice):
    name = "offer_ended"
    topic = APPLICATION
    label = _("A grant was ended before the contract")
    mandatory_reason = PROCEDURE


class OfferAccepted(DossierNotice):
    name = "offer_accepted"
    topic = DESK
    label = _("A startup accepted its grant")


class OfferDeclined(DossierNotice):
    name = "offer_declined"
    topic = DESK
    label = _("A grant was declined or lapsed")


class DraftReminder(DossierNotice):
    name = "draft_reminder"
    topic = APPLICATION
    label = _("A call closes soon and my draft is not sent")


class CompletionReminder(DossierNotice):
    name = "completion_reminder"
    topic = APPLICATION
    label = _("The time to complete an application ends soon")


class ContractSigned(DossierNotice):
    name = "contract_signed"
    topic = GRANT
    label = _("A contract is recorded")


class ContractAnnexed(DossierNotice):
    name = "contract_annexed"
    topic = GRANT
    label = _("An annex to a contract is recorded")
    mandatory_reason = PROCEDURE


class DeliverableDue(DossierNotice):
    name = "deliverable_due"
    topic = GRANT
    label = _("A deliverable is due soon")


class DeliverableOverdue(DossierNotice):
    name = "deliverable_overdue"
    topic = GRANT
    label = _("A deliverable is overdue")


class DeliverableAccepted(DossierNotice):
    name = "deliverable_accepted"
    topic = GRANT
    label = _("A deliverable is accepted")


class DeliverableReturned(DossierNotice):
    name = "deliverable_returned"
    topic = GRANT
    label = _("A deliverable is to be completed")


class PaymentDue(DossierNotice):
    name = "payment_due"
    topic = GRANT
    label = _("A tranche is to be paid")


class PaymentSuspended(DossierNotice):
    name = "payment_suspended"
    topic = GRANT
    label = _("A tranche is not to be paid for the time being")


class PaymentRecorded(DossierNotice):
    name = "payment_recorded"
    topic = GRANT
    label = _("A tranche is paid")


class PaymentReversed(DossierNotice):
    name = "payment_reversed"
    topic = GRANT
    label = _("A payment was reversed")
    mandatory_reason = PROCEDURE


class AcceptanceTakenBack(DossierNotice):
    name = "acceptance_taken_back"
    topic = GRANT
    label = _("The acceptance of a deliverable was taken back")
    mandatory_reason = PROCEDURE


class ResultAccepted(DossierNotice):
    name = "result_accepted"
    topic = GRANT
    label = _("A final result is accepted")


class ResultTakenBack(DossierNotice):
    name = "result_taken_back"
    topic = GRANT
    label = _("The acceptance of a final result was taken back")
    mandatory_reason = PROCEDURE


class DossierClosed(DossierNotice):
    name = "dossier_closed"
    topic = GRANT
    label = _("A dossier is closed after its last payment")


class ContractEnded(DossierNotice):
    name = "contract_ended"
    topic = GRANT
    label = _("A contract was ended early")
    mandatory_reason = PROCEDURE


class Resubmitted(DossierNotice):
    name = "resubmitted"
    topic = DESK
    label = _("An application was completed")


class Withdrawn(DossierNotice):
    name = "withdrawn"
    topic = DESK
    label = _("An application was withdrawn")


class GivenBack(DossierNotice):
    name = "given_back"
    topic = DESK
    label = _("A dossier came back to the officers")


class ProposalWaits(DossierNotice):
    name = "proposal_waits"
    topic = DESK
    label = _("A proposal waits for a decision")


class ProposalDecided(DossierNotice):
    name = "proposal_decided"
    topic = DESK
    label = _("A proposal is decided")


class DeliverableReported(DossierNotice):
    name = "deliverable_reported"
    topic = DESK
    label = _("A deliverable waits for its check")


class DeliverableLate(DossierNotice):
    name = "deliverable_late"
    topic = DESK
    label = _("A startup has not reported a deliverable in time")


class ChargeReceived(DossierNotice):
    name = "charge_received"
    topic = DESK
    label = _("A dossier was given to me")


class ChargePassedOn(DossierNotice):
    name = "charge_passed_on"
    topic = DESK
    label = _("A dossier of mine was given to somebody else")


class ChargeCancelled(DossierNotice):
    name = "charge_cancelled"
    topic = DESK
    label = _("A dossier of mine ended with its call")


class ContractTerminated(DossierNotice):
    name = "contract_terminated"
    topic = DESK
    label = _("The director ended a contract early")


class ChargesReceived(NoticeKind):
    name = "charges_received"
    topic = DESK
    label = _("Dossiers of a colleague were handed over to me")


class ChargesReleased(NoticeKind):
    name = "charges_released"
    topic = DESK
    label = _("Dossiers came back to the desk")


class StepReminder(DossierNotice):
    name = "step_reminder"
    topic = DESK
    label = _("A step of a dossier is due soon")


class StepOverdue(DossierNotice):
    name = "step_overdue"
    topic = DESK
    label = _("The time limit of a step has passed")


class ReviewReminder(DossierNotice):
    name = "review_reminder"
    topic = DESK
    label = _("My scores of a dossier are due tomorrow")


class ReviewReopened(DossierNotice):
    name = "review_reopened"
    topic = DESK
    label = _("Scores that I sent were reopened")


class ReviewPaused(DossierNotice):
    name = "review_paused"
    topic = DESK
    label = _("A dossier that I evaluate went back to the applicant")


class ReviewEnded(DossierNotice):
    name = "review_ended"
    topic = DESK
    label = _("A dossier that I evaluate was withdrawn")


class ReversalRequested(DossierNotice):
    name = "reversal_requested"
    topic = DESK
    label = _("The reversal of a payment waits for a second person")


class ReversalDecided(DossierNotice):
    name = "reversal_decided"
    topic = DESK
    label = _("A reversal that I asked for is decided")


class ScoresComplete(DossierNotice):
    name = "scores_complete"
    topic = DESK
    label = _("All scores of a dossier are in")


class ReviewStopped(DossierNotice):
    name = "review_stopped"
    topic = DESK
    label = _("A dossier that I evaluate was ended")


class ReviewAssigned(DossierNotice):
    name = "review_assigned"
    topic = DESK
    label = _("A dossier to evaluate")


class ReviewAgain(DossierNotice):
    name = "review_again"
    topic = DESK
    label = _("A dossier that I evaluate was completed")


class ReviewRecused(DossierNotice):
    name = "review_recused"
    topic = DESK
    label = _("An evaluator stood aside")


class ReviewWithdrawn(DossierNotice):
    name = "review_withdrawn"
    topic = DESK
    label = _("The department took a dossier back that I was to evaluate")
    mandatory_reason = PROCEDURE


class ReviewVacated(DossierNotice):
    name = "review_vacated"
    topic = DESK
    label = _("An evaluator left, and a seat is empty")


class InvalidToConfirm(DossierNotice):
    name = "invalid_to_confirm"
    topic = DESK
    label = _("A dossier was found not valid, to be confirmed")
