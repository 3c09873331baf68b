"""Contributions: the reporter writes, the head approves, the lead may send back; nobody does two of these."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.questionnaires.actions.response import start_response
from ecosystem.questionnaires.definition import definition_data
from ecosystem.questionnaires.models import Answer
from ecosystem.questionnaires.reading import read_response
from ecosystem.reports.actions import contribution as actions
from ecosystem.reports.contribution_texts import paragraphs_of, read_contributions
from ecosystem.reports.models import Contribution, ContributionStatus, PeriodStatus, ReportingPeriod
from tests.ecosystem.reports.written import write, written_contribution
from tests.factories import UnitFactory, person
from tests.factories.questionnaires import QuestionnaireVersionFactory, question, shipped_form
from tests.thorough import SIZES

pytestmark = pytest.mark.django_db
TEXTS = {"results": "Đã tổ chức 3 cuộc thi.", "difficulties": "Thiếu kinh phí.", "proposals": "Bổ sung vốn."}


def make(status=ContributionStatus.DRAFT, **fields):
    period, _ = ReportingPeriod.objects.get_or_create(
        kind="first_half",
        calendar="nd09",
        starts_on=date(2025, 12, 15),
        defaults={
            "year": 2026,
            "ends_on": date(2026, 6, 15),
            "contributions_due_on": date(2026, 6, 22),
            "status": PeriodStatus.ENDED,
        },
    )
    unit = fields.pop("unit", None) or UnitFactory(is_partner=True)
    texts = fields.pop("texts", None)
    if texts is None:
        return Contribution.objects.create(period=period, unit=unit, status=status, **fields)
    return written_contribution(status, texts=texts, period=period, unit=unit, **fields)


@pytest.mark.row("E2")
def test_reporter_writes_and_sends_and_head_approves():
    contribution = make()
    reporter = person(Role.PARTNER_REPORTER, unit=contribution.unit)
    head = person(Role.PARTNER_HEAD, unit=contribution.unit)

    with time_machine.travel(date(2026, 6, 22), tick=False):
        write(contribution, by=reporter, **TEXTS)
        actions.submit_contribution(contribution, by=reporter)
        sent = actions.approve_contribution(contribution, by=head)

    assert (sent.status, sent.approved_by, sent.is_late) == ("approved", head, False)
    assert read_response(sent.response).answers == TEXTS


def test_contribution_after_the_due_day_is_marked_late():
    contribution = make(ContributionStatus.SUBMITTED)
    head = person(Role.PARTNER_HEAD, unit=contribution.unit)

    with time_machine.travel(date(2026, 6, 24), tick=False):
        assert actions.approve_contribution(contribution, by=head).is_late


@pytest.mark.row("E2")
def test_writer_does_not_approve_own_text():
    contribution = make()
    both = person(Role.PARTNER_REPORTER, Role.PARTNER_HEAD, unit=contribution.unit)
    write(contribution, by=both, **TEXTS)
    actions.submit_contribution(contribution, by=both)

    with pytest.raises(TransitionRefused):
        actions.approve_contribution(contribution, by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.update(approved_by=both)


def test_contribution_is_begun_once_by_either_reporter(client):
    contribution = make()
    shipped_form("contribution")
    first, second = (person(Role.PARTNER_REPORTER, unit=contribution.unit) for _person in range(2))
    pages = []
    for reporter in (first, second):
        client.force_login(reporter)
        pages.append(client.post(reverse("reports:contribution_write", args=[contribution.pk]))["Location"])

    contribution.refresh_from_db()
    assert pages == [reverse("questionnaires:response_detail", args=[contribution.response.pk])] * 2


def test_what_was_sent_stays_when_the_lead_department_asks_for_rework():
    contribution = make(ContributionStatus.APPROVED, texts=TEXTS)
    actions.rework_contribution(contribution, by=person(Role.MANAGER), reason="Thiếu số liệu.")
    reporter = person(Role.PARTNER_REPORTER, unit=contribution.unit)

    changed = write(Contribution.objects.get(pk=contribution.pk), by=reporter, results="Đã tổ chức 4 cuộc thi.")

    assert changed.copied_from == contribution.response
    assert read_response(contribution.response).answers == TEXTS
    assert read_response(changed).answers == {**TEXTS, "results": "Đã tổ chức 4 cuộc thi."}


def test_answers_to_further_questions_are_printed_with_the_results():
    version = shipped_form("contribution")
    definition = definition_data(version.definition)
    more = [question("whole_number", "contests", unit={"vi": "cuộc"}), question("yes_no", "late")]
    definition["sections"][0]["questions"] = [*definition["sections"][0]["questions"], *more]
    own = QuestionnaireVersionFactory(definition=definition)
    response = start_response(own, by=None)
    for key, value in {"results": "Một\n\nHai", "contests": 3, "proposals": "Bổ sung vốn."}.items():
        Answer.objects.create(response=response, question=key, value=value)
    contribution = make(response=response)

    read = read_contributions([contribution])[contribution.pk]

    assert paragraphs_of(read) == {
        "results": ["Một", "Hai", "Câu contests: 3 cuộc"],
        "difficulties": [],
        "proposals": ["Bổ sung vốn."],
    }


def test_empty_contribution_is_not_sent():
    contribution = make()

    with pytest.raises(TransitionRefused):
        actions.submit_contribution(contribution, by=person(Role.PARTNER_REPORTER, unit=contribution.unit))


@pytest.mark.row("E1")
def test_reporter_of_another_unit_is_refused_and_sees_nothing(client):
    contribution = make(texts={"results": "Bí mật"})
    stranger = person(Role.PARTNER_REPORTER, unit=UnitFactory())
    client.force_login(stranger)

    with pytest.raises(RoleRefused):
        write(contribution, by=stranger, **TEXTS)
    assert client.get(reverse("reports:contribution_detail", args=[contribution.pk])).status_code == 404
    assert "Bí mật" not in client.get(reverse("reports:contribution_list")).content.decode()


def test_department_sees_only_what_the_head_sent(client):
    draft, sent = make(texts={"results": "Chưa gửi"}), make(ContributionStatus.APPROVED, texts={"results": "Đã gửi"})
    client.force_login(person(Role.OFFICER))

    assert client.get(reverse("reports:contribution_detail", args=[draft.pk])).status_code == 404
    assert "Đã gửi" in client.get(reverse("reports:contribution_detail", args=[sent.pk])).content.decode()


def test_manager_asks_for_rework_with_a_reason(client):
    contribution = make(ContributionStatus.APPROVED)
    client.force_login(person(Role.MANAGER))
    address = reverse("reports:contribution_move", args=[contribution.pk, "lead_return"])

    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Thiếu số liệu."})

    contribution.refresh_from_db()
    assert contribution.status == ContributionStatus.RETURNED


def test_list_of_answers_holds_what_units_sent_and_its_reader_may_see(client):
    draft = make(texts={"results": "Chưa gửi"})
    sent = make(ContributionStatus.APPROVED, texts={"results": "Ba cuộc thi"})
    waiting = make(ContributionStatus.SUBMITTED, texts={"results": "Chờ duyệt"})
    client.force_login(person(Role.OFFICER))

    code = sent.response.questionnaire_version.questionnaire.code
    page = client.get(reverse("questionnaires:response_list", args=[code]))

    assert [row.pk for row in page.context["page"]] == [sent.response.pk]
    text = page.content.decode()
    assert all(words in text for words in (sent.unit.name, "15/12/2025 – 14/06/2026", "Ba cuộc thi"))
    assert not any(row.unit.name in text for row in (draft, waiting))


WRONG = [
    (name, status)
    for name, transition in Contribution.TRANSITIONS.items()
    for status in ContributionStatus
    if status not in transition.sources
]


@pytest.mark.parametrize(("name", "status"), WRONG)
def test_every_move_from_a_wrong_state_is_refused(client, name, status):
    contribution = make(status, texts={"results": "x"})
    roles = Contribution.TRANSITIONS[name].roles
    partner = roles & {Role.PARTNER_REPORTER, Role.PARTNER_HEAD}
    client.force_login(person(*roles, unit=contribution.unit if partner else None))

    response = client.post(reverse("reports:contribution_move", args=[contribution.pk, name]), {"reason": "Lý do"})

    contribution.refresh_from_db()
    assert contribution.status == status
    assert response.status_code in {302, 404, 409}


@pytest.mark.parametrize("item_count", SIZES)
def test_contribution_list_has_constant_queries(client, django_assert_num_queries, item_count):
    unit = UnitFactory(is_partner=True)
    for year in range(2000, 2000 + item_count):
        period = ReportingPeriod.objects.create(
            kind="year",
            year=year,
            starts_on=date(year - 1, 12, 15),
            ends_on=date(year, 12, 15),
            contributions_due_on=date(year, 12, 20),
        )
        Contribution.objects.create(period=period, unit=unit)
    client.force_login(person(Role.PARTNER_REPORTER, unit=unit))

    with django_assert_num_queries(3):
        response = client.get(reverse("reports:contribution_list"), headers={"HX-Request": "true"})

    assert len(response.context["page"]) == min(item_count, 25)
