"""Sign the contract; report, accept and return deliverables; accept the result and close the application."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import require_version
from ecosystem.core.constraints import violated_constraint
from ecosystem.core.four_eyes import wrote
from ecosystem.core.models import IdentifierKey
from ecosystem.core.money import format_vnd, lazy_vnd
from ecosystem.core.uploads import CheckedFile, private_path
from ecosystem.core.workflow import FieldRefused, RoleRefused, TransitionRefused, WrongState, lock, move
from ecosystem.notices.notify import full_url
from ecosystem.questionnaires.actions.response import close_response, open_response
from ecosystem.questionnaires.gaps import require_complete
from ecosystem.questionnaires.models import QuestionnaireResponse
from ecosystem.questionnaires.reading import read_response
from programmes.grants.actions.clock import end_clocks
from programmes.grants.actions.notify import notify_desk, notify_owners, notify_people
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    Award,
    AwardStatus,
    Contract,
    ContractAnnex,
    Holder,
    Tranche,
    TrancheStatus,
)
from programmes.grants.purposes import DELIVERABLE_REPORT
from programmes.grants.recipients import owners_of, staff_of

RUNNING_STATUSES = frozenset({ApplicationStatus.CONTRACTED, ApplicationStatus.IN_PROGRESS})
SETTLED_TRANCHES = frozenset({TrancheStatus.PAID, TrancheStatus.CANCELLED})


class Upload(NamedTuple):
    """An uploaded file with the result of `check_upload`."""

    file: "UploadedFile[Any]"
    checked: CheckedFile


@dataclass(frozen=True)
class PlannedTranche:
    """One tranche of a contract to be signed: amount in whole đồng, deliverable and due date."""

    amount: int
    deliverable: str
    due_on: date


@transaction.atomic
def sign_contract(
    application: Application,
    *,
    by: User,
    number: str,
    signed_on: date,
    starts_on: date,
    ends_on: date,
    tranches: Sequence[PlannedTranche],
    signed_file: Upload | None = None,
) -> Contract:
    """Record the signed contract with its tranches, which must add up to the award, and notify the owners."""
    application = move(application, "sign_contract", by=by)
    award = lock(Award.objects.get(application=application, status=AwardStatus.APPROVED))
    _check_dates(award, signed_on, starts_on, ends_on, tranches)
    check_tranche_sum(award.amount, tranches)
    try:
        with transaction.atomic():
            contract = Contract.objects.create(
                award=award,
                number=number.strip(),
                signed_on=signed_on,
                starts_on=starts_on,
                ends_on=ends_on,
                signed_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "contract_number_once":
            raise FieldRefused(_number_taken_text(number, by), "number") from None
        raise
    for position, part in enumerate(tranches, start=1):
        Tranche.objects.create(
            contract=contract, number=position, amount=part.amount, deliverable=part.deliverable, due_on=part.due_on
        )
    if signed_file:
        _store_file(contract, "signed_file", signed_file)
    update_holder(application, contract)
    notify_owners(
        application,
        "contract_signed",
        event=f"contract:{contract.pk}",
        context={"contract": contract, "address": full_url("grants:contract_detail", application.pk)},
    )
    return contract


def contracts_with_number(number: str) -> QuerySet[Contract]:
    """The contracts with this number in any spelling."""
    return Contract.objects.alias(key=IdentifierKey("number")).filter(key=IdentifierKey(Value(number)))


def _number_taken_text(number: str, by: User) -> str:
    """The message that another contract has this number; it names the dossier to a reader who may see it."""
    visible = contracts_with_number(number).filter(award__in=Award.objects.visible_to(by).values("pk"))
    other = visible.select_related("award__application__startup").first()
    if other is None:
        return _("Another contract has the number %(number)s.") % {"number": number}
    application = other.award.application
    return _("The contract of dossier %(dossier)s (%(startup)s) has the number %(number)s.") % {
        "dossier": application.number,
        "startup": application.startup,
        "number": other,
    }


def check_tranche_sum(amount: int, tranches: Sequence[PlannedTranche]) -> None:
    """Refuse tranches that do not add up to the award, naming the difference."""
    total = sum(part.amount for part in tranches)
    if total == amount:
        return
    words = (
        _("The tranches add up to %(total)s: %(gap)s more than the award of %(amount)s.")
        if total > amount
        else _("The tranches add up to %(total)s: %(gap)s less than the award of %(amount)s.")
    )
    raise TransitionRefused(
        words % {"total": format_vnd(total), "gap": format_vnd(abs(total - amount)), "amount": format_vnd(amount)}
    )


def _check_dates(
    award: Award, signed_on: date, starts_on: date, ends_on: date, tranches: Sequence[PlannedTranche]
) -> None:
    if signed_on > timezone.localdate():
        raise TransitionRefused(_("The contract cannot be signed in the future."))
    if award.decided_at and signed_on < timezone.localtime(award.decided_at).date():
        raise TransitionRefused(_("The contract cannot be signed before the decision."))
    if ends_on < starts_on:
        raise TransitionRefused(_("The contract ends before it starts."))
    if not tranches:
        raise TransitionRefused(_("Give at least one tranche."))
    if any(not starts_on <= part.due_on <= ends_on for part in tranches):
        raise TransitionRefused(_("Every deliverable is due within the time of the contract."))


@transaction.atomic
def begin_report(tranche: Tranche, *, by: User) -> QuestionnaireResponse:
    """The form in which the startup reports the deliverable: the open one, or a new one.

    The first begins with the version in use of the call's form; after a return it begins with what was sent, which
    stays as it was. Idempotent. Raises RoleRefused, WrongState, TransitionRefused.
    """
    application = _lock_running(tranche)
    tranche = lock(tranche)
    report = Tranche.TRANSITIONS["report"]
    if not set(report.roles) & tranche.roles_of(by):
        raise RoleRefused(_("Only an owner or editor of the startup may report its deliverables."))
    if tranche.status not in report.sources:
        raise WrongState(tranche)
    response = open_response(tranche, purpose=DELIVERABLE_REPORT, chosen=application.call.report_questionnaire, by=by)
    if response is None:
        raise TransitionRefused(_("The department has no report form in use at present. Ask the officer in charge."))
    return response


@transaction.atomic
def report_deliverable(tranche: Tranche, *, by: User) -> Tranche:
    """Send the report on a deliverable. Raises IncompleteResponse with every gap of its form."""
    application = _lock_running(tranche)
    response = lock(tranche).response
    tranche = move(tranche, "report", by=by, reported_by=by, reported_at=timezone.now())
    if response is None or response.closed_at is not None:
        raise TransitionRefused(_("Begin the report first."))
    require_complete(read_response(response), stage="send")
    close_response(response)
    update_holder(application, tranche.contract)
    event = f"tranche{tranche.pk}:{tranche.updated_at.isoformat()}"
    notify_desk(application, "deliverable_reported", event=event, tranche=tranche, link=_contract_link(application))
    return tranche


def _lock_running(tranche: Tranche) -> Application:
    """Lock the dossier of the tranche. Raises TransitionRefused unless its contract runs."""
    application = lock(tranche.contract.award.application)
    if application.status not in RUNNING_STATUSES:
        raise TransitionRefused(_("The contract is not running."))
    return application


@transaction.atomic
def accept_deliverable(tranche: Tranche, *, by: User, expected_version: str | None = None) -> Tranche:
    """Accept a reported deliverable, and tell the owners and the accountants, who pay its tranche.

    Refused to the person who reported it. `expected_version` is that of the tranche with the report that the person
    read (see `require_version`).
    """
    application = lock(tranche.contract.award.application)
    require_version(lock(tranche), expected_version)
    _require_second_person(tranche, by)
    tranche = move(tranche, "accept", by=by, accepted_by=by, accepted_at=timezone.now())
    update_holder(application, tranche.contract)
    event = f"tranche{tranche.pk}:{tranche.updated_at.isoformat()}"
    context: dict[str, Any] = {
        "tranche": tranche,
        "amount": lazy_vnd(tranche.amount),
        "link": _contract_link(application),
    }
    notify_people(owners_of(application), application, "deliverable_accepted", event=event, **context)
    accountants = staff_of(application, {Role.ACCOUNTANT})
    notify_people(accountants, application, "payment_due", event=event, without=by, **context)
    return tranche


@transaction.atomic
def send_back_deliverable(tranche: Tranche, *, by: User, reason: str, expected_version: str | None = None) -> Tranche:
    """Return a reported deliverable to the startup and notify its owners of the reason."""
    application = lock(tranche.contract.award.application)
    require_version(lock(tranche), expected_version)
    _require_second_person(tranche, by)
    tranche = move(tranche, "send_back", by=by, reason=reason)
    update_holder(application, tranche.contract)
    notify_owners(
        application,
        "deliverable_returned",
        event=f"tranche:{tranche.pk}:{tranche.reported_at:%Y%m%d%H%M%S%f}",
        context={
            "tranche": tranche,
            "reason": reason.strip(),
            "address": full_url("grants:contract_detail", application.pk),
        },
    )
    return tranche


@transaction.atomic
def take_back_acceptance(tranche: Tranche, *, by: User, reason: str) -> Tranche:
    """Take back an acceptance given by mistake: the deliverable waits for its check again. Refused once it is paid."""
    application = lock(tranche.contract.award.application)
    if application.status not in RUNNING_STATUSES:
        raise TransitionRefused(_("The contract is not running."))
    tranche = move(tranche, "take_back_acceptance", by=by, reason=reason, accepted_by=None, accepted_at=None)
    update_holder(application, tranche.contract)
    event = f"tranche:{tranche.pk}:{timezone.now():%Y%m%d%H%M%S%f}"
    accountants = staff_of(application, {Role.ACCOUNTANT})
    context = {"tranche": tranche, "reason": reason.strip(), "link": _contract_link(application)}
    notify_people(accountants, application, "payment_suspended", event=event, without=by, **context)
    notify_owners(
        application,
        "acceptance_taken_back",
        event=event,
        context={
            "tranche": tranche,
            "reason": reason.strip(),
            "address": full_url("grants:contract_detail", application.pk),
        },
    )
    return tranche


def _require_second_person(tranche: Tranche, by: User) -> None:
    """Refuse the person who reported the deliverable. The caller holds the lock of the application."""
    if wrote(Tranche.objects.get(pk=tranche.pk), by.pk, "reported_by"):
        raise TransitionRefused(_("You reported this deliverable yourself: another person has to check it."))


@transaction.atomic
def accept_result(application: Application, *, by: User, reason: str = "") -> Application:
    """Accept the final result, once every deliverable is accepted, paid or cancelled."""
    application = move(application, "accept_result", by=by, reason=reason)
    accepted = SETTLED_TRANCHES | {TrancheStatus.ACCEPTED}
    if application.award.contract.tranches.exclude(status__in=accepted).exists():
        raise TransitionRefused(_("A deliverable is not accepted yet: the result cannot be accepted before."))
    end_clocks(application)
    event = f"result:{application.updated_at.isoformat()}"
    link = _contract_link(application)
    notify_people(owners_of(application), application, "result_accepted", event=event, link=link)
    return application


@transaction.atomic
def take_back_result(application: Application, *, by: User, reason: str) -> Application:
    """Take back the acceptance of the final result: the work counts as under way again."""
    application = move(application, "take_back_result", by=by, reason=reason)
    update_holder(application, application.award.contract)
    notify_owners(
        application,
        "result_taken_back",
        event=f"result:{application.pk}:{timezone.now():%Y%m%d%H%M%S%f}",
        context={"reason": reason.strip(), "address": full_url("grants:contract_detail", application.pk)},
    )
    return application


@transaction.atomic
def close_award(application: Application, *, by: User) -> Application:
    """Close the application, once every tranche is paid or cancelled, and tell the owners."""
    application = move(application, "close", by=by)
    if application.award.contract.tranches.exclude(status__in=SETTLED_TRANCHES).exists():
        raise TransitionRefused(_("A tranche is not paid yet: the contract cannot be closed before."))
    end_clocks(application)
    event, link = f"closed:{application.updated_at.isoformat()}", _contract_link(application)
    notify_people(owners_of(application), application, "dossier_closed", event=event, link=link)
    return application


def update_holder(application: Application, contract: Contract) -> None:
    """Set holder and due date: the department while a deliverable waits for its check, else the applicant."""
    tranches = list(contract.tranches.all())
    reported = [t for t in tranches if t.status == TrancheStatus.REPORTED]
    unreported = [t for t in tranches if t.status in {TrancheStatus.PLANNED, TrancheStatus.RETURNED}]
    application.holder = Holder.DEPARTMENT if reported or not unreported else Holder.APPLICANT
    application.due_on = min((t.due_on for t in unreported), default=None) if not reported else None
    application.save(update_fields=["holder", "due_on", "updated_at"])


def _contract_link(application: Application) -> str:
    return full_url("grants:contract_detail", application.pk)


def _store_file(record: Contract | Tranche, column: str, upload: Upload) -> None:
    """Save the file to private storage, and its name, type and SHA-256 to the saved record."""
    attach_file(record, column, upload)
    record.save(update_fields=[column, f"{column}_name", f"{column}_type", f"{column}_sha256", "updated_at"])


def attach_file(record: Contract | Tranche | ContractAnnex, column: str, upload: Upload) -> None:
    """Save the file to private storage, and set its name, type and SHA-256 in the record, which is not saved here."""
    checked = upload.checked
    getattr(record, column).save(private_path("contracts", checked.extension), upload.file, save=False)
    setattr(record, f"{column}_name", checked.name)
    setattr(record, f"{column}_type", checked.content_type)
    setattr(record, f"{column}_sha256", checked.sha256)
