"""Codes that people type are one in every spelling; the refusal stands beside the field and names the other record."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.urls import reverse

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.models import IdentifierConstraint, IdentifierKey
from ecosystem.core.workflow import FieldRefused
from ecosystem.reference.models import Area, Sector
from programmes.grants.actions.call import create_call, update_call
from programmes.grants.models import Call
from programmes.plan.actions.reference import save_reference_row
from tests.edit_forms import with_version
from tests.factories import CallFactory, SectorFactory, UnitFactory, person

pytestmark = pytest.mark.django_db

# Text columns that are unique otherwise, each with what makes its values: nobody types them twice in two spellings.
OTHERWISE_UNIQUE = {
    "accounts.User.email": "compared in lower case",
    "communication.Follower.email": "stored in lower case",
    "communication.Follower.token": "random",
    "communication.NewsItem.slug": "made by the portal",
    "core.CachedFigure.key": "made by the portal",
    "core.StoredPage.key": "made by the portal",
    "core.UnfinishedWork.key": "made by the portal",
    "core.UnfinishedWork.kind": "made by the portal",
    "core.NumberSeries.series": "made by the portal",
    "feedback.Feedback.digest": "computed",
    "feedback.Feedback.number": "made by the portal",
    "feedback.Feedback.token": "random",
    "grants.Application.number": "made by the portal",
    "grants.Attachment.sha256": "computed",
    "grants.ChecklistItem.item": "made by the portal",
    "questionnaires.Answer.question": "made by the portal",
    "questionnaires.Answer.row": "random",
    "questionnaires.AnswerFile.question": "made by the portal",
    "questionnaires.AnswerFile.sha256": "computed",
    "questionnaires.LostAnswer.question": "made by the portal",
    "lists.DefaultView.listing": "made by the portal",
    "lists.SavedView.listing": "made by the portal",
    "lists.SavedView.name": "a person's own words",
    "notices.Notification.key": "made by the portal",
    "notices.NotificationChoice.kind": "made by the portal",
    "notices.OutboxMessage.key": "made by the portal",
    "notices.SentReminder.event": "made by the portal",
    "notices.SentReminder.kind": "made by the portal",
    "public.CountedBatch.name": "made by the portal",
    "reference.HistoryValue.source": "a citation in words",
    "reference.LoadedRow.key": "from the data files",
    "reference.LoadedRow.kind": "from the data files",
    "people.RoleInvitation.email": "stored in lower case",
    "people.RoleInvitation.token": "random",
    "reports.IssuedReport.number": "made by the portal",
    "startups.FormerAddress.slug": "made by the portal",
    "startups.Invitation.email": "stored in lower case",
    "startups.Invitation.token": "random",
    "startups.Organisation.slug": "made by the portal",
    "startups.Organisation.tax_code": "stored in one spelling (a check of the database)",
    "startups.Startup.slug": "made by the portal",
    "startups.Startup.tax_code": "stored in one spelling (a check of the database)",
}


def is_text(field: Any) -> bool:
    return isinstance(field, (models.CharField, models.TextField)) and not field.choices


def of_constraint(model: Any, constraint: models.UniqueConstraint) -> dict[str, bool]:
    """The text columns of one constraint, and whether it compares their identifier keys."""
    plain = {name: False for name in constraint.fields if is_text(model._meta.get_field(name))}
    keyed: dict[str, bool] = {}
    for expression in constraint.expressions:
        parts = [expression] if isinstance(expression, models.F) else list(expression.flatten())
        names = [part.name for part in parts if isinstance(part, models.F)]
        is_keyed = any(isinstance(part, IdentifierKey) for part in parts)
        keyed |= {name: is_keyed for name in names if is_text(model._meta.get_field(name))}
    return plain | keyed


def unique_texts() -> dict[str, bool]:
    """Each text column of ours that is unique alone or with others, and whether all spellings of a value are one."""
    found: dict[str, bool] = {}
    for model in apps.get_models():
        if not model.__module__.startswith(("ecosystem.", "programmes.", "startups.")):
            continue
        texts = {field.name: False for field in model._meta.local_fields if field.unique and is_text(field)}
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                texts |= of_constraint(model, constraint)
        found |= {f"{model._meta.app_label}.{model.__name__}.{name}": keyed for name, keyed in texts.items()}
    return found


def test_every_unique_text_is_one_in_all_spellings_or_says_why_not():
    texts = unique_texts()

    unkeyed = {name for name, is_keyed in texts.items() if not is_keyed}
    assert (unkeyed - set(OTHERWISE_UNIQUE), set(OTHERWISE_UNIQUE) - unkeyed) == (set(), set())
    assert {"grants.Call.code", "plan.BudgetLine.code", "accounts.OrganisationUnit.code"} <= set(texts)


CODED = [
    model
    for model in apps.get_models()
    if any(isinstance(constraint, IdentifierConstraint) for constraint in model._meta.constraints)
]


def test_codes_of_fifteen_tables_are_identifiers():
    assert len(CODED) == 15


def test_database_refuses_a_code_in_another_case():
    for factory in (CallFactory, UnitFactory, SectorFactory):
        row = factory(code="ma-so-1")
        with pytest.raises(IntegrityError), transaction.atomic():
            factory(code="MA-So-1")
        assert type(row).objects.get(code="ma-so-1") == row


def test_database_refuses_a_code_in_full_width():
    Area.objects.create(code="A 1", name="Phường", kind="phuong", area_km2=1, full_name="x", full_name_en="x")

    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.create(code="ａ  １", name="Xã", kind="xa", area_km2=1, full_name="y", full_name_en="y")


def test_form_of_a_unit_names_the_other_unit_beside_the_code_and_keeps_what_was_typed(client):
    UnitFactory(code="so-cong-thuong", name="Sở Công Thương")
    client.force_login(person(Role.ADMINISTRATOR))

    response = client.post(
        reverse("plan:reference_create", args=["units"]), {"code": "So-Cong-Thuong", "name": "Sở Công Thương mới"}
    )

    assert response.status_code == 422
    errors = response.context["form"].errors
    assert list(errors) == ["code"]
    assert "so-cong-thuong · Sở Công Thương" in errors["code"][0]
    assert response.context["form"]["code"].value() == "So-Cong-Thuong"
    assert OrganisationUnit.objects.filter(code__iexact="so-cong-thuong").count() == 1


def test_saved_row_keeps_its_own_code(client):
    unit = UnitFactory(code="so-cong-thuong", name="Sở Công Thương")
    client.force_login(person(Role.ADMINISTRATOR))
    address = reverse("plan:reference_edit", args=["units", unit.pk])
    typed = {"code": "SO-CONG-THUONG", "name": "Sở Công Thương", "reason": "Viết hoa"}

    assert client.post(address, with_version(client, address, typed)).status_code == 302

    unit.refresh_from_db()
    assert unit.code == "SO-CONG-THUONG"


def test_code_of_a_call_that_the_manager_may_not_know_is_refused_without_its_name():
    foreign = CallFactory(code="dot-kin", name="Đợt chưa công bố", status="draft")

    text = Call._meta.constraints[0].taken_text(Call(code="DOT-KIN"))

    assert "dot-kin" in text
    assert foreign.name not in text


def test_two_who_save_one_code_at_once_read_the_same_refusal_beside_the_field():
    manager, call = person(Role.MANAGER), CallFactory(code="dot-1")
    fields = {
        "budget_line": call.budget_line,
        "unit": call.unit,
        "opens_at": call.opens_at,
        "closes_at": call.closes_at,
    }
    with pytest.raises(FieldRefused) as refused:
        create_call(call.policy, by=manager, name="Đợt 1", code="DOT-1", **fields)
    assert refused.value.field == "code"

    draft = CallFactory(code="dot-2", status="draft")
    with pytest.raises(FieldRefused) as refused:
        update_call(draft, by=manager, version=version_of(draft), code="Dot-1")
    assert refused.value.field == "code"

    SectorFactory(code="y-te")
    sector = Sector(code="Y-TE", name="Y tế", belongs_to="nq20")
    with pytest.raises(FieldRefused) as refused:
        save_reference_row(sector, by=person(Role.ADMINISTRATOR), roles=[Role.ADMINISTRATOR], fields=["code"])
    assert refused.value.field == "code"


def test_code_within_a_record_is_free_in_another():
    first, second = CallFactory(criteria=[]), CallFactory(criteria=[])
    first.criteria.create(code="y-tuong", name="Ý tưởng", weight=10)
    second.criteria.create(code="Y-TUONG", name="Ý tưởng", weight=10)

    with pytest.raises(IntegrityError), transaction.atomic():
        first.criteria.create(code="Y-Tuong", name="Ý tưởng", weight=10)
