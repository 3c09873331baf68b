"""The outlines of the 168 areas as SVG paths, computed once per process from `data/areas.geojson`.

Paths have integer coordinates and relative commands, and shared borders are simplified alike on both sides, so that the
city takes about 7 kB of a page. The drawing is `WIDTH` × `HEIGHT`; the inner city is in it a second time, enlarged, because
its wards are too small to read or to point at. Only the enlarged outlines are stored: the small copies reuse them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path

FILE = Path(__file__).parent / "data" / "areas.geojson"
ISLANDS = "26732"
WIDTH, HEIGHT = 900, 860

Point = tuple[int, int]
Ring = list[Point]
SHRINK = cos(radians(10.9))  # a degree of longitude, in degrees of latitude
TOLERANCE = 2.0  # units of the drawing


@dataclass(frozen=True)
class MapProjection:
    """A window on the land and its place in the drawing: degrees of the top left corner, units per degree, offset."""

    west: float
    north: float
    scale: float
    left: int = 0
    top: int = 0

    def place(self, longitude: float, latitude: float) -> Point:
        return (
            self.left + round((longitude - self.west) * SHRINK * self.scale),
            self.top + round((self.north - latitude) * self.scale),
        )


@dataclass(frozen=True)
class Box:
    """A rectangle of the drawing."""

    x: int
    y: int
    width: int
    height: int


CITY = MapProjection(106.322, 11.506, 712)
INNER = MapProjection(106.5865, 10.8965, 1980, 491, 46)
ISLES = MapProjection(106.523, 8.800, 712, 4, 716)
INNER_BOX = Box(488, 44, 410, 406)
ISLES_BOX = Box(2, 712, 172, 146)
# West, east, south, north: an area that lies completely in this window is enlarged.
INNER_WINDOW = (106.575, 106.80, 10.69, 10.895)
ISLES_FROM = 106.5  # islets of Côn Đảo further west lie 50 km off and are left out


@dataclass(frozen=True)
class Outline:
    """One area: its path and the point where a label stands."""

    code: str
    path: str
    label: Point


@dataclass(frozen=True)
class Outlines:
    """Every area once: the land, the inner city (enlarged coordinates), the islands."""

    land: tuple[Outline, ...]
    inner: tuple[Outline, ...]
    islands: tuple[Outline, ...]

    def __iter__(self) -> Iterator[Outline]:
        yield from (*self.land, *self.inner, *self.islands)


# How the small copies of the inner city are placed over the land: x' = scale · x + offset.
COPY_SCALE = CITY.scale / INNER.scale
COPY_LEFT = (INNER.west - CITY.west) * SHRINK * CITY.scale - COPY_SCALE * INNER.left
COPY_TOP = (CITY.north - INNER.north) * CITY.scale - COPY_SCALE * INNER.top


@lru_cache(maxsize=1)
def outlines() -> Outlines:
    """The drawing of the whole city."""
    features = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    rings = {feature["properties"]["code"]: list(_rings(feature["geometry"])) for feature in features}
    inner = {code for code, of_area in rings.items() if _is_inner(of_area)}
    land = {code: of_area for code, of_area in rings.items() if code not in inner and code != ISLANDS}
    isles = [ring for ring in rings[ISLANDS] if min(x for x, _y in ring) > ISLES_FROM]
    return Outlines(
        land=_draw(land, CITY.place),
        inner=_draw({code: rings[code] for code in rings if code in inner}, INNER.place),
        islands=_draw({ISLANDS: isles}, ISLES.place),
    )


def _rings(geometry: dict) -> Iterator[list[tuple[float, float]]]:
    """The outer rings; the areas have no holes."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield [(x, y) for x, y in polygon[0]]


def _is_inner(rings: Iterable[list[tuple[float, float]]]) -> bool:
    west, east, south, north = INNER_WINDOW
    return all(west < x < east and south < y < north for ring in rings for x, y in ring)


def _draw(
    areas: dict[str, list[list[tuple[float, float]]]], place: Callable[[float, float], Point]
) -> tuple[Outline, ...]:
    placed = {code: [_integer_ring(ring, place) for ring in rings] for code, rings in areas.items()}
    simplified = _simplify(placed)
    return tuple(Outline(code, _path(rings), _centroid(max(rings, key=_area))) for code, rings in simplified.items())


def _integer_ring(ring: list[tuple[float, float]], place: Callable[[float, float], Point]) -> Ring:
    """The ring in whole units, without a point twice in a row."""
    points: Ring = []
    for x, y in ring:
        point = place(x, y)
        if not points or points[-1] != point:
            points.append(point)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points


# Simplification


def _simplify(areas: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    """Fewer points; a border of two areas loses the same points on both sides."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for rings in areas.values():
        for ring in rings:
            for point, next_point in zip(ring, [*ring[1:], ring[0]], strict=True):
                neighbours[point].add(next_point)
                neighbours[next_point].add(point)
    corners = {point for point, others in neighbours.items() if len(others) != 2}
    result = {}
    for code, rings in areas.items():
        small = [_simplify_ring(ring, corners) for ring in rings]
        result[code] = [ring for ring in small if len(ring) > 2] or [max(rings, key=_area)]
    return result


def _simplify_ring(ring: Ring, corners: set[Point]) -> Ring:
    fixed = [index for index, point in enumerate(ring) if point in corners] or [ring.index(min(ring))]
    if len(fixed) == 1:  # an island, or one shared corner: a second fixed point opposite the first
        first = ring[fixed[0]]
        fixed.append(max(range(len(ring)), key=lambda i: (_distance(ring[i], first), ring[i])))
        fixed.sort()
    result: Ring = []
    for start, end in zip(fixed, [*fixed[1:], fixed[0] + len(ring)], strict=True):
        arc = [ring[place % len(ring)] for place in range(start, end + 1)]
        result += _simplify_arc(arc)[:-1]
    return result


def _simplify_arc(points: Ring) -> Ring:
    """Simplify an arc; the result is the same for its reverse."""
    backwards = points[::-1]
    return _douglas_peucker(points) if points <= backwards else _douglas_peucker(backwards)[::-1]


def _douglas_peucker(points: Ring) -> Ring:
    """Remove points within TOLERANCE of the straight line, by the algorithm of Douglas and Peucker."""
    if len(points) < 3:
        return points
    first, last = points[0], points[-1]
    far, place = max((_distance_from_line(point, first, last), place) for place, point in enumerate(points[1:-1], 1))
    if far <= TOLERANCE:
        return [first, last]
    return _douglas_peucker(points[: place + 1])[:-1] + _douglas_peucker(points[place:])


def _distance_from_line(point: Point, first: Point, last: Point) -> float:
    """Distance of a point from the line through two others."""
    (x, y), (x1, y1), (x2, y2) = point, first, last
    length = hypot(x2 - x1, y2 - y1)
    if not length:
        return _distance(point, first)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


# Paths


def _path(rings: list[Ring]) -> str:
    """Relative whole numbers with as few separators as SVG allows; the first of all counts from 0, 0."""
    parts, (x, y) = [], (0, 0)
    for ring in rings:
        first = ring[0]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring)]
        numbers = [first[0] - x, first[1] - y, *(number for step in steps for number in step)]
        path = "".join(str(n) if n < 0 or place == 0 else f" {n}" for place, n in enumerate(numbers))
        parts.append(f"m{path}z")
        x, y = first
    return "".join(parts)


def _area(ring: Ring) -> float:
    return abs(_signed_double_area(ring))


def _signed_double_area(ring: Ring) -> int:
    """Twice the signed area."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


def _centroid(ring: Ring) -> Point:
    """The centroid."""
    double_area = _signed_double_area(ring)
    if not double_area:
        return ring[0]
    x = y = 0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return round(x / (3 * double_area)), round(y / (3 * double_area))
