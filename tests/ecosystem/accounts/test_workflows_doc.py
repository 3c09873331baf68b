"""docs/workflows.md is what the tables say."""

import pytest
from django.core.management import call_command

from ecosystem.accounts.management.commands import render_workflows
from ecosystem.core.workflow import Transition
from programmes.grants.models import Application


def test_workflows_document_is_up_to_date():
    written = render_workflows.TARGET.read_text(encoding="utf-8")
    assert written == render_workflows.render(), "run manage.py render_workflows"


def test_changed_table_makes_the_check_fail(monkeypatch):
    table = {**Application.TRANSITIONS, "jump": Transition({"draft"}, "closed", {"officer"})}
    monkeypatch.setattr(Application, "TRANSITIONS", table)

    with pytest.raises(SystemExit):
        call_command("render_workflows", "--check")
