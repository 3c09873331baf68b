"""Each column of a policy, its documents, sectors, stages and time limits is changed after a call was published.

No page, check or figure of the call may change by it, except for the columns that `MAY_CHANGE` names with a reason.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.figure_cache import invalidate_figures
from ecosystem.reference.models import Sector, Term
from programmes.grants.actions.award import propose_award
from programmes.grants.actions.call import CRITERION_FIELDS, criteria_rows, save_criteria, update_call
from programmes.grants.actions.letter import letter_content
from programmes.grants.completeness import exceeded_caps, find_gaps
from programmes.grants.dossier import read_dossier
from programmes.grants.eligibility import check_eligibility
from programmes.grants.models import Application, ApplicationStatus, Call, Recommendation
from programmes.plan.counting import CITY_FIGURES, STAGES, Selection, total
from programmes.plan.models import DocumentRequirement, SupportPolicy, TimeLimit
from startups.models import Startup
from tests.factories import (
    ApplicationFactory,
    CallFactory,
    PolicyFactory,
    SectorFactory,
    StartupFactory,
    person,
    time_limits,
)
from tests.programmes.grants.cases import evaluated_case, granted_case, make_case, proposed_case
from tests.thorough import sample

pytestmark = pytest.mark.django_db
NAME = "It is the name by which the support is cited; a correction of its spelling is seen everywhere, and nothing is decided by it."
LIST_TEXT = "A word of a list: a correction of its spelling is seen everywhere, and nothing is decided by it."
LIMIT = "The limit is that of the law on the day a step begins; running steps keep the limit with which they began."
MAY_CHANGE = {
    "SupportPolicy.name": NAME,
    "SupportPolicy.name_en": NAME,
    "SupportPolicy.code": "It is the address of the policy's page, to which the call's page leads.",
    "SupportPolicy.kind": "A policy of another kind leaves the catalogue of grants; its calls stay what they are.",
    "Term.name": LIST_TEXT,
    "Term.name_en": LIST_TEXT,
    "Term.vocabulary": "A word of another list is no choice of the public filter any more; what refers to it still does.",
    "Term.order": "It is the place of the word in the choices of a filter.",
    "Term.code": "The figures of pre-incubation, incubation and acceleration are told apart by this code.",
    "TimeLimit.amount": LIMIT,
    "TimeLimit.unit": LIMIT,
}
# The key, the days on which the row was written, and the step that names a time limit.
TECHNICAL = {"id", "created_at", "updated_at", "step"}


DAY = date(2026, 3, 2)
MOMENT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


class World:
    """A published call with a dossier at each point, and a startup that could apply."""

    def __init__(self) -> None:
        time_limits()
        self.sector = SectorFactory()
        self.policy = PolicyFactory(sectors=[self.sector])
        PolicyFactory()  # the other policy and stage that a change may name
        DocumentRequirement.objects.create(
            policy=self.policy, code="thuyet-minh", name="Thuyết minh", name_en="Explanation", accepts=["pdf"]
        )
        self.call = CallFactory(policy=self.policy, pass_mark=65)
        for requirement in self.policy.requirements.all():
            self.call.required_documents.create(
                code=requirement.code, name=requirement.name, name_en=requirement.name_en, accepts=requirement.accepts
            )
        self.evaluated = evaluated_case(make_case(call=self.call))
        self.granted = granted_case(call=self.call)
        self.proposed = proposed_case(call=self.call)
        owner = self.owner = person(Role.APPLICANT)
        startup = StartupFactory(members=[owner], sectors=[self.sector])
        self.draft = ApplicationFactory(
            call=self.call, startup=startup, created_by=owner, status=ApplicationStatus.DRAFT, other_total=40_000_000
        )
        self.free = StartupFactory(members=[owner], sectors=[self.sector])

    def pages(self) -> Iterator[tuple[Any, str, list[Any]]]:
        call, draft = self.call, self.draft
        officer, manager = self.evaluated.officer, self.evaluated.manager
        yield None, "grants:call_detail", [call.code]
        yield None, "public:awards", []
        yield self.owner, "grants:call_apply", [call.code]
        yield self.owner, "grants:application_start", [call.code, self.free.pk]
        for name in ("edit", "costs", "files", "check"):
            yield self.owner, f"grants:application_{name}", [draft.pk]
        yield manager, "grants:call_manage", [call.pk]
        yield officer, "grants:application_detail", [self.evaluated.application.pk]
        yield officer, "grants:award_propose", [self.evaluated.application.pk]
        yield officer, "grants:review_board", [self.evaluated.application.pk]
        yield self.granted.owner, "grants:application_detail", [self.granted.application.pk]

    def visible_state(self) -> dict[str, Any]:
        """What the pages, the checks and the figures of the call say now."""
        call = Call.objects.get(pk=self.call.pk)
        draft = Application.objects.get(pk=self.draft.pk)
        found: dict[str, Any] = {}
        for user, name, args in self.pages():
            client = Client()
            if user is not None:
                client.force_login(user)
            answer = client.get(reverse(name, args=args))
            found[f"{name} {len(found)}"] = (answer.status_code, plain(answer.content.decode(errors="replace")))
        for startup in (self.free, draft.startup):
            rules = check_eligibility(call, Startup.objects.get(pk=startup.pk), application=None).rules
            found[f"eligibility {startup.pk}"] = [(rule.code, str(rule.verdict), str(rule.reason)) for rule in rules]
        found["caps"] = [str(words) for words in exceeded_caps(draft)]
        found["gaps"] = [str(gap) for gap in find_gaps(read_dossier(draft))]
        found["proposal"] = self.proposal()
        found["letter"] = letter_content(
            self.proposed.award, granted=True, number="1/QĐ", day=DAY, signer=self.proposed.director, made_at=MOMENT
        )
        invalidate_figures()
        for counter in (*CITY_FIGURES, *STAGES):
            found[f"figure {counter}"] = total(Selection(counter))
        found["stage"] = (call.support_stage and call.support_stage.pk, call.terms)
        return found

    def proposal(self) -> str:
        try:
            with transaction.atomic():
                award = propose_award(
                    self.evaluated.fresh,
                    by=self.evaluated.officer,
                    recommendation=Recommendation.GRANT,
                    amount=20_000_000,
                    reason="Đủ điểm.",
                )
                transaction.set_rollback(True)
                return str(award.amount)
        except Exception as refusal:
            return str(refusal)


def plain(html: str) -> str:
    """The main part of the page without the hidden fields, whose tokens differ at each request."""
    return re.sub(r'<input[^>]*type="hidden"[^>]*>', "", html.partition("<main")[2].partition("</main>")[0])


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The pages, checks and figures that differ."""
    return [key for key in before if before[key] != after[key]]


def other_value(row: models.Model, field: Any) -> Any:
    """Another value than the column has."""
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey):
        other = SupportPolicy.objects.exclude(pk=getattr(row, "policy_id", row.pk)).get()
        return {"stage": other.stage_id, "policy": other.pk}[field.name]
    return _other_list_or_choice(field, value) or _other_plain_value(field, value)


def _other_list_or_choice(field: Any, value: Any) -> Any:
    if isinstance(field, ArrayField):
        kinds = {"applicant_kinds": ["group"], "accepts": ["docx"], "remind_before": [2]}
        return kinds[field.name]
    if field.choices:
        return next(choice for choice, _label in field.flatchoices if choice not in {value, ""})
    return None


def _other_plain_value(field: Any, value: Any) -> Any:
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.IntegerField):
        return 1 if value != 1 else 2
    if isinstance(field, models.DateField):
        return date(2020, 1, 1) if value is None else value - timedelta(days=900)
    return "khac" if isinstance(field, models.SlugField) else "Chữ khác"


SOURCES: dict[type[models.Model], Callable[[World], Any]] = {
    SupportPolicy: lambda world: SupportPolicy.objects.filter(pk=world.policy.pk),
    DocumentRequirement: lambda world: DocumentRequirement.objects.filter(policy=world.policy),
    Term: lambda world: Term.objects.filter(pk=world.policy.stage_id),
    Sector: lambda world: Sector.objects.filter(pk=world.sector.pk),
    TimeLimit: lambda world: TimeLimit.objects.filter(step="offer"),
}


def columns(model: type[models.Model]) -> list[Any]:
    """The columns that somebody could change."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in TECHNICAL and not isinstance(field, models.GeneratedField)
    ]


@pytest.mark.parametrize("model", sample(SOURCES, at_most=2), ids=lambda model: model.__name__)
def test_no_column_changed_after_publishing_changes_the_call(model):
    world = World()
    row = SOURCES[model](world).get()
    before = world.visible_state()
    assert differences(before, world.visible_state()) == []
    pinned = [field for field in columns(model) if f"{model.__name__}.{field.name}" not in MAY_CHANGE]

    def after(fields: list[Any]) -> list[str]:
        with transaction.atomic():
            SOURCES[model](world).update(**{field.attname: other_value(row, field) for field in fields})
            found = differences(before, world.visible_state())
            transaction.set_rollback(True)
        return found

    changed = {field.name: after([field]) for field in pinned} if after(pinned) else {}
    assert {name: where for name, where in changed.items() if where} == {}


def test_other_sectors_of_the_policy_change_nothing_of_the_call():
    world = World()
    before = world.visible_state()

    world.policy.sectors.set([SectorFactory()])

    assert differences(before, world.visible_state()) == []


def test_each_excepted_column_exists_and_has_its_reason():
    names = {f"{model.__name__}.{field.name}" for model in SOURCES for field in columns(model)}

    assert set(MAY_CHANGE) <= names
    assert all(len(reason) > 40 for reason in MAY_CHANGE.values())


def test_what_the_call_itself_holds_changes_by_no_form_after_publishing():
    """Weights, pass mark, evaluators for a dossier and papers are the call's own: its forms refuse once it is published."""
    world = World()
    manager = world.evaluated.manager
    for name in ("pass_mark", "evaluators_per_dossier", "budget_line", "policy"):
        with pytest.raises(Exception, match="trang riêng"), transaction.atomic():
            update_call(world.call, by=manager, version="", **{name: getattr(world.call, name)})
    rows = [{name: row[name] for name in CRITERION_FIELDS[:-1]} for row in criteria_rows(world.call)]
    with pytest.raises(Exception, match="trang riêng"), transaction.atomic():
        save_criteria(world.call, rows, by=manager, version="")
