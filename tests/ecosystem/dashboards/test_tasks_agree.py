"""The home page and the page of tasks show the same work, for every role; what is overdue comes first, with its count."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import GRANTABLE, NEEDS_UNIT, Role
from ecosystem.reports.models import Contribution, ContributionStatus
from programmes.feedback.models import FeedbackStatus
from programmes.grants.models import Application, ApplicationStatus, TrancheStatus
from startups.models import Publication
from tests.ecosystem.reports.test_closed_periods import period
from tests.factories import ApplicationFactory, FeedbackFactory, StartupFactory, UnitFactory, UserFactory, person
from tests.programmes.grants.cases import contracted_case, make_case, open_review, sent_review
from tests.thorough import sample, skip_rendering

pytestmark = pytest.mark.django_db
S = ApplicationStatus
ROLES = [*GRANTABLE, None]


def everything_waits(user: User, unit) -> None:
    """Work of every kind, some of it overdue, with dossiers in all states that are due or overdue."""
    today = timezone.localdate()
    for status in S:
        for days in (-2, 5):
            case = make_case(status)
            Application.objects.filter(pk=case.application.pk).update(due_on=today + timedelta(days=days))
    scored = make_case(S.EVALUATING)
    for evaluator in scored.evaluators:
        sent_review(scored.application, evaluator)
    open_review(make_case(S.EVALUATING).application, user)
    contracted_case(S.IN_PROGRESS, TrancheStatus.ACCEPTED, TrancheStatus.REPORTED)
    StartupFactory(status=Publication.REQUESTED)
    FeedbackFactory(status=FeedbackStatus.RECEIVED, due_on=today - timedelta(days=1))
    for status in (ContributionStatus.DRAFT, ContributionStatus.SUBMITTED):
        row = period(starts_on=today - timedelta(days=60 + (status == ContributionStatus.DRAFT)))
        Contribution.objects.create(period=row, unit=unit, status=status)


def reader(role) -> tuple[User, object]:
    unit = UnitFactory()
    return (person(role, unit=unit if role in NEEDS_UNIT else None) if role else UserFactory()), unit


def pages(user: User):
    client = Client()
    client.force_login(user)
    return client.get(reverse("dashboards:my_home")), client.get(reverse("grants:task_list"))


def task_dossiers(user: User) -> set[str]:
    """The addresses of every dossier of the page of tasks, on all its pages."""
    client, after, found = Client(), "", set()
    client.force_login(user)
    while True:
        with skip_rendering():
            page = client.get(reverse("grants:task_list"), {"after": after} if after else {}).context["page"]
        found |= {reverse("grants:application_detail", args=[row.pk]) for row in page}
        if not page.next:
            return found
        after = page.next


@pytest.mark.parametrize("role", sample(ROLES, at_most=2))
@pytest.mark.row("B10")
def test_home_and_tasks_show_the_same_work(role):
    user, unit = reader(role)
    everything_waits(user, unit)
    if role is None:
        for status in (S.DRAFT, S.RETURNED):
            ApplicationFactory(status=status, startup=StartupFactory(members=[user]))
    with skip_rendering():
        home, tasks = pages(user)

    work = [block for block in home.context["busy"] if block.is_work]
    beside = {block.title: [item.url for item in block.items] for block in work if block.on_tasks and block.items}
    assert beside == {block.title: [item.url for item in block.items] for block in tasks.context["blocks"]}
    dossiers = task_dossiers(user)
    assert dossiers == {
        reverse("grants:application_detail", args=[pk])
        for pk in Application.objects.waiting_for(user).values_list("pk", flat=True)
    }
    of_dossiers = [block for block in work if block.icon in {"inbox", "alarm-clock-off"}]
    assert {item.url for block in of_dossiers for item in block.items} <= dossiers
    if role is not None:
        assert sum(block.count for block in of_dossiers) == len(dossiers)


@pytest.mark.parametrize("role", sample(ROLES, at_most=2))
@pytest.mark.row("B10")
def test_every_overdue_task_is_counted_and_listed_first(role):
    user, unit = reader(role)
    everything_waits(user, unit)
    with skip_rendering():
        home, tasks = pages(user)

    overdue = [block.overdue for block in home.context["busy"]]
    assert overdue == sorted(overdue, key=lambda count: not count)
    dossiers = Application.objects.waiting_for(user).overdue(timezone.localdate()).count()
    shown = sum(block.overdue for block in home.context["busy"] if block.icon in {"inbox", "alarm-clock-off"})
    assert (shown, tasks.context["overdue"]) == (dossiers, dossiers)


@pytest.mark.row("B10")
def test_overdue_dossier_without_its_scores_is_on_both_pages():
    officer, _unit = reader(Role.OFFICER)
    today = timezone.localdate()
    late, waiting = make_case(S.EVALUATING).application, make_case(S.EVALUATING).application
    Application.objects.filter(pk=late.pk).update(due_on=today - timedelta(days=1))
    Application.objects.filter(pk=waiting.pk).update(due_on=today + timedelta(days=1))
    home, tasks = pages(officer)

    inbox = next(block for block in home.context["busy"] if block.icon == "inbox")
    assert [item.url for item in inbox.items] == [reverse("grants:application_detail", args=[late.pk])]
    assert [row.pk for row in tasks.context["page"]] == [late.pk]


def test_manager_has_the_same_tasks_on_the_tasks_page_and_the_home_page():
    manager, _unit = reader(Role.MANAGER)
    StartupFactory(status=Publication.REQUESTED, name="Chờ công khai")
    FeedbackFactory(status=FeedbackStatus.RECEIVED, subject="Hỏi về hồ sơ")
    _home, tasks = pages(manager)

    text = tasks.content.decode()
    assert "Chờ công khai" in text
    assert "Hỏi về hồ sơ" in text


def test_dossier_of_a_colleague_waits_for_the_colleague_until_it_is_overdue():
    officer, _unit = reader(Role.OFFICER)
    colleague = person(Role.OFFICER)
    today = timezone.localdate()
    cases = {days: make_case(S.CHECKING).application for days in (-1, 3)}
    for days, application in cases.items():
        due = today + timedelta(days=days)
        Application.objects.filter(pk=application.pk).update(due_on=due, in_charge=colleague)

    assert set(Application.objects.waiting_for(officer)) == {cases[-1]}
    assert set(Application.objects.waiting_for(colleague)) == set(cases.values())
