"""Planned amounts of budget lines: who is told of them, and where they stand for whom."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant, User
from ecosystem.accounts.roles import Role
from ecosystem.dashboards.figures import SchemeYear
from ecosystem.notices.models import OutboxMessage
from programmes.plan.actions.planned_amount import propose_amount, send_back_amount, verify_amount
from programmes.plan.models import BudgetLine, PlannedAmount
from tests.factories import BudgetLineFactory, UnitFactory, person
from tests.mails import mail_recipients
from tests.programmes.plan.pages import block_of, line_page, propose, signed_in

pytestmark = pytest.mark.django_db

WHY = "Điều chỉnh dự toán."
NEW = {"amount": 3_000_000_000, "source": "QĐ 9/QĐ-UBND", "change_reason": WHY}


def test_verifiers_of_the_line_are_told_and_nobody_who_wrote_or_left(client, manager):
    unit = UnitFactory()
    line = BudgetLineFactory(pillar__lead_unit=unit)
    told = [person(Role.DIRECTOR), person(Role.DIRECTOR, unit=unit), person(Role.MANAGER, unit=unit)]
    dismissed = person(Role.DIRECTOR)
    RoleGrant.objects.filter(user=dismissed).update(revoked_at=timezone.now())
    silent = [manager, dismissed, person(Role.MANAGER, unit=UnitFactory()), person(Role.OFFICER), person(Role.COUNCIL)]
    administrator = person(Role.ADMINISTRATOR)

    propose(client, line, amount="3 tỷ", source="QĐ 9/QĐ-UBND", change_reason=WHY)

    assert mail_recipients("amount_to_verify") == sorted(user.email for user in told)
    assert [len(block_of(user)) for user in [*told, administrator]] == [1, 1, 1, 1]
    assert [len(block_of(User.objects.get(pk=user.pk))) for user in silent] == [0] * len(silent)
    propose(client, line, amount="4 tỷ")
    assert mail_recipients("amount_to_verify") == sorted(2 * [user.email for user in told])


def test_authors_are_told_that_their_amount_is_verified(manager):
    colleague, director = person(Role.MANAGER), person(Role.DIRECTOR)
    amount = propose_amount(BudgetLineFactory(), by=manager, **NEW)
    propose_amount(amount.line, by=colleague, **NEW | {"amount": 4_000_000_000})
    RoleGrant.objects.filter(user=manager).update(revoked_at=timezone.now())

    verify_amount(amount, by=director)

    mail = OutboxMessage.objects.get(kind="amount_verified")
    assert mail.recipient == colleague.email
    assert "4.000.000.000" in mail.body
    assert "2.000.000.000" in mail.body


STAFF = (Role.OFFICER, Role.MANAGER, Role.DIRECTOR, Role.ACCOUNTANT, Role.ADMINISTRATOR)


@pytest.fixture
def waiting_line(manager):
    """A line of 2 tỷ with an amount of 3,456 tỷ that waits."""
    line = BudgetLineFactory(planned=2_000_000_000)
    propose_amount(line, by=manager, amount=3_456_000_000, source="TTr 55/TTr", change_reason="Lý do kín.")
    return line


@pytest.mark.parametrize("role", STAFF)
def test_staff_read_the_waiting_amount_with_state_author_and_what_stands(waiting_line, manager, role):
    page = line_page(person(role), waiting_line)

    for words in ("3.456.000.000", "TTr 55/TTr", "Lý do kín.", str(manager), "2.000.000.000"):
        assert words in page


def test_council_reads_nothing_of_an_amount_that_is_not_verified(waiting_line):
    council = signed_in(person(Role.COUNCIL))
    addresses = [
        reverse("grants:budget_detail", args=[waiting_line.pk]),
        reverse("grants:budget_payments", args=[waiting_line.pk]),
        reverse("grants:budget_list") + "?cols=planned,waiting,source",
        reverse("grants:budget_list") + "?amount=waiting",
        reverse("dashboards:council"),
        reverse("lists:export_csv", args=["budget"]) + "?cols=planned,waiting,source",
    ]
    for address in addresses:
        response = council.get(address, follow=True)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        text = content.decode()
        assert response.status_code == 200
        for words in ("3.456", "3456000000", "3,456", "TTr 55", "Lý do kín"):
            assert words not in text, address
    assert list(council.get(addresses[3]).context["page"]) == []
    verify = reverse("plan:planned_amount_verify", args=[PlannedAmount.objects.get().pk])
    assert council.get(verify).status_code == 404


def test_list_shows_staff_the_waiting_amount_and_finds_its_lines(waiting_line):
    other = BudgetLineFactory(planned=1_000_000_000)
    client = signed_in(person(Role.DIRECTOR))

    shown = client.get(reverse("grants:budget_list"))
    found = client.get(reverse("grants:budget_list") + "?amount=waiting")

    assert {line.pk for line in shown.context["page"]} == {waiting_line.pk, other.pk}
    assert shown.content.decode().count("3.456.000.000") == 1
    assert [line.pk for line in found.context["page"]] == [waiting_line.pk]


def test_council_reads_verified_amounts_without_names(waiting_line, manager):
    verify_amount(PlannedAmount.objects.get(), by=person(Role.DIRECTOR, full_name="Lê Thị Giám Đốc"))

    page = line_page(person(Role.COUNCIL), waiting_line)

    assert "3.456.000.000" in page
    assert "2.000.000.000" in page
    assert str(manager) not in page
    assert "Lê Thị Giám Đốc" not in page


def test_council_figure_is_the_sum_of_verified_amounts(waiting_line):
    line = BudgetLineFactory(pillar=waiting_line.pillar, planned=0)
    amount = propose_amount(line, by=person(Role.MANAGER), amount=500_000_000, source="QĐ")
    scheme = line.pillar.scheme

    def planned() -> int:
        return SchemeYear(scheme, 2026, today=timezone.localdate()).budget_total().planned

    assert planned() == 2_000_000_000
    verify_amount(amount, by=person(Role.DIRECTOR))
    assert planned() == 2_500_000_000 == sum(BudgetLine.objects.values_list("planned", flat=True))
    verify_amount(PlannedAmount.objects.waiting().get(), by=person(Role.DIRECTOR))
    assert planned() == 3_956_000_000 == sum(BudgetLine.objects.values_list("planned", flat=True))


def test_history_of_a_line_has_every_step_with_its_amount(client, manager):
    line = BudgetLineFactory()
    propose(client, line, amount="3 tỷ", source="QĐ 9", change_reason="Bổ sung vốn.")
    amount = PlannedAmount.objects.get()
    send_back_amount(amount, by=person(Role.DIRECTOR, full_name="Giám đốc An"), reason="Sai số.")
    propose(client, line, amount="4 tỷ")
    verify_amount(amount, by=person(Role.DIRECTOR))

    page = line_page(manager, line)

    for words in ("3.000.000.000", "4.000.000.000", "Bổ sung vốn.", "Giám đốc An", "Sai số."):
        assert words in page
    event = BudgetLine.pgh_event_model.objects.filter(pgh_obj=line.pk).latest("pgh_id")
    assert (event.planned, event.pgh_context.metadata["reason"]) == (4_000_000_000, "Bổ sung vốn.")
