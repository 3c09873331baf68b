"""Roles: given by a second person, taken away at the next request, never deleted, and never the last administrator."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from ecosystem.accounts import actions
from ecosystem.accounts.actions import grant_role, revoke_role
from ecosystem.accounts.models import GrantState, OrganisationUnit, RoleGrant
from ecosystem.accounts.roles import GRANTABLE, Role
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from tests.concurrency import add_barrier, remove_row_locks, run_concurrently
from tests.factories import UnitFactory, UserFactory, person
from tests.thorough import SIZES

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = person(Role.ADMINISTRATOR, full_name="Quản Trị")
    client.force_login(user)
    return user


def days(n):
    return f"{timezone.localdate() + timedelta(days=n):%d/%m/%Y}"


# Giving


def test_administrator_gives_a_role_and_the_person_is_notified(client, administrator):
    someone = UserFactory()

    client.post(f"/people/{someone.pk}/grant/", {"role": "officer"})

    grant = RoleGrant.objects.get(user=someone)
    assert (grant.role, grant.unit, grant.granted_by, grant.state) == (
        "officer",
        None,
        administrator,
        GrantState.IN_FORCE,
    )
    assert OutboxMessage.objects.values_list("kind", "recipient").get() == ("role_granted", someone.email)


def test_role_holds_from_its_first_to_its_last_day(client, administrator):
    someone, unit = UserFactory(), UnitFactory()

    client.post(
        f"/people/{someone.pk}/grant/",
        {"role": "partner_head", "unit": unit.pk, "starts_on": days(3), "ends_on": days(5)},
    )

    grant = RoleGrant.objects.get(user=someone)
    first, after = timezone.localtime(grant.starts_at), timezone.localtime(grant.ends_at)
    assert (grant.unit, grant.state, someone.roles) == (unit, GrantState.COMING, set())
    assert (first.date(), first.hour) == (timezone.localdate() + timedelta(days=3), 0)
    assert (after.date(), after.hour) == (timezone.localdate() + timedelta(days=6), 0)


@pytest.mark.parametrize("role", GRANTABLE)
def test_nobody_gives_a_role_to_himself(client, administrator, role):
    unit = UnitFactory() if role in {"partner_reporter", "partner_head"} else None

    response = client.post(f"/people/{administrator.pk}/grant/", {"role": role, **({"unit": unit.pk} if unit else {})})

    assert len(response.context["form"].non_field_errors()) == 1
    assert administrator.role_grants.count() == 1


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"role": "king"}, "role"),
        ({"role": "applicant"}, "role"),
        ({"role": "partner_head"}, "unit"),
        ({"role": "council", "unit": "given"}, "unit"),
        ({"role": "administrator", "unit": "given"}, "unit"),
        ({"role": "officer", "unit": "999999"}, "unit"),
        ({"role": "officer", "unit": "ended"}, "unit"),
        ({"role": "officer", "starts_on": "31/02/2026"}, "starts_on"),
        ({"role": "officer", "starts_on": "past"}, "starts_on"),
        ({"role": "officer", "ends_on": "past"}, "ends_on"),
        ({"role": "officer", "starts_on": "later", "ends_on": "sooner"}, "ends_on"),
    ],
)
def test_bad_grant_is_an_error_beside_its_field(client, administrator, words, field):
    values = {
        "given": UnitFactory().pk,
        "ended": UnitFactory(valid_to=timezone.localdate()).pk,
        "past": days(-1),
        "later": days(9),
        "sooner": days(8),
    }
    someone = UserFactory()

    response = client.post(f"/people/{someone.pk}/grant/", {k: values.get(v, v) for k, v in words.items()})

    assert list(response.context["form"].errors) == [field]
    assert not RoleGrant.objects.filter(user=someone).exists()


def test_same_role_is_not_given_twice_but_again_after_it_ended(administrator):
    someone = UserFactory()
    first = grant_role(someone, by=administrator, role=Role.OFFICER)
    with pytest.raises(TransitionRefused):
        grant_role(someone, by=administrator, role=Role.OFFICER)

    RoleGrant.objects.filter(pk=first.pk).update(ends_at=timezone.now())
    second = grant_role(someone, by=administrator, role=Role.OFFICER)

    assert [g.pk for g in RoleGrant.objects.in_force().filter(user=someone)] == [second.pk]
    assert RoleGrant.objects.filter(user=someone).count() == 2


@pytest.mark.parametrize("role", [*GRANTABLE, None])
def test_others_give_and_take_nothing(role):
    unit = UnitFactory() if role in {"partner_reporter", "partner_head"} else None
    by = person(role, unit=unit) if role else UserFactory()
    if role == Role.ADMINISTRATOR:
        by.role_grants.update(revoked_at=timezone.now())
    victim = person(Role.OFFICER)

    with pytest.raises(RoleRefused):
        grant_role(UserFactory(), by=by, role=Role.OFFICER)
    with pytest.raises(RoleRefused):
        revoke_role(victim.role_grants.get(), by=by, reason="Không rõ.")
    assert victim.role_grants.get().revoked_at is None


# Taking away


def test_role_taken_away_no_longer_works_at_the_next_request(client, administrator):
    officer = person(Role.OFFICER)
    client.force_login(officer)
    assert client.get("/manage/startups/").status_code == 200

    revoke_role(officer.role_grants.get(), by=administrator, reason="Chuyển công tác.")

    assert client.get("/manage/startups/").status_code == 403


def test_role_taken_away_stays_in_the_record_with_its_reason(client, administrator):
    grant = person(Role.OFFICER).role_grants.get()
    url = f"/people/grants/{grant.pk}/revoke/"

    assert list(client.post(url, {}).context["form"].errors) == ["reason"]
    client.post(url, {"reason": "Chuyển công tác <b>"})

    grant.refresh_from_db()
    assert (grant.revoked_by, grant.revoked_reason, grant.state) == (
        administrator,
        "Chuyển công tác <b>",
        GrantState.REVOKED,
    )
    page = client.get(f"/people/{grant.user_id}/").content.decode()
    assert "Chuyển công tác &lt;b&gt;" in page
    assert OutboxMessage.objects.values_list("kind", "recipient").get() == ("role_revoked", grant.user.email)
    again = client.post(url, {"reason": "Lần nữa."})
    assert len(again.context["form"].non_field_errors()) == 1


def test_last_administrator_stays(administrator):
    with pytest.raises(TransitionRefused):
        revoke_role(administrator.role_grants.get(), by=administrator, reason="Nghỉ.")


@pytest.mark.parametrize("case", ["ends soon", "begins later", "closed account", "taken away"])
def test_administrator_who_will_not_stay_does_not_count_as_the_other(administrator, case):
    other = person(Role.ADMINISTRATOR, is_active=case != "closed account")
    changes = {
        "ends soon": {"ends_at": timezone.now() + timedelta(days=1)},
        "begins later": {"starts_at": timezone.now() + timedelta(days=1)},
        "taken away": {"revoked_at": timezone.now()},
    }
    if case in changes:
        other.role_grants.update(**changes[case])

    with pytest.raises(TransitionRefused):
        revoke_role(administrator.role_grants.get(), by=administrator, reason="Nghỉ.")


def test_one_of_two_administrators_may_go(administrator):
    other = person(Role.ADMINISTRATOR)

    revoke_role(other.role_grants.get(), by=administrator, reason="Nghỉ.")

    assert [g.user for g in RoleGrant.objects.in_force()] == [administrator]


def _take_away_from_each_other():
    first, second = person(Role.ADMINISTRATOR), person(Role.ADMINISTRATOR)

    def take(by, whom):
        return partial(revoke_role, whom.role_grants.get(), by=by, reason="Nghỉ.")

    answers = run_concurrently([take(first, second), take(second, first)])
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert {type(error) for error in refused} <= {TransitionRefused, RoleRefused}
    return RoleGrant.objects.in_force().filter(role=Role.ADMINISTRATOR).count(), refused


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_administrators_ousting_each_other_leave_one():
    for _round in range(5):
        RoleGrant.objects.update(revoked_at=timezone.now())
        left, refused = _take_away_from_each_other()
        assert (left, len(refused)) == (1, 1)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_race_leaves_no_administrator(monkeypatch):
    """The negative control: both count before either writes."""
    add_barrier(monkeypatch, actions, "_refuse_last_administrator")
    remove_row_locks(monkeypatch)

    assert _take_away_from_each_other() == (0, [])


# Pages


@pytest.mark.parametrize("role", [*Role.values, "none"])
def test_pages_are_for_administrators_alone(client, role):
    someone = person(Role.OFFICER, full_name="Người Khác")
    grant = someone.role_grants.get()
    unit = UnitFactory() if role in {"partner_reporter", "partner_head"} else None
    client.force_login(person(role, unit=unit) if role not in {"none", "applicant"} else UserFactory())
    expected = 200 if role == Role.ADMINISTRATOR else 403

    for url in (
        "/people/",
        "/people/units/",
        f"/people/{someone.pk}/",
        f"/people/{someone.pk}/grant/",
        f"/people/grants/{grant.pk}/revoke/",
    ):
        response = client.get(url)
        assert response.status_code == expected, url
        assert ("Người Khác" in response.content.decode()) == (expected == 200 and "units" not in url), url


def test_pages_ask_anonymous_to_sign_in_and_refuse_wrong_methods(client, administrator):
    grant = administrator.role_grants.get()
    assert client.post("/people/").status_code == 405
    assert client.post(f"/people/{administrator.pk}/").status_code == 405
    assert client.put(f"/people/grants/{grant.pk}/revoke/").status_code == 405
    assert client.get("/people/999999/").status_code == 404
    client.logout()
    for url in ("/people/", "/me/", f"/people/{administrator.pk}/"):
        assert client.get(url).headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("count", SIZES)
def test_person_list_costs_the_same_for_any_number_of_rows(client, administrator, django_assert_num_queries, count):
    unit = UnitFactory()
    for n in range(count):
        person(Role.PARTNER_HEAD, Role.PARTNER_REPORTER, unit=unit, full_name=f"Người {n:02d}")

    with django_assert_num_queries(5):
        page = client.get("/people/")
    with django_assert_num_queries(4):
        client.get("/people/", headers={"HX-Request": "true"})

    assert len(page.context["page"]) == min(count + 1, 25)


def test_person_list_filters_and_sorts(client, administrator):
    unit = UnitFactory()
    anh = person(Role.PARTNER_HEAD, unit=unit, full_name="Ánh Đặng", email="a@example.org")
    an = UserFactory(full_name="An Lê", email="z@example.org")
    gone = person(Role.OFFICER, full_name="Ăn Võ")
    gone.role_grants.update(revoked_at=timezone.now())

    def person_ids(query):
        return [p.pk for p in client.get(f"/people/{query}").context["page"]]

    assert person_ids("") == [an.pk, anh.pk, gone.pk, administrator.pk]
    assert person_ids("?q=dang") == person_ids("?q=a@example") == person_ids(f"?unit={unit.code}") == [anh.pk]
    assert person_ids("?role=partner_head") == [anh.pk]
    assert person_ids("?role=officer") == []
    assert person_ids("?role=none") == [an.pk, gone.pk]
    assert person_ids("?role=king") == person_ids("?unit=nope") == []


def test_unit_list_shows_who_acts_for_a_unit_now(client, administrator, django_assert_num_queries):
    new = UnitFactory(name="Sở Tài chính")
    UnitFactory(name="Sở Kế hoạch và Đầu tư", valid_to="2025-04-01", successor=new)
    person(Role.PARTNER_HEAD, Role.PARTNER_REPORTER, unit=new)
    person(Role.PARTNER_HEAD, unit=new).role_grants.update(revoked_at=timezone.now())

    with django_assert_num_queries(3):
        units = client.get("/people/units/").context["page"]

    def unit_names(**query: str) -> list[str]:
        return [unit.name for unit in client.get("/people/units/", query).context["page"]]

    assert unit_names(q="tai chinh") == unit_names(standing="standing") == ["Sở Tài chính"]
    assert unit_names(standing="ended") == ["Sở Kế hoạch và Đầu tư"]
    assert unit_names(part="lead") == []
    assert [(u.name, u.people, str(u.successor or "")) for u in units] == [
        ("Sở Kế hoạch và Đầu tư", 0, "Sở Tài chính"),
        ("Sở Tài chính", 1, ""),
    ]
    assert OrganisationUnit.objects.count() == 2
