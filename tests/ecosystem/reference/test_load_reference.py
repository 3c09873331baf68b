"""`load_reference` again and again: nothing changes twice, and what people changed is theirs."""

from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from ecosystem.accounts.models import OrganisationUnit
from ecosystem.reference import loading
from ecosystem.reference.models import Area, HistoryValue, Holiday, LoadedRow, Sector, Term
from programmes.plan.management.commands import load_reference
from programmes.plan.models import Indicator, Measurement, Pillar, Scheme, SupportPolicy, Target, TimeLimit
from tests.concurrency import add_barrier, run_concurrently
from tests.ecosystem.reference.conftest import load
from tests.factories import TermFactory

NOTHING_NEW = "0 created, 0 updated"


def test_second_run_changes_nothing(reference):
    changed_at = dict(Scheme.objects.values_list("code", "updated_at"))

    with CaptureQueriesContext(connection) as queries:
        second = load()

    assert set(second) == set(reference)
    assert len(second) == 17
    assert [text for text in second.values() if not text.startswith(NOTHING_NEW)] == []
    assert dict(Scheme.objects.values_list("code", "updated_at")) == changed_at
    assert [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_command_says_what_it_did_for_each_kind(reference):
    assert reference["Areas"] == "168 created, 0 updated, 0 unchanged"
    assert reference["Pillars"] == "7 created, 0 updated, 0 unchanged"


def test_row_nobody_touched_follows_the_file(reference, change_file):
    change_file("units.json", lambda units: units[2].update(name="Sở mới"))

    assert load()["Units"] == "0 created, 1 updated, 12 unchanged"
    assert OrganisationUnit.objects.get(code="so-khcn").name == "Sở mới"
    assert load()["Units"].startswith(NOTHING_NEW)


def test_edited_row_is_not_overwritten(reference, change_file):
    policy = SupportPolicy.objects.get(code="nq20-incubation")
    policy.cap_total = 90_000_000
    policy.save()

    def raise_cap(file):
        file["policies"][1].update(cap_total=85_000_000, cap_other=55_000_000)

    change_file("policies.json", raise_cap)

    assert load()["Policies"] == "0 created, 0 updated, 8 unchanged, 1 kept as edited by hand"
    policy.refresh_from_db()
    assert policy.cap_total == 90_000_000


def test_edit_without_a_timestamp_is_not_overwritten(reference, change_file):
    Area.objects.filter(code="25747").update(name="Tên sửa tay")

    assert load()["Areas"].startswith("0 created, 0 updated, 168 unchanged")
    assert Area.objects.get(code="25747").name == "Tên sửa tay"


def test_row_that_a_person_removed_does_not_come_back(reference):
    Holiday.objects.get(day="2026-11-24").delete()

    assert load()["Holidays"].startswith(NOTHING_NEW)
    assert not Holiday.objects.filter(day="2026-11-24").exists()


def test_row_created_by_a_person_is_not_overwritten(db):
    TermFactory(vocabulary="stage", code="idea", name="Ý tưởng ban đầu", order=9)

    assert load()["Terms"] == "40 created, 0 updated, 0 unchanged, 1 kept as edited by hand"
    assert Term.objects.get(vocabulary="stage", code="idea").name == "Ý tưởng ban đầu"
    assert load()["Terms"] == "0 created, 0 updated, 41 unchanged"


def test_figure_whose_source_a_person_rewrote_is_not_loaded_a_second_time(reference):
    Measurement.objects.filter(value=5063).update(source="Báo cáo giữa kỳ của UBND")

    load()

    assert Measurement.objects.filter(indicator__code="enterprises-capacity", span="cumulative").count() == 1


def test_force_puts_edited_and_removed_rows_back(reference):
    SupportPolicy.objects.filter(code="nq20-incubation").update(cap_total=90_000_000)
    Holiday.objects.get(day="2026-11-24").delete()

    again = load("--force")

    assert again["Policies"] == "0 created, 1 updated, 8 unchanged"
    assert again["Holidays"].startswith("1 created, 0 updated")
    assert SupportPolicy.objects.get(code="nq20-incubation").cap_total == 80_000_000
    assert load()["Holidays"].startswith(NOTHING_NEW)


def test_figures_of_a_removed_indicator_stay_removed(reference):
    Target.objects.filter(indicator__code="tfp").delete()
    Indicator.objects.get(code="tfp").delete()

    again = load()

    assert (again["Indicators"], again["Targets"]) == (
        "0 created, 0 updated, 41 unchanged",
        "0 created, 0 updated, 49 unchanged, 1 kept as edited by hand",
    )
    assert not Target.objects.filter(indicator__code="tfp").exists()


def test_eighth_pillar_of_the_file_fits(reference, change_file):
    def add_pillar(schemes):
        schemes[0]["pillars"].append({**schemes[0]["pillars"][6], "number": 8, "name": "Nhiệm vụ thứ tám"})

    change_file("schemes.json", add_pillar)

    assert load()["Pillars"] == "1 created, 0 updated, 7 unchanged"
    assert Pillar.objects.get(number=8).roman == "VIII"


# The used figure


def test_new_figure_is_not_used_where_a_person_uses_another(reference, change_file):
    HistoryValue.objects.filter(series__code="vc-hcmc", value=837).update(is_used=True)

    def add_value(history):
        series = next(s for s in history if s["code"] == "vc-hcmc")
        series["values"].append(
            {"year": 2021, "value": 900, "source": ["en.sggp 107311"], "confidence": "M", "is_used": True}
        )

    change_file("history.json", add_value)

    assert load()["History values"].startswith("1 created, 0 updated")
    assert HistoryValue.objects.get(series__code="vc-hcmc", year=2021, is_used=True).value == 837


def test_file_may_change_which_figure_is_used(reference, change_file):
    def use_the_other(history):
        values = history[0]["values"]
        for value in values:
            if value["year"] == 2020:
                value["is_used"] = value["value"] == 317

    change_file("history.json", use_the_other)

    assert load()["History values"].startswith("0 created, 2 updated")
    assert HistoryValue.objects.get(series__code="vc-vietnam", year=2020, is_used=True).value == 317


# Bad files


def overlapping_years(schemes):
    half = {"span": "in_year", "starts_on": "2022-07-01", "ends_on": "2023-07-01", "value": 1, "confidence": "L"}
    schemes[0]["indicators"][0]["measurements"].append({**half, "source": ["vista 9265"]})


def cumulative_from_the_middle(schemes):
    schemes[0]["indicators"][0]["measurements"][0]["starts_on"] = "2022-01-01"


def target_outside_the_scheme(schemes):
    schemes[0]["indicators"][0]["targets"][1]["year"] = 2027


def range_upside_down(schemes):
    schemes[0]["indicators"][3]["targets"][0]["value_to"] = 40


def figure_without_a_source(schemes):
    schemes[0]["indicators"][0]["targets"][0]["source"] = []


def unknown_source(schemes):
    schemes[0]["source"] = ["hearsay"]


def missing_pillar(schemes):
    del schemes[0]["pillars"][2]


def unknown_confidence(schemes):
    schemes[0]["confidence"] = "X"


def scheme_twice(schemes):
    schemes.append(schemes[0])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (overlapping_years, "2022-01-01 to 2023-01-01 and 2022-07-01 to 2023-07-01 overlap, and both are used"),
        (cumulative_from_the_middle, "the cumulative figure to 2023-07-01 does not begin with the scheme"),
        (target_outside_the_scheme, "2027 is not a year of the scheme"),
        (range_upside_down, "the range 45 to 40 is upside down"),
        (figure_without_a_source, "a figure without a source"),
        (unknown_source, "sources.json does not know the source «hearsay»"),
        (missing_pillar, "Pillars qd-672: the numbers must run from 1 without a gap"),
        (unknown_confidence, "Schemes qd-672: confidence: "),
        (scheme_twice, "Schemes qd-672: twice in the data files"),
    ],
)
def test_file_with_a_fault_loads_nothing_at_all(db, change_file, change, words):
    change_file("schemes.json", change)

    with pytest.raises(CommandError) as refused:
        call_command("load_reference")

    assert words in str(refused.value)
    assert [m.objects.count() for m in (Area, Sector, Scheme, TimeLimit, LoadedRow)] == [0, 0, 0, 0, 0]


def test_grant_whose_caps_do_not_add_up_is_refused(db, change_file):
    change_file("policies.json", lambda file: file["policies"][0].update(cap_labour=20_000_000))

    with pytest.raises(CommandError, match="Policies nq20-pre-incubation: labour and other costs together"):
        call_command("load_reference")


def test_two_used_values_of_a_year_are_refused(db, change_file):
    def use_both(history):
        for value in history[0]["values"]:
            value["is_used"] = True

    change_file("history.json", use_both)

    with pytest.raises(CommandError, match="History values vc-vietnam 2019: two values are used"):
        call_command("load_reference")


# Two loads at once


def load_in_four_threads():
    answers = run_concurrently([partial(call_command, "load_reference", verbosity=0)] * 4)
    assert {type(answer) for answer in answers} <= {type(None), IntegrityError}
    return sorted("loaded" if answer is None else "refused" for answer in answers)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_loads_at_the_same_time_wait_for_each_other():
    assert load_in_four_threads() == ["loaded"] * 4
    assert Area.objects.count() == 168


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_loads_at_the_same_time_collide(monkeypatch):
    """The negative control: all four find that no row is there before one of them adds the rows."""
    monkeypatch.setattr(load_reference, "take_lock", lambda: None)
    add_barrier(monkeypatch, loading, "loaded_ids")

    assert load_in_four_threads() == ["loaded", "refused", "refused", "refused"]
