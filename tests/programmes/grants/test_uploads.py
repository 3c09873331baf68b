"""Files: judged by content, stored under names of our own, served only to who may read the dossier."""

import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.uploads import check_upload, clean_name
from programmes.grants.models import ApplicationStatus, Attachment, Review, ReviewStatus
from tests.factories import UserFactory, person, ready_to_submit
from tests.programmes.grants.conftest import PDF, paper_of

pytestmark = pytest.mark.django_db
EXE = b"MZ\x90\x00" + b"\x00" * 60 + b"PE\x00\x00" + b"\x00" * 500


def package(*names, content=b"<xml/>", compression=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=compression)
    return data.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
MACROS = package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")


def download(client, attachment):
    """The status of a download; read to its end, so that the file is closed again."""
    response = client.get(reverse("grants:attachment_download", args=[attachment.pk]))
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def files_page(application):
    return reverse("grants:application_files", args=[application.pk])


@pytest.fixture
def paper(draft):
    return paper_of(draft)


@pytest.fixture
def attached(client, draft, owner, paper):
    client.force_login(owner)
    client.post(files_page(draft), {"paper": paper.code, "file": SimpleUploadedFile("Thuyết minh.pdf", PDF)})
    return Attachment.objects.get()


def test_file_is_stored_under_a_name_that_says_nothing(attached):
    assert attached.original_name == "Thuyết minh.pdf"
    assert "Thuy" not in attached.file.name
    assert attached.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (attached.size, attached.content_type) == (len(PDF), "application/pdf")
    with default_storage.open(attached.file.name) as stored:
        assert stored.read() == PDF


@pytest.mark.parametrize(
    ("name", "content", "accepts", "code"),
    [
        ("ke-hoach.pdf", EXE, ["pdf"], "content"),
        ("ke-hoach.pdf", DOCX, ["pdf"], "content"),
        ("ke-hoach.docx", PDF, ["docx"], "content"),
        ("ke-hoach.docx", package("a.txt"), ["docx"], "content"),
        ("ke-hoach.docx", package("[Content_Types].xml", "xl/workbook.xml"), ["docx"], "content"),
        ("ke-hoach.docx", MACROS, ["docx"], "content"),
        ("ke-hoach.docx", DOCX[:60], ["docx"], "content"),
        ("anh.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", ["png"], "content"),
        ("chuong-trinh.exe", EXE, ["pdf", "docx"], "kind"),
        ("ke-hoach.pdf.exe", PDF, ["pdf"], "kind"),
        ("khong-duoi", PDF, ["pdf"], "kind"),
        ("bang.xlsx", package("[Content_Types].xml", "xl/workbook.xml"), ["pdf"], "kind"),
        ("rong.pdf", b"", ["pdf"], "empty"),
        ("mot-nua.pdf", PDF[: len(PDF) // 2], ["pdf"], "content"),
    ],
)
@pytest.mark.row("A9")
def test_upload_is_refused_with_its_reason(name, content, accepts, code):
    with pytest.raises(ValidationError) as refusal:
        check_upload(SimpleUploadedFile(name, content), accepts)

    assert refusal.value.code == code
    assert refusal.value.messages[0]


@pytest.mark.parametrize(
    ("name", "content", "extension"),
    [
        ("a.PDF", PDF, "pdf"),
        ("a.docx", DOCX, "docx"),
        ("a.xlsx", package("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        ("a.jpeg", b"\xff\xd8\xff\xe0" + b"\x00" * 100, "jpg"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "png"),
    ],
)
def test_upload_of_an_accepted_kind_passes(name, content, extension):
    assert check_upload(SimpleUploadedFile(name, content), []).extension == extension


@pytest.mark.row("A9")
def test_upload_above_the_limit_is_refused(settings):
    settings.UPLOAD_MAX_BYTES = 1000

    with pytest.raises(ValidationError) as refusal:
        check_upload(SimpleUploadedFile("a.pdf", PDF + b"x" * 1000), ["pdf"])

    assert refusal.value.code == "large"


def test_upload_just_above_the_limit_does_not_read_as_large_as_the_limit(settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024

    with pytest.raises(ValidationError) as refusal:
        check_upload(SimpleUploadedFile("a.pdf", b"x" * (1024 * 1024 + 1)), ["pdf"])

    assert refusal.value.messages[0].count("1,0") == 1


def test_docx_that_unpacks_beyond_measure_is_refused():
    bomb = package("[Content_Types].xml", "word/document.xml", content=b"\x00" * 60 * 1024 * 1024)
    assert len(bomb) < 1024 * 1024

    with pytest.raises(ValidationError) as refusal:
        check_upload(SimpleUploadedFile("bom.docx", bomb), ["docx"])

    assert refusal.value.code == "content"


def test_docx_that_lies_about_its_size_is_not_unpacked(monkeypatch):
    opened = []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *a, **k: opened.append(a))

    check_upload(SimpleUploadedFile("a.docx", DOCX), ["docx"])

    assert opened == []


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\win.pdf", "win.pdf"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("hồ sơ\u202efdp.exe", "hồ sơfdp.exe"),
        ("  .pdf", "pdf"),
        ("", "file"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
    ],
)
def test_file_name_is_cleaned(typed, clean):
    assert clean_name(typed) == clean


def test_refused_file_says_why_beside_its_paper(client, draft, owner, paper):
    client.force_login(owner)

    response = client.post(files_page(draft), {"paper": paper.code, "file": SimpleUploadedFile("a.pdf", EXE)})

    assert response.status_code == 422
    assert response.context["slots"][0]["form"].errors["file"]
    assert not Attachment.objects.exists()


def test_upload_without_a_file_says_so(client, draft, owner, paper):
    client.force_login(owner)

    assert client.post(files_page(draft), {"paper": paper.code}).status_code == 422


def test_same_file_twice_is_refused(client, draft, attached, paper):
    response = client.post(files_page(draft), {"paper": paper.code, "file": SimpleUploadedFile("b.pdf", PDF)})

    assert response.status_code == 409
    assert "Thuyết minh.pdf" in response.content.decode()
    assert Attachment.objects.count() == 1


def test_paper_of_another_call_is_refused(client, draft, owner, paper):
    foreign = paper_of(ready_to_submit(UserFactory()), code="khac")
    client.force_login(owner)

    response = client.post(files_page(draft), {"paper": foreign.code, "file": SimpleUploadedFile("a.pdf", PDF)})

    assert response.status_code == 409
    assert not Attachment.objects.exists()


def test_download_has_security_headers_and_a_file_name(client, attached):
    response = client.get(reverse("grants:attachment_download", args=[attached.pk]))

    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "Thuy%E1%BA%BFt%20minh.pdf" in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Type"] == "application/pdf"
    assert "no-store" in response.headers["Cache-Control"]
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("review", "status"),
    [(None, 404), (ReviewStatus.ASSIGNED, 404), (ReviewStatus.OPEN, 200), (ReviewStatus.RECUSED, 404)],
)
def test_evaluator_reads_files_only_after_no_conflict(client, attached, draft, review, status):
    evaluator = person(Role.EVALUATOR)
    type(draft).objects.filter(pk=draft.pk).update(
        status="evaluating", number="HS-2026-900001", submitted_at=draft.created_at, submitted_by=draft.created_by
    )
    if review:
        declared = None if review == ReviewStatus.ASSIGNED else draft.created_at
        why = "Cổ đông" if review == ReviewStatus.RECUSED else ""
        Review.objects.create(
            application=draft, evaluator=evaluator, status=review, declared_at=declared, conflict_reason=why
        )
    client.force_login(evaluator)

    assert download(client, attached) == status
    assert client.get(reverse("grants:application_dossier", args=[draft.pk])).status_code == status


def test_former_evaluator_reads_nothing(client, attached, draft):
    evaluator = UserFactory()
    Review.objects.create(
        application=draft, evaluator=evaluator, status=ReviewStatus.OPEN, declared_at=draft.created_at
    )
    client.force_login(evaluator)

    assert download(client, attached) == 404


def test_stranger_neither_reads_nor_removes(client, attached):
    client.force_login(UserFactory())

    assert download(client, attached) == 404
    assert client.post(reverse("grants:attachment_delete", args=[attached.pk])).status_code == 404
    assert Attachment.objects.exists()


def test_officer_reads_a_sent_dossier_but_removes_nothing(client, attached, draft, officer):
    type(draft).objects.filter(pk=draft.pk).update(
        status=ApplicationStatus.CHECKING,
        number="HS-2026-000009",
        submitted_at=draft.created_at,
        submitted_by=draft.created_by,
    )
    client.force_login(officer)

    assert download(client, attached) == 200
    assert client.post(reverse("grants:attachment_delete", args=[attached.pk])).status_code == 403


def test_removing_from_a_draft_deletes_the_file(client, attached, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("grants:attachment_delete", args=[attached.pk]))

    assert not Attachment.objects.exists()
    assert not default_storage.exists(attached.file.name)


def test_file_that_was_sent_stays_when_it_is_taken_out(client, attached, draft, paper):
    type(draft).objects.filter(pk=draft.pk).update(
        status=ApplicationStatus.RETURNED,
        number="HS-2026-000009",
        submitted_at=draft.created_at,
        submitted_by=draft.created_by,
    )

    client.post(reverse("grants:attachment_delete", args=[attached.pk]))

    attached.refresh_from_db()
    assert attached.removed_at is not None
    assert default_storage.exists(attached.file.name)
    assert not Attachment.objects.current().exists()
    client.post(files_page(draft), {"paper": paper.code, "file": SimpleUploadedFile("lai.pdf", PDF)})
    assert Attachment.objects.current().get().original_name == "lai.pdf"
