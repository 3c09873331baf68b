"""Long lists of a report: an extract in the document, the whole list as a frozen spreadsheet beside it."""

import hashlib
import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.money import format_number
from ecosystem.reports import attached_lists
from ecosystem.reports.actions import report as actions
from ecosystem.reports.models import ReportFile, ReportFilePart
from ecosystem.reports.views import reports as views
from programmes.grants.models import Award
from programmes.plan.models import CorrectionSubject, PeriodCorrection
from tests.ecosystem.documents.reading import pdf_text, without_spaces, xlsx_cells
from tests.ecosystem.reports.test_issuing import ended_period, grant, issue
from tests.factories import person
from tests.programmes.grants.records import make_contract, make_payment

pytestmark = pytest.mark.django_db


@pytest.fixture
def short(monkeypatch):
    """Lists of more than three rows are long; the document shows two of them."""
    monkeypatch.setattr(attached_lists, "LIST_LIMIT", 3)
    monkeypatch.setattr(attached_lists, "LIST_EXTRACT", 2)
    monkeypatch.setattr(attached_lists, "CHUNK", 2)


def content_of(report, name):
    return b"".join(report.files.get(format=name).read_parts())


def sheets_of(report, name):
    """The rows under the heading of every sheet, as texts."""
    content = content_of(report, name)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        count = sum(path.startswith("xl/worksheets/sheet") for path in archive.namelist())
    sheets = []
    for number in range(1, count + 1):
        lines = {}
        for reference, (_kind, value) in xlsx_cells(content, number).items():
            column, row = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()
            lines.setdefault(int(row), {})[column] = value
        head = next(row for row, line in lines.items() if line.get("A") == "STT")
        sheets.append([line for row, line in sorted(lines.items()) if row > head])
    return sheets


def rows_of(report, name):
    return [line for sheet in sheets_of(report, name) for line in sheet]


def grants(count):
    awards = [grant(amount=(n + 1) * 1_000_000, day=date(2026, 5, 1 + n)) for n in range(count)]
    grant(amount=999_000_000, day=date(2026, 6, 15))  # of the next period
    return awards


def late_entries(count, starts):
    for n in range(count):
        PeriodCorrection.objects.create(
            subject=CorrectionSubject.PAYMENT,
            label=f"UNC {n}",
            starts_on=starts + timedelta(days=n),
            ends_on=starts + timedelta(days=n + 1),
            old_value=str(n),
            new_value=str(n + 1),
            reason="Ghi chậm",
        )


def test_long_list_of_grants_stands_in_a_file_and_its_sums_in_the_document(short):
    awards = grants(5)
    first, second = make_contract(awards[0])
    make_payment(first, "2026-05-20")
    make_payment(second, "2026-06-15")  # after the period
    report = issue(ended_period())

    rows = rows_of(report, "awards")
    sums = (len(rows), sum(int(row["H"]) for row in rows), sum(int(row["I"]) for row in rows))
    assert sums == (5, 15_000_000, 500_000)
    assert [row["B"] for row in rows] == [award.decision_number for award in awards]
    groups = report.snapshot["award_groups"]
    assert sums == tuple(sum(group[column] for group in groups) for column in ("count", "amount", "paid"))
    assert [row["number"] for row in report.snapshot["awards"]] == [award.decision_number for award in awards[:2]]
    text = without_spaces(pdf_text(content_of(report, "pdf")))  # a long number is on two lines
    assert all(format_number(value) in text for value in sums[1:])
    assert awards[1].decision_number in text
    assert awards[2].decision_number not in text


def test_document_names_the_file_and_its_hash(short, client):
    grants(4)
    report = issue(ended_period())

    file = report.files.get(format="awards")
    attached = report.snapshot["attachments"]["awards"]
    name = f"{report.number}-v1-danh-sach-ho-tro.xlsx"
    assert attached == {"file": name, "rows": 4, "sha256": file.sha256}
    assert (file.rows, file.size) == (4, len(content_of(report, "awards")))
    assert file.sha256 == hashlib.sha256(content_of(report, "awards")).hexdigest()
    text = without_spaces(pdf_text(content_of(report, "pdf")))
    assert without_spaces(f"4 quyết định hỗ trợ: toàn bộ danh sách ở tệp Excel «{name}»") in text
    assert file.sha256 in text
    client.force_login(person(Role.COUNCIL))
    page = client.get(reverse("reports:report_detail", args=[report.pk])).content.decode()
    assert all(words in page for words in (file.sha256, "Danh sách khoản hỗ trợ (Excel)", "4 dòng"))
    response = client.get(reverse("reports:report_download", args=[report.pk, "awards"]))
    assert (response["Content-Disposition"], response["Content-Length"]) == (
        f'attachment; filename="{name}"',
        str(file.size),
    )
    assert response.getvalue() == content_of(report, "awards")


def test_long_list_of_late_entries_stands_in_a_file(short):
    earlier = issue(ended_period(kind="quarter", starts_on=date(2025, 9, 15), ends_on=date(2025, 12, 15)))
    late_entries(4, date(2025, 10, 1))
    report = issue(ended_period(kind="quarter", starts_on=date(2025, 12, 15), ends_on=date(2026, 3, 15)))

    assert not earlier.files.filter(format="late_entries").exists()
    rows = rows_of(report, "late_entries")
    assert [tuple(row[column] for column in "CFGH") for row in rows] == [
        (f"UNC {n}", str(n), str(n + 1), "Ghi chậm") for n in range(4)
    ]
    assert [entry["label"] for entry in report.snapshot["late_entries"]] == ["UNC 0", "UNC 1"]
    text = without_spaces(pdf_text(content_of(report, "pdf")))
    assert without_spaces(report.snapshot["attachments"]["late_entries"]["file"]) in text


def test_short_lists_stand_whole_in_the_document(short):
    awards = grants(3)
    report = issue(ended_period())

    assert [row["number"] for row in report.snapshot["awards"]] == [award.decision_number for award in awards]
    assert (report.snapshot["attachments"], report.files.count()) == ({}, 3)


def test_list_continues_on_further_sheets(short, monkeypatch):
    monkeypatch.setattr(attached_lists, "ROWS_PER_SHEET", 2)
    grants(5)
    report = issue(ended_period())

    sheets = sheets_of(report, "awards")
    assert [[row["A"] for row in sheet] for sheet in sheets] == [["1", "2"], ["3", "4"], ["5"]]


def test_file_is_stored_in_parts_and_frozen(short, monkeypatch):
    monkeypatch.setattr(actions, "PART_SIZE", 1000)
    grants(4)
    report = issue(ended_period())

    file = report.files.get(format="awards")
    assert file.parts.count() == -(-file.size // 1000) > 1
    assert hashlib.sha256(content_of(report, "awards")).hexdigest() == file.sha256
    Award.objects.update(cancelled=500_000)
    assert [row["H"] for row in rows_of(report, "awards")] == [f"{n}000000" for n in range(1, 5)]
    for change in (
        lambda: ReportFilePart.objects.filter(file=file).update(content=b""),
        lambda: ReportFile.objects.filter(pk=file.pk).update(rows=3),
    ):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            change()


def test_long_list_adds_no_queries_for_its_rows(short):
    def queries_of(count):
        grants(count)
        with CaptureQueriesContext(connection) as captured, attached_lists.list_files(report) as files:
            assert [file.rows for file in files] == [
                Award.objects.filter(decided_at__date__lt=report.period.ends_on).count()
            ]
        return len(captured)

    report = issue(ended_period())
    assert report.period.starts_on  # is read once, whatever the lists are

    assert queries_of(4) == queries_of(8)


def test_page_of_the_period_shows_the_first_late_entries_alone(short, client, monkeypatch):
    monkeypatch.setattr(views, "LIST_LIMIT", 3)
    period = ended_period()
    issue(period)
    late_entries(3, period.starts_on)
    client.force_login(person(Role.MANAGER))
    address = reverse("reports:period_detail", args=[period.pk])
    assert "3 bản ghi đầu" not in client.get(address).content.decode()

    late_entries(1, period.starts_on + timedelta(days=30))

    response = client.get(address)
    assert len(response.context["corrections"]) == 3
    assert "3 bản ghi đầu" in response.content.decode()
