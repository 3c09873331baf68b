"""One small city: a person in every role, twice where it matters, and records in the states that pages need."""

import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from allauth.account.internal.flows.login import record_authentication
from django.test import Client
from django.utils import timezone

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.documents.pictures import read_squares
from ecosystem.lists.models import Audience, BulkOutcome, BulkRow, Job, JobKind, JobProblem, JobStatus, SavedView
from ecosystem.notices.models import Notification
from ecosystem.people.models import RoleInvitation
from ecosystem.reference.models import HistorySeries, Holiday
from programmes.communication.models import Follower
from programmes.plan.models import Measurement, Span, Target
from startups.actions.profile import set_logo
from startups.consent import LOGO_VERSION
from startups.models import LOGO_SIZES, FundingRound, Invitation, MemberRole, Membership, Publication
from tests.access.world_grants import add_dossiers, stored_pdf
from tests.access.world_questionnaires import add_questionnaire
from tests.access.world_reports import add_reports
from tests.access.world_test_responses import add_test_responses
from tests.factories import (
    FeedbackFactory,
    NewsFactory,
    OrganisationFactory,
    StartupFactory,
    TermFactory,
    UnitFactory,
    UserFactory,
    person,
)
from tests.startups.pictures import picture

ANONYMOUS = "anonymous"


@dataclass
class World:
    """People by the name of what they are, and records by the name of the state they are in."""

    people: dict[str, User] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    clients: dict[str, Client] = field(default_factory=dict)
    forms: dict[tuple[str, str], Any] = field(default_factory=dict)  # of a page and its address, as first read
    pages: dict[tuple[str, str], str] = field(default_factory=dict)  # of an actor and an address: see rendered_page

    def client(self, actor: str) -> Client:
        """A browser in which the actor is signed in; faults come back as 500."""
        if actor not in self.clients:
            self.clients[actor] = Client(raise_request_exception=False)
            if actor != ANONYMOUS:
                self.clients[actor].force_login(self.people[actor])
            if actor == "administrator":  # who has just confirmed that it is she, for as long as tests last
                session = self.clients[actor].session
                lasting = {"reauthenticated": True, "at": time.time() + 24 * 3600}
                record_authentication(SimpleNamespace(session=session), self.people[actor], "password", **lasting)
                session.save()
        return self.clients[actor]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["things"][name]
        except KeyError:
            raise AttributeError(name) from None


def build() -> World:
    w = World()
    _people(w)
    _startups(w)
    add_dossiers(w)
    add_reports(w)
    add_test_responses(w)
    add_questionnaire(w.things)
    _reference(w)
    _voices(w)
    _lists(w)
    return w


def _lists(w: World) -> None:
    """Two saved views of the list of dossiers, and what an officer did to many of them."""
    mine = {"owner": w.people["officer"], "listing": "application"}
    w.things.update(
        private_view=SavedView.objects.create(name="Riêng", **mine),
        shared_view=SavedView.objects.create(name="Chung", audience=Audience.EVERYBODY, **mine),
    )
    _jobs(w)


def _jobs(w: World) -> None:
    """Of one officer: a job in each state that its page knows."""
    ended = {"finished_at": timezone.now()}
    export = {"kind": JobKind.EXPORT, "listing": "startup", "action": "xlsx", "total": 2400}
    bulk = {"listing": "application", "action": "start_check", "total": 2}

    def job(**fields: Any) -> Job:
        return Job.objects.create(token=uuid4(), by=w.people["officer"], **fields)

    made = job(**export, **ended, status=JobStatus.DONE, done=2400, size=4, file=stored_pdf())
    w.things.update(
        waiting_job=job(**export, requested_at=timezone.now() - timedelta(minutes=5)),
        running_job=job(**bulk, status=JobStatus.RUNNING, done=1),
        bulk_job=job(**bulk, **ended, status=JobStatus.DONE, done=2),
        file_job=made,
        failed_job=job(**export, **ended, status=JobStatus.FAILED, problem=JobProblem.FAULT),
        expired_job=job(**export, **ended, status=JobStatus.EXPIRED),
    )
    for n, outcome in enumerate((BulkOutcome.DONE, BulkOutcome.FAILED)):
        BulkRow.objects.create(job=w.bulk_job, object_id=n, label="HS-2026", url="/home/", outcome=outcome)


def _people(w: World) -> None:
    unit, other = UnitFactory(name="Đơn vị A"), UnitFactory(name="Đơn vị B")
    partner, other_partner = UnitFactory(name="Sở C", is_partner=True), UnitFactory(name="Sở D", is_partner=True)
    w.things.update(unit=unit, other_unit=other, partner=partner)
    w.people.update(
        nobody=UserFactory(),
        owner=UserFactory(),
        editor=UserFactory(),
        reader=UserFactory(),
        stranger=UserFactory(),
        officer=person(Role.OFFICER, unit=unit),
        foreign_officer=person(Role.OFFICER, unit=other),
        dismissed_officer=person(Role.OFFICER, unit=unit),
        manager=person(Role.MANAGER),
        director=person(Role.DIRECTOR),
        accountant=person(Role.ACCOUNTANT),
        evaluator=person(Role.EVALUATOR),
        waiting_evaluator=person(Role.EVALUATOR),
        recused_evaluator=person(Role.EVALUATOR),
        other_evaluator=person(Role.EVALUATOR),
        council=person(Role.COUNCIL),
        reporter=person(Role.PARTNER_REPORTER, unit=partner),
        head=person(Role.PARTNER_HEAD, unit=partner),
        foreign_reporter=person(Role.PARTNER_REPORTER, unit=other_partner),
        administrator=person(Role.ADMINISTRATOR),
    )
    w.people["dismissed_officer"].role_grants.update(revoked_at=timezone.now())
    w.things.update(a_person=w.people["nobody"], a_grant=w.people["accountant"].role_grants.get())


def _startups(w: World) -> None:
    p = w.people
    w.things["notification"] = Notification.objects.create(
        user=p["owner"], key="one", kind="receipt", facts={"number": "HS-1"}, url="/applications/"
    )
    mine = StartupFactory(name="Công ty Của Ta", members=[p["owner"], p["editor"]])
    Membership.objects.create(startup=mine, user=p["reader"], role=MemberRole.READER)
    foreign = StartupFactory(name="Công ty Người Khác", members=[p["stranger"]])
    public = StartupFactory(
        name="Công ty Công Khai",
        slug="cong-khai",
        members=[p["owner"]],
        status=Publication.PUBLIC,
        verified_by=p["officer"],
        verified_at=timezone.now(),
    )
    squares = read_squares(picture(), LOGO_SIZES.values())
    logo = set_logo(public, by=p["owner"], squares=squares, alt="Một chiếc lá", text_version=LOGO_VERSION)
    requested = StartupFactory(name="Công ty Chờ Duyệt", members=[p["owner"]], status=Publication.REQUESTED)
    one = FundingRound.objects.create(
        startup=mine, kind=TermFactory(vocabulary="round"), closed_on=date(2025, 1, 1), amount=10**9, source="Hợp đồng"
    )
    w.things.update(
        startup=mine,
        foreign_startup=foreign,
        public_startup=public,
        requested_startup=requested,
        logo_address=logo.digest[:20],
        round=one,
        member=Membership.objects.get(startup=mine, user=p["editor"]),
        organisation=OrganisationFactory(is_public=True),
        hidden_organisation=OrganisationFactory(summary="Cố vấn."),
        role_invitation=RoleInvitation.objects.create(
            email="dong-nghiep@example.org", role=Role.OFFICER, invited_by=p["administrator"]
        ),
        invitation=Invitation.objects.create(startup=mine, email="moi@example.org", invited_by=p["owner"]),
    )


def _reference(w: World) -> None:
    w.things["history_series"] = HistorySeries.objects.create(
        code="von-tphcm", name="Vốn", geography="city", unit="USD"
    )
    w.things["holiday"] = Holiday.objects.create(day=date(2090, 1, 1), name="Tết Dương lịch")
    w.things["figure"] = Measurement.objects.create(
        indicator=w.indicator,
        span=Span.IN_YEAR,
        starts_on=date(2025, 1, 1),
        ends_on=date(2026, 1, 1),
        value=12,
        source="BC 1/BC-UBND",
        confidence="H",
        is_used=False,
        entered_by=w.people["officer"],
    )
    w.things["waiting_target"] = Target.objects.create(
        indicator=w.indicator,
        year=2026,
        value=100,
        source="QĐ 1/QĐ-UBND",
        confidence="H",
        is_used=False,
        entered_by=w.people["foreign_officer"],
    )


def _voices(w: World) -> None:
    """What the department tells the public."""
    w.things.update(
        news=NewsFactory(slug="tin-moi", created_by=w.people["officer"]),
        draft_news=NewsFactory(slug="tin-nhap", status="draft", published_at=None),
        feedback=FeedbackFactory(unit=w.unit),
        follower=Follower.objects.create(email="theo-doi@example.org", confirmed_at=timezone.now()),
        answered_feedback=FeedbackFactory(
            unit=w.unit, status="answered", handler=w.people["officer"], answer="Ngày mai.", answered_at=timezone.now()
        ),
        taken_feedback=FeedbackFactory(unit=w.unit, status="in_progress", handler=w.people["officer"]),
    )


__all__ = ["ANONYMOUS", "World", "build"]
