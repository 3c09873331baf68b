"""Blocks of a person's own startups and dossiers."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.core.web.navigation import record_url
from ecosystem.dashboards.home_blocks.block import LIMIT, Block, Item, first_rows, tranche_item
from ecosystem.lists.cells import dot_separated
from programmes.grants.models import (
    FINAL_STATUSES,
    Application,
    ApplicationStatus,
    Holder,
    Tranche,
    TrancheStatus,
)
from startups.models import Invitation, Membership, Publication, Startup


def applicant_blocks(user: User) -> Iterator[Block]:
    """A person's own startups and dossiers; staff without a startup see none of it."""
    startups = list(_own_startups(user))
    if not startups and user.roles:
        return
    yield invitations(user)
    if not startups:
        yield own_startups(startups)
    yield own_dossiers(user)
    if startups:
        yield own_deliverables(user)
        yield own_startups(startups)


def own_dossiers(user: User) -> Block:
    """The state of each dossier in plain words: where it is and by when; finished ones come last."""
    dossiers = Application.objects.of_applicant(user).for_list().with_completion_preview(user).with_closing_time()
    ranked = dossiers.annotate(over=Q(status__in=FINAL_STATUSES), desk=Q(holder=Holder.APPLICANT)).order_by(
        "over", "-desk", F("due_on").asc(nulls_last=True), "-pk"
    )
    items = []
    for application in ranked[:LIMIT]:
        state = ApplicationStatus(application.status)
        due = application.closes if state == ApplicationStatus.DRAFT else application.due_on
        address = record_url("grants:application_detail", application.pk)
        unsent = _("being changed, not sent yet") if application.has_unsent_changes else ""
        text = dot_separated(application.startup.name, state.explanation, unsent)
        items.append(Item(application.latest_title, address, text, None if state in FINAL_STATUSES else due, state))
    return Block(
        _("My applications"),
        "files",
        items,
        _("You have not applied yet. Open calls tell who can apply and how much."),
        reverse("grants:application_list"),
        _("All my applications"),
        [(_("See the open calls"), reverse("grants:call_list"))],
        on_tasks=False,
    )


def own_deliverables(user: User) -> Block:
    """Deliverables that the person's startups still have to report."""
    startups = Membership.objects.filter(user=user).values("startup")
    tranches = Tranche.objects.filter(
        contract__award__application__startup__in=startups, status__in=[TrancheStatus.PLANNED, TrancheStatus.RETURNED]
    ).exclude(contract__award__application__status__in=FINAL_STATUSES)
    rows, counts = first_rows(tranches.for_dashboard().order_by("due_on", "pk"))
    return Block(
        _("Deliverables to report"),
        "package",
        [tranche_item(tranche) for tranche in rows],
        _("No deliverable is due from you."),
        total=counts.total,
        overdue=counts.overdue,
    )


def own_startups(startups: Iterable[Startup]) -> Block:
    """The person's startups, each with the missing facts of its profile."""
    items = []
    for startup in startups:
        gaps = [str(label) for column, label in _profile_gaps() if not getattr(startup, column)]
        text = _("Still missing: %(what)s") % {"what": ", ".join(gaps)} if gaps else _("The profile is complete.")
        address = record_url("startups:startup_detail", startup.pk)
        items.append(Item(startup.name, address, text, badge=Publication(startup.status)))
    return Block(
        _("My startups"),
        "rocket",
        items,
        _("Register your startup first: an application is made in its name."),
        reverse("startups:my_startups"),
        _("My startups"),
        [] if items else [(_("Register a startup"), reverse("startups:startup_register"))],
        on_tasks=False,
    )


def invitations(user: User) -> Block:
    """Invitations to this person's address that can still be accepted."""
    acceptable = Invitation.objects.acceptable().filter(email__iexact=user.email).select_related("startup")
    items = [
        Item(
            invitation.startup.name,
            reverse("startups:invitation_accept", args=[invitation.token]),
            invitation.get_role_display(),
            invitation.expires_at,
        )
        for invitation in acceptable.order_by("expires_at")[:LIMIT]
    ]
    return Block(_("Invitations"), "mail", items, _("No invitation waits for you."))


def _own_startups(user: User) -> QuerySet[Startup]:
    shown = ("name", "status", *(column for column, _label in _profile_gaps() if column != "has_sector"))
    startups = Startup.objects.run_by(user).filter(archived_at__isnull=True).only(*shown)
    sectors = Startup.sectors.through.objects.filter(startup=OuterRef("pk"))
    return startups.annotate(has_sector=Exists(sectors)).order_by("sort_key", "pk")[:LIMIT]


def _profile_gaps() -> list[tuple[str, str]]:
    return [
        ("summary", _("what you do")),
        ("stage_id", _("stage")),
        ("has_sector", _("sectors")),
        ("area_id", _("ward or commune")),
        ("founded_on", _("founding date")),
        ("team_size", _("people in the team")),
    ]
