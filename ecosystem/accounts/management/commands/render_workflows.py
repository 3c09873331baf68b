"""`manage.py render_workflows`: docs/workflows.md, drawn from the tables of transitions."""

import csv
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import INVITED, OWNER, SYSTEM, Stateful

TARGET = Path(settings.BASE_DIR) / "docs" / "workflows.md"
NEXT_STEPS = Path(settings.BASE_DIR) / "tests" / "next_steps.csv"
NOTICES = Path(settings.BASE_DIR) / "tests" / "transition_notices.csv"
EVENTS = {
    "leaves": "A person leaves",
    "ill": "falls ill",
    "refuses": "refuses",
    "errs": "errs",
    "late": "is late",
    "money_cut": "Money is cut",
    "unit_merges": "A unit merges",
}
NEXT_STEPS_INTRODUCTION = """\
## Next steps

Every state that is not final has a next step, whatever happens to the people concerned: the move or the page, and the
role that may use it. Written from tests/next_steps.csv; tests/access/test_next_steps.py shows that each step exists.
"""
INTRODUCTION = """\
# How records move

Written by `manage.py render_workflows` from the `TRANSITIONS` tables of the models; a test compares. The same tables
draw the buttons, and `move()` in `ecosystem/core/workflow.py` lets nothing else change a status. Who is told of a move,
by which kind of notice, or why nobody is: tests/transition_notices.csv, which
tests/ecosystem/notices/test_transition_notices.py plays.
"""


class Command(BaseCommand):
    help = "Write docs/workflows.md from the tables of transitions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; fail when the file is out of date.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        text = render()
        if check:
            if not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text:
                raise SystemExit("docs/workflows.md is out of date: run manage.py render_workflows.")
            return
        TARGET.write_text(text, encoding="utf-8")
        self.stdout.write(f"Written: {TARGET.relative_to(settings.BASE_DIR)}")


def models_with_transitions() -> list[type[Stateful]]:
    """Every model that has a table of transitions, in the order of apps and models."""
    return [model for model in apps.get_models() if issubclass(model, Stateful)]


def render() -> str:
    """The whole document, in English, since names in code are English."""
    with translation.override("en"):
        return "\n".join([INTRODUCTION, *(_section(model) for model in models_with_transitions()), _next_steps()])


def _section(model: type[Stateful]) -> str:
    table, notices = model.TRANSITIONS, _notices()
    states: dict[str, Any] = dict(model.STATES.choices)
    order = list(states)
    lines = [f"## {model.__name__}", "", (model.__doc__ or "").strip(), "", "```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{states[state]}" as {state}' for state in order]
    lines += [
        f"    {source} --> {move.target}: {name}"
        for name, move in table.items()
        for source in _in_order(move.sources, order)
    ]
    sources = {str(source) for move in table.values() for source in move.sources}
    lines += [f"    {state} --> [*]" for state in order if state not in sources]
    lines += ["```", "", "| Move | From | To | Who | Reason asked | Who is told |", "|---|---|---|---|---|---|"]
    for name, move in table.items():
        who = ", ".join(sorted(_role(role) for role in move.roles))
        source_labels = ", ".join(str(states[source]) for source in _in_order(move.sources, order))
        reason = "yes" if move.needs_reason else ""
        told = notices.get((model.__name__, name), "")
        lines.append(f"| `{name}` | {source_labels} | {states[str(move.target)]} | {who} | {reason} | {told} |")
    return "\n".join([*lines, ""])


def _notices() -> dict[tuple[str, str], str]:
    """By model and move, who is told and by which kind, or why nobody is, from tests/transition_notices.csv."""
    with NOTICES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["model"], row["move"]): _told(row) for row in rows}


def _told(row: dict[str, str]) -> str:
    if not row["told"]:
        return f"nobody: {row['nobody_because']}"
    if row["told"].startswith("="):
        return f"as `{row['told'].removeprefix('=')}`"
    cells = [cell.split("@") for cell in row["told"].split()]
    return ", ".join(f"{recipient.replace('_', ' ')} (`{kind}`)" for kind, recipient in cells)


def _next_steps() -> str:
    """The table of tests/next_steps.csv with a row for each state that is not final."""
    with NEXT_STEPS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    states = {model.__name__: dict(model.STATES.choices) for model in models_with_transitions()}
    lines = [
        NEXT_STEPS_INTRODUCTION,
        f"| Record | State | {' | '.join(EVENTS.values())} |",
        "|---" * (len(EVENTS) + 2) + "|",
    ]
    for row in rows:
        steps = " | ".join(_step(row[event]) for event in EVENTS)
        label = states.get(row["model"], {}).get(row["state"], row["state"])
        lines.append(f"| {row['model']} | {label} | {steps} |")
    return "\n".join([*lines, ""])


def _step(cell: str) -> str:
    name, role = cell.split("@")
    return f"`{name}`, {_role(role)}"


def _in_order(found: Any, order: list[str]) -> list[str]:
    return sorted((str(state) for state in found), key=order.index)


def _role(role: str) -> str:
    others = {SYSTEM: "The system itself", OWNER: "Whoever asked for it", INVITED: "Whoever was invited"}
    return others.get(role) or str(Role(role).label)
