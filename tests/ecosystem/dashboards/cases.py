"""Council pages in tests: the reporting year, the links of figures, and the rows behind them."""

import re

from django.utils import timezone

from ecosystem.core.periods import PeriodKind, period_of


def this_year():
    """The number of the reporting year of today."""
    return period_of(timezone.localdate(), PeriodKind.YEAR).year


def all_records(client, address):
    """Every row of a list of records, page after page, and the sums its total line shows."""
    rows, sums, cursor = [], None, ""
    while True:
        query = f"{'&' if '?' in address else '?'}after={cursor}" if cursor else ""
        context = client.get(address + query).context
        rows += context["records"]
        sums = context["sums"]
        cursor = context["page"].next
        if not cursor:
            return rows, sums


def figure_links(html):
    """The addresses of lists of records on a page, each with its figure: the link's title (whole đồng) or text."""
    pattern = r'<a(?: class="fig")? href="(/council/records/[^"]+)"(?: title="([^"]*)")?>([^<]*)</a>'
    return [(address.replace("&amp;", "&"), title or text) for address, title, text in re.findall(pattern, html)]


def number(text):
    return int(re.sub(r"[^\d]", "", text))
