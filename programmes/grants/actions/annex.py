"""Record a signed annex to a running contract: a mistake corrected, more time, or another change."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.conflicts import fingerprint, require_unchanged
from ecosystem.core.constraints import violated_constraint
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.workflow import (
    FieldRefused,
    RoleRefused,
    TransitionRefused,
    WrongState,
    add_audit_note,
    lock,
)
from ecosystem.notices.notify import full_url
from programmes.grants.actions.contract import (
    RUNNING_STATUSES,
    SETTLED_TRANCHES,
    Upload,
    attach_file,
    contracts_with_number,
    update_holder,
)
from programmes.grants.actions.notify import notify_owners
from programmes.grants.models import (
    AnnexChange,
    AnnexKind,
    AnnexPart,
    Application,
    Contract,
    ContractAnnex,
    Tranche,
    TrancheStatus,
)

CONTRACT_PARTS = (AnnexPart.NUMBER, AnnexPart.SIGNED_ON, AnnexPart.STARTS_ON, AnnexPart.ENDS_ON)
TRANCHE_PARTS = (AnnexPart.DUE_ON, AnnexPart.DELIVERABLE)
FIXED_TRANCHES = SETTLED_TRANCHES | {TrancheStatus.ACCEPTED}


def open_tranches(tranches: Iterable[Tranche]) -> list[Tranche]:
    """The tranches that an annex may change: neither accepted nor paid nor cancelled."""
    return [tranche for tranche in tranches if tranche.status not in FIXED_TRANCHES]


def term_name(part: str, tranche: Tranche) -> str:
    """The name of a tranche's value among the terms of its contract, such as "due_on_2"."""
    return f"{part}_{tranche.number}"


def contract_terms(contract: Contract, tranches: Iterable[Tranche]) -> dict[str, Any]:
    """Every value that an annex may change now, by name."""
    terms = {part.value: getattr(contract, part) for part in CONTRACT_PARTS}
    for tranche in open_tranches(tranches):
        terms |= {term_name(part, tranche): getattr(tranche, part) for part in TRANCHE_PARTS}
    return terms


def terms_version(contract: Contract, tranches: Iterable[Tranche]) -> str:
    """The version of the terms, for `require_unchanged`."""
    return fingerprint([contract_terms(contract, tranches)])


def annex_refusal(application: Application, *, by: User) -> str:
    """Why `by` may not record an annex to the contract of this dossier now; "" if allowed."""
    try:
        require_annex_allowed(application, by)
    except (RoleRefused, TransitionRefused) as refusal:
        return str(refusal)
    return ""


def require_annex_allowed(application: Application, by: User) -> None:
    """Raises RoleRefused for whoever may not sign contracts, and WrongState where the contract is not running."""
    if not application.roles_of(by) & set(Application.TRANSITIONS["sign_contract"].roles):
        raise RoleRefused(_("Your role does not allow this step."))
    if application.status not in RUNNING_STATUSES:
        raise WrongState(application)


def term_errors(
    contract: Contract, tranches: Sequence[Tranche], *, kind: str, signed_on: date, terms: Mapping[str, Any]
) -> dict[str, str]:
    """The errors of an annex by field name. `signed_on` is the day of the annex, `terms["signed_on"]` that of the contract."""
    errors: dict[str, str] = {}
    today, decided_at = timezone.localdate(), contract.award.decided_at
    if terms["signed_on"] > today:
        errors["signed_on"] = _("The contract cannot be signed in the future.")
    elif decided_at and terms["signed_on"] < timezone.localtime(decided_at).date():
        errors["signed_on"] = _("The contract cannot be signed before the decision.")
    if signed_on > today:
        errors["annex_signed_on"] = _("The annex cannot be signed in the future.")
    elif signed_on < terms["signed_on"]:
        errors["annex_signed_on"] = _("The annex cannot be signed before its contract.")
    if contracts_with_number(terms["number"]).exclude(pk=contract.pk).exists():
        errors["number"] = _("Another contract has the number %(number)s.") % {"number": terms["number"]}
    if terms["ends_on"] < terms["starts_on"]:
        return {"ends_on": _("The contract ends before it starts."), **errors}
    return errors | _due_errors(tranches, terms) | _kind_errors(contract, tranches, kind, terms)


def _due_errors(tranches: Sequence[Tranche], terms: Mapping[str, Any]) -> dict[str, str]:
    """Errors of deliverables that would be due outside the time of the contract, also where the annex keeps their day."""
    errors: dict[str, str] = {}
    starts_on, ends_on = terms["starts_on"], terms["ends_on"]
    for tranche in tranches:
        name = term_name(AnnexPart.DUE_ON, tranche)
        due_on = terms.get(name, tranche.due_on)
        if tranche.status == TrancheStatus.CANCELLED or starts_on <= due_on <= ends_on:
            continue
        if name in terms:
            days = {"first": date_vi(starts_on), "last": date_vi(ends_on)}
            errors[name] = _("Give a day of the contract: from %(first)s to %(last)s.") % days
        else:
            values = {"number": str(tranche.number), "day": date_vi(due_on)}
            text = _("Tranche %(number)s, which is checked already, is due on %(day)s: the contract includes that day.")
            errors["starts_on" if due_on < starts_on else "ends_on"] = text % values
    return errors


def _kind_errors(
    contract: Contract, tranches: Sequence[Tranche], kind: str, terms: Mapping[str, Any]
) -> dict[str, str]:
    """Errors of the kind: an extension moves only ends and due days, and to later days; only "other" may change no value."""
    changes = annex_changes(contract, tranches, terms)
    if not changes and kind != AnnexKind.OTHER:
        return {"kind": _("Change at least one value.")}
    later = {AnnexPart.ENDS_ON, AnnexPart.DUE_ON}
    if kind == AnnexKind.EXTENSION and any(
        change.part not in later or change.new_day is None or change.old_day is None or change.new_day < change.old_day
        for change in changes
    ):
        return {"kind": _("An extension only moves the last day of the contract or due days, and to later days.")}
    return {}


def annex_changes(contract: Contract, tranches: Iterable[Tranche], terms: Mapping[str, Any]) -> list[AnnexChange]:
    """The changes, not saved, that turn the values of the contract into `terms`."""
    changes = [_change(part, getattr(contract, part), terms[part], None) for part in CONTRACT_PARTS]
    for tranche in open_tranches(tranches):
        changes += [
            _change(part, getattr(tranche, part), terms[term_name(part, tranche)], tranche) for part in TRANCHE_PARTS
        ]
    return [change for change in changes if (change.old, change.old_day) != (change.new, change.new_day)]


def _change(part: AnnexPart, old: Any, new: Any, tranche: Tranche | None) -> AnnexChange:
    if isinstance(old, date):
        return AnnexChange(part=part, tranche=tranche, old_day=old, new_day=new)
    return AnnexChange(part=part, tranche=tranche, old=old, new=new)


@transaction.atomic
def sign_annex(
    contract: Contract,
    *,
    by: User,
    version: str,
    kind: str,
    signed_on: date,
    reason: str,
    terms: Mapping[str, Any],
    signed_file: Upload | None = None,
) -> ContractAnnex:
    """Record a signed annex, give contract and tranches its new values, and notify the owners.

    `version` and `terms` are those of `terms_version` and `contract_terms`. Amounts are not changed by an annex. Locks
    the application, the contract and its tranches in this order.
    Raises EditConflict, RoleRefused, TransitionRefused.
    """
    application = lock(Application.objects.get(award__contract=contract))
    require_annex_allowed(application, by)
    contract = lock(contract)
    tranches = list(Tranche.objects.select_for_update().filter(contract=contract).order_by("pk"))
    require_unchanged(terms_version(contract, tranches), version)
    if not reason.strip():
        raise FieldRefused(_("Give the reason for this step."), "reason")
    for field, text in term_errors(contract, tranches, kind=kind, signed_on=signed_on, terms=terms).items():
        raise FieldRefused(text, field)
    annex = ContractAnnex(
        contract=contract,
        number=contract.annexes.count() + 1,
        kind=kind,
        signed_on=signed_on,
        reason=reason.strip(),
        recorded_by=by,
    )
    if signed_file:
        attach_file(annex, "signed_file", signed_file)
    annex.save()
    changes = annex_changes(contract, tranches, terms)
    with pghistory.context(transition="sign_annex", reason=annex.reason, user=by.pk):
        for change in changes:
            change.annex = annex
            change.save()
            _apply_change(change, contract)
    update_holder(application, contract)
    add_audit_note(application, "sign_annex", by=by, reason=annex.reason)
    notify_owners(
        application,
        "contract_annexed",
        event=f"annex:{annex.pk}",
        context={
            "contract": contract,
            "annex": annex,
            "changes": changes,
            "address": full_url("grants:contract_detail", application.pk),
        },
    )
    return annex


def _apply_change(change: AnnexChange, contract: Contract) -> None:
    """Save the new value of one change. Raises FieldRefused if another contract got the number meanwhile."""
    record: Contract | Tranche = change.tranche or contract
    setattr(record, change.part, change.new if change.new_day is None else change.new_day)
    try:
        with transaction.atomic():
            record.save(update_fields=[change.part, "updated_at"])
    except IntegrityError as error:
        if violated_constraint(error) != "contract_number_once":
            raise
        text = _("Another contract has the number %(number)s.") % {"number": change.new}
        raise FieldRefused(text, "number") from None
