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


class InstallPageTriggers(Operation):
    """Create the triggers that invalidate stored pages, on the tables that public pages read.

    Args:
        sources: the tables; each with the columns that pages show, or without any where every change counts.
    """

    reversible = True

    def __init__(self, sources: dict[str, tuple[str, ...]]) -> None:
        self.sources = sources

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of the models."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table, columns in self.sources.items():
            events = "INSERT OR DELETE" if columns else "INSERT OR UPDATE OR DELETE"
            _create_trigger(schema_editor, "page_source_rows", events, table)
            if columns:
                old, new = (", ".join(f'{row}."{column}"' for column in columns) for row in ("OLD", "NEW"))
                condition = f"WHEN (ROW({old}) IS DISTINCT FROM ROW({new}))"
                _create_trigger(schema_editor, "page_source_columns", "UPDATE", table, condition)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table in self.sources:
            for name in ("page_source_rows", "page_source_columns"):
                schema_editor.execute(f'DROP TRIGGER IF EXISTS {name} ON "{table}"', params=None)

    def describe(self) -> str:
        return "Create the triggers that invalidate stored pages"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.sources], {})


def _create_trigger(
    schema_editor: BaseDatabaseSchemaEditor, name: str, events: str, table: str, condition: str = ""
) -> None:
    statement = f'CREATE TRIGGER {name} AFTER {events} ON "{table}" FOR EACH ROW {condition}'
    schema_editor.execute(f"{statement} EXECUTE FUNCTION note_page_source_change()", params=None)
