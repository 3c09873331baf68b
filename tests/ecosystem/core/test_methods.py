"""A view says which methods it answers, and a GET that writes fails."""

import pytest
from django.db import connection, transaction
from django.http import HttpResponse

from ecosystem.core.models import NumberSeries
from ecosystem.core.web.methods import (
    WRITE,
    WriteInSafeRequest,
    action_view,
    allow_writes_in_safe_request,
    edit_view,
    form_view,
    read_view,
)


def write(request):
    NumberSeries.objects.create(series="HS", year=2026)
    return HttpResponse("written")


@pytest.mark.django_db
@pytest.mark.parametrize("decorator", [read_view, form_view, edit_view])
@pytest.mark.parametrize("method", ["get", "head"])
def test_safe_request_that_writes_fails(rf, decorator, method):
    with pytest.raises(WriteInSafeRequest), transaction.atomic():
        decorator(write)(getattr(rf, method)("/"))

    assert NumberSeries.objects.count() == 0


@pytest.mark.django_db
def test_post_of_a_form_writes(rf):
    assert form_view(write)(rf.post("/")).content == b"written"
    assert NumberSeries.objects.count() == 1


@pytest.mark.django_db
def test_named_exception_writes_and_ends_with_its_block(rf):
    written = []

    @read_view
    def view(request):
        with allow_writes_in_safe_request():
            write(request)
        written.append(NumberSeries.objects.count())
        return write(request)

    with pytest.raises(WriteInSafeRequest), transaction.atomic():
        view(rf.get("/"))
    assert written == [1]


@pytest.mark.parametrize(
    ("decorator", "answered"),
    [
        (read_view, {"get", "head"}),
        (form_view, {"get", "head", "post"}),
        (edit_view, {"get", "head", "post"}),
        (action_view, {"post"}),
    ],
)
def test_other_methods_are_not_allowed(rf, decorator, answered):
    view = decorator(lambda request: HttpResponse())
    found = {
        m for m in ("get", "head", "post", "put", "patch", "delete") if view(getattr(rf, m)("/")).status_code == 200
    }

    assert found == answered


@pytest.mark.parametrize(
    ("statement", "writes"),
    [
        ("SELECT 1", False),
        ("SELECT * FROM core_auditentry FOR UPDATE", False),
        ("WITH seen AS (SELECT 1) SELECT * FROM seen", False),
        ("COPY (SELECT 1) TO STDOUT", False),
        ('SAVEPOINT "s1"', False),
        ("insert into core_numberseries values (1)", True),
        (" \n UPDATE core_numberseries SET last = 2", True),
        ("DELETE FROM core_numberseries", True),
        ("WITH gone AS (DELETE FROM core_numberseries RETURNING id) SELECT * FROM gone", True),
        ("COPY core_numberseries (id) FROM STDIN", True),
        ("TRUNCATE core_numberseries", True),
    ],
)
def test_statements_that_write_are_recognised(statement, writes):
    assert bool(WRITE.match(statement)) is writes


@pytest.mark.django_db
def test_guard_ends_with_the_request(rf):
    read_view(lambda request: HttpResponse())(rf.get("/"))

    NumberSeries.objects.create(series="HS", year=2026)
    assert connection.execute_wrappers == []
