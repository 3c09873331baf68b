"""A browser window that fills in a section as static/js/questionnaires-fill.js does: what it shows, sends and adopts."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from ecosystem.accounts.models import User
from ecosystem.core.ui.edit_rows import new_row_id
from ecosystem.questionnaires.models import QuestionnaireResponse
from tests.edit_forms import forms_of

WRITTEN = re.compile(r"\b[AB]\d+x\b")  # what the people of these tests type


@dataclass
class Window:
    """One person in one window. `seen` is everything that others wrote and that the window showed."""

    user: User
    response: QuestionnaireResponse
    section: str = "project"
    data: dict[str, list[str]] = field(default_factory=dict)
    versions: list[str] = field(default_factory=list)
    dirty: set[str] = field(default_factory=set)
    contested: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)  # the questions that the page shows

    def __post_init__(self) -> None:
        self.client = Client()
        self.client.force_login(self.user)
        self.address = reverse("questionnaires:response_section", args=[self.response.pk, self.section])
        self.load()

    # --- Pages ----------------------------------------------------------------------------------------
    def load(self) -> None:
        self._show(self.client.get(self.address).content.decode())

    def _show(self, page: str) -> None:
        form = next(form for form in forms_of(page) if form.version)
        self.versions = form.data.pop("version")
        self.data = {name: values for name, values in form.data.items() if name.startswith("q-")}
        self.dirty, self.contested = set(), set()
        self.blocks = set(re.findall(r'data-block="(\w+)"', page))
        self.seen |= set(WRITTEN.findall(page))

    def rows(self, table: str = "costs") -> list[str]:
        return self.data.get(f"q-{table}", [])

    # --- Typing ---------------------------------------------------------------------------------------
    def type(self, part: str, value: str) -> None:
        """Type into a question, or into the column `what` of a row (`costs.<id>`)."""
        table, dot, row = part.partition(".")
        self.data[f"q-{table}-{row}-what" if dot else f"q-{part}"] = [value]
        self.dirty.add(part)

    def shows(self, part: str) -> str:
        table, dot, row = part.partition(".")
        return "".join(self.data.get(f"q-{table}-{row}-what" if dot else f"q-{part}", []))

    def add_row(self, value: str, table: str = "costs") -> str:
        row = new_row_id()
        self.data.setdefault(f"q-{table}", []).append(row)
        self.type(f"{table}.{row}", value)
        return row

    def remove_row(self, row: str, table: str = "costs") -> None:
        self.data[f"q-{table}"].remove(row)
        for name in [name for name in self.data if name.startswith(f"q-{table}-{row}-")]:
            del self.data[name]
        self.dirty.discard(f"{table}.{row}")
        self.dirty.add(table)

    # --- Saving ---------------------------------------------------------------------------------------
    def autosave(self, *, user: User | None = None) -> Any:
        """Send what is not saved and not contested, and take the answer as the script does."""
        parts = self.dirty - self.contested
        if not parts:
            return None
        tables = {
            part.partition(".")[0] for part in parts if "." in part or (f"q-{part}" in self.data and part == "costs")
        }
        body: dict[str, Any] = {"version": self.versions, "changed": sorted(parts | tables)}
        for part in parts - tables:
            table, dot, row = part.partition(".")
            start = f"q-{table}-{row}-" if dot else f"q-{part}"
            body |= {
                name: value for name, value in self.data.items() if name == start or (dot and name.startswith(start))
            }
        body |= {f"q-{table}": self.rows(table) for table in tables}
        body["shown"] = ",".join(sorted(self.blocks))
        answer = self.client.post(self.address, body, headers={"X-Autosave": str((user or self.user).pk)})
        if answer.status_code == 200:
            self._take(json.loads(answer.content), parts)
        return answer

    def _take(self, answer: dict[str, Any], parts: set[str]) -> None:
        self.versions = [answer["token"]]
        for key, html in answer["notes"].items():
            self._read_notes(key, html)
        for part in parts - self.contested:
            if part.partition(".")[0] not in self.contested:
                self.dirty.discard(part)
        for key, html in answer["blocks"].items():
            if not any(part.partition(".")[0] == key for part in self.dirty):
                self._swap(key, html)
        self.blocks &= set(answer["asked"])

    def _read_notes(self, key: str, html: str) -> None:
        """Conflicts that the page shows beside what is typed: their part is sent by the Save button alone."""
        for piece in re.split(r"(?=<tr data-row)", html):
            if "edit-conflict" not in piece or "edit-conflict-merged" in piece:
                continue
            row = re.match(r'<tr data-row="(\w+)"[^>]*data-token="([^"]*)"', piece)
            token = row[2] if row else (re.search(r'data-token="([^"]*)"', piece) or [""])[1]
            self.contested.add(f"{key}.{row[1]}" if row else key)
            self.versions.append(token)
            self.seen |= set(WRITTEN.findall(piece))

    def _swap(self, key: str, html: str) -> None:
        self.blocks.add(key)
        fresh = forms_of(f'<form method="post">{html}</form>')[0].data
        start = f"q-{key}"
        self.data = {n: v for n, v in self.data.items() if n != start and not n.startswith(f"{start}-")} | fresh
        self.versions += re.findall(r'data-token="([^"]*)"', html)
        self.seen |= set(WRITTEN.findall(html))

    def press_save(self) -> Any:
        """The Save button: everything, with the tokens of all that the page shows."""
        answer = self.client.post(self.address, {**self.data, "version": self.versions})
        if answer.status_code == 302:
            self.load()
        else:
            self._show(answer.content.decode())
        return answer
