"""From the draft to «the dossier is valid»: sending, checking, returning, withdrawing, stopping."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.background import wake
from ecosystem.core.conflicts import fingerprint, require_unchanged
from ecosystem.core.numbers import take_number
from ecosystem.core.workflow import RoleRefused, TransitionRefused, lock, move
from programmes.grants.actions.award import void_proposal
from programmes.grants.actions.clock import (
    end_clocks,
    is_completion_overdue,
    pause_for_applicant,
    resume_step,
    start_step,
)
from programmes.grants.actions.drafting import take_over
from programmes.grants.actions.notify import tell_applicants, tell_desk, tell_people
from programmes.grants.actions.review import ask_evaluators_again
from programmes.grants.actions.submission import changed_items, differs, record_submission
from programmes.grants.completeness import Gap, checklist_items, find_gaps
from programmes.grants.dossier import Dossier, read_dossier
from programmes.grants.eligibility import check_eligibility
from programmes.grants.models import Application, ApplicationStatus, Call, ChecklistItem, CheckResult, Submission
from programmes.grants.recipients import desk_of
from programmes.plan.models import Step
from startups.models import MemberRole, Membership, Startup

NUMBER_SERIES = "HS"
GONE = {ApplicationStatus.WITHDRAWN, ApplicationStatus.STOPPED, ApplicationStatus.REJECTED}


class IncompleteApplication(TransitionRefused):
    """Sending refused: `gaps` says what is missing or against a rule."""

    def __init__(self, gaps: list[Gap]) -> None:
        self.gaps = gaps
        super().__init__(" ".join(gap.text for gap in gaps[:5]))


# --- The applicant ----------------------------------------------------------------------------------
@transaction.atomic
def start_application(call: Call, startup: Startup, *, by: User) -> Application:
    """The startup's draft in the call: a new one, or the one that is there. An ineligible startup is refused."""
    startup = Startup.objects.select_for_update(of=("self",), no_key=True).get(pk=startup.pk)
    if not Membership.objects.filter(startup=startup, user=by, role__in=[MemberRole.OWNER, MemberRole.EDITOR]).exists():
        raise RoleRefused(_("Only an owner or editor of the startup may apply for it."))
    there = Application.objects.filter(call=call, startup=startup).exclude(status__in=GONE).first()
    if there:
        return there
    eligibility = check_eligibility(call, startup)
    if not eligibility.is_eligible:
        raise TransitionRefused(" ".join(rule.reason for rule in eligibility.failed))
    return Application.objects.create(
        call=call,
        startup=startup,
        created_by=by,
        edited_by=by,
        is_demo=startup.is_demo and call.is_demo,
        **_known_already(startup),
    )


def _known_already(startup: Startup) -> dict[str, str]:
    """What was said before is not asked again: the profile's words, and the team of the latest application."""
    latest = startup.applications.exclude(team="").order_by("-pk").first()
    return {"solution": startup.summary, "team": latest.team if latest else ""}


@transaction.atomic
def submit_application(application: Application, *, by: User, at: datetime | None = None) -> Application:
    """Send a complete draft inside the call's window; sending again changes nothing and gives the same answer.

    `at` is when the request came, so that waiting for a lock costs nobody the deadline.
    Raises RoleRefused, IncompleteApplication with every gap, or TransitionRefused from a wrong state.
    Locks startup, call and application in this order, the number series last.
    """
    at = at or timezone.now()
    application = _lock_for_sending(application)
    _must_be_applicant(application, by)
    if application.submitted_at and application.status not in GONE:
        return application
    dossier = read_dossier(application)
    if application.status == ApplicationStatus.DRAFT:
        _must_be_complete(dossier, now=at)
    moved = move(
        application,
        "submit",
        by=by,
        submitted_at=at,
        submitted_by=by,
        other_support=_asked_support(application),
        number=_number_for(application, at),
    )
    submission = record_submission(dossier.after(moved), by=by, at=at)
    clock = start_step(moved, Step.COMPLETENESS, today=timezone.localdate(at))
    tell_applicants(moved, "receipt", event=submission.sequence, submission=submission, clock=clock)
    _make_receipt_later(submission)
    return moved


@transaction.atomic
def resubmit_application(application: Application, *, by: User, at: datetime | None = None) -> Application:
    """Send a completed dossier again; the applicant's clock ends and the department's goes on.

    The call's window no longer counts, completeness, caps and the other rules do.
    """
    at = at or timezone.now()
    application = _lock_for_sending(application)
    _must_be_applicant(application, by)
    if application.status == ApplicationStatus.CHECKING and application.submissions.filter(sequence__gt=1).exists():
        return application
    dossier = read_dossier(application)
    if application.status == ApplicationStatus.RETURNED:
        _must_be_complete(dossier, now=application.submitted_at, in_time=False)
        application = take_over(application)
    moved = move(application, "resubmit", by=by, other_support=_asked_support(application), completion_request="")
    submission = record_submission(dossier.after(moved), by=by, at=at)
    today = timezone.localdate(at)
    resume_step(moved, Step.COMPLETENESS, today=today) or start_step(moved, Step.COMPLETENESS, today=today)
    tell_applicants(moved, "receipt", event=submission.sequence, submission=submission)
    tell_desk(moved, "resubmitted", event=submission.sequence)
    _make_receipt_later(submission)
    return moved


@transaction.atomic
def withdraw_application(application: Application, *, by: User, reason: str) -> Application:
    """Take the application back before the decision; a proposal for it falls away, and the desk that had it is told."""
    desk = desk_of(application) if application.submitted_at else []
    application = move(application, "withdraw", by=by, reason=reason)
    void_proposal(application, by=by)
    end_clocks(application)
    tell_people(desk, application, "withdrawn", event="withdrawn", reason=reason)
    return application


# --- The department ---------------------------------------------------------------------------------
@transaction.atomic
def start_check(application: Application, *, by: User) -> Application:
    """An officer takes the dossier for the completeness check; its clock has run since it was sent."""
    return move(application, "start_check", by=by)


def check_rows(lines: Iterable[ChecklistItem]) -> list[dict[str, str]]:
    """What the lines of a completeness check say, in the order of their items."""
    return [{"item": n.item, "result": n.result, "reason": n.reason} for n in sorted(lines, key=lambda n: n.item)]


@transaction.atomic
def record_check(
    application: Application, results: Mapping[str, tuple[str, str]], *, by: User, version: str
) -> list[ChecklistItem]:
    """Write results of the completeness check: {item: (result, reason)}; a gap needs its reason.

    An item that did not change keeps who found it and when. `version` is the fingerprint of the `check_rows` that the
    form read. Raises EditConflict, RoleRefused, TransitionRefused.
    """
    application = lock(application)
    if Role.OFFICER not in application.roles_of(by):
        raise RoleRefused(_("Your role does not allow this step."))
    if application.status not in {ApplicationStatus.CHECKING, ApplicationStatus.EVALUATING}:
        raise TransitionRefused(_("The completeness check is not open."))
    items, now = checklist_items(application), timezone.now()
    before = {line.item: line for line in application.checklist.all()}
    require_unchanged(fingerprint(check_rows(before.values())), version)
    stale, written = stale_items(application), []
    for item, (result, typed) in results.items():
        if item not in items or result not in CheckResult.values:
            raise TransitionRefused(_("The checklist has no such item."))
        reason = "" if result == CheckResult.RIGHT else typed.strip()
        if result != CheckResult.RIGHT and not reason:
            raise TransitionRefused(_("Say what is missing or wrong: %(item)s.") % {"item": items[item]})
        line = before.get(item)
        if line and (line.result, line.reason) == (result, reason) and item not in stale:
            continue
        line = line or ChecklistItem(application=application, item=item)
        line.result, line.reason, line.checked_by, line.checked_at = result, reason, by, now
        line.save()
        written.append(line)
    return written


def stale_items(application: Application) -> set[str]:
    """Items of the checklist whose content changed by the latest sending, and that were not looked at since."""
    latest = list(application.submissions.order_by("-sequence")[:2])
    if len(latest) < 2:
        return set()
    new, old = latest
    looked_at = dict(application.checklist.values_list("item", "checked_at"))
    return {item for item, when in looked_at.items() if when < new.sent_at and differs(new, old, item)}


@transaction.atomic
def return_for_completion(application: Application, *, by: User, reason: str) -> Application:
    """Give the dossier back with its named gaps; the department's clock waits, the applicant's 15 days run."""
    gaps = list(application.checklist.exclude(result=CheckResult.RIGHT))
    application = move(application, "return_for_completion", by=by, reason=reason, completion_request=reason.strip())
    if not gaps:
        raise TransitionRefused(_("Name at least one gap in the checklist before you return the dossier."))
    pause_for_applicant(application)
    clock = start_step(application, Step.COMPLETION)
    items = checklist_items(application)
    named = [{"label": items.get(gap.item, gap.item), "reason": gap.reason} for gap in gaps]
    event = f"returned-{application.clocks.filter(step=Step.COMPLETION).count()}-{application.submissions.count()}"
    tell_applicants(application, "returned", event=event, gaps=named, clock=clock, reason=reason)
    return application


@transaction.atomic
def accept_as_valid(application: Application, *, by: User) -> Application:
    """The dossier is complete and valid: every item of the checklist says so. The evaluation's clock runs.

    Evaluators of an earlier version are asked to read this one: scores that they sent count only once sent again.
    """
    moved = move(application, "accept_as_valid", by=by)
    open_items = unchecked_items(moved)
    if open_items:
        values = {"items": "; ".join(open_items)}
        raise TransitionRefused(_("The checklist is not finished: %(items)s.") % values)
    resume_step(moved, Step.EVALUATION) or start_step(moved, Step.EVALUATION)
    ask_evaluators_again(moved, by=by, changed=changed_items(moved))
    return moved


def unchecked_items(application: Application) -> list[str]:
    """Labels of the items that are not yet found right, or changed since."""
    right = set(application.checklist.filter(result=CheckResult.RIGHT).values_list("item", flat=True))
    right -= stale_items(application)
    return [label for item, label in checklist_items(application).items() if item not in right]


@transaction.atomic
def stop_lapsed(application: Application, *, by: User, reason: str) -> Application:
    """Stop a returned dossier whose time to complete has run out (F3.14); the applicant is told."""
    moved = move(application, "stop_lapsed", by=by, reason=reason)
    if not is_completion_overdue(moved):
        raise TransitionRefused(_("The applicant's time to complete the dossier has not run out yet."))
    end_clocks(moved)
    tell_applicants(moved, "stopped", event="lapsed", reason=reason)
    return moved


# --- Parts ------------------------------------------------------------------------------------------
def _lock_for_sending(application: Application) -> Application:
    startup = Startup.objects.select_for_update(of=("self",), no_key=True).get(pk=application.startup_id)
    call = (
        Call.objects.select_for_update(of=("self",), no_key=True)
        .select_related("policy", "unit")
        .get(pk=application.call_id)
    )
    locked = lock(application)
    locked.startup, locked.call = startup, call
    return locked


def _must_be_complete(dossier: Dossier, *, now: datetime | None, in_time: bool = True) -> None:
    """Raises IncompleteApplication with every gap."""
    gaps = find_gaps(dossier, now=now, in_time=in_time)
    if gaps:
        raise IncompleteApplication(gaps)


def _must_be_applicant(application: Application, by: User) -> None:
    if Role.APPLICANT not in application.roles_of(by):
        raise RoleRefused(_("Only an owner or editor of the startup may send its application."))


def _asked_support(application: Application) -> str:
    """The answer to a question that was not asked is dropped."""
    return application.other_support if application.had_other_support else ""


def _number_for(application: Application, at: datetime) -> str | None:
    """A number only for what will be sent: a refused move must not take one."""
    if application.status != ApplicationStatus.DRAFT:
        return application.number
    return take_number(NUMBER_SERIES, year=timezone.localdate(at).year)


def _make_receipt_later(submission: Submission) -> None:
    transaction.on_commit(partial(wake, "programmes.grants.tasks.make_receipt", submission.pk))
