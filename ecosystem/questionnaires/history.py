"""Who changed what in the draft of a questionnaire, from the event table of its versions."""

from collections.abc import Callable

from ecosystem.core.conflicts import MAX_EVENTS, Change
from ecosystem.questionnaires.definition import Definition, read_definition
from ecosystem.questionnaires.models import QuestionnaireVersion


def change_of_part(draft: QuestionnaireVersion, read: Callable[[Definition], object]) -> Change:
    """Who gave what `read` takes of the definition its present value: the oldest of the newest events that have it."""
    present, found = read(draft.definition), None
    events = QuestionnaireVersion.pgh_event_model.objects.filter(pgh_obj=draft.pk)  # type: ignore[attr-defined]
    for event in events.select_related("edited_by").order_by("-pgh_id")[:MAX_EVENTS].iterator(chunk_size=10):
        if read(read_definition(event.content)) != present:
            break
        found = event
    return Change(found.edited_by, found.pgh_created_at) if found else Change(None, draft.updated_at)
