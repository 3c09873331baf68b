"""Names stand in the order of the Vietnamese alphabet, whatever the case of their letters."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from ecosystem.accounts.models import OrganisationUnit, User
from programmes.grants.forms.call import evaluators
from tests.factories.people import UnitFactory, UserFactory, person
from tests.portal_apps import PACKAGES

pytestmark = pytest.mark.django_db

NAMES = ["an", "Ánh", "Bùi", "Đặng", "Ông", "Vũ"]
TYPED = ["Bùi", "Vũ", "an", "Ánh", "Ông", "Đặng"]


def test_people_are_sorted_in_vietnamese_order():
    for name in TYPED:
        UserFactory(full_name=name)

    assert [user.full_name for user in User.objects.filter(full_name__in=NAMES)] == NAMES


def test_units_are_sorted_in_vietnamese_order():
    for name in TYPED:
        UnitFactory(name=name)

    assert [unit.name for unit in OrganisationUnit.objects.filter(name__in=NAMES)] == NAMES


def test_evaluators_of_a_call_are_offered_in_vietnamese_order():
    for name in TYPED:
        person("evaluator", full_name=name)

    assert [user.full_name for user in evaluators()] == NAMES


def test_every_model_with_a_sort_key_of_a_person_or_place_orders_by_it():
    """Choices of forms, sentences and lists of names take the model's own order."""
    ordered = {model._meta.label: model._meta.ordering[0] for model in apps.get_models() if model._meta.ordering}

    for label in ("accounts.User", "accounts.OrganisationUnit", "startups.Startup", "startups.Organisation"):
        assert ordered[label] == "sort_key"


def test_no_query_orders_by_the_letters_of_a_name():
    """`order_by("full_name")` is the order of the database's bytes: an after Vũ, Đặng last."""
    wrong = re.compile(r"""order_by\((?:[^()]*,)?\s*["']-?(?:\w+__)?(?:full_name|name|title)["']""")

    files = [path for package in PACKAGES for path in Path(settings.BASE_DIR, package).rglob("*.py")]
    found = [str(path) for path in files if wrong.search(path.read_text(encoding="utf-8"))]

    assert found == []
