"""Lists: who sees which rows, filters, and the same number of queries at 1, 3 and 50 rows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from programmes.grants.actions.award import terminate_award
from programmes.grants.models import Application, ApplicationStatus, EndReason, TrancheStatus
from startups.models import MemberRole, Membership
from tests.factories import ApplicationFactory, CallFactory, StartupFactory, UserFactory, person
from tests.programmes.grants.cases import contracted_case
from tests.thorough import SIZES

pytestmark = pytest.mark.django_db
S = ApplicationStatus
T = TrancheStatus
LIST = "grants:application_list"


def listed(client, **filters):
    return {row.pk for row in client.get(reverse(LIST), filters).context["page"]}


@pytest.mark.parametrize("count", SIZES)
def test_application_list_of_an_applicant_takes_constant_queries(client, django_assert_num_queries, count):
    founder = UserFactory()
    call = CallFactory()
    mine = [ApplicationFactory(call=call, startup=StartupFactory(members=[founder])) for _ in range(count)]
    hidden = ApplicationFactory()
    client.force_login(founder)

    with django_assert_num_queries(5):
        response = client.get(reverse(LIST))

    assert {row.pk for row in response.context["page"]} == {row.pk for row in mine[-25:]}
    assert hidden.startup.name not in response.content.decode()


@pytest.mark.parametrize("count", SIZES)
def test_application_list_of_an_officer_takes_constant_queries(client, django_assert_num_queries, count):
    officer = person(Role.OFFICER)
    call = CallFactory()
    for _ in range(count):
        ApplicationFactory(call=call, status=S.SUBMITTED)
    client.force_login(officer)

    with django_assert_num_queries(4):
        client.get(reverse(LIST))


@pytest.mark.parametrize("count", SIZES)
def test_task_list_takes_constant_queries(client, django_assert_num_queries, count):
    officer = person(Role.OFFICER)
    for _ in range(count):
        ApplicationFactory(status=S.SUBMITTED)
    client.force_login(officer)

    with django_assert_num_queries(10):  # the table, and the other work of the home page with its counts
        response = client.get(reverse("grants:task_list"))

    assert len(response.context["page"]) == min(count, 25)


def test_task_list_goes_on_by_pages_the_most_urgent_first_and_what_is_not_due_last(client):
    due = [ApplicationFactory(status=S.SUBMITTED, due_on=date(2026, 1, 1 + n % 28)) for n in range(26)]
    undated = ApplicationFactory(status=S.SUBMITTED, due_on=None)
    client.force_login(person(Role.OFFICER))

    first = client.get(reverse("grants:task_list")).context["page"]
    second = client.get(reverse("grants:task_list"), {"after": first.next}).context["page"]

    expected = [a.pk for a in sorted(due, key=lambda a: (a.due_on, a.pk))] + [undated.pk]
    assert [a.pk for a in [*first, *second]] == expected


@pytest.mark.parametrize("count", SIZES)
def test_public_call_list_takes_constant_queries(client, django_assert_num_queries, count):
    now = timezone.now()
    for _ in range(count):
        CallFactory()
        CallFactory(opens_at=now + timedelta(days=1))
        CallFactory(opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))

    with django_assert_num_queries(3):
        client.get(reverse("grants:call_list"))


@pytest.mark.parametrize("count", SIZES)
def test_back_office_call_list_takes_constant_queries(client, django_assert_num_queries, count):
    manager = person(Role.MANAGER)
    for _ in range(count):
        call = CallFactory()
        ApplicationFactory(call=call, status=S.SUBMITTED)
        ApplicationFactory(call=call)
        ApplicationFactory(call=call, status=S.WITHDRAWN)  # never sent
    client.force_login(manager)

    with django_assert_num_queries(5):
        response = client.get(reverse("grants:call_manage_list"))

    assert {call.application_count for call in response.context["page"]} == {1}


def test_officer_sees_sent_dossiers_of_the_own_unit_only(client):
    call, other = CallFactory(), CallFactory()
    officer = person(Role.OFFICER, unit=call.unit)
    sent = ApplicationFactory(call=call, status=S.SUBMITTED)
    ApplicationFactory(call=call, status=S.DRAFT)
    foreign = ApplicationFactory(call=other, status=S.SUBMITTED)
    client.force_login(officer)

    assert listed(client) == {sent.pk}
    assert client.get(reverse("grants:application_detail", args=[foreign.pk])).status_code == 404
    choices = client.get(reverse(LIST)).context["filter"].form.fields["status"].choices
    assert ("submitted", S.SUBMITTED.label) in choices


def test_accountant_sees_dossiers_with_a_grant(client):
    granted = ApplicationFactory(status=S.APPROVED)
    ApplicationFactory(status=S.EVALUATING)
    ApplicationFactory(status=S.STOPPED)  # not completed in time: never granted
    client.force_login(person(Role.ACCOUNTANT))

    assert listed(client) == {granted.pk}


def test_contract_that_ended_early_stays_in_the_accountants_books(client):
    """What was paid before its end is money that the accountant answers for."""
    case = contracted_case(S.IN_PROGRESS, T.PAID, T.PLANNED)
    terminate_award(case.application, by=case.director, reason="Không còn thực hiện.", end_reason=EndReason.AT_REQUEST)
    client.force_login(case.accountant)

    assert listed(client) == {case.application.pk}
    assert {row.status for row in client.get(reverse("grants:payment_list")).context["page"]} == {
        T.PAID,
        T.CANCELLED,
    }


@pytest.mark.parametrize("name", ["stage", "pillar", "unit"])
def test_dossiers_of_old_calls_are_found_and_no_others(client, name):
    """Between their keys lie those of other calls, which are not theirs."""
    old, new = CallFactory(), CallFactory()
    dossiers = [ApplicationFactory(status=S.SUBMITTED, call=call) for call in (old, new, old, new)]
    client.force_login(person(Role.OFFICER))
    value = {
        "stage": old.policy.stage_id,
        "pillar": old.budget_line.pillar_id,
        "unit": old.unit.code,
    }[name]

    assert listed(client, **{name: value}) == {dossiers[0].pk, dossiers[2].pk}


def test_range_of_days_gives_the_list_its_order_and_says_so(client):
    officer = person(Role.OFFICER)
    client.force_login(officer)
    day = timezone.now().replace(hour=3, minute=0) - timedelta(days=40)
    late, early, never = (ApplicationFactory(status=S.SUBMITTED) for _number in range(3))
    for dossier, days in ((late, 2), (early, 0), (never, 20)):
        Application.objects.filter(pk=dossier.pk).update(submitted_at=day + timedelta(days=days))
    until = timezone.localtime(day + timedelta(days=3)).strftime("%d/%m/%Y")

    plain = client.get(reverse(LIST)).context
    ranged = client.get(reverse(LIST), {"submitted_to": until}).context
    by_sum = client.get(reverse(LIST), {"submitted_to": until, "sort": "requested"}).context

    assert [row.pk for row in plain["page"]] == [never.pk, early.pk, late.pk]
    assert [row.pk for row in ranged["page"]] == [late.pk, early.pk]
    assert str(plain["list"].state.sorted_by.label) == "Bắt đầu lập"
    assert str(ranged["list"].state.sorted_by.label) == "Đã nộp"
    assert by_sum["list"].state.sorted_by.key == "requested"


@pytest.mark.parametrize("role", [Role.COUNCIL, Role.EVALUATOR, Role.ADMINISTRATOR])
def test_other_roles_see_no_dossier(client, role):
    dossier = ApplicationFactory(status=S.EVALUATING)
    client.force_login(person(role))

    assert listed(client) == set()
    assert client.get(reverse("grants:application_detail", args=[dossier.pk])).status_code == 404


def test_role_taken_away_works_at_the_next_request(client):
    dossier = ApplicationFactory(status=S.SUBMITTED)
    officer = person(Role.OFFICER)
    client.force_login(officer)
    assert listed(client) == {dossier.pk}

    officer.role_grants.update(revoked_at=timezone.now())

    assert listed(client) == set()


@pytest.mark.parametrize("query", ["cong nghe dam", "Công Nghệ Đầm", "CONG  NGHE", "kho lanh so", "HS-2026-000777"])
def test_search_needs_no_accents(client, query):
    startup = StartupFactory(name="Công nghệ Đầm Sen")
    wanted = ApplicationFactory(status=S.SUBMITTED, title="Kho lạnh số", number="HS-2026-000777", startup=startup)
    if query == "kho lanh so":
        wanted.startup.name = "Tên khác"
        wanted.startup.save()
    ApplicationFactory(status=S.SUBMITTED, title="Xe điện", startup=StartupFactory(name="Nhà máy"))
    client.force_login(person(Role.OFFICER))

    assert listed(client, q=query) == {wanted.pk}


@pytest.mark.row("B8")
def test_filters_by_state_call_stage_and_time_limit(client):
    today = timezone.localdate()
    late = ApplicationFactory(status=S.CHECKING, due_on=today - timedelta(days=1))
    due = ApplicationFactory(status=S.CHECKING, due_on=today)
    other = ApplicationFactory(status=S.SUBMITTED)
    client.force_login(person(Role.OFFICER))

    assert listed(client, late="1") == {late.pk}
    assert listed(client, status="checking") == {late.pk, due.pk}
    assert listed(client, call=other.call_id) == {other.pk}
    assert listed(client, stage=due.call.policy.stage_id) == {due.pk}
    assert listed(client, status="checking", call=other.call_id) == set()


@pytest.mark.parametrize("query", ["status=nonsense", "call=999999", "call=x", "stage=0"])
def test_filter_value_that_is_not_offered_gives_no_rows(client, query):
    ApplicationFactory(status=S.SUBMITTED)
    client.force_login(person(Role.OFFICER))

    response = client.get(f"{reverse(LIST)}?{query}")

    assert response.status_code == 200
    assert list(response.context["page"]) == []


def test_filter_that_is_not_offered_and_forged_cursor_are_refused(client):
    client.force_login(person(Role.OFFICER))

    assert client.get(reverse(LIST), {"startup__memberships__user": "1"}).status_code == 400
    assert client.get(reverse(LIST), {"after": "forged"}).status_code == 400


def test_pages_go_forward_and_back(client):
    call = CallFactory()
    made = [ApplicationFactory(call=call, status=S.SUBMITTED).pk for _ in range(30)]
    client.force_login(person(Role.OFFICER))

    first = client.get(reverse(LIST)).context["page"]
    second = client.get(reverse(LIST), {"after": first.next}).context["page"]
    back = client.get(reverse(LIST), {"before": second.previous}).context["page"]

    assert [row.pk for row in first] + [row.pk for row in second] == made[::-1]
    assert [row.pk for row in back] == [row.pk for row in first]


def test_htmx_gets_the_fragment_alone(client):
    client.force_login(UserFactory())

    response = client.get(reverse(LIST), headers={"HX-Request": "true"})

    assert response.content.strip().startswith(b'<div id="application-table" class="listing">')


@pytest.mark.row("B10")
def test_tasks_are_those_whose_next_step_is_mine_most_urgent_first():
    today = timezone.localdate()
    officer, director, founder = person(Role.OFFICER), person(Role.DIRECTOR), UserFactory()
    later = ApplicationFactory(status=S.CHECKING, due_on=today + timedelta(days=3))
    urgent = ApplicationFactory(status=S.SUBMITTED, due_on=today - timedelta(days=1))
    proposed = ApplicationFactory(status=S.PROPOSED)
    returned = ApplicationFactory(status=S.RETURNED, startup=StartupFactory(members=[founder]), due_on=today)
    ApplicationFactory(status=S.REJECTED)
    lapsed = ApplicationFactory(status=S.RETURNED, due_on=today - timedelta(days=2))
    ApplicationFactory(status=S.EVALUATING)  # waits for its scores, not for the officer
    no_limit = ApplicationFactory(status=S.ACCEPTED)

    def waiting(user):
        return [row.pk for row in Application.objects.waiting_for(user)]

    assert waiting(officer) == [lapsed.pk, urgent.pk, later.pk, no_limit.pk]
    assert waiting(director) == [proposed.pk]
    assert waiting(founder) == [returned.pk]


def test_reader_of_a_startup_has_no_tasks_there():
    reader = UserFactory()
    draft = ApplicationFactory()
    Membership.objects.create(startup=draft.startup, user=reader, role=MemberRole.READER)

    assert list(Application.objects.waiting_for(reader)) == []


@pytest.mark.parametrize("name", ["application_list", "task_list", "call_manage_list"])
def test_lists_need_sign_in_and_refuse_posts(client, name):
    assert client.get(reverse(f"grants:{name}")).headers["Location"].startswith(reverse("account_login"))
    client.force_login(person(Role.MANAGER))
    assert client.post(reverse(f"grants:{name}")).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("startup", ["an", "Ánh", "Đặng", "Ông"]),
        ("-startup", ["Ông", "Đặng", "Ánh", "an"]),
        ("number", ["Ông", "an", "Đặng", "Ánh"]),
        ("submitted", ["Ánh", "Đặng", "an", "Ông"]),
        ("-submitted", ["Ông", "an", "Đặng", "Ánh"]),
    ],
)
def test_list_is_sorted_by_number_startup_and_day_of_sending(client, sort, titles):
    for days, (name, number) in enumerate(
        [("Ông", "HS-2026-000001"), ("an", "HS-2026-000002"), ("Đặng", "HS-2026-000010"), ("Ánh", "HS-2026-000011")]
    ):
        ApplicationFactory(
            title=name,
            number=number,
            startup=StartupFactory(name=name),
            status="evaluating",
            submitted_at=timezone.now() - timedelta(days=days),
        )
    client.force_login(person(Role.OFFICER))

    page = client.get(reverse("grants:application_list"), {"sort": sort}).context["page"]

    assert [row.title for row in page] == titles
