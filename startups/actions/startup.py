"""Actions on startups: register, edit, and record the support they received."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Func, Q, QuerySet, Value
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import require_unchanged, version_of
from ecosystem.core.constraints import violated_constraint
from ecosystem.core.models import Fold
from ecosystem.core.workflow import FieldRefused, TransitionRefused, add_audit_note, lock
from ecosystem.notices.notify import full_url, notify
from startups.actions.records import audit_context, require_department, require_editor
from startups.models import MemberRole, Membership, Publication, Startup, StartupKind
from startups.models.startup import SIMILARITY_THRESHOLD
from startups.recipients import member_recipients

COLUMNS = (
    "kind",
    "name",
    "tax_code",
    "founded_on",
    "stage",
    "area",
    "address",
    "website",
    "summary",
    "team_size",
)
PUBLIC_COLUMNS = frozenset({"name", "website", "summary"})
DUPLICATE_WINDOW = timedelta(minutes=10)  # the same content again within this time is the same form


class TaxCodeTaken(FieldRefused):
    """Another record has this tax code; the message does not say which."""

    def __init__(self) -> None:
        super().__init__(_tax_code_taken_text(), "tax_code")


class SimilarName(TransitionRefused):
    """Startups with a similar name exist: `visible` are those that the user may see, `has_hidden` says that others exist."""

    def __init__(self, visible: list[Startup], has_hidden: bool) -> None:
        super().__init__(_("A startup with a similar name is already registered."))
        self.visible, self.has_hidden = visible, has_hidden


@transaction.atomic
def register_startup(*, by: User, data: Mapping[str, Any], ignore_similar: bool = False) -> Startup:
    """Create a startup with `by` as its owner. The same form sent twice creates one record.

    `data` holds COLUMNS and "sectors". Raises TaxCodeTaken, and SimilarName unless `ignore_similar` is set: the user
    has read the warning.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    duplicate = _find_duplicate(by, data)
    if duplicate:
        return duplicate
    if data["tax_code"] and Startup.objects.filter(tax_code=data["tax_code"]).exists():
        raise TaxCodeTaken()
    if not ignore_similar:
        _refuse_similar(data["name"], by)
    with audit_context(by):
        startup = _insert(data, by=by)
        startup.sectors.set(data["sectors"])
        Membership.objects.create(startup=startup, user=by, role=MemberRole.OWNER)
    return startup


@transaction.atomic
def edit_startup(startup: Startup, *, by: User, data: Mapping[str, Any], version: str) -> Startup:
    """Change the facts. A public startup stays public; the department checks changed public texts again.

    `version` is what the form read. Raises EditConflict, RoleRefused, TaxCodeTaken, TransitionRefused.
    """
    startup = lock(startup)
    require_editor(startup, by)
    require_unchanged(version_of(startup), version)
    _refuse_change_of_identity(startup, data)
    _refuse_change_of_verified_tax_code(startup, data)
    _change_facts(startup, data, by=by)
    return startup


@transaction.atomic
def correct_startup(startup: Startup, *, by: User, data: Mapping[str, Any], version: str, reason: str) -> Startup:
    """Correct wrong facts for the department, with the reason that the owners read; also a verified tax code.

    Both values stay in the history, and another person of the department makes the next check. Nothing happens when
    nothing is changed. `version` is what the form read. Raises EditConflict, RoleRefused, TaxCodeTaken,
    TransitionRefused.
    """
    startup = lock(startup)
    require_department(startup, by)
    require_unchanged(version_of(startup), version)
    if not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    _refuse_change_of_identity(startup, data)
    if not _change_facts(startup, data, by=by, reason=reason.strip()):
        return startup
    add_audit_note(startup, "correct_facts", by=by, reason=reason.strip())
    for person in member_recipients(startup.pk, MemberRole.OWNER):
        context = {
            "startup": startup,
            "person": person,
            "reason": reason.strip(),
            "link": full_url("startups:startup_history", startup.pk),
        }
        notify(person, "startup_corrected", event=f"{startup.pk}:{startup.updated_at.isoformat()}", context=context)
    return startup


def _change_facts(startup: Startup, data: Mapping[str, Any], *, by: User, reason: str = "") -> bool:
    """Save what differs, under the startup's lock, and say whether anything did.

    Public texts that a member changed wait for the department's second look; the department's own do not.
    """
    changed = [column for column in COLUMNS if getattr(startup, column) != data[column]]
    old_sectors, new_sectors = set(startup.sectors.all()), set(data["sectors"])
    if not changed and old_sectors == new_sectors:
        return False
    for column in changed:
        setattr(startup, column, data[column])
    is_public_text = startup.status == Publication.PUBLIC and PUBLIC_COLUMNS & set(changed)
    if is_public_text and startup.recheck_since is None and Role.APPLICANT in startup.roles_of(by):
        startup.recheck_since = timezone.now()
    startup.written_by = by
    with audit_context(by, reason):
        _save(startup, [*changed, "recheck_since", "written_by", "updated_at"])
        if old_sectors != new_sectors:
            startup.sectors.set(new_sectors)
            names = ", ".join(sector.name for sector in startup.sectors.all())
            add_audit_note(startup, "change_sectors", by=by, reason=names)
    return True


def record_support(startup: Startup, stage_code: str) -> None:
    """Record that a grant for this stage of support (code of a reference.Term) was approved. Idempotent.

    The facet "support received" of the public directory reads it. A single statement, so it needs no lock.
    """
    Startup.objects.filter(pk=startup.pk).exclude(support_received__contains=[stage_code]).update(
        support_received=Func(
            F("support_received"),
            Value(stage_code),
            function="array_append",
            output_field=Startup._meta.get_field("support_received"),
        )
    )


def forget_support(startup: Startup, stage_code: str) -> None:
    """Remove a stage from the support received, when its only grant ended before it began. A single statement."""
    Startup.objects.filter(pk=startup.pk).update(
        support_received=Func(
            F("support_received"),
            Value(stage_code),
            function="array_remove",
            output_field=Startup._meta.get_field("support_received"),
        )
    )


def similar_startups(name: str) -> QuerySet[Startup]:
    """Startups that are not archived and whose core name is similar to this name, the most similar first."""
    return Startup.objects.filter(archived_at__isnull=True).similar_to(name)


def _find_duplicate(by: User, data: Mapping[str, Any]) -> Startup | None:
    """The record that the same user created from the same content within DUPLICATE_WINDOW."""
    return (
        Startup.objects.run_by(by)
        .filter(
            created_at__gt=timezone.now() - DUPLICATE_WINDOW,
            kind=data["kind"],
            tax_code=data["tax_code"],
            name_folded=Fold(Value(data["name"])),
            founded_on=data["founded_on"],
        )
        .first()
    )


def _refuse_similar(name: str, by: User) -> None:
    with connection.cursor() as cursor:  # for this transaction: the trigram index then excludes names below it
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(SIMILARITY_THRESHOLD)])
    similar = list(similar_startups(name)[:6])
    if not similar:
        return
    accessible = set(Startup.objects.visible_to(by).filter(pk__in=[s.pk for s in similar]).values_list("pk", flat=True))
    visible = [s for s in similar if s.status == Publication.PUBLIC or s.pk in accessible]
    raise SimilarName(visible, has_hidden=len(visible) < len(similar))


def _refuse_change_of_identity(startup: Startup, data: Mapping[str, Any]) -> None:
    if startup.kind == StartupKind.ENTERPRISE and data["kind"] != StartupKind.ENTERPRISE:
        raise TransitionRefused(_("An enterprise stays an enterprise. Register a new startup instead."))
    same_tax_code = Startup.objects.filter(tax_code=data["tax_code"]).exclude(pk=startup.pk)
    if data["tax_code"] and same_tax_code.exists():
        raise TaxCodeTaken()


def _refuse_change_of_verified_tax_code(startup: Startup, data: Mapping[str, Any]) -> None:
    if startup.verified_at and startup.tax_code and startup.tax_code != data["tax_code"]:
        raise TransitionRefused(
            _("The department has verified this tax code. Ask the department if it must be corrected.")
        )


def _insert(data: Mapping[str, Any], *, by: User) -> Startup:
    for _attempt in range(3):
        slug = free_slug(Startup, data["name"], "startup")
        startup = Startup(slug=slug, written_by=by, **{column: data[column] for column in COLUMNS})
        if _save(startup, None):
            return startup
    raise TransitionRefused(_("No address could be made for this name. Send the form again."))


def free_slug(model: type[Any], name: str, fallback: str) -> str:
    """A slug made of the name that no row of the model has or had; with a random suffix where the plain one is taken.

    `fallback` serves for a name without a letter or digit.
    """
    base = slugify(name.replace("đ", "d").replace("Đ", "D"))[:60].strip("-") or fallback
    slug = base
    while model.objects.filter(Q(slug=slug) | Q(former_addresses__slug=slug)).exists():
        slug = f"{base}-{get_random_string(5, 'abcdefghjkmnpqrstuvwxyz23456789')}"
    return slug


def _save(startup: Startup, columns: list[str] | None) -> bool:
    """Save the startup. False when a concurrent insert took the slug; raises TaxCodeTaken for the tax code."""
    try:
        with transaction.atomic():
            if columns is None:
                startup.save(force_insert=True)
            else:
                startup.save(update_fields=columns)
    except IntegrityError as error:
        constraint = violated_constraint(error)
        if "tax_code" in constraint:
            raise TaxCodeTaken() from None
        if "slug" in constraint:
            return False
        raise
    return True


def _tax_code_taken_text() -> str:
    return _(
        "A startup with this tax code is already registered. If it is your enterprise, ask your colleagues to "
        "invite you, or ask the department."
    )
