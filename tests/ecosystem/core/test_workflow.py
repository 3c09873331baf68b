"""move(): role first, then state, under the row's lock, with the record of who and why."""

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from ecosystem.accounts.management.commands.render_workflows import models_with_transitions
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused, available_transitions, move, move_description
from programmes.grants.models import ApplicationStatus
from tests.factories import ApplicationFactory, person
from tests.programmes.grants.cases import contracted_case

pytestmark = pytest.mark.django_db


def test_move_changes_the_status_and_records_who_from_to_and_why():
    application = ApplicationFactory(status=ApplicationStatus.CHECKING)
    officer = person(Role.OFFICER)

    with transaction.atomic():
        moved = move(application, "return_for_completion", by=officer, reason=" Thiếu dự toán. ")

    assert moved.status == ApplicationStatus.RETURNED
    entry = AuditEntry.objects.about(application).get()
    assert (entry.source, entry.target, entry.by, entry.reason) == ("checking", "returned", officer, "Thiếu dự toán.")


def test_move_refuses_the_role_before_it_tells_the_state():
    application = ApplicationFactory(status=ApplicationStatus.DRAFT)

    with pytest.raises(RoleRefused), transaction.atomic():
        move(application, "approve", by=person(Role.OFFICER))


def test_move_refuses_the_wrong_state():
    application = ApplicationFactory(status=ApplicationStatus.DRAFT)

    with pytest.raises(TransitionRefused), transaction.atomic():
        move(application, "approve", by=person(Role.DIRECTOR))


def test_move_asks_for_the_reason():
    application = ApplicationFactory(status=ApplicationStatus.CHECKING)

    with pytest.raises(TransitionRefused), transaction.atomic():
        move(application, "return_for_completion", by=person(Role.OFFICER), reason="  ")


def test_role_in_another_unit_does_not_count():
    application = ApplicationFactory(status=ApplicationStatus.SUBMITTED)
    elsewhere = ApplicationFactory().call.unit

    assert available_transitions(application, person(Role.OFFICER, unit=elsewhere)) == {}
    assert list(available_transitions(application, person(Role.OFFICER, unit=application.call.unit))) == ["start_check"]


def test_revoked_role_is_refused_at_the_next_request():
    application = ApplicationFactory(status=ApplicationStatus.SUBMITTED)
    officer = person(Role.OFFICER)
    officer.role_grants.update(revoked_at="2026-01-01T00:00Z")
    officer = type(officer).objects.get(pk=officer.pk)

    with pytest.raises(RoleRefused), transaction.atomic():
        move(application, "start_check", by=officer)


def test_audit_entries_are_append_only():
    application = ApplicationFactory(status=ApplicationStatus.SUBMITTED)
    with transaction.atomic():
        move(application, "start_check", by=person(Role.OFFICER))

    for attempt in (AuditEntry.objects.update, AuditEntry.objects.all().delete):
        with pytest.raises(Exception, match="Cannot update or delete rows"), transaction.atomic():
            attempt(**({"reason": "x"} if attempt.__name__ == "update" else {}))

    assert AuditEntry.objects.get().reason == ""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_history_describes_a_move_in_other_words_than_its_button(language):
    """A history says that something was done; the button of the same move says to do it."""
    moves = [(model, name, move) for model in models_with_transitions() for name, move in model.TRANSITIONS.items()]

    with translation.override(language):
        silent = [(model.__name__, name) for model, name, move in moves if not str(move.done_label)]
        same = [(model.__name__, name) for model, name, move in moves if str(move.done_label) == str(move.label)]
    assert len(moves) > 40
    assert (silent, same) == ([], [])


def test_move_that_its_table_no_longer_has_is_described_by_its_name():
    assert move_description(ApplicationFactory._meta.model, "hand_over") == "hand over"


def test_refusal_names_what_was_acted_on_in_both_languages():
    models = [model for model in apps.get_models() if hasattr(model, "TRANSITIONS")]
    assert len(models) >= 10

    words = {}
    for language in ("vi", "en"):
        with translation.override(language):
            words[language] = [str(model.NAME_IN_SENTENCE) for model in models]

    assert all(len(set(said)) == len(models) for said in words.values())
    assert sorted(set(words["vi"]) & set(words["en"])) == [], "translate NAME_IN_SENTENCE of these models in locale/vi"


def test_refused_step_of_a_tranche_speaks_of_the_tranche(client):
    case = contracted_case()
    client.force_login(case.manager)

    response = client.get(reverse("grants:tranche_accept", args=[case.tranches[0].pk]))

    assert response.status_code == 409
    page = response.content.decode()
    assert "đợt giải ngân đang ở trạng thái" in page
    assert "hồ sơ đang ở" not in page
    assert "mở lại hồ sơ" not in page
