"""What Lighthouse said: the limits, a line for the terminal, docs/lighthouse.md and its reader."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "lighthouse.md"
CATEGORIES = {
    "performance": "Performance",
    "accessibility": "Accessibility",
    "best-practices": "Best practices",
    "seo": "SEO",
}
LEAST, MOST_SHIFT = 95, 0.01
HEAD = """\
# Lighthouse

Written by `make lighthouse`; every run overwrites it. Lighthouse from npm, in its default setting (a phone on a slow
connection), on a Chromium of the machine, against the portal as `make run` deploys it, with demonstration data. A score
must be at least {least} of 100, the layout shift at most {shift}.

| Page | {names} | Layout shift |
|---|--:|--:|--:|--:|--:|
"""


@dataclass(frozen=True)
class Result:
    """The scores of one page, its cumulative layout shift, and the audits that cost points."""

    page: str
    scores: dict[str, int]
    shift: float
    below: list[str] = field(default_factory=list)


def line_of(result: Result) -> str:
    return f"| {result.page} | {' | '.join(str(result.scores[key]) for key in CATEGORIES)} | {result.shift:.3f} |"


def document(results: Iterable[Result]) -> str:
    head = HEAD.format(least=LEAST, shift=MOST_SHIFT, names=" | ".join(CATEGORIES.values()))
    return head + "".join(f"{line_of(result)}\n" for result in results)


def read(text: str) -> list[Result]:
    """The results a document holds."""
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| ")][1:]
    return [
        Result(page, dict(zip(CATEGORIES, map(int, scores), strict=True)), float(shift))
        for page, *scores, shift in rows
    ]


def breaches(results: Iterable[Result]) -> list[str]:
    """What is below its limit, in sentences."""
    found = []
    for result in results:
        low = {CATEGORIES[key]: score for key, score in result.scores.items() if score < LEAST}
        found += [f"{result.page}: {name} {score} ({', '.join(result.below)})" for name, score in low.items()]
        if result.shift > MOST_SHIFT:
            found.append(f"{result.page}: layout shift {result.shift:.3f}")
    return found
