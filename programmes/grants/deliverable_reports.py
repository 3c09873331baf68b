"""What startups reported on the deliverables of their contracts, for reading."""

from collections.abc import Iterable

from django.utils import timezone

from ecosystem.questionnaires.code_lists import CodeLists
from ecosystem.questionnaires.forms.response import AnswerLine, answer_lines
from ecosystem.questionnaires.reading import read_responses
from programmes.grants.models import Tranche
from programmes.grants.purposes import facts_of_tranche


def sent_reports(tranches: Iterable[Tranche]) -> dict[int, list[AnswerLine]]:
    """The answers of the reports that were sent last, by key of the tranche, in two queries besides those of code lists.

    While a startup completes a report that came back, what it had sent is shown. Tranches come with their responses.
    """
    sent = {}
    for tranche in tranches:
        response = tranche.response
        if response is not None and response.closed_at is None:
            response = response.copied_from
        if response is not None:
            sent[tranche.pk] = (response, facts_of_tranche(tranche))
    read = read_responses([response for response, _facts in sent.values()], {r.pk: facts for r, facts in sent.values()})
    lists = CodeLists(timezone.localdate())
    return {
        pk: [line for section in read[response.pk].sections for line in answer_lines(read[response.pk], section, lists)]
        for pk, (response, _facts) in sent.items()
    }
