"""Reports on deliverables of the demonstration: responses to the shipped form, with one answer each."""

import json

from django.core.management.base import CommandError

from ecosystem.questionnaires.models import Answer, QuestionnaireResponse, QuestionnaireVersion
from programmes.grants.demo import texts
from programmes.grants.demo.bulk_copy import Table
from programmes.grants.purposes import DELIVERABLE_REPORT

QUESTION = "done"  # of ecosystem/questionnaires/data/deliverable_report.json


class ReportTables:
    def __init__(self, stamp: str) -> None:
        version = QuestionnaireVersion.objects.in_use_for(DELIVERABLE_REPORT, None)
        if version is None:
            raise CommandError("The shipped questionnaires are missing: run 'manage.py load_reference' first.")
        self.version = version.pk
        self.responses = Table(
            QuestionnaireResponse, ["questionnaire_version", "created_by", "edited_by", "closed_at"], stamp=stamp
        )
        self.answers = Table(Answer, ["response", "question", "value", "edited_by"], stamp=stamp)
        self.tables = (self.responses, self.answers)
        self.text = json.dumps(texts.REPORTED, ensure_ascii=False)

    def add(self, person: int, moment: str) -> int:
        """A report that this person sent at the moment; the key of its response."""
        response = self.responses.add(self.version, person, person, moment, at=moment)
        self.answers.add(response, QUESTION, self.text, person, at=moment)
        return response
