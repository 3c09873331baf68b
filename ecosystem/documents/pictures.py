"""Uploaded pictures, drawn anew: squares of our own sizes, without metadata and whatever else a file can carry."""

import hashlib
import io
import warnings
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from ecosystem.core.uploads import check_upload

PICTURE_KINDS = ("png", "jpg", "webp")
PICTURE_MAX_BYTES = 2 * 1024 * 1024
MAX_SIDE = 4096  # pixels; a larger picture is refused by its header, before a pixel is read
MIN_SIDE = 64
QUALITY = 60  # of colours and of transparency; a page shows a square at half its side, where more is not seen
FORMATS = ("PNG", "JPEG", "WEBP")


@dataclass(frozen=True)
class Squares:
    """WebP files by the pixels of their side, and the SHA-256 of the largest, hexadecimal."""

    files: dict[int, bytes]
    digest: str


def read_squares(upload: UploadedFile, sides: Collection[int]) -> Squares:
    """Check a PNG, JPEG or WebP picture by its content and draw its squares. Raises ValidationError with the reason in words."""
    _refuse_drawing(upload)
    check_upload(upload, PICTURE_KINDS, max_bytes=PICTURE_MAX_BYTES)
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(upload, formats=FORMATS) as picture:
                _require_bearable_size(picture.size)
                return square_files(picture, sides)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(_too_large(), code="pixels") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError):
        raise ValidationError(
            _("The picture cannot be read: the file is damaged. Export it again."), code="damaged"
        ) from None
    finally:
        upload.seek(0)


def square_files(picture: Image.Image, sides: Collection[int]) -> Squares:
    """The whole picture in the middle of transparent squares; nothing is cut off, and no metadata is taken along."""
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    files = {side: _square(upright, side) for side in sides}
    return Squares(files, hashlib.sha256(files[max(files)]).hexdigest())


def _square(picture: Image.Image, side: int) -> bytes:
    fitted = ImageOps.contain(picture, (side, side), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    square.paste(fitted, ((side - fitted.width) // 2, (side - fitted.height) // 2))
    output = io.BytesIO()
    square.save(output, "WEBP", quality=QUALITY, alpha_quality=QUALITY, method=6)
    return output.getvalue()


def _refuse_drawing(upload: UploadedFile) -> None:
    """An SVG drawing can carry programs and load other files, whatever it is called."""
    upload.seek(0)
    head = upload.read(2048).lower()
    upload.seek(0)
    is_named_svg = PurePosixPath(upload.name or "").suffix.lower() in {".svg", ".svgz"}
    if is_named_svg or b"<svg" in head or b"<!doctype svg" in head:
        raise ValidationError(
            _("SVG drawings are not accepted, because they can carry programs. Export the logo as PNG."), code="svg"
        )


def _require_bearable_size(size: tuple[int, int]) -> None:
    if max(size) > MAX_SIDE:
        raise ValidationError(_too_large(), code="pixels")
    if min(size) < MIN_SIDE:
        text = _("The picture has %(width)s × %(height)s pixels; at least %(least)s × %(least)s are needed.")
        values = {"width": size[0], "height": size[1], "least": MIN_SIDE}
        raise ValidationError(text % values, code="small")


def _too_large() -> str:
    return _("The picture has too many pixels: at most %(most)s × %(most)s are accepted.") % {"most": MAX_SIDE}
