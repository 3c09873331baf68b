"""How far a response is: its gaps with links to their fields, and the state of each section (row A5)."""

from typing import Any

from django.urls import reverse

from ecosystem.questionnaires.definition import ROW_KEY
from ecosystem.questionnaires.gaps import Gap, find_gaps, stages_until
from ecosystem.questionnaires.reading import ReadResponse

ANSWER_PREFIX = "q-"  # of the names of answers on a page, so that no key of a question meets a name of the page


def gaps_of(read: ReadResponse) -> list[Gap]:
    """What the response lacks for the stage that it is filled in for."""
    return find_gaps(read, required=stages_until(read.purpose, read.purpose.stage_of(read.response)))


def gap_url(read: ReadResponse, gap: Gap) -> str:
    """The address of the field, or of the row, that the gap is about."""
    page = reverse("questionnaires:response_section", args=[read.response.pk, gap.section])
    row = read.answers[gap.question][gap.row - 1][ROW_KEY] if gap.row else ""
    return f"{page}#block-{ANSWER_PREFIX}{gap.question}" + (f"-{row}" if row else "")


def section_states(read: ReadResponse) -> list[dict[str, Any]]:
    """The sections that are asked, each with its number of gaps and whether anything is answered."""
    counts: dict[str, int] = {}
    for gap in gaps_of(read):
        counts[gap.section] = counts.get(gap.section, 0) + 1
    states = []
    for section in read.sections:
        questions = [one for one in read.questions_of(section) if one.is_asked]
        begun = any(read.is_answered(one.key) for one in questions)
        gaps = counts.get(section.key, 0)
        needed = any(one.required_from for one in questions)
        state = "done" if not gaps and (begun or not questions) else "gaps" if begun else "todo"
        states.append({"section": section, "gaps": gaps, "state": state, "is_needed": needed or gaps > 0})
    return states
