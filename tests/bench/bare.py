"""The bare view that every page is compared with."""

import html

from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

STATEMENTS: list[str] = []
UPDATES: list[str] = []


@login_not_required
@require_GET
def bare(request: HttpRequest) -> HttpResponse:
    """The rows of the statements, by psycopg alone, in the least HTML that shows them; behind the same middleware."""
    lines = []
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        for statement in STATEMENTS:
            for row in cursor.execute(statement).fetchall():
                cells = "".join(f"<td>{html.escape(str(value))}</td>" for value in row)
                lines.append(f"<tr>{cells}</tr>")
    return HttpResponse(f"<!doctype html><title>Bare</title><table>{''.join(lines)}</table>")


@require_POST
def bare_update(request: HttpRequest) -> HttpResponse:
    """One UPDATE in a transaction, by psycopg alone, for a person who is signed in; behind the same middleware."""
    with transaction.atomic(), connection.connection.cursor() as cursor:
        for statement in UPDATES:
            cursor.execute(statement)
    return HttpResponse("saved")
