"""Uploaded files: judged by what they are, not by what they are called; stored under names of our own."""

import hashlib
import re
import unicodedata
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import PurePosixPath

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "jpg": "image/jpeg",
    "png": "image/png",
}
PICTURE_TYPES = {"webp": "image/webp"}  # accepted only where a form names them
VIEWABLE_TYPES = frozenset({CONTENT_TYPES["pdf"], CONTENT_TYPES["jpg"], CONTENT_TYPES["png"]})  # browsers show them
OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
SAME_KIND = {"jpeg": "jpg"}
MAX_UNPACKED = 300 * 1024 * 1024
MAX_MEMBERS = 5000
MAX_RATIO = 200
NAME_LENGTH = 150
ROUNDED_AWAY = 52_429  # bytes, half of 0.1 MB: a file above the limit never reads as large as the limit
PDF_END, PDF_TAIL = b"%%EOF", 4096


@dataclass(frozen=True)
class CheckedFile:
    """What was found of an accepted upload; `name` is clean, `sha256` is hexadecimal, `size` in bytes."""

    name: str
    extension: str
    content_type: str
    size: int
    sha256: str


def check_upload(upload: UploadedFile, accepts: Collection[str], *, max_bytes: int | None = None) -> CheckedFile:
    """Judge an upload by size, name and real content. Raises ValidationError with the reason in words."""
    name = clean_name(upload.name or "")
    known = CONTENT_TYPES | PICTURE_TYPES
    most_bytes = max_bytes or settings.UPLOAD_MAX_BYTES
    allowed = [kind for kind in accepts if kind in known] or list(CONTENT_TYPES)
    listed = ", ".join(allowed)
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    extension = SAME_KIND.get(extension, extension)
    size = upload.size or 0
    if size == 0:
        raise ValidationError(_("The file “%(name)s” is empty.") % {"name": name}, code="empty")
    if size > most_bytes:
        values = {"size": filesizeformat(size + ROUNDED_AWAY), "most": filesizeformat(most_bytes)}
        raise ValidationError(_("The file has %(size)s; at most %(most)s are accepted.") % values, code="large")
    if extension not in allowed:
        values = {"name": name, "kinds": listed}
        raise ValidationError(_("“%(name)s” is not of an accepted kind: %(kinds)s.") % values, code="kind")
    if not _has_content_of(upload, extension):
        values = {"name": name, "kind": extension.upper()}
        text = _(
            "“%(name)s” is called a %(kind)s file, but its content is something else. Export it again as %(kind)s."
        )
        raise ValidationError(text % values, code="content")
    return CheckedFile(name, extension, known[extension], size, _digest(upload))


def clean_name(name: str) -> str:
    """The bare file name: no folders, no control or direction marks, at most 150 characters with its ending."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in name if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    name = re.sub(r'[<>:"|?*]', "_", re.sub(r"\s+", " ", name)).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if dot and stem and len(ending) <= 10:
        return f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}"
    return name[:NAME_LENGTH] or "file"


def private_path(folder: str, extension: str) -> str:
    """A path in private storage that nobody can guess and that says nothing of the original name."""
    secret = get_random_string(40, "abcdefghijklmnopqrstuvwxyz0123456789")
    return f"{folder}/{secret[:2]}/{secret}.{extension}"


@contextmanager
def stored_upload(folder: str, upload: UploadedFile, checked: CheckedFile) -> Iterator[str]:
    """Store the file in private storage under a random name, for the row that is made inside; removed where that fails."""
    name = default_storage.save(private_path(folder, checked.extension), upload)
    try:
        with transaction.atomic():
            yield name
    except Exception:
        with suppress(OSError):
            default_storage.delete(name)
        raise


def _has_content_of(upload: UploadedFile, extension: str) -> bool:
    upload.seek(0)
    head = upload.read(8192)
    upload.seek(0)
    if extension in OFFICE_PARTS:
        return head.startswith(b"PK\x03\x04") and _is_office(upload, extension)
    if extension == "pdf" and not _has_pdf_end(upload):
        return False
    detected_type = filetype.guess(head)
    return detected_type is not None and SAME_KIND.get(detected_type.extension, detected_type.extension) == extension


def _has_pdf_end(upload: UploadedFile) -> bool:
    """Whether the file ends as a PDF does: half a file, or a mere first line, does not."""
    upload.seek(max((upload.size or 0) - PDF_TAIL, 0))
    tail = upload.read()
    upload.seek(0)
    return PDF_END in tail


def _is_office(upload: UploadedFile, extension: str) -> bool:
    """An Office package of that kind, without macros or encryption, that unpacks to a bearable size."""
    try:
        with zipfile.ZipFile(upload) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False
    finally:
        upload.seek(0)
    names = {member.filename for member in members}
    unpacked = sum(member.file_size for member in members)
    packed = max(sum(member.compress_size for member in members), 1)
    return (
        len(members) <= MAX_MEMBERS
        and unpacked <= MAX_UNPACKED
        and (unpacked <= 50 * 1024 * 1024 or unpacked / packed <= MAX_RATIO)
        and {"[Content_Types].xml", OFFICE_PARTS[extension]} <= names
        and not any(name.lower().endswith("vbaproject.bin") for name in names)
        and not any(member.flag_bits & 0x1 for member in members)
    )


def _digest(upload: UploadedFile) -> str:
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
