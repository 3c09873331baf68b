"""What decides is pinned to a call when it is published: a changed policy changes the next call and no other."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import fingerprint, version_of
from ecosystem.core.workflow import TransitionRefused
from ecosystem.reference.models import Vocabulary
from programmes.grants.actions.award import propose_award
from programmes.grants.actions.call import create_call, criteria_rows, publish_call, save_criteria
from programmes.grants.completeness import exceeded_caps
from programmes.grants.eligibility import check_eligibility
from programmes.grants.models import ApplicationStatus, Call, CallStatus, Recommendation
from programmes.grants.policy_change import calls_with_old_rules
from programmes.plan.actions.reference import save_reference_row
from programmes.plan.terms import COLUMNS, PolicyTerms
from tests.factories import (
    ApplicationFactory,
    BudgetLineFactory,
    CallFactory,
    PolicyFactory,
    SectorFactory,
    StartupFactory,
    TermFactory,
    UnitFactory,
    person,
    time_limits,
)
from tests.programmes.grants.cases import evaluated_case, make_case

pytestmark = pytest.mark.django_db
CHANGED = {
    "cap_total": 20_000_000,
    "cap_labour": 5_000_000,
    "cap_other": 15_000_000,
    "max_months": 3,
    "max_age_years": 1,
    "applicant_kinds": ["group"],
    "legal_basis": "Nghị quyết mới",
}


@pytest.fixture
def policy():
    return PolicyFactory(cap_total=40_000_000, sectors=[SectorFactory()])


def change(policy, sectors=None, **values):
    """An administrator edits the policy."""
    for name, value in values.items():
        setattr(policy, name, value)
    return save_reference_row(
        policy,
        by=person(Role.ADMINISTRATOR),
        roles={Role.ADMINISTRATOR},
        fields=list(values),
        version=version_of(type(policy).objects.get(pk=policy.pk)),
        reason="Quy định mới",
        lists={"sectors": sectors} if sectors is not None else None,
    )


def fresh(call):
    return Call.objects.get(pk=call.pk)


@pytest.mark.parametrize("days", [10, -10], ids=["open", "closed"])
def test_changed_policy_changes_no_published_call(policy, days):
    call = CallFactory(
        policy=policy,
        opens_at=timezone.now() - timedelta(days=30),
        closes_at=timezone.now() + timedelta(days=days),
    )
    before = fresh(call).terms

    change(policy, sectors=[SectorFactory()], **CHANGED)

    assert fresh(call).terms == before
    assert before.cap_total == 40_000_000
    assert PolicyTerms.of(type(policy).objects.get(pk=policy.pk)) != before


def test_dossier_under_evaluation_keeps_its_cap_and_the_next_call_has_the_new_one(policy):
    time_limits()
    case = evaluated_case(make_case(call=CallFactory(policy=policy)))
    application = case.application
    application.other_total = 35_000_000
    application.save(update_fields=["other_total"])

    change(policy, cap_total=20_000_000)
    award = propose_award(
        application, by=case.officer, recommendation=Recommendation.GRANT, amount=30_000_000, reason="Đủ điểm."
    )
    later = ApplicationFactory(call=CallFactory(policy=policy), status=ApplicationStatus.DRAFT)
    later.other_total = 35_000_000

    assert award.amount == 30_000_000
    assert [caps for caps in exceeded_caps(later) if "20" in caps]
    next_case = evaluated_case(make_case(call=CallFactory(policy=policy)))
    next_case.application.other_total = 35_000_000
    next_case.application.save(update_fields=["other_total"])
    with pytest.raises(TransitionRefused):
        propose_award(
            next_case.application,
            by=next_case.officer,
            recommendation=Recommendation.GRANT,
            amount=30_000_000,
            reason="Đủ điểm.",
        )


def test_eligibility_of_an_open_call_follows_its_own_rules(policy):
    startup = StartupFactory(sectors=list(policy.sectors.all()))
    old = CallFactory(policy=policy)
    before = {rule.code: rule.verdict for rule in check_eligibility(fresh(old), startup).rules}

    change(policy, sectors=[SectorFactory()], applicant_kinds=["group"])
    new = CallFactory(policy=type(policy).objects.get(pk=policy.pk))

    assert {rule.code: rule.verdict for rule in check_eligibility(fresh(old), startup).rules} == before
    failed = {rule.code for rule in check_eligibility(fresh(new), startup).failed}
    assert {"kind", "sector"} <= failed


def test_draft_follows_the_policy_until_it_is_published(policy):
    unit = UnitFactory()
    manager = person(Role.MANAGER, unit=unit)
    line = BudgetLineFactory(planned=10_000_000_000)
    call = create_call(
        policy,
        by=person(Role.MANAGER),
        unit=unit,
        budget_line=line,
        code="moi",
        name="Đợt mới",
        contact="028",
        opens_at=timezone.now() + timedelta(days=1),
        closes_at=timezone.now() + timedelta(days=30),
        evaluators=[person(Role.EVALUATOR), person(Role.EVALUATOR)],
    )
    change(policy, cap_total=20_000_000)
    assert fresh(call).terms.cap_total == 20_000_000
    rows = [{"code": "a", "name": "A", "name_en": "", "hint": "", "hint_en": "", "weight": 100}]
    save_criteria(fresh(call), rows, by=manager, version=fingerprint(criteria_rows(call)))

    publish_call(fresh(call), by=manager)
    change(type(policy).objects.get(pk=policy.pk), cap_total=10_000_000)

    assert (fresh(call).status, fresh(call).terms.cap_total) == (CallStatus.PUBLISHED, 20_000_000)


def test_published_call_without_terms_is_refused_by_the_database(policy):
    call = CallFactory(policy=policy)

    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(pinned_terms=None)


@pytest.mark.parametrize(
    "data", [{"cap_total": "nhiều"}, {"max_months": 1.5}, {"max_months": True}, {"more": 1}, {"legal_basis": None}]
)
def test_terms_of_another_form_are_refused(policy, data):
    with pytest.raises(ValueError, match="Terms have"):
        PolicyTerms.from_json({**PolicyTerms.of(policy).to_json(), **data})


def test_terms_without_one_of_the_rules_are_refused(policy):
    with pytest.raises(ValueError, match="Terms have other fields"):
        PolicyTerms.from_json({"cap_total": 1})


def test_another_stage_changes_the_next_call_and_is_named_on_the_page_of_the_policy(client, policy):
    old, stage = CallFactory(policy=policy), policy.stage
    other = TermFactory(vocabulary=Vocabulary.SUPPORT_STAGE, name="Giai đoạn khác")

    change(policy, stage=other)
    new = CallFactory(policy=type(policy).objects.get(pk=policy.pk))
    html = client.get(reverse("public:service_detail", args=[policy.code])).content.decode()

    assert (fresh(old).support_stage, fresh(new).support_stage) == (stage, other)
    assert f"Giai đoạn hỗ trợ: {stage.label} (nay là {other.label})" in html


def test_terms_survive_the_database(policy):
    call = CallFactory(policy=policy)

    assert fresh(call).terms == PolicyTerms.of(policy)


def test_page_of_the_policy_lists_the_calls_that_keep_the_old_rule_and_since_when_the_new_one_holds(client, policy):
    old = CallFactory(policy=policy, name="Đợt cũ")
    over = CallFactory(
        policy=policy,
        name="Đợt đã xong",
        opens_at=timezone.now() - timedelta(days=30),
        closes_at=timezone.now() - timedelta(days=10),
    )
    deciding = CallFactory(
        policy=policy,
        name="Đợt đang xét",
        opens_at=timezone.now() - timedelta(days=30),
        closes_at=timezone.now() - timedelta(days=10),
    )
    ApplicationFactory(call=deciding, status=ApplicationStatus.EVALUATING)
    address = reverse("public:service_detail", args=[policy.code])
    assert "Đợt tiếp nhận giữ quy định trước" not in client.get(address).content.decode()

    change(policy, cap_total=20_000_000)
    CallFactory(policy=type(policy).objects.get(pk=policy.pk), name="Đợt mới")
    html = client.get(address).content.decode()
    kept = calls_with_old_rules(type(policy).objects.get(pk=policy.pk))

    assert [one.call for one in kept] == [deciding, old]
    assert over not in [one.call for one in kept]
    section = html.partition('id="old-rules"')[2].partition("</section>")[0]
    assert f"{timezone.localdate():%d/%m/%Y}" in section
    assert "40.000.000" in section
    assert "20.000.000" in section
    assert "Đợt mới" not in section


DECISIVE = [*COLUMNS, "applicant_kinds", "applicants", "sectors", "stage", "stage_id"]
# Pages of the policy itself and what pins it; everything else reads what is pinned to the call.
OF_THE_POLICY = (
    "programmes/plan/",
    "ecosystem/public/",
    "templates/public/",
    "templates/plan/",
    "programmes/grants/demo/",
    "programmes/grants/policy_change.py",
    "programmes/grants/actions/call.py",
    "programmes/grants/models/call.py",
)
READS = re.compile(rf"\bpolicy(?:__|\.)({'|'.join(DECISIVE)})\b")


def test_decisions_about_a_call_never_read_the_current_policy():
    found = [
        f"{path.relative_to(settings.BASE_DIR)}: {match.group(0)}"
        for folder in ("programmes", "ecosystem", "templates")
        for path in Path(settings.BASE_DIR, folder).rglob("*")
        if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts
        for match in READS.finditer(path.read_text())
        if not str(path.relative_to(settings.BASE_DIR)).startswith(OF_THE_POLICY)
        or "call.policy." in path.read_text()[max(0, match.start() - 5) : match.end()]
    ]

    assert found == []
