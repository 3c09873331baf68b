"""The page of the tour: per role a table of its pages, two pictures each."""

from collections.abc import Iterable

from tests.tour.stops import Leg, Stop

HEAD = """\
# A tour of the portal

Written by `make tour`, which seeds a demonstration, signs in as each role and takes a picture of every page at 1280 and
at 360 pixels. The people, startups and sums are invented.
"""


def file_name(leg: Leg, stop: Stop, width: str) -> str:
    """`officer-application_list-wide.webp`; pages of one name on a leg are numbered."""
    role = leg.title.lower().removeprefix("an ").removeprefix("a ").replace(" ", "-")
    same = [one for one in leg.stops if one.name == stop.name]
    number = f"-{same.index(stop) + 1}" if len(same) > 1 else ""
    return f"{role}-{stop.name.rpartition(':')[2]}{number}-{width}.webp"


def page_of(legs: Iterable[Leg]) -> str:
    """The page, in the order of the tour."""
    text = HEAD
    for leg in legs:
        text += f"\n## {leg.title}\n\n| Page | On a desk | In the hand |\n|---|---|---|\n"
        for stop in leg.stops:
            wide, phone = (f"![{stop.line}]({file_name(leg, stop, width)})" for width in ("wide", "phone"))
            text += f"| {stop.line} | {wide} | {phone} |\n"
    return text
