"""Dossiers for these tests: a complete draft with its owner, and a call that wants a paper."""

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import fingerprint
from programmes.grants.actions.application import checklist_rows, start_check, submit_application
from programmes.grants.completeness import checklist_items
from programmes.grants.models import Application, ApplicationStatus, RequiredDocument
from tests.factories import UserFactory, person, ready_to_submit, time_limits
from tests.programmes.grants.cases import Case, make_case

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def owner() -> User:
    return UserFactory()


@pytest.fixture
def officer() -> User:
    return person(Role.OFFICER)


@pytest.fixture
def manager() -> User:
    return person(Role.MANAGER)


@pytest.fixture
def limits() -> None:
    time_limits()


@pytest.fixture
def submitted_case() -> Case:
    return make_case(ApplicationStatus.SUBMITTED)


@pytest.fixture
def colleague(submitted_case: Case) -> User:
    """Another officer of the unit."""
    return person(Role.OFFICER, unit=submitted_case.application.call.unit)


@pytest.fixture
def draft(owner: User) -> Application:
    return ready_to_submit(owner)


@pytest.fixture
def submitted_dossier(draft: Application, owner: User) -> Application:
    return submit_application(draft, by=owner)


@pytest.fixture
def dossier_in_check(submitted_dossier: Application, officer: User) -> Application:
    return start_check(submitted_dossier, by=officer)


def paper_of(application: Application, **fields: Any) -> RequiredDocument:
    values = {"code": "thuyet-minh", "name": "Thuyết minh dự án", "accepts": ["pdf", "docx"], **fields}
    return RequiredDocument.objects.create(call=application.call, **values)


def all_right(application: Application) -> dict[str, tuple[str, str]]:
    return dict.fromkeys(checklist_items(application), ("right", ""))


def one_gap(application: Application, item: str = "novelty") -> dict[str, tuple[str, str]]:
    return {**all_right(application), item: ("missing", "Chưa nêu điểm mới")}


def moment(text: str) -> datetime:
    """`2026-09-01 08:00` by the clocks of the city."""
    return datetime.fromisoformat(text).replace(tzinfo=timezone.get_default_timezone())


def check_version(application: Application) -> str:
    """The version of the checklist as it is saved now, for `record_check`."""
    return fingerprint(checklist_rows(application.checklist.all()))
