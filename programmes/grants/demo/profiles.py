"""Logos and presentations of demonstration startups: simple drawn marks, for a part of the public ones."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from random import Random

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from ecosystem.core.uploads import private_path
from ecosystem.documents.pictures import Squares, square_files
from startups.consent import LOGO_VERSION, PRESENTATION_VERSION
from startups.models import LOGO_SIZES, Consent, ConsentPurpose, Logo, MemberRole, Membership, Presentation, Startup

MOST_PROFILES = 400  # of which every second has a logo
EVERY = 2  # of the directory's startups in the order of their names, so that each page of it has some
SIDE = 320
COLOURS = {
    "xanh dương": "#12436d",
    "xanh lá": "#1b7f4d",
    "đỏ": "#b3261e",
    "cam": "#c2570c",
    "tím": "#5b3f96",
    "xanh ngọc": "#0b7a75",
}
PROBLEMS = (
    "Khách hàng hiện làm việc này bằng tay, mất nhiều thời gian và khó kiểm tra.",
    "Chi phí hiện nay quá cao so với khả năng của hộ kinh doanh và doanh nghiệp nhỏ.",
    "Dữ liệu nằm rải rác ở nhiều nơi nên khó ra quyết định kịp thời.",
)
RECOGNITIONS = (
    "2025: Giải khuyến khích cuộc thi khởi nghiệp sinh viên (minh họa)",
    "2024: Vào vòng chung kết cuộc thi đổi mới sáng tạo cấp quận (minh họa)",
)

Draw = Callable[[ImageDraw.ImageDraw, str], None]


def _ring(draw: ImageDraw.ImageDraw, colour: str) -> None:
    draw.ellipse((40, 40, 280, 280), outline=colour, width=44)
    draw.ellipse((124, 124, 196, 196), fill=colour)


def _hexagon(draw: ImageDraw.ImageDraw, colour: str) -> None:
    draw.regular_polygon((160, 160, 130), 6, fill=colour)
    draw.regular_polygon((160, 160, 62), 6, rotation=30, fill="white")


def _bars(draw: ImageDraw.ImageDraw, colour: str) -> None:
    for left, top in ((50, 180), (130, 110), (210, 40)):
        draw.rounded_rectangle((left, top, left + 58, 280), 14, fill=colour)


def _leaf(draw: ImageDraw.ImageDraw, colour: str) -> None:
    draw.pieslice((40, 40, 440, 440), 180, 270, fill=colour)
    draw.pieslice((-120, -120, 280, 280), 0, 90, fill=colour)
    draw.line((60, 280, 200, 130), fill="white", width=16)


def _triangles(draw: ImageDraw.ImageDraw, colour: str) -> None:
    draw.polygon(((160, 40), (280, 250), (40, 250)), fill=colour)
    draw.polygon(((160, 130), (215, 226), (105, 226)), fill="white")


SHAPES: dict[str, Draw] = {
    "Vòng tròn có chấm giữa": _ring,
    "Hình lục giác": _hexagon,
    "Ba cột cao dần": _bars,
    "Chiếc lá": _leaf,
    "Hai tam giác lồng nhau": _triangles,
}


def make_profiles() -> None:
    """Give some public startups presentations, and half of them logos, with their owners' consents."""
    rng = Random(2026)  # noqa: S311 - invented data, the same at every run
    startups = list(
        Startup.objects.public().filter(is_demo=True).order_by("sort_key", "pk")[: MOST_PROFILES * EVERY : EVERY]
    )
    owners = dict(Membership.objects.filter(startup__in=startups, role=MemberRole.OWNER).values_list("startup", "user"))
    logos, presentations, consents = [], [], []
    for number, startup in enumerate(startups):
        presentations.append(_presentation(startup, rng))
        since = checked_at(startup)
        purposes = {ConsentPurpose.PRESENTATION: PRESENTATION_VERSION}
        if number % 2 == 0:
            logos.append(_logo(startup, rng))
            purposes[ConsentPurpose.LOGO] = LOGO_VERSION
        consents += [
            Consent(
                startup=startup,
                purpose=purpose,
                text_version=version,
                given_by_id=owners[startup.pk],
                given_at=since,
                created_at=since,
            )
            for purpose, version in purposes.items()
        ]
    Presentation.objects.bulk_create(presentations)
    Logo.objects.bulk_create(logos)
    Consent.objects.bulk_create(consents)


def checked_at(startup: Startup) -> datetime:
    """When the department published the startup; a check constraint gives every public one its verifier."""
    return startup.verified_at or startup.created_at


def _presentation(startup: Startup, rng: Random) -> Presentation:
    product = startup.summary.removeprefix("Chúng tôi phát triển ").rstrip(".")
    return Presentation(
        startup=startup,
        pitch=f"{product[:1].upper()}{product[1:]}, dùng được ngay trong tuần đầu."[:160],
        problem=rng.choice(PROBLEMS),
        solution=f"Chúng tôi cung cấp {product} theo tháng, kèm hướng dẫn bằng tiếng Việt và hỗ trợ tại chỗ.",
        recognitions=[rng.choice(RECOGNITIONS)] if rng.random() < 0.4 else [],
        created_at=checked_at(startup),
    )


@cache
def _drawn(shape: str, colour: str) -> Squares:
    """The squares of one mark, drawn once for all startups that have it."""
    picture = Image.new("RGBA", (SIDE, SIDE), (255, 255, 255, 0))
    SHAPES[shape](ImageDraw.Draw(picture), colour)
    return square_files(picture, LOGO_SIZES.values())


def _logo(startup: Startup, rng: Random) -> Logo:
    shape, (colour_name, colour) = rng.choice([*SHAPES]), rng.choice([*COLOURS.items()])
    squares = _drawn(shape, colour)
    names = {
        name: default_storage.save(private_path("logos", "webp"), ContentFile(squares.files[side]))
        for name, side in LOGO_SIZES.items()
    }
    return Logo(
        startup=startup,
        alt=f"{shape}, màu {colour_name}",
        digest=squares.digest,
        created_at=checked_at(startup),
        **names,
    )
