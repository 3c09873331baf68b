"""Targets: author and verifier are two users, and what stands is never edited."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.dashboards.home_blocks import home_blocks
from programmes.plan.actions import reference
from programmes.plan.actions.reference import verify_target
from programmes.plan.models import Indicator, Target
from tests.concurrency import add_barrier, remove_row_locks, run_concurrently
from tests.ecosystem.reference.conftest import load
from tests.factories import IndicatorFactory, UnitFactory, UserFactory, person
from tests.mails import mail_recipients
from tests.programmes.plan.pages import add, change, errors

pytestmark = pytest.mark.django_db
TARGET = {"year": "2025", "value": "1.000", "source": "QĐ 1/QĐ-UBND", "confidence": "H"}


def standing_target(value: int = 600, **fields: Any) -> Target:
    """A target as the data files bring it."""
    fields = {"indicator": None, "year": 2025, **fields}
    fields["indicator"] = fields["indicator"] or IndicatorFactory(scheme__starts_on="2021-01-01")
    return Target.objects.create(value=value, source="QĐ cũ", confidence="H", **fields)


def enter_target(client: Any, indicator: Indicator, **data: Any) -> Target:
    response = add(client, "targets", **{**TARGET, "indicator": indicator.pk, **data})
    assert response.status_code == 302, errors(response)
    return Target.objects.latest("pk")


def public_page(client: Any, indicator: Indicator) -> str:
    client.logout()
    address = reverse("public:indicator_detail", args=[indicator.scheme.code, indicator.code])
    return client.get(address).content.decode()


def test_target_stands_only_once_another_person_verified_it(client, manager):
    old = standing_target()
    target = enter_target(client, old.indicator)
    assert (int(target.value), target.entered_by, target.is_used) == (1000, manager, False)
    assert ("QĐ cũ" in public_page(client, old.indicator), "QĐ 1/QĐ-UBND" in public_page(client, old.indicator)) == (
        True,
        False,
    )
    director = person(Role.DIRECTOR)
    client.force_login(director)
    page = client.get(reverse("plan:reference_edit", args=["targets", target.pk])).content.decode()
    address = reverse("plan:target_verify", args=[target.pk])
    assert f'action="{address}"' in page

    client.post(address)

    target.refresh_from_db()
    old.refresh_from_db()
    assert (target.verified_by, target.is_used, old.is_used, int(old.value)) == (director, True, False, 600)
    text = public_page(client, old.indicator)
    assert ("QĐ cũ" in text, "QĐ 1/QĐ-UBND" in text) == (False, True)


def test_whoever_wrote_a_target_does_not_verify_it(client, manager):
    target = enter_target(client, IndicatorFactory(scheme__starts_on="2021-01-01"))
    director = person(Role.DIRECTOR)
    client.force_login(director)
    change(client, "targets", target, value="900")

    for author in (manager, director):
        with pytest.raises(TransitionRefused):
            verify_target(target, by=author)
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(pk=target.pk).update(verified_by=manager)
    page = client.get(reverse("plan:reference_edit", args=["targets", target.pk])).content.decode()
    assert reverse("plan:target_verify", args=[target.pk]) not in page
    assert verify_target(target, by=person(Role.MANAGER)).is_used


def test_target_that_stands_is_never_edited(client, manager):
    loaded = standing_target()
    verified = verify_target(
        enter_target(client, IndicatorFactory(scheme__starts_on="2021-01-01")), by=person(Role.DIRECTOR)
    )

    for target in (loaded, verified):
        assert change(client, "targets", target, value="8").context["form"].non_field_errors()
        before, _ = target.value, target.refresh_from_db()
        assert target.value == before
        with pytest.raises(TransitionRefused):
            verify_target(target, by=person(Role.MANAGER))


def test_target_of_another_year_stays_when_one_is_verified(client, manager):
    indicator = standing_target(year=2024).indicator
    whole = standing_target(year=None, indicator=indicator, value=3000)

    verify_target(enter_target(client, indicator), by=person(Role.DIRECTOR))
    verify_target(enter_target(client, indicator, year=""), by=person(Role.DIRECTOR))

    whole.refresh_from_db()
    used = {target.year: int(target.value) for target in Target.objects.used().filter(indicator=indicator)}
    assert (used, whole.is_used) == ({2024: 600, 2025: 1000, None: 1000}, False)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR])
def test_only_managers_and_directors_of_the_programme_verify_targets(client, manager, role):
    target = enter_target(client, IndicatorFactory(scheme__starts_on="2021-01-01"))
    bound = UserFactory()
    RoleGrant.objects.create(user=bound, role=Role.MANAGER, unit=UnitFactory())

    for somebody in (person(role), bound):
        with pytest.raises(RoleRefused):
            verify_target(target, by=somebody)


def test_verifiers_are_told_and_find_the_target_on_their_home(client, manager):
    colleague, director = person(Role.MANAGER), person(Role.DIRECTOR)

    target = enter_target(client, IndicatorFactory(scheme__starts_on="2021-01-01"))

    assert mail_recipients("figure_to_verify") == sorted([colleague.email, director.email])
    address = reverse("plan:reference_edit", args=["targets", target.pk])
    on_home = {
        user: [item.url for block in home_blocks(user) for item in block.items if item.url == address]
        for user in (manager, colleague, director)
    }
    assert on_home == {manager: [], colleague: [address], director: [address]}


def test_next_load_of_the_data_files_keeps_a_target_that_was_verified(client, manager):
    load()
    old = Target.objects.used().filter(year__isnull=False).first()
    verify_target(enter_target(client, old.indicator, year=str(old.year)), by=person(Role.DIRECTOR))

    load()

    used = Target.objects.used().get(indicator=old.indicator, year=old.year)
    assert (used.source, Target.objects.get(pk=old.pk).is_used) == ("QĐ 1/QĐ-UBND", False)


# --- Two targets of one year at once ------------------------------------------------------------------------
def verify_two_at_once(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    indicator = IndicatorFactory()
    targets = [
        Target.objects.create(
            indicator=indicator,
            year=2025,
            value=n,
            source="QĐ",
            confidence="H",
            is_used=False,
            entered_by=UserFactory(),
        )
        for n in (1, 2)
    ]
    directors = [person(Role.DIRECTOR), person(Role.DIRECTOR)]
    add_barrier(monkeypatch, reference, "wrote")
    return run_concurrently(
        [lambda t=t, d=d: verify_target(t, by=d).is_used for t, d in zip(targets, directors, strict=True)]
    )


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_targets_of_a_year_verified_at_once_take_their_places_one_after_the_other(monkeypatch):
    assert verify_two_at_once(monkeypatch) == [True, True]
    assert Target.objects.used().count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_of_the_indicator_one_verification_breaks(monkeypatch):
    remove_row_locks(monkeypatch, Indicator, Target)

    answers = verify_two_at_once(monkeypatch)

    assert [type(answer).__name__ for answer in answers if answer is not True] == ["IntegrityError"]
