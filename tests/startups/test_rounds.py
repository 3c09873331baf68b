"""Funding rounds: exact amounts typed the Vietnamese way, currencies apart, verified by the department."""

from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import EditConflict, StaleRecord, version_of
from ecosystem.reference.models import Vocabulary
from startups.actions.funding_round import author_refusal, edit_round, verify_round
from startups.forms.funding_round import FundingRoundForm, parse_amount
from startups.models import Currency, FundingRound, MemberRole, format_amount, totals_by_currency
from tests.edit_forms import with_version
from tests.factories import StartupFactory, TermFactory, UserFactory, person
from tests.startups.cases import member, round_of


def round_data(**changed):
    typed = {
        "kind": TermFactory(vocabulary=Vocabulary.ROUND).pk,
        "closed_on": "26/02/2021",
        "amount": "1,5 tỷ",
        "currency": "VND",
        "investors": "Quỹ A, Quỹ B",
        "source": "Hợp đồng số 1",
    }
    return {**typed, **changed}


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("1.500.000.000", "VND", "1500000000"),
        ("1,5 tỷ", "VND", "1500000000"),
        ("40 triệu đồng", "VND", "40000000"),
        ("250000 ₫", "VND", "250000"),
        ("1.500.000,50", "USD", "1500000.50"),
        ("1500000.5", "USD", "1500000.5"),
        ("2 triệu USD", "USD", "2000000"),
        ("100 €", "EUR", "100"),
        ("10,555", "USD", "10555"),
        ("3.000.000", "JPY", "3000000"),
    ],
)
def test_amount_is_read_exactly(text, currency, amount):
    assert parse_amount(text, currency) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("1,5", "VND"),
        ("0,5", "JPY"),
        ("mười", "VND"),
        ("1.2.3", "VND"),
        ("1e9", "USD"),
        ("", "VND"),
        ("5 tỷ triệu", "VND"),
        ("١٢", "USD"),
        ("NaN", "USD"),
        ("Infinity", "USD"),
    ],
)
def test_unreadable_amount_is_refused(text, currency):
    with pytest.raises(ValueError):  # noqa: PT011  (the message is the text itself)
        parse_amount(text, currency)


@settings(max_examples=60, deadline=None)
@given(st.decimals(min_value="0.01", max_value=10**14, places=2), st.sampled_from(["USD", "EUR", "SGD"]))
def test_formatted_amount_parses_to_the_same_value(amount, currency):
    assert parse_amount(format_amount(amount, currency), currency) == amount


@pytest.mark.django_db
class TestPages:
    @pytest.fixture
    def startup(self):
        return StartupFactory()

    @pytest.mark.parametrize("role", [MemberRole.OWNER, MemberRole.EDITOR])
    def test_members_add_a_round_unverified(self, client, startup, role):
        client.force_login(member(startup, role))

        response = client.post(f"/manage/startups/{startup.pk}/rounds/add/", round_data())

        one = FundingRound.objects.get()
        assert response.headers["Location"] == f"/manage/startups/{startup.pk}/rounds/"
        assert (one.amount, one.currency, one.verified_by) == (Decimal(1_500_000_000), "VND", None)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("amount", "một tỷ"),
            ("amount", "-5 triệu"),
            ("amount", "0"),
            ("amount", "9" * 30),
            ("amount", "1" * 61),
            ("currency", "BTC"),
            ("kind", "999999"),
            ("closed_on", "30/02/2021"),
            ("closed_on", "01/01/2999"),
            ("closed_on", "01/01/1900"),
            ("source", ""),
            ("investors", "x" * 501),
        ],
    )
    def test_bad_input_is_an_error_beside_its_field_and_stays_in_the_form(self, client, startup, field, value):
        client.force_login(member(startup, MemberRole.OWNER))

        response = client.post(f"/manage/startups/{startup.pk}/rounds/add/", round_data(**{field: value}))

        assert list(response.context["form"].errors) == [field]
        assert response.context["form"]["source"].value() == ("" if field == "source" else "Hợp đồng số 1")
        assert not FundingRound.objects.exists()

    def test_kind_of_another_vocabulary_is_not_offered(self, client, startup):
        client.force_login(member(startup, MemberRole.OWNER))

        response = client.post(f"/manage/startups/{startup.pk}/rounds/add/", round_data(kind=TermFactory().pk))

        assert list(response.context["form"].errors) == ["kind"]

    def test_unlike_currencies_are_never_added(self, client, startup):
        round_of(startup, amount="1500000000")
        round_of(startup, amount="500000000")
        round_of(startup, amount="250000.50", currency="USD")
        client.force_login(member(startup, MemberRole.READER))

        page = client.get(f"/manage/startups/{startup.pk}/rounds/")

        assert page.context["totals"] == ["2.000.000.000\u00a0₫", "250.000,50\u00a0USD"]

    def test_edit_form_shows_what_reads_back_as_itself(self, startup):
        one = round_of(startup, amount="250000.50", currency="USD")
        form = FundingRoundForm.of(one)

        assert form["amount"].value() == "250.000,50"
        assert parse_amount(form["amount"].value(), "USD") == one.amount

    def test_changed_round_waits_for_verification_again(self, client, startup):
        one = round_of(startup, verified_by=person(Role.OFFICER), verified_at="2026-01-01T00:00Z")
        client.force_login(member(startup, MemberRole.OWNER))
        url = f"/manage/rounds/{one.pk}/edit/"
        same = {**FundingRoundForm.of(one).initial, "kind": one.kind_id, "closed_on": "01/05/2025"}

        client.post(url, with_version(client, url, same))
        one.refresh_from_db()
        assert one.is_verified

        client.post(url, with_version(client, url, {**same, "amount": "2 tỷ"}))
        one.refresh_from_db()
        assert (one.amount, one.verified_by, one.verified_at) == (Decimal(2_000_000_000), None, None)

    def test_changed_round_is_not_verified_unseen(self, startup):
        one = round_of(startup)
        seen = version_of(one)
        owner = member(startup, MemberRole.OWNER)
        form = FundingRoundForm(round_data(kind=one.kind_id))
        assert form.is_valid()
        edit_round(one, by=owner, data=form.cleaned_data | {"amount": Decimal(9)}, version=seen)

        with pytest.raises(StaleRecord):
            verify_round(one, by=person(Role.OFFICER), expected_version=seen)
        with pytest.raises(EditConflict):
            edit_round(one, by=owner, data=form.cleaned_data, version=seen)

    def test_unverified_round_is_removed_and_a_verified_one_stays(self, client, startup):
        one = round_of(startup)
        kept = round_of(startup, verified_by=person(Role.OFFICER), verified_at="2026-01-01T00:00Z")
        client.force_login(member(startup, MemberRole.OWNER))

        assert client.post(f"/manage/rounds/{one.pk}/remove/").status_code == 302
        assert client.post(f"/manage/rounds/{kept.pk}/remove/").status_code == 409
        assert [r.pk for r in startup.funding_rounds.all()] == [kept.pk]

    def test_department_verifies_and_takes_it_back_with_a_reason(self, client, startup):
        one, officer = round_of(startup), person(Role.OFFICER)
        client.force_login(officer)

        client.post(f"/manage/rounds/{one.pk}/verify/", {"shown_version": version_of(one)})
        one.refresh_from_db()
        assert one.verified_by == officer
        assert client.post(f"/manage/rounds/{one.pk}/verify/", {"shown_version": version_of(one)}).status_code == 409

        assert list(client.post(f"/manage/rounds/{one.pk}/unverify/", {}).context["form"].errors) == ["reason"]
        client.post(f"/manage/rounds/{one.pk}/unverify/", {"reason": "Hợp đồng bị hủy."})
        one.refresh_from_db()
        assert one.verified_by is None
        assert client.post(f"/manage/rounds/{one.pk}/unverify/", {"reason": "x"}).status_code == 409

    @pytest.mark.parametrize(
        ("url_name", "inside"),
        [
            ("round_edit", "member"),
            ("round_remove", "member"),
            ("round_verify", "officer"),
            ("round_unverify", "officer"),
        ],
    )
    def test_round_page_is_for_its_side_alone(self, client, startup, url_name, inside):
        one = round_of(startup)
        url = reverse(f"startups:{url_name}", args=[one.pk])
        wrong = [member(startup, MemberRole.READER)]
        wrong.append(person(Role.OFFICER) if inside == "member" else member(startup, MemberRole.OWNER))

        assert client.post(url).headers["Location"].startswith("/accounts/login/")
        client.force_login(UserFactory())
        assert client.post(url).status_code == 404
        for user in wrong:
            client.force_login(user)
            assert client.post(url).status_code == 403
        assert client.put(url).status_code == 405

    def test_list_counts_its_queries(self, client, startup, django_assert_num_queries):
        client.force_login(member(startup, MemberRole.OWNER))
        for count in (1, 3):
            while startup.funding_rounds.count() < count:
                round_of(startup)
            with django_assert_num_queries(6):
                client.get(f"/manage/startups/{startup.pk}/rounds/")


def test_every_currency_has_its_decimals():
    assert {c.value: c.decimals for c in Currency} == {"VND": 0, "USD": 2, "EUR": 2, "SGD": 2, "JPY": 0}


def test_no_round_no_total():
    assert totals_by_currency([]) == []


@pytest.mark.django_db
def test_former_member_who_entered_a_round_reads_instead_of_the_button_that_another_person_verifies(client):
    startup, officer = StartupFactory(members=[UserFactory()]), person(Role.OFFICER)
    own, foreign = round_of(startup, written_by=officer), round_of(startup)
    page = reverse("startups:round_list", args=[startup.pk])
    client.force_login(officer)

    answer = client.get(page)
    text = answer.content.decode()
    verify = [reverse("startups:round_verify", args=[row.pk]) in text for row in (own, foreign)]
    assert (answer.context["own_rounds"], verify) == ({own.pk}, [False, True])
    assert author_refusal(own, officer) in text
    refused = client.post(reverse("startups:round_verify", args=[own.pk]), {"shown_version": version_of(own)})
    assert refused.status_code == 409
    own.refresh_from_db()
    assert own.verified_by is None

    client.force_login(person(Role.OFFICER))
    assert reverse("startups:round_verify", args=[own.pk]) in client.get(page).content.decode()
