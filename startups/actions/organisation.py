"""Actions on support organisations: the department creates, edits, publishes and unpublishes them."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.conflicts import require_unchanged, require_version, version_of
from ecosystem.core.constraints import violated_constraint
from ecosystem.core.workflow import FieldRefused, RoleRefused, TransitionRefused, add_audit_note, lock
from startups.actions.records import audit_context
from startups.actions.startup import DUPLICATE_WINDOW, free_slug
from startups.models import NEVER_LISTED, Organisation

COLUMNS = ("kind", "name", "slug", "tax_code", "area", "website", "summary", "source", "manages_grants")


class AddressTaken(FieldRefused):
    """Another organisation has this address or tax code; `field` says which."""

    def __init__(self, field: str) -> None:
        messages = {
            "slug": _("Another organisation has this address."),
            "tax_code": _("An organisation with this tax code is already in the register."),
        }
        super().__init__(messages[field], field)


@transaction.atomic
def create_organisation(*, by: User, data: Mapping[str, Any]) -> Organisation:
    """Create an organisation that is not public yet. The same form sent twice creates one.

    `data` holds COLUMNS; an empty slug is made from the name.
    """
    _require_department(by)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    since = timezone.now() - DUPLICATE_WINDOW
    duplicate = Organisation.objects.filter(name=data["name"], kind=data["kind"], created_at__gt=since).first()
    if duplicate:
        return duplicate
    organisation = Organisation(**{column: data[column] for column in COLUMNS})
    organisation.slug = data["slug"] or free_slug(Organisation, data["name"], "organisation")
    with audit_context(by):
        _save(organisation)
    return organisation


@transaction.atomic
def edit_organisation(organisation: Organisation, *, by: User, data: Mapping[str, Any], version: str) -> Organisation:
    """Change the facts. A public organisation stays public; the old address of a changed one redirects to the new one.

    `version` is what the form read. Raises EditConflict, RoleRefused, AddressTaken, TransitionRefused.
    """
    _require_department(by)
    organisation = lock(organisation)
    require_unchanged(version_of(organisation), version)
    new_values = {column: data[column] for column in COLUMNS} | {"slug": data["slug"] or organisation.slug}
    if organisation.is_public and data["kind"].code in NEVER_LISTED:
        raise TransitionRefused(_never_listed_text())
    changed = [column for column, value in new_values.items() if getattr(organisation, column) != value]
    if not changed:
        return organisation
    for column in changed:
        setattr(organisation, column, new_values[column])
    with audit_context(by):
        _save(organisation, [*changed, "updated_at"])
    return organisation


def publish_refusal(organisation: Organisation) -> str:
    """Why the organisation cannot be published as it is, or ""."""
    if organisation.is_public:
        return _("The organisation is public already.")
    if organisation.kind.code in NEVER_LISTED:
        return _never_listed_text()
    return "" if organisation.summary.strip() else _("Say first what the organisation offers.")


def unpublish_refusal(organisation: Organisation) -> str:
    """Why the organisation cannot be unpublished, or ""."""
    return "" if organisation.is_public else _("The organisation is not public.")


@transaction.atomic
def publish_organisation(organisation: Organisation, *, by: User, expected_version: str) -> Organisation:
    """Publish the organisation in the version that the page showed. Raises StaleRecord for another version."""
    _require_department(by)
    organisation = lock(organisation)
    require_version(organisation, expected_version)
    if refusal := publish_refusal(organisation):
        raise TransitionRefused(refusal)
    return _set_public(organisation, by=by, public=True)


@transaction.atomic
def unpublish_organisation(organisation: Organisation, *, by: User, reason: str) -> Organisation:
    """Take the organisation out of the public directory at once; it stays in the register."""
    _require_department(by)
    organisation = lock(organisation)
    if refusal := unpublish_refusal(organisation):
        raise TransitionRefused(refusal)
    if not reason.strip():
        raise TransitionRefused(_("Give the reason for this step."))
    return _set_public(organisation, by=by, public=False, reason=reason.strip())


def _set_public(organisation: Organisation, *, by: User, public: bool, reason: str = "") -> Organisation:
    organisation.is_public = public
    with audit_context(by, reason):
        organisation.save(update_fields=["is_public", "updated_at"])
    add_audit_note(organisation, "publish" if public else "unpublish", by=by, reason=reason)
    return organisation


def _save(organisation: Organisation, columns: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            organisation.save(force_insert=columns is None, update_fields=columns)
    except IntegrityError as error:
        constraint = violated_constraint(error)
        for field in ("slug", "tax_code"):
            if field in constraint:
                raise AddressTaken(field) from None
        raise


def _require_department(by: User) -> None:
    if not by.has_role(*DEPARTMENT):
        raise RoleRefused(_("Only the department keeps the register of organisations."))


def _never_listed_text() -> str:
    return _("This kind of member is a person or a startup. It is not listed among the organisations.")
