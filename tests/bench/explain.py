"""`make bench ARGS='--explain Directory'`: the plans of the statements of pages, at the large size."""

from django.db import connection
from django.test import Client, override_settings

from tests.bench.databases import bench_database
from tests.bench.measure import SETTINGS, statements
from tests.bench.pages import PAGES, chosen_pages
from tests.bench.report import Options, print_progress


def explain(name: str, options: Options) -> None:
    """Print each statement of the pages with this in their name, and its plan."""
    database = bench_database(options.large, print_progress)
    with override_settings(**SETTINGS), database.use():
        for page in chosen_pages(PAGES, name):
            client, reader = Client(SERVER_NAME="localhost"), page.reader()
            if reader:
                client.force_login(reader)
            found, _count = statements(page, lambda client=client, page=page: client.get(page.address()))
            for statement in found:
                print(f"\n{page.name}\n{statement}")
                connection.ensure_connection()
                with connection.connection.cursor() as cursor:
                    for (line,) in cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement}"):
                        print(f"  {line}")
