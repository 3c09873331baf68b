"""The stored groups of measures: what folding leaves, and what `verify_figures` finds and mends."""

import io

import pytest
from django.core.management import CommandError, call_command

from ecosystem.core.measures import EVER, YEAR, cells, find_differences, fold_cells
from ecosystem.core.models import MeasureCell
from ecosystem.core.tasks import fold_measures
from programmes.grants.models import Award, AwardStatus
from programmes.grants.models.measures import GRANTED, PAID
from programmes.plan.counting import STARTUPS, Selection, total
from programmes.plan.models import Counter
from tests.factories import BudgetLineFactory, StartupFactory
from tests.programmes.grants.records import approved_award, make_contract, make_payment

pytestmark = pytest.mark.django_db


def verify(*options: str) -> str:
    out = io.StringIO()
    call_command("verify_figures", *options, stdout=out)
    return out.getvalue()


def test_folding_leaves_one_row_for_each_group_and_no_other_figure():
    line = BudgetLineFactory()
    for amount in (10_000_000, 20_000_000):
        approved_award("2025-03-01 10:00", amount=amount, line=line)
    assert cells(GRANTED, "line", grain=YEAR).count() == 2

    fold_measures()

    (cell,) = cells(GRANTED, "line", grain=YEAR)
    assert (cell.line, cell.number, cell.amount, cell.is_folded) == (str(line.pk), 2, 30_000_000, True)
    assert total(Selection(Counter.GRANTED)) == 30_000_000
    assert fold_cells() == 0
    assert find_differences() == []


def test_group_without_a_record_vanishes_when_it_is_folded():
    award = approved_award("2025-03-01 10:00")
    fold_cells()
    Award.objects.filter(pk=award.pk).update(status=AwardStatus.LAPSED)
    assert cells(GRANTED).count() == 2

    fold_cells()

    assert not MeasureCell.objects.filter(measure=GRANTED.name).exists()


def test_reader_takes_the_smallest_cube_that_knows_what_it_asks():
    assert set(cells(GRANTED, grain=EVER).values_list("cube", flat=True)) == set()
    approved_award("2025-03-01 10:00")

    assert [row.cube for row in cells(GRANTED)] == ["place"]
    assert [row.cube for row in cells(GRANTED, "line", grain=YEAR)] == ["year"]
    with pytest.raises(LookupError):
        cells(PAID, "area")


def test_verification_names_the_measure_whose_group_differs_and_rebuilding_mends_it():
    award = approved_award("2025-03-01 10:00", amount=30_000_000)
    make_payment(make_contract(award)[0], "2025-06-01")
    assert "agree" in verify()

    MeasureCell.objects.filter(measure="paid", cube="day").update(amount=1)

    with pytest.raises(CommandError, match="1 stored figures differ"):
        verify()
    assert [(d.measure, d.cube, d.amount) for d in find_differences()] == [("paid", "day", 1 - 15_000_000)]
    assert "agree" in verify("--rebuild")
    assert total(Selection(Counter.PAID)) == 15_000_000


def test_verification_finds_a_wrong_predecessor_and_groups_of_no_measure():
    startup = StartupFactory()
    first, second = (approved_award(f"2025-0{n}-01 10:00", startup=startup) for n in (3, 4))
    assert [str(Award.objects.get(pk=a.pk).startup_previous_on) for a in (first, second)] == ["None", "2025-03-01"]
    Award.objects.filter(pk=second.pk).update(startup_previous_on=None)
    MeasureCell.objects.create(measure="gone", cube="day", since="2025-01-01", dims=[], number=1, amount=0)

    assert {(d.measure, d.cube) for d in find_differences()} == {
        ("grants_award", "startup_previous_on"),
        ("gone", "day"),
    }
    assert total(Selection(STARTUPS)) == 2  # what the wrong column says
    verify("--rebuild")
    assert total(Selection(STARTUPS)) == 1


def test_bulk_fill_gives_what_the_triggers_gave():
    startup, line = StartupFactory(), BudgetLineFactory()
    for day in ("2024-03-01", "2025-03-01", "2023-05-01"):
        make_payment(make_contract(approved_award(f"{day} 10:00", startup=startup, line=line))[0], "2025-06-01")
    columns = ("pk", "startup_previous_on", "project_previous_on")
    by_triggers = list(Award.objects.order_by("pk").values_list(*columns))
    Award.objects.update(startup_previous_on=None, project_previous_on=None)
    MeasureCell.objects.all().delete()
    assert len(find_differences()) > 10

    verify("--rebuild")

    assert list(Award.objects.order_by("pk").values_list(*columns)) == by_triggers
