"""Calls: made from a policy, published when ready, seen by the public at their time."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.broadcasts import continue_broadcasts
from ecosystem.notices.models import OutboxMessage
from programmes.grants.actions.call import (
    cancel_call,
    create_call,
    publication_problems,
    publish_call,
    save_criteria,
    update_call,
)
from programmes.grants.models import UNDECIDED_STATUSES, ApplicationStatus, Call, CallPhase, CallStatus, Review
from programmes.plan.models import DocumentRequirement, PolicyKind
from tests.edit_forms import with_version
from tests.factories import (
    ApplicationFactory,
    BudgetLineFactory,
    CallFactory,
    PolicyFactory,
    SectorFactory,
    StartupFactory,
    UnitFactory,
    UserFactory,
    person,
)
from tests.programmes.grants.cases import make_case, open_review, proposed_case
from tests.programmes.grants.conftest import moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return person(Role.MANAGER)


def ready_call(**fields):
    call = CallFactory(status=CallStatus.DRAFT, **fields)
    call.evaluators.set([person(Role.EVALUATOR), person(Role.EVALUATOR)])
    return call


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


# --- Making -----------------------------------------------------------------------------------------
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
def test_wrong_input_is_said_beside_its_field_and_kept(client, manager, changes, field):
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


def test_criterion_without_a_weight_is_said_beside_its_field(client, manager):
    call = ready_call(criteria=())
    client.force_login(manager)
    data = {"criteria-TOTAL_FORMS": "1", "criteria-INITIAL_FORMS": "1", "criteria-0-name": "Tính đổi mới"}

    address = reverse("grants:call_criteria", args=[call.pk])
    response = client.post(address, with_version(client, address, data))

    assert list(response.context["formset"].forms[0].errors) == ["weight"]
    assert not call.criteria.exists()


# --- Publishing -------------------------------------------------------------------------------------
def test_ready_call_is_published(client, manager):
    call = ready_call()
    client.force_login(manager)
    address = reverse("grants:call_publish", args=[call.pk])
    assert client.get(address).status_code == 200
    call.refresh_from_db()
    assert call.status == CallStatus.DRAFT

    client.post(address)

    call.refresh_from_db()
    assert call.status == CallStatus.PUBLISHED


@pytest.mark.parametrize("weights", [(), (50, 49), (100, 1)])
def test_weights_must_add_up_to_100(manager, weights):
    call = ready_call(criteria=weights)

    with pytest.raises(TransitionRefused, match=str(sum(weights))):
        publish_call(call, by=manager)

    call.refresh_from_db()
    assert call.status == CallStatus.DRAFT


def test_budget_line_needs_money(manager):
    call = ready_call(budget_line=BudgetLineFactory(planned=5, granted=5))

    with pytest.raises(TransitionRefused):
        publish_call(call, by=manager)


def test_window_must_not_lie_in_the_past(manager):
    now = timezone.now()
    call = ready_call(opens_at=now - timedelta(days=2), closes_at=now - timedelta(seconds=1))

    with pytest.raises(TransitionRefused):
        publish_call(call, by=manager)


def test_evaluators_must_be_enough_and_still_hold_the_role(manager):
    call = ready_call(evaluators_per_dossier=2)
    call.evaluators.first().role_grants.update(revoked_at=timezone.now())

    with pytest.raises(TransitionRefused, match="1"):
        publish_call(call, by=manager)


def test_published_call_can_no_longer_be_changed(client, manager):
    call = CallFactory()
    client.force_login(manager)

    for action in (
        lambda: update_call(call, by=manager, version="", name="Khác"),
        lambda: save_criteria(call, [], by=manager, version=""),
    ):
        with pytest.raises(TransitionRefused):
            action()
    assert client.get(reverse("grants:call_edit", args=[call.pk])).status_code == 409
    assert call.criteria.count() == 5


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DIRECTOR])
def test_only_a_manager_makes_changes_and_publishes(client, role):
    call = ready_call()
    client.force_login(person(role))

    assert client.get(reverse("grants:call_manage", args=[call.pk])).status_code == 200
    for name in ("call_edit", "call_criteria", "call_publish", "call_cancel"):
        assert client.get(reverse(f"grants:{name}", args=[call.pk])).status_code == 403
    assert client.get(reverse("grants:call_create")).status_code == 403
    assert client.post(reverse("grants:call_publish", args=[call.pk])).status_code == 403


def test_manager_of_another_unit_knows_no_draft(client):
    call = ready_call()
    client.force_login(person(Role.MANAGER, unit=UnitFactory()))

    assert client.get(reverse("grants:call_manage", args=[call.pk])).status_code == 404
    assert client.get(reverse("grants:call_detail", args=[call.code])).status_code == 404


def test_making_a_call_for_another_unit_is_refused():
    manager = person(Role.MANAGER, unit=UnitFactory())

    with pytest.raises(RoleRefused):
        create_call(PolicyFactory(), by=manager, unit=UnitFactory())


# --- Cancelling -------------------------------------------------------------------------------------
def test_cancelled_call_needs_its_reason_and_stays_readable_with_day_and_reason(client, manager):
    call = CallFactory()
    client.force_login(manager)
    address = reverse("grants:call_cancel", args=[call.pk])

    assert client.post(address, {"reason": " "}).status_code == 422
    client.post(address, {"reason": "Ngân sách điều chỉnh"})

    call.refresh_from_db()
    assert call.status == CallStatus.CANCELLED
    client.logout()
    page = client.get(reverse("grants:call_detail", args=[call.code])).content.decode()
    assert "Ngân sách điều chỉnh" in page
    assert f"{timezone.localdate():%d/%m/%Y}" in page
    assert reverse("grants:call_apply", args=[call.code]) not in page
    assert str(manager) not in page


def test_cancelled_call_stands_in_the_list_of_cancelled_calls_alone(client, manager):
    cancelled, open_call = CallFactory(), CallFactory()
    hidden = CallFactory(status=CallStatus.DRAFT)
    cancel_call(cancelled, by=manager, reason="Hết tiền")
    cancel_call(hidden, by=manager, reason="Soạn nhầm")
    address = reverse("grants:call_list")

    page = client.get(address)
    shown = [call for _, _, calls in page.context["running"] for call in calls]
    assert (shown, list(page.context["coming_calls"]), list(page.context["page"])) == ([open_call], [], [])
    assert f"{address}?state=cancelled" in page.content.decode()
    assert list(client.get(address, {"state": "cancelled"}).context["page"]) == [cancelled]
    assert client.get(reverse("grants:call_detail", args=[hidden.code])).status_code == 404


def test_feeds_calendar_and_sitemap_keep_a_cancelled_call_and_say_so(client, manager):
    call = CallFactory(name="Đợt lạ")
    cancel_call(call, by=manager, reason="Hết tiền")

    feed = client.get(reverse("communication:feed", args=["calls", "en", "rss"])).content.decode()
    assert f"Cancelled: {call.name_en}" in feed
    assert client.get(reverse("grants:call_event", args=[call.code])).status_code == 404
    assert client.get(reverse("grants:call_calendar")).content.decode().count("STATUS:CANCELLED") == 2
    assert call.code in client.get(reverse("public:sitemap_section", args=["calls"])).content.decode()


@pytest.mark.parametrize("status", sorted(UNDECIDED_STATUSES))
def test_cancelling_stops_undecided_dossiers_and_tells_everybody_with_a_draft_or_dossier(manager, status):
    call, owner, writer, rejected = CallFactory(), UserFactory(), UserFactory(), UserFactory()
    dossier = ApplicationFactory(call=call, status=status, startup=StartupFactory(members=[owner]))
    draft = ApplicationFactory(call=call, startup=StartupFactory(members=[writer]))
    decided = ApplicationFactory(
        call=call, status=ApplicationStatus.REJECTED, startup=StartupFactory(members=[rejected])
    )
    elsewhere = ApplicationFactory(status=status)

    cancel_call(call, by=manager, reason="Đề án kết thúc sớm")
    continue_broadcasts()

    for one in (call, dossier, draft, decided, elsewhere):
        one.refresh_from_db()
    assert (call.status, dossier.status, dossier.holder) == ("cancelled", "stopped", "nobody")
    assert (draft.status, decided.status, elsewhere.status) == ("draft", "rejected", status)
    told = OutboxMessage.objects.filter(kind="call_cancelled")
    assert sorted(told.values_list("recipient", flat=True)) == sorted([owner.email, writer.email])
    assert all("Đề án kết thúc sớm" in message.body for message in told)


def test_proposal_of_a_cancelled_call_frees_what_it_reserved():
    case = proposed_case()

    cancel_call(case.application.call, by=case.manager, reason="Hết tiền")

    assert (case.fresh.status, case.award.status) == ("stopped", "void")


def test_evaluators_of_a_cancelled_call_are_notified_and_find_nothing_to_do(client):
    case = make_case()
    open_review(case.application, case.evaluators[0])

    cancel_call(case.application.call, by=case.manager, reason="Hết tiền")
    continue_broadcasts()

    told = OutboxMessage.objects.filter(kind="review_withdrawn").values_list("recipient", flat=True)
    assert list(told) == [case.evaluators[0].email]
    assert not Review.objects.of_evaluator(case.evaluators[0]).pending().exists()


def test_call_whose_every_dossier_is_decided_has_ended_and_is_not_cancelled(manager):
    call = CallFactory(opens_at=timezone.now() - timedelta(days=30), closes_at=timezone.now() - timedelta(days=1))
    ApplicationFactory(call=call, status=ApplicationStatus.REJECTED)

    with pytest.raises(TransitionRefused):
        cancel_call(call, by=manager, reason="Lý do")

    call.refresh_from_db()
    assert call.status == CallStatus.PUBLISHED
    ApplicationFactory(call=call, status=ApplicationStatus.RETURNED)
    assert cancel_call(call, by=manager, reason="Lý do").status == CallStatus.CANCELLED


def test_call_cancelled_as_a_draft_is_known_to_its_unit_alone(client, manager):
    call = CallFactory(status=CallStatus.DRAFT)
    cancel_call(call, by=manager, reason="Hết tiền")
    address = reverse("grants:call_detail", args=[call.code])

    people = ((UserFactory(), 404), (person(Role.MANAGER, unit=UnitFactory()), 404), (manager, 200))
    for user, status in people:
        client.force_login(user)
        assert client.get(address).status_code == status


def test_startup_cannot_apply_to_a_cancelled_call(client, manager):
    owner = UserFactory()
    startup = StartupFactory(members=[owner])
    call = CallFactory()
    cancel_call(call, by=manager, reason="Hết tiền")
    client.force_login(owner)

    address = reverse("grants:application_start", args=[call.code, startup.pk])
    assert [rule.reason for rule in client.get(address).context["eligibility"].failed] == ["Đợt tiếp nhận đã bị hủy."]
    assert client.post(address).status_code == 409


# --- The public -------------------------------------------------------------------------------------
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
