"""Registering at once on real Postgres: one enterprise is one record, one form is one record."""

import pytest

from startups.actions import startup as actions
from startups.actions.startup import TaxCodeTaken, register_startup
from startups.forms.startup import StartupForm
from startups.models import Startup
from tests.concurrency import run_concurrently
from tests.factories import UserFactory
from tests.startups.cases import TAX_CODE, startup_form_data

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def all_at_once(people, **changed):
    """Everybody of `people` sends the same form in the same moment; what each got back."""
    form = StartupForm(startup_form_data(**changed))
    assert form.is_valid(), form.errors

    def send(person):
        return lambda: register_startup(by=person, data=form.cleaned_data, ignore_similar=True).pk

    answers = run_concurrently(send(person) for person in people)
    return [type(answer) if isinstance(answer, Exception) else answer for answer in answers]


def test_ten_people_registering_one_tax_code_make_one_record():
    answers = all_at_once([UserFactory() for _n in range(10)])

    startup = Startup.objects.get()
    assert startup.tax_code == TAX_CODE
    assert sorted(answers, key=str) == sorted([startup.pk, *[TaxCodeTaken] * 9], key=str)
    assert startup.memberships.count() == 1


def test_twenty_identical_forms_of_one_person_make_one_record():
    founder = UserFactory()

    answers = all_at_once([founder] * 20, kind="group", tax_code="", founded_on="")

    assert answers == [Startup.objects.get().pk] * 20


def test_without_looking_for_the_same_form_there_would_be_twenty(monkeypatch):
    """The negative control of the test above."""
    monkeypatch.setattr(actions, "_find_duplicate", lambda by, data: None)

    all_at_once([UserFactory()] * 20, kind="group", tax_code="", founded_on="")

    assert Startup.objects.count() == 20


def test_ten_people_with_one_name_get_ten_addresses():
    answers = all_at_once([UserFactory() for _n in range(10)], kind="group", tax_code="", founded_on="")

    assert sorted(answers) == sorted(Startup.objects.values_list("pk", flat=True))
    assert Startup.objects.values("slug").distinct().count() == 10
