"""Operations of migrations."""

from typing import Any

import pgtrigger.compiler
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class InstallTriggers(Operation):
    """Create every trigger that the models of the app declare in their options: one operation for a whole app.

    Django renders its models anew at each operation, so that an `AddTrigger` for each trigger takes minutes.
    """

    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The triggers stand in the options of the models."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for trigger in _triggers(app_label, to_state):
            schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for trigger in _triggers(app_label, from_state):
            schema_editor.execute(trigger.uninstall_sql, params=None)

    def describe(self) -> str:
        return "Create the triggers of the app's models"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [], {})


def _triggers(app_label: str, state: ProjectState) -> list[pgtrigger.compiler.Trigger]:
    return [
        trigger
        for (app, _name), model in state.models.items()
        if app == app_label
        for trigger in model.options.get("triggers", [])
    ]
