"""Calls: made from a policy, and their public pages."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.workflow import RoleRefused
from programmes.grants.actions.call import (
    create_call,
    publication_problems,
    update_call,
)
from programmes.grants.models import Call, CallPhase, CallStatus
from programmes.plan.models import DocumentRequirement, PolicyKind
from tests.edit_forms import with_version
from tests.factories import (
    BudgetLineFactory,
    CallFactory,
    PolicyFactory,
    SectorFactory,
    UnitFactory,
    UserFactory,
    person,
)
from tests.programmes.grants.cases import ready_call
from tests.programmes.grants.conftest import moment

pytestmark = pytest.mark.django_db


def form_data(**changes):
    values = {
        "name": "Đợt 1 năm 2027",
        "name_en": "Call 1 of 2027",
        "code": "dot-1-2027",
        "unit": UnitFactory().pk,
        "budget_line": BudgetLineFactory().pk,
        "opens_at": "02/11/2030 08:00",
        "closes_at": "02/12/2030 17:00",
        "evaluators_per_dossier": "2",
        "evaluators": [person(Role.EVALUATOR).pk, person(Role.EVALUATOR).pk],
    }
    return {**values, **changes}


def test_manager_makes_a_call_from_a_policy(client, manager):
    policy = PolicyFactory()
    DocumentRequirement.objects.create(policy=policy, code="thuyet-minh", name="Thuyết minh", accepts=["pdf"])
    client.force_login(manager)

    response = client.post(f"{reverse('grants:call_create')}?policy={policy.pk}", form_data())

    call = Call.objects.get()
    assert response.headers["Location"] == reverse("grants:call_criteria", args=[call.pk])
    assert (call.policy, call.status) == (policy, CallStatus.DRAFT)
    assert call.opens_at == moment("2030-11-02 08:00")
    assert list(call.required_documents.values_list("code", "accepts")) == [("thuyet-minh", ["pdf"])]
    assert call.evaluators.count() == 2


def test_later_change_of_the_policy_alters_no_call(manager):
    policy = PolicyFactory()
    paper = DocumentRequirement.objects.create(policy=policy, code="thuyet-minh", name="Thuyết minh", accepts=["pdf"])
    call = create_call(
        policy,
        by=manager,
        code="x",
        name="X",
        unit=UnitFactory(),
        budget_line=BudgetLineFactory(),
        opens_at=timezone.now(),
        closes_at=timezone.now() + timedelta(days=1),
    )

    paper.name = "Tên mới"
    paper.save()
    DocumentRequirement.objects.create(policy=policy, code="khac", name="Khác", accepts=["pdf"])

    assert list(call.required_documents.values_list("name", flat=True)) == ["Thuyết minh"]


def test_new_call_copies_the_criteria_and_texts_of_the_last_one(client, manager):
    last = CallFactory(contact="Phòng Quản lý công nghệ", evaluators_per_dossier=3)
    chosen = person(Role.EVALUATOR)
    last.evaluators.set([chosen])
    client.force_login(manager)
    address = f"{reverse('grants:call_create')}?policy={last.policy.pk}"

    form = client.get(address).context["form"]
    assert form["contact"].value() == "Phòng Quản lý công nghệ"
    assert form["evaluators"].value() == [chosen.pk]
    assert form["opens_at"].value() is None
    client.post(address, form_data())

    new = Call.objects.exclude(pk=last.pk).get()
    copied = list(new.criteria.values_list("code", "name", "weight", "order"))
    assert copied == list(last.criteria.values_list("code", "name", "weight", "order"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"opens_at": "02/12/2030 17:00", "closes_at": "02/11/2030 08:00"}, "closes_at"),
        ({"opens_at": "31/02/2030 08:00"}, "opens_at"),
        ({"opens_at": "hôm qua"}, "opens_at"),
        ({"budget_line": "999999"}, "budget_line"),
        ({"unit": "999999"}, "unit"),
        ({"code": "có dấu"}, "code"),
        ({"evaluators_per_dossier": "-1"}, "evaluators_per_dossier"),
        ({"pass_mark": "101"}, "__all__"),
        ({"name": ""}, "name"),
    ],
)
def test_wrong_input_is_an_error_beside_its_field_and_stays_in_the_form(client, manager, changes, field):
    policy = PolicyFactory()
    client.force_login(manager)

    response = client.post(
        f"{reverse('grants:call_create')}?policy={policy.pk}", form_data(summary="Giữ lại lời này", **changes)
    )

    assert list(response.context["form"].errors) == [field]
    assert "Giữ lại lời này" in response.content.decode()
    assert not Call.objects.exists()


def test_evaluator_must_hold_the_role_and_unit_must_be_ones_own(client):
    unit, foreign = UnitFactory(), UnitFactory()
    line = BudgetLineFactory(pillar__lead_unit=unit)
    manager = person(Role.MANAGER, unit=unit)
    policy = PolicyFactory()
    client.force_login(manager)
    address = f"{reverse('grants:call_create')}?policy={policy.pk}"

    response = client.post(address, form_data(unit=foreign.pk, budget_line=line.pk, evaluators=[UserFactory().pk]))

    assert set(response.context["form"].errors) == {"unit", "evaluators"}


def test_manager_of_one_unit_spends_from_the_lines_of_its_pillars_alone(client):
    unit = UnitFactory()
    manager = person(Role.MANAGER, unit=unit)
    own = BudgetLineFactory(pillar__lead_unit=unit)
    foreign = [BudgetLineFactory(pillar__lead_unit=UnitFactory()), BudgetLineFactory()]
    policy = PolicyFactory()
    client.force_login(manager)
    address = f"{reverse('grants:call_create')}?policy={policy.pk}"
    assert list(client.get(address).context["form"].fields["budget_line"].queryset) == [own]

    for line in foreign:
        response = client.post(address, form_data(unit=unit.pk, budget_line=line.pk))
        assert list(response.context["form"].errors) == ["budget_line"]
        with pytest.raises(RoleRefused):
            create_call(policy, by=manager, unit=unit, budget_line=line)
    assert not Call.objects.exists()
    client.post(address, form_data(unit=unit.pk, budget_line=own.pk))
    assert Call.objects.get().budget_line == own


def test_line_that_a_call_has_already_stays_and_another_is_refused(client):
    unit = UnitFactory()
    manager = person(Role.MANAGER, unit=unit)
    call = ready_call(unit=unit)
    foreign = BudgetLineFactory()
    client.force_login(manager)
    address = reverse("grants:call_edit", args=[call.pk])

    response = client.post(address, with_version(client, address, form_data(unit=unit.pk, budget_line=foreign.pk)))
    assert list(response.context["form"].errors) == ["budget_line"]
    with pytest.raises(RoleRefused):
        update_call(call, by=manager, version=version_of(call), budget_line=foreign)
    same_line = with_version(client, address, form_data(unit=unit.pk, budget_line=call.budget_line_id))
    assert client.post(address, same_line).status_code == 302
    call.refresh_from_db()
    assert (call.name, call.budget_line == foreign) == ("Đợt 1 năm 2027", False)


def test_catalogue_policy_is_no_choice_for_a_call(client, manager):
    service = PolicyFactory(kind=PolicyKind.SERVICE)
    client.force_login(manager)

    response = client.get(f"{reverse('grants:call_create')}?policy={service.pk}")

    assert "grants/call_create.html" in [template.name for template in response.templates]


def test_criteria_start_from_the_five_that_were_announced(client, manager):
    call = CallFactory(status=CallStatus.DRAFT, criteria=())
    client.force_login(manager)

    formset = client.get(reverse("grants:call_criteria", args=[call.pk])).context["formset"]

    assert len([form for form in formset if form.initial]) == 5
    assert not any(form.initial.get("weight") for form in formset)


def test_criteria_are_saved_in_their_order(client, manager):
    call = ready_call(criteria=())
    client.force_login(manager)
    data = {"criteria-TOTAL_FORMS": "6", "criteria-INITIAL_FORMS": "5"}
    for number, weight in enumerate(["30", "20", "20", "30", "9", ""]):
        data |= {f"criteria-{number}-name": f"Tiêu chí {number}" if weight else "", f"criteria-{number}-weight": weight}
    data["criteria-4-DELETE"] = "on"

    address = reverse("grants:call_criteria", args=[call.pk])
    client.post(address, with_version(client, address, data))

    assert list(call.criteria.values_list("name", "weight", "order")) == [
        ("Tiêu chí 0", 30, 0),
        ("Tiêu chí 1", 20, 1),
        ("Tiêu chí 2", 20, 2),
        ("Tiêu chí 3", 30, 3),
    ]
    assert publication_problems(call) == []


def test_criterion_without_a_weight_is_an_error_beside_its_field(client, manager):
    call = ready_call(criteria=())
    client.force_login(manager)
    data = {"criteria-TOTAL_FORMS": "1", "criteria-INITIAL_FORMS": "1", "criteria-0-name": "Tính đổi mới"}

    address = reverse("grants:call_criteria", args=[call.pk])
    response = client.post(address, with_version(client, address, data))

    assert list(response.context["formset"].forms[0].errors) == ["weight"]
    assert not call.criteria.exists()


@pytest.mark.parametrize(
    ("time", "phase"),
    [
        ("2026-09-01 07:59:59", CallPhase.UPCOMING),
        ("2026-09-01 08:00:00", CallPhase.OPEN),
        ("2026-09-24 17:00:00", CallPhase.OPEN),
        ("2026-09-24 17:00:01", CallPhase.CLOSING),
        ("2026-10-01 16:59:59", CallPhase.CLOSING),
        ("2026-10-01 17:00:00", CallPhase.CLOSED),
    ],
)
@pytest.mark.row("B2", "F3")
def test_phase_follows_the_clock_alone(client, time, phase):
    opens, closes = "2026-09-01 08:00:00", "2026-10-01 17:00:00"
    call = CallFactory(opens_at=moment(opens), closes_at=moment(closes))

    with time_machine.travel(moment(time), tick=False):
        assert call.phase == phase
        context = client.get(reverse("grants:call_list")).context
        apply_link = reverse("grants:call_apply", args=[call.code])
        page = client.get(reverse("grants:call_detail", args=[call.code])).content.decode()

    closing, open_ = [calls for _, _, calls in context["running"]]
    found = [closing, open_, list(context["coming_calls"]), list(context["page"])]
    place = [CallPhase.CLOSING, CallPhase.OPEN, CallPhase.UPCOMING, CallPhase.CLOSED].index(phase)
    assert found == [[call] if n == place else [] for n in range(4)]
    assert (apply_link in page) is (phase in {CallPhase.OPEN, CallPhase.CLOSING})


@pytest.mark.row("F3")
def test_public_page_says_who_how_much_until_when_and_by_what(client):
    sector = SectorFactory(name="Công nghệ tài chính")
    call = CallFactory(contact="028 3829 7823", policy__sectors=[sector], pass_mark=70)
    call.required_documents.create(code="thuyet-minh", name="Thuyết minh dự án", accepts=["pdf"])

    text = client.get(reverse("grants:call_detail", args=[call.code])).content.decode()

    for words in (
        "Công nghệ tài chính",
        "40.000.000",
        "10.000.000",
        "30.000.000",
        "028 3829 7823",
        "Thuyết minh dự án",
        "Tiêu chí 0",
        "Nghị quyết 20/2023/NQ-HĐND",
        "70",
    ):
        assert words in text


def test_draft_call_is_hidden_from_the_public(client):
    call = CallFactory(status=CallStatus.DRAFT)

    assert client.get(reverse("grants:call_detail", args=[call.code])).status_code == 404
    client.force_login(UserFactory())
    assert client.get(reverse("grants:call_apply", args=[call.code])).status_code == 404
