"""Random sequences of changes to grants and payments, by actions and by SQL: after each, figures are those of the records."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Case, F, When
from django.utils import timezone

from ecosystem.core.measures import find_differences, fold_cells
from programmes.grants.actions.award import approve_award, terminate_award
from programmes.grants.actions.payment import pay_tranche
from programmes.grants.models import Application, ApplicationStatus, Award, AwardStatus, EndReason, TrancheStatus
from programmes.plan.counting import tally
from programmes.plan.models import BudgetLine, Pillar, Scheme
from startups.models import Publication, Startup
from tests.factories import BudgetLineFactory, PillarFactory, SchemeFactory, time_limits
from tests.programmes.grants.cases import contracted_case, proposed_case
from tests.programmes.grants.figures_from_records import tally_rows
from tests.programmes.grants.records import approved_award, make_contract, make_payment
from tests.startups.cases import startup_in
from tests.thorough import sample

pytestmark = pytest.mark.django_db
IS_PUBLIC = Case(
    When(application__startup__status=Publication.PUBLIC, application__startup__archived_at=None, then=True),
    default=False,
)
STEPS, COMPARED_AFTER = 40, 8
STAGES = ("pre_incubation", "incubation", "acceleration")


class Changes:
    """The changes of one sequence; each is a method whose name begins with `do_`."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        time_limits()
        self.schemes = [
            SchemeFactory(starts_on=date(2022, 1, 1), ends_on=date(2026, 1, 1)),
            SchemeFactory(starts_on=date(2024, 1, 1), ends_on=date(2029, 1, 1)),
        ]
        self.lines = [BudgetLineFactory(pillar=PillarFactory(scheme=scheme)) for scheme in self.schemes for _n in "ab"]
        self.startups = [startup_in(Publication.PUBLIC, name=f"Công ty {n}") for n in range(4)]
        for _n in range(4):
            self.do_grant()

    def one(self, rows: Any) -> Any:
        return self.rng.choice(list(rows.order_by("pk")))

    def moment(self) -> str:
        near = self.rng.choice([date(2023, 12, 15), date(2024, 12, 15), date(2025, 6, 1)])
        return f"{near + timedelta(days=self.rng.randint(-2, 2))} {self.rng.choice(['00:00:00', '23:59:59'])}"

    def do_grant(self) -> None:
        award = approved_award(
            self.moment(),
            startup=self.rng.choice(self.startups),
            line=self.rng.choice(self.lines),
            stage=self.rng.choice(STAGES),
            amount=self.rng.randint(1, 99) * 1_000_000,
        )
        if self.rng.random() < 0.5:
            make_payment(make_contract(award)[0], self.moment()[:10])

    def do_change_a_status(self) -> None:
        status = self.rng.choice([AwardStatus.APPROVED, AwardStatus.LAPSED, AwardStatus.VOID])
        Award.objects.filter(pk=self.one(Award.objects).pk).update(status=status)

    def do_change_a_day(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE grants_award SET decided_at = decided_at + %s * interval '1 day' WHERE id = %s",
                [self.rng.randint(-400, 400), self.one(Award.objects).pk],
            )

    def do_give_money_back(self) -> None:
        award = self.one(Award.objects)
        Award.objects.filter(pk=award.pk).update(cancelled=self.rng.randint(0, award.amount))

    def do_change_a_line(self) -> None:
        Award.objects.filter(pk=self.one(Award.objects).pk).update(budget_line=self.rng.choice(self.lines))

    def do_change_a_startup(self) -> None:
        application = self.one(Application.objects.filter(award__isnull=False))
        Application.objects.filter(pk=application.pk).update(startup=self.rng.choice(self.startups))

    def do_judge_a_result(self) -> None:
        status = self.rng.choice([ApplicationStatus.ACCEPTED, ApplicationStatus.STOPPED, ApplicationStatus.CLOSED])
        application = self.one(Application.objects.filter(award__isnull=False))
        Application.objects.filter(pk=application.pk).update(status=status)

    def do_publish_or_hide(self) -> None:
        status = self.rng.choice([Publication.PUBLIC, Publication.REQUESTED])
        Startup.objects.filter(pk=self.rng.choice(self.startups).pk).update(status=status)

    def do_move_a_scheme(self) -> None:
        scheme = self.rng.choice(self.schemes)
        Scheme.objects.filter(pk=scheme.pk).update(starts_on=date(self.rng.randint(2022, 2025), 1, 1))

    def do_move_a_line(self) -> None:
        BudgetLine.objects.filter(pk=self.rng.choice(self.lines).pk).update(pillar=self.one(Pillar.objects))

    def do_fold(self) -> None:
        fold_cells()

    def do_decide(self) -> None:
        case = proposed_case()
        approve_award(
            case.fresh, by=case.director, decision_number=f"{case.award.pk}/QĐ", decided_on=timezone.localdate()
        )

    def do_pay_and_end(self) -> None:
        case = contracted_case(ApplicationStatus.IN_PROGRESS, TrancheStatus.ACCEPTED)
        tranche = case.tranches[0]
        pay_tranche(tranche, by=case.accountant, reference=f"UNC {tranche.pk}", paid_on=timezone.localdate())
        if self.rng.random() < 0.5:
            terminate_award(case.fresh, by=case.director, end_reason=EndReason.NO_RESULT, reason="Không có kết quả")


@pytest.mark.parametrize("seed", sample(range(1, 13), at_most=2))
def test_figures_are_those_of_the_records_after_any_changes(seed):
    rng = random.Random(seed)
    changes, done = Changes(rng), []
    names = [name for name in dir(changes) if name.startswith("do_")]
    for step in range(STEPS):
        done.append(rng.choice(names))
        getattr(changes, done[-1])()
        if (step + 1) % COMPARED_AFTER == 0:
            assert find_differences() == [], done
            assert not Award.objects.annotate(is_public=IS_PUBLIC).exclude(startup_is_public=F("is_public")).exists(), (
                done
            )
            for scheme in (None, *Scheme.objects.order_by("pk")[:2]):
                rows = tally(scheme, compare_before=date(2025, 6, 1)).rows
                shown = sorted(row for row in rows if row.year or row.n)
                assert shown == tally_rows(scheme, before=date(2025, 6, 1)), done
