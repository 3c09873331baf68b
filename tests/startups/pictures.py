"""Pictures for the tests of logos: real ones of each kind, damaged ones, and bombs."""

import io
import struct
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

ENDINGS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}


def picture_bytes(form: str = "PNG", size: tuple[int, int] = (200, 100), colour: str = "#c00", **options: Any) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", size, colour).save(output, form, **options)
    return output.getvalue()


def picture(form: str = "PNG", **options: Any) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"logo.{ENDINGS[form]}", picture_bytes(form, **options))


def pixel_bomb(side: int = 60_000) -> bytes:
    """A PNG of a few bytes whose header promises side × side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
