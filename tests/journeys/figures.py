"""Figures as a reader takes them from the screen."""

from ecosystem.core.money import parse_vnd
from tests.journeys.visitor import Visitor


def money(text: str) -> int:
    """«18,5 triệu đồng», «18.500.000 ₫» or «1» as a whole number."""
    return parse_vnd(text.replace("\u00a0", " ").replace("₫", "đ"))


def stats(reader: Visitor) -> dict[str, int]:
    """The main figures of the page by their names."""
    return {
        stat.locator(".stat-label").inner_text().strip(): money(stat.locator(".stat-value").inner_text())
        for stat in reader.page.locator(".stat").all()
    }


def total_line(reader: Visitor) -> dict[str, int]:
    return {"amount": money(reader.page.locator(".total-line strong").inner_text())}


def indicators(reader: Visitor) -> dict[str, int]:
    """The figures of the running year that are counted from records, by the name of their indicator."""
    found = {}
    for row in reader.page.locator("table.figures tbody tr").all():
        link = row.locator("td").first.locator("a.fig[href*='/council/records/']")
        if link.count():
            found[row.locator(".row-title").inner_text()] = money(link.get_attribute("title") or link.inner_text())
    return found
