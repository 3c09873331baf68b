"""Applications from the draft to the end of the completeness check: submit, check, return, withdraw and stop."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.background import send_task
from ecosystem.core.conflicts import fingerprint, require_unchanged
from ecosystem.core.four_eyes import wrote
from ecosystem.core.numbers import take_number
from ecosystem.core.workflow import RoleRefused, TransitionRefused, lock, move
from ecosystem.notices.notify import full_url
from programmes.grants.actions.award import void_proposal
from programmes.grants.actions.charge import take_vacant_charge
from programmes.grants.actions.clock import (
    end_clocks,
    expected_decision_day,
    is_completion_overdue,
    pause_for_applicant,
    resume_step,
    start_step,
)
from programmes.grants.actions.drafting import apply_working_copy
from programmes.grants.actions.notify import notify_applicants, notify_desk, notify_people
from programmes.grants.actions.review import reopen_reviews
from programmes.grants.actions.submission import changed_items, item_differs, record_submission
from programmes.grants.completeness import Gap, checklist_items, find_gaps
from programmes.grants.dossier import Dossier, read_dossier
from programmes.grants.eligibility import check_eligibility
from programmes.grants.models import (
    HOLDER_BY_STATUS,
    REPLACEABLE_STATUSES,
    Application,
    ApplicationStatus,
    Call,
    ChecklistItem,
    CheckResult,
    Submission,
)
from programmes.grants.recipients import evaluators_with_open_reviews, officials_of, responsible_staff_of
from programmes.plan.models import Step
from startups.models import MemberRole, Membership, Startup

NUMBER_SERIES = "HS"


class IncompleteApplication(TransitionRefused):
    """The application cannot be submitted; `gaps` lists what is missing or against a rule."""

    def __init__(self, gaps: list[Gap]) -> None:
        self.gaps = gaps
        super().__init__(" ".join(gap.text for gap in gaps[:5]))


# --- The applicant ----------------------------------------------------------------------------------
@transaction.atomic
def start_application(call: Call, startup: Startup, *, by: User) -> Application:
    """Return the startup's application to the call, or create a draft; an ineligible startup is refused."""
    startup = Startup.objects.select_for_update(of=("self",), no_key=True).get(pk=startup.pk)
    if not Membership.objects.filter(startup=startup, user=by, role__in=[MemberRole.OWNER, MemberRole.EDITOR]).exists():
        raise RoleRefused(_("Only an owner or editor of the startup may apply for it."))
    existing = Application.objects.filter(call=call, startup=startup).exclude(status__in=REPLACEABLE_STATUSES).first()
    if existing:
        return existing
    eligibility = check_eligibility(call, startup)
    if not eligibility.is_eligible:
        raise TransitionRefused(" ".join(rule.reason for rule in eligibility.failed))
    return Application.objects.create(
        call=call,
        startup=startup,
        created_by=by,
        edited_by=by,
        is_demo=startup.is_demo and call.is_demo,
        **_prefilled_answers(startup),
    )


def _prefilled_answers(startup: Startup) -> dict[str, str]:
    """First answers of a draft: the summary of the profile, and the team of the latest application."""
    latest = startup.applications.exclude(team="").order_by("-pk").first()
    return {"solution": startup.summary, "team": latest.team if latest else ""}


@transaction.atomic
def submit_application(application: Application, *, by: User, at: datetime | None = None) -> Application:
    """Submit a complete draft while the call is open. Idempotent: a second call changes nothing.

    `at` is when the request arrived, so that waiting for a lock cannot miss the deadline.
    Raises RoleRefused, IncompleteApplication with every gap, or TransitionRefused from a wrong state.
    Locks startup, call and application in this order, the number series last.
    """
    at = at or timezone.now()
    application = _lock_for_submission(application)
    _require_applicant(application, by)
    if application.submitted_at and application.status not in REPLACEABLE_STATUSES:
        return application
    dossier = read_dossier(application)
    if application.status == ApplicationStatus.DRAFT:
        _require_complete(dossier, now=at)
    moved = move(
        application,
        "submit",
        by=by,
        submitted_at=at,
        submitted_by=by,
        other_support=_other_support_answer(application),
        number=_number_for(application, at),
    )
    submission = record_submission(dossier.after(moved), by=by, at=at)
    clock = start_step(moved, Step.COMPLETENESS, today=timezone.localdate(at))
    notify_applicants(
        moved,
        "receipt",
        event=submission.sequence,
        submission=submission,
        clock=clock,
        decision_due_on=expected_decision_day(moved),
    )
    _enqueue_receipt(submission)
    return moved


@transaction.atomic
def resubmit_application(application: Application, *, by: User, at: datetime | None = None) -> Application:
    """Submit a returned application again; the applicant's clock ends and the department's resumes.

    Checks completeness, caps and eligibility, but not whether the call is still open.
    """
    at = at or timezone.now()
    application = _lock_for_submission(application)
    _require_applicant(application, by)
    if application.status == ApplicationStatus.CHECKING and application.submissions.filter(sequence__gt=1).exists():
        return application
    dossier = read_dossier(application)
    if application.status == ApplicationStatus.RETURNED:
        _require_complete(dossier, now=application.submitted_at, in_time=False)
        application = apply_working_copy(application)
    moved = move(
        application, "resubmit", by=by, other_support=_other_support_answer(application), completion_request=""
    )
    submission = record_submission(dossier.after(moved), by=by, at=at)
    today = timezone.localdate(at)
    resume_step(moved, Step.COMPLETENESS, today=today) or start_step(moved, Step.COMPLETENESS, today=today)
    notify_applicants(moved, "receipt", event=submission.sequence, submission=submission)
    notify_desk(moved, "resubmitted", event=submission.sequence)
    _enqueue_receipt(submission)
    return moved


@transaction.atomic
def withdraw_application(application: Application, *, by: User, reason: str) -> Application:
    """Withdraw the application before the decision, void its proposal, and notify its officers and whoever decides next."""
    staff = officials_of(application) if application.submitted_at else []
    evaluators = evaluators_with_open_reviews(application)
    application = move(application, "withdraw", by=by, reason=reason)
    void_proposal(application, by=by)
    end_clocks(application)
    notify_people(staff, application, "withdrawn", event="withdrawn", reason=reason)
    link = full_url("grants:review_list")
    notify_people(evaluators, application, "review_ended", event="withdrawn", reason=reason, link=link)
    return application


# --- The department ---------------------------------------------------------------------------------
@transaction.atomic
def start_check(application: Application, *, by: User) -> Application:
    """Start the completeness check. Its clock has run since the submission.

    Whoever starts it is from then on in charge of a dossier that nobody had taken.
    """
    application = move(application, "start_check", by=by)
    take_vacant_charge(application, by=by)
    return application


def checklist_rows(lines: Iterable[ChecklistItem]) -> list[dict[str, str]]:
    """Item, result and reason of each line, sorted by item: what the fingerprint of a checklist is computed from."""
    ordered = sorted(lines, key=lambda line: line.item)
    return [{"item": line.item, "result": line.result, "reason": line.reason} for line in ordered]


@transaction.atomic
def record_check(
    application: Application, results: Mapping[str, tuple[str, str]], *, by: User, version: str
) -> list[ChecklistItem]:
    """Save results of the completeness check, {item: (result, reason)}, and return the lines that changed.

    A gap needs a reason. An unchanged line keeps its officer and time. `version` is the fingerprint of the
    `checklist_rows` that the form read. Raises EditConflict, RoleRefused, TransitionRefused.
    """
    application = lock(application)
    if Role.OFFICER not in application.roles_of(by):
        raise RoleRefused(_("Your role does not allow this step."))
    if application.status not in {ApplicationStatus.CHECKING, ApplicationStatus.EVALUATING}:
        raise TransitionRefused(_("The completeness check is not open."))
    items, now = checklist_items(application), timezone.now()
    before = {line.item: line for line in application.checklist.all()}
    require_unchanged(fingerprint(checklist_rows(before.values())), version)
    stale, saved_lines = stale_items(application), []
    for item, (result, comment) in results.items():
        if item not in items or result not in CheckResult.values:
            raise TransitionRefused(_("The checklist has no such item."))
        reason = "" if result == CheckResult.RIGHT else comment.strip()
        if result != CheckResult.RIGHT and not reason:
            raise TransitionRefused(_("Say what is missing or wrong: %(item)s.") % {"item": items[item]})
        line = before.get(item)
        if line and (line.result, line.reason) == (result, reason) and item not in stale:
            continue
        line = line or ChecklistItem(application=application, item=item)
        line.result, line.reason, line.checked_by, line.checked_at = result, reason, by, now
        line.save()
        saved_lines.append(line)
    return saved_lines


def stale_items(application: Application) -> set[str]:
    """Checklist items whose content changed in the latest submission and that nobody has checked since."""
    latest = list(application.submissions.order_by("-sequence")[:2])
    if len(latest) < 2:
        return set()
    new, old = latest
    checked_at = dict(application.checklist.values_list("item", "checked_at"))
    return {item for item, time in checked_at.items() if time < new.sent_at and item_differs(new, old, item)}


@transaction.atomic
def return_for_completion(application: Application, *, by: User, reason: str) -> Application:
    """Return the application to the applicant with the gaps of the checklist; pauses the department's clock.

    Evaluators with open scores are told to wait for the new version.
    """
    gaps = list(application.checklist.exclude(result=CheckResult.RIGHT))
    application = move(application, "return_for_completion", by=by, reason=reason, completion_request=reason.strip())
    if not gaps:
        raise TransitionRefused(_("Name at least one gap in the checklist before you return the dossier."))
    pause_for_applicant(application)
    clock = start_step(application, Step.COMPLETION)
    items = checklist_items(application)
    gap_lines = [{"label": items.get(gap.item, gap.item), "reason": gap.reason} for gap in gaps]
    event = f"returned-{application.clocks.filter(step=Step.COMPLETION).count()}-{application.submissions.count()}"
    notify_applicants(application, "returned", event=event, gaps=gap_lines, clock=clock, reason=reason)
    link = full_url("grants:review_list")
    notify_people(
        evaluators_with_open_reviews(application), application, "review_paused", event=event, reason=reason, link=link
    )
    return application


@transaction.atomic
def accept_as_valid(application: Application, *, by: User) -> Application:
    """Accept the application as complete and valid, once every checklist item is, and start the evaluation's clock.

    Reviews of an earlier version are reopened: their scores count only once the evaluators send them again.
    """
    moved = move(application, "accept_as_valid", by=by)
    open_items = unchecked_items(moved)
    if open_items:
        values = {"items": "; ".join(open_items)}
        raise TransitionRefused(_("The checklist is not finished: %(items)s.") % values)
    clock = resume_step(moved, Step.EVALUATION) or start_step(moved, Step.EVALUATION)
    notify_applicants(moved, "application_valid", event=f"valid-{moved.submissions.count()}", clock=clock)
    reopen_reviews(moved, by=by, changed=changed_items(moved))
    return moved


@transaction.atomic
def find_invalid(application: Application, *, by: User, reason: str) -> Application:
    """An officer finds that the dossier does not meet the conditions; a second person confirms it or gives it back."""
    moved = move(
        application,
        "find_invalid",
        by=by,
        reason=reason,
        found_invalid_by=by,
        found_invalid_because=reason.strip(),
        invalid_confirmed_by=None,
    )
    moved.holder = HOLDER_BY_STATUS[ApplicationStatus(moved.status)]
    moved.save(update_fields=["holder", "updated_at"])
    event, people = f"invalid-{timezone.now():%Y%m%d%H%M%S}", responsible_staff_of(moved)
    notify_people(people, moved, "invalid_to_confirm", event=event, without=by, reason=reason, officer=by)
    return moved


@transaction.atomic
def check_again(application: Application, *, by: User, reason: str) -> Application:
    """Give a dossier that was found not valid back to the check, and tell its officers the reason."""
    moved = move(application, "check_again", by=by, reason=reason)
    event = f"check-again-{moved.updated_at.isoformat()}"
    notify_desk(moved, "given_back", event=event, reason=reason.strip(), person=by)
    return moved


@transaction.atomic
def confirm_invalid(application: Application, *, by: User) -> Application:
    """Refuse a dossier that an officer found not valid. Refused to whoever found it so; the applicant is told why."""
    moved = move(application, "confirm_invalid", by=by, reason=application.found_invalid_because)
    if wrote(moved, by.pk, "found_invalid_by"):
        raise TransitionRefused(_("You found this dossier not valid yourself: another person has to confirm it."))
    moved.invalid_confirmed_by = by
    moved.save(update_fields=["invalid_confirmed_by", "updated_at"])
    end_clocks(moved)
    complaint = full_url("feedback:feedback_send")
    reason = moved.found_invalid_because
    notify_applicants(moved, "found_invalid", event="found-invalid", reason=reason, complaint=complaint)
    _notify_evaluators_of_end(moved, reason=reason)
    return moved


def unchecked_items(application: Application) -> list[str]:
    """Labels of the checklist items that are not accepted, or that changed since they were."""
    right = set(application.checklist.filter(result=CheckResult.RIGHT).values_list("item", flat=True))
    right -= stale_items(application)
    return [label for item, label in checklist_items(application).items() if item not in right]


@transaction.atomic
def stop_lapsed(application: Application, *, by: User, reason: str) -> Application:
    """Stop a returned application whose time limit for completion has passed (fact F3.14), and notify the applicant."""
    moved = move(application, "stop_lapsed", by=by, reason=reason)
    if not is_completion_overdue(moved):
        raise TransitionRefused(_("The applicant's time to complete the dossier has not run out yet."))
    end_clocks(moved)
    notify_applicants(moved, "stopped", event="lapsed", reason=reason)
    _notify_evaluators_of_end(moved, reason=reason)
    return moved


def _notify_evaluators_of_end(application: Application, *, reason: str) -> None:
    """Tell evaluators with open scores of an earlier version that they are not needed any more."""
    people, link = evaluators_with_open_reviews(application), full_url("grants:review_list")
    notify_people(people, application, "review_stopped", event="stopped", reason=reason.strip(), link=link)


# --- Parts ------------------------------------------------------------------------------------------
def _lock_for_submission(application: Application) -> Application:
    """Lock startup, call and application in this order, and return the application with both."""
    startup = Startup.objects.select_for_update(of=("self",), no_key=True).get(pk=application.startup_id)
    call = (
        Call.objects.select_for_update(of=("self",), no_key=True)
        .select_related("policy", "unit")
        .get(pk=application.call_id)
    )
    locked = lock(application)
    locked.startup, locked.call = startup, call
    return locked


def _require_complete(dossier: Dossier, *, now: datetime | None, in_time: bool = True) -> None:
    """Raises IncompleteApplication with every gap."""
    gaps = find_gaps(dossier, now=now, in_time=in_time)
    if gaps:
        raise IncompleteApplication(gaps)


def _require_applicant(application: Application, by: User) -> None:
    if Role.APPLICANT not in application.roles_of(by):
        raise RoleRefused(_("Only an owner or editor of the startup may send its application."))


def _other_support_answer(application: Application) -> str:
    """The answer about other support, empty unless the applicant said that there was some."""
    return application.other_support if application.had_other_support else ""


def _number_for(application: Application, at: datetime) -> str | None:
    """The next number of the series for a draft; in another state the move will be refused and must not use one up."""
    if application.status != ApplicationStatus.DRAFT:
        return application.number
    return take_number(NUMBER_SERIES, year=timezone.localdate(at).year)


def _enqueue_receipt(submission: Submission) -> None:
    transaction.on_commit(partial(send_task, "programmes.grants.tasks.make_receipt", submission.pk))
