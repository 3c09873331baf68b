"""Changes of a definition: parts are added, replaced, moved, copied and removed by key."""

from itertools import product

import pytest

from ecosystem.core.workflow import FieldRefused, TransitionRefused
from ecosystem.questionnaires import editing
from ecosystem.questionnaires.definition import Check, Condition, Rule, Section, ShortText, Text, read_definition
from ecosystem.questionnaires.expressions import variables
from tests.factories.questionnaires import SMALL, question

DEFINITION = read_definition(SMALL)


def layout(definition):
    return {section.key: [one.key for one in section.questions] for section in definition.sections}


def three_sections():
    parts = {"a": ["a1", "a2", "a3"], "b": ["b1"], "c": []}
    sections = [
        {"key": key, "title": {"vi": key}, "questions": [question("short_text", one) for one in keys]}
        for key, keys in parts.items()
    ]
    return read_definition({"sections": sections})


# --- Keys -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "taken", "key"),
    [
        ("Đội ngũ sáng lập", [], "doi_ngu_sang_lap"),
        ("3 năm tới", [], "nam_toi"),
        ("???", [], "item"),
        ("", [], "item"),
        ("Vốn", ["von", "von_2"], "von_3"),
        ("x" * 60, [], "x" * 40),
        ("x" * 60, ["x" * 40], "x" * 38 + "_2"),
    ],
)
def test_key_is_made_from_the_words(words, taken, key):
    assert editing.propose_key(words, taken) == key


def test_key_in_use_is_refused_beside_its_field():
    for change in (
        lambda: editing.add_section(DEFINITION, Section(key="money")),
        lambda: editing.replace_section(DEFINITION, "project", Section(key="money")),
        lambda: editing.add_question(DEFINITION, "money", ShortText(key="name")),
        lambda: editing.replace_question(DEFINITION, "name", ShortText(key="months")),
        lambda: editing.add_check(DEFINITION, Check(key="own_share", expression="true")),
    ):
        with pytest.raises(FieldRefused) as refused:
            change()
        assert refused.value.field == "key"


def test_part_that_somebody_deleted_is_refused():
    for change in (
        lambda: editing.remove_section(DEFINITION, "gone"),
        lambda: editing.move_section(DEFINITION, "gone", "up"),
        lambda: editing.copy_section(DEFINITION, "gone"),
        lambda: editing.remove_question(DEFINITION, "gone"),
        lambda: editing.move_question(DEFINITION, "gone", "up"),
        lambda: editing.copy_question(DEFINITION, "gone"),
        lambda: editing.replace_question(DEFINITION, "gone", ShortText(key="gone")),
        lambda: editing.set_question_condition(DEFINITION, "gone", None),
        lambda: editing.remove_check(DEFINITION, "gone"),
        lambda: editing.move_question(DEFINITION, "name", 0, section_key="gone"),
        lambda: editing.move_question(DEFINITION, "name", "sideways"),
    ):
        with pytest.raises(TransitionRefused):
            change()


# --- Order ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "to", "section", "expected"),
    [
        ("a1", "down", "", {"a": ["a2", "a1", "a3"], "b": ["b1"], "c": []}),
        ("a3", "up", "", {"a": ["a1", "a3", "a2"], "b": ["b1"], "c": []}),
        ("a1", "up", "", {"a": ["a1", "a2", "a3"], "b": ["b1"], "c": []}),
        ("a3", "down", "", {"a": ["a1", "a2"], "b": ["a3", "b1"], "c": []}),
        ("b1", "up", "", {"a": ["a1", "a2", "a3", "b1"], "b": [], "c": []}),
        ("b1", "down", "", {"a": ["a1", "a2", "a3"], "b": [], "c": ["b1"]}),
        ("a1", 1, "b", {"a": ["a2", "a3"], "b": ["b1", "a1"], "c": []}),
        ("a1", 99, "c", {"a": ["a2", "a3"], "b": ["b1"], "c": ["a1"]}),
        ("a1", 2, "a", {"a": ["a2", "a3", "a1"], "b": ["b1"], "c": []}),
    ],
)
def test_question_moves(key, to, section, expected):
    assert layout(editing.move_question(three_sections(), key, to, section_key=section)) == expected


def test_move_keeps_every_question_as_it_is():
    definition = three_sections()
    for key, to, section in product(definition.questions, ("up", "down", 0, 5), ("", "a", "b", "c")):
        moved = editing.move_question(definition, key, to, section_key=section)
        assert dict(sorted(moved.questions.items())) == dict(sorted(definition.questions.items()))


@pytest.mark.parametrize(
    ("key", "to", "order"), [("a", "down", "bac"), ("c", "up", "acb"), ("a", "up", "abc"), ("a", 2, "bca")]
)
def test_section_moves(key, to, order):
    assert "".join(layout(editing.move_section(three_sections(), key, to))) == order


# --- Copies and new keys --------------------------------------------------------------------------------
def test_copy_of_a_question_stands_behind_it():
    copied, key = editing.copy_question(DEFINITION, "help_received")

    assert key == "help_received_2"
    assert layout(copied)["project"][3:5] == ["help_received", "help_received_2"]
    assert copied.questions[key].condition == DEFINITION.questions["help_received"].condition


def test_conditions_in_a_copied_section_ask_for_the_copies():
    copied, key = editing.copy_section(DEFINITION, "project")

    assert list(layout(copied)) == ["project", "project_2", "money"]
    assert key == "project_2"
    assert copied.questions["help_received_2"].condition == Condition(rules=(Rule(of="helped_2", value=True),))
    assert copied.questions["help_received"].condition == Condition(rules=(Rule(of="helped", value=True),))


def test_conditions_and_places_of_checks_follow_a_new_key():
    renamed = editing.replace_question(
        DEFINITION, "helped", editing.replace(DEFINITION.questions["helped"], key="aided")
    )
    moved = editing.replace_question(renamed, "own_money", editing.replace(renamed.questions["own_money"], key="own"))

    assert moved.questions["help_received"].condition == Condition(rules=(Rule(of="aided", value=True),))
    assert moved.checks[0].at == "own"
    assert moved.checks[0].expression == "own_money <= costs.total"


def test_limits_hold():
    many = DEFINITION
    for number in range(editing.MAX_SECTIONS - 2):
        many = editing.add_section(many, Section(key=f"s{number}", title=Text(vi="Phần")))
    with pytest.raises(TransitionRefused):
        editing.add_section(many, Section(key="one_more"))
    with pytest.raises(TransitionRefused):
        editing.copy_section(many, "project")


# --- Deletion -------------------------------------------------------------------------------------------
def test_removed_question_is_named_by_what_reads_it():
    readers = editing.readers_of(DEFINITION, ["helped"], variables)
    money = editing.readers_of(DEFINITION, ["costs"], variables)

    assert [one.key for one in readers.questions] == ["help_received"]
    assert [one.key for one in money.checks] == ["own_share"]
    assert not editing.readers_of(DEFINITION, ["months"], variables)
    assert not editing.readers_of(DEFINITION, ["helped", "help_received"], variables)
    assert "helped" not in editing.remove_question(DEFINITION, "helped").questions
