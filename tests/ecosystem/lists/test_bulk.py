"""Files of lists, and actions on many rows."""

from uuid import uuid4

import pytest
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.lists.listing import LISTINGS, MAX_BULK
from ecosystem.lists.models import BulkOutcome, BulkRow, Job
from ecosystem.notices.models import OutboxMessage
from programmes.grants.models import Application, ApplicationStatus, Review
from startups.models import Publication, Startup
from tests.access.requests import close_response
from tests.factories import (
    ApplicationFactory,
    CallFactory,
    StartupFactory,
    person,
)
from tests.lists import bulk_preview, run_bulk, stranger
from tests.startups.cases import startup_in

pytestmark = pytest.mark.django_db
S = ApplicationStatus


# --- Files -----------------------------------------------------------------------------------------------------------
@pytest.mark.row("B15")
def test_file_holds_the_filtered_rows_in_order_and_no_formula(client):
    call = CallFactory()
    for n in range(30):
        ApplicationFactory(call=call, status=S.SUBMITTED, title=f"=1+{n}", labour_total=n)
    ApplicationFactory(status=S.CHECKING, title="Ngoài bộ lọc")
    client.force_login(person(Role.OFFICER))
    query = {"status": "submitted", "sort": "-requested", "cols": "project,requested"}

    csv = b"".join(client.get(reverse("lists:export_csv", args=["application"]), query).streaming_content).decode()

    lines = csv.removeprefix("\ufeff").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == [f"'=1+{n}" for n in range(29, -1, -1)]
    assert lines[1] == "'=1+29,15000029"


def test_file_of_the_selection_holds_the_selection(client):
    mine = [ApplicationFactory(status=S.SUBMITTED, title=f"Dự án {n}") for n in range(3)]
    draft = ApplicationFactory(title="Bản nháp")
    client.force_login(person(Role.OFFICER))
    data = {"action": "export_csv", "query": "cols=project", "pk": [mine[0].pk, mine[2].pk, draft.pk]}

    csv = b"".join(client.post(reverse("lists:bulk_preview", args=["application"]), data).streaming_content).decode()

    assert csv.splitlines()[1:] == ["Dự án 2", "Dự án 0"]


def test_head_request_records_no_download(client):
    client.force_login(person(Role.OFFICER))

    response = client.head(reverse("lists:export_csv", args=["application"]))
    close_response(response)

    assert response.status_code == 200
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("name", ["export_csv", "export_xlsx"])
@pytest.mark.row("B16")
def test_file_needs_the_permission_to_open_the_list(client, name):
    client.force_login(stranger())

    assert client.get(reverse(f"lists:{name}", args=["startup"])).status_code == 403
    assert client.get(reverse(f"lists:{name}", args=["nonsense"])).status_code == 404
    assert client.get(reverse(f"lists:{name}", args=["application"]), {"sort": "password"}).status_code == 400
    assert not AuditEntry.objects.exists()


# --- One action on many rows -----------------------------------------------------------------------------------------
@pytest.mark.row("B13")
def test_bulk_previews_then_does_each_row_and_keeps_the_result(client):
    officer = person(Role.OFFICER)
    good = [ApplicationFactory(status=S.SUBMITTED) for _ in range(3)]
    checking = ApplicationFactory(status=S.CHECKING)
    own = ApplicationFactory(status=S.SUBMITTED, startup=StartupFactory(members=[officer]))
    draft = ApplicationFactory(title="Bản nháp kín")
    client.force_login(officer)

    preview_page = bulk_preview(client, "application", "start_check", [*good, checking, own, draft])
    reasons = {int(line["pk"]): line["refusal"] for line in preview_page.context["lines"]}
    assert {pk for pk, reason in reasons.items() if not reason} == {row.pk for row in good}
    assert {pk for pk, reason in reasons.items() if reason} == {checking.pk, own.pk}
    assert "Bản nháp kín" not in preview_page.content.decode()
    assert not AuditEntry.objects.exists()

    done = run_bulk(client, "application", preview_page)

    job = Job.objects.get()
    assert done.headers["Location"] == reverse("lists:job_detail", args=[job.pk])
    outcomes = {row.object_id: (row.outcome, row.message) for row in job.rows.all()}
    assert outcomes == {
        **{row.pk: (BulkOutcome.DONE, "") for row in good},
        checking.pk: (BulkOutcome.REFUSED, reasons[checking.pk]),
        own.pk: (BulkOutcome.REFUSED, reasons[own.pk]),
    }
    assert set(Application.objects.filter(pk__in=[r.pk for r in good]).values_list("status", flat=True)) == {"checking"}
    assert AuditEntry.objects.filter(transition="start_check").count() == 3
    page = client.get(done.headers["Location"])
    assert (page.context["status_text"], page.context["not_done_count"]) == ("Đã thực hiện 3 trên 5 dòng.", 2)


def test_bulk_sent_twice_is_done_once(client):
    rows = [ApplicationFactory(status=S.SUBMITTED) for _ in range(2)]
    client.force_login(person(Role.OFFICER))
    preview_page = bulk_preview(client, "application", "start_check", rows)

    first, second = run_bulk(client, "application", preview_page), run_bulk(client, "application", preview_page)

    assert first.headers["Location"] == second.headers["Location"]
    assert (Job.objects.count(), BulkRow.objects.filter(outcome=BulkOutcome.DONE).count()) == (1, 2)
    assert AuditEntry.objects.filter(transition="start_check").count() == 2


@pytest.mark.row("B7")
def test_row_that_changed_after_the_preview_is_refused_alone(client):
    rows = [ApplicationFactory(status=S.SUBMITTED) for _ in range(3)]
    client.force_login(person(Role.OFFICER))
    preview_page = bulk_preview(client, "application", "start_check", rows)
    Application.objects.filter(pk=rows[1].pk).update(status=S.WITHDRAWN)

    run_bulk(client, "application", preview_page)

    outcomes = dict(BulkRow.objects.values_list("object_id", "outcome"))
    assert outcomes == {rows[0].pk: "done", rows[1].pk: "refused", rows[2].pk: "done"}


def test_fault_in_one_row_leaves_the_others_done(client):
    rows = [ApplicationFactory(status=S.SUBMITTED) for _ in range(3)]
    action = LISTINGS["application"].bulk[0]
    real = action.run

    def breaks(row, *, by, version):
        result = real(row, by=by, version=version)
        if row.pk == rows[1].pk:
            raise ValueError("broken")
        return result

    object.__setattr__(action, "run", breaks)
    try:
        client.force_login(person(Role.OFFICER))
        run_bulk(client, "application", bulk_preview(client, "application", "start_check", rows))
    finally:
        object.__setattr__(action, "run", real)

    assert dict(BulkRow.objects.values_list("object_id", "outcome")) == {
        rows[0].pk: "done",
        rows[1].pk: "failed",
        rows[2].pk: "done",
    }
    assert Application.objects.get(pk=rows[1].pk).status == S.SUBMITTED


def test_at_most_two_hundred_rows(client):
    call = CallFactory(criteria=[])
    startups = StartupFactory.create_batch(MAX_BULK + 1)
    rows = [ApplicationFactory(call=call, startup=startup, status=S.SUBMITTED) for startup in startups]
    client.force_login(person(Role.OFFICER))

    too_many = bulk_preview(client, "application", "start_check", rows)
    by_filter = bulk_preview(client, "application", "start_check", [], scope="all")
    just = bulk_preview(client, "application", "start_check", rows[:MAX_BULK])

    assert (too_many.status_code, by_filter.status_code, just.status_code) == (302, 302, 200)
    assert len(just.context["lines"]) == MAX_BULK
    many = {f"possible-{row.pk}": "1" for row in rows}
    data = {"action": "start_check", "query": "", "token": str(uuid4()), "pk": [row.pk for row in rows], **many}
    assert client.post(reverse("lists:bulk_run", args=["application"]), data).status_code == 409
    assert not Job.objects.exists()


def test_bulk_of_all_matching_rows_takes_the_filters(client):
    wanted = [ApplicationFactory(status=S.SUBMITTED) for _ in range(27)]
    ApplicationFactory(status=S.CHECKING)
    client.force_login(person(Role.OFFICER))

    preview_page = bulk_preview(client, "application", "start_check", [], scope="all", query="status=submitted")

    assert {int(line["pk"]) for line in preview_page.context["lines"]} == {row.pk for row in wanted}


@pytest.mark.parametrize("role", [Role.MANAGER, Role.DIRECTOR, Role.ACCOUNTANT, "none"])
def test_only_officers_start_checks(client, role):
    row = ApplicationFactory(status=S.SUBMITTED)
    client.force_login(stranger() if role == "none" else person(role))

    assert bulk_preview(client, "application", "start_check", [row]).status_code == 403
    data = {"action": "start_check", "query": "", "token": str(uuid4()), "pk": [row.pk], f"possible-{row.pk}": "1"}
    assert client.post(reverse("lists:bulk_run", args=["application"]), data).status_code == 403
    row.refresh_from_db()
    assert row.status == S.SUBMITTED


@pytest.mark.parametrize(
    "data",
    [{"action": "approve"}, {"action": ""}, {"pk": ["x"]}, {"pk": ["9" * 40]}, {"query": "sort=x"}, {"token": "x"}],
)
def test_forged_bulk_is_refused(client, data):
    row = ApplicationFactory(status=S.SUBMITTED)
    client.force_login(person(Role.OFFICER))
    sent = {"action": "start_check", "query": "", "pk": [row.pk], "token": str(uuid4()), **data}

    assert client.post(reverse("lists:bulk_run", args=["application"]), sent).status_code == 400
    if "token" not in data:
        assert client.post(reverse("lists:bulk_preview", args=["application"]), sent).status_code == 400


def test_result_is_visible_to_its_requester_only(client):
    row = ApplicationFactory(status=S.SUBMITTED)
    client.force_login(person(Role.OFFICER))
    address = run_bulk(client, "application", bulk_preview(client, "application", "start_check", [row])).headers[
        "Location"
    ]
    client.force_login(person(Role.OFFICER))

    assert client.get(address).status_code == 404


def test_one_evaluator_is_assigned_to_several_dossiers(client):
    call = CallFactory()
    evaluator = person(Role.EVALUATOR, full_name="Bà Thẩm Định")
    call.evaluators.add(evaluator)
    free = [ApplicationFactory(call=call, status=S.EVALUATING) for _ in range(2)]
    team = ApplicationFactory(call=call, status=S.EVALUATING, startup=StartupFactory(members=[evaluator]))
    early = ApplicationFactory(call=call, status=S.SUBMITTED)
    rows = [*free, team, early]
    client.force_login(person(Role.OFFICER))

    asking = bulk_preview(client, "application", "assign", rows)
    empty = bulk_preview(client, "application", "assign", rows, answered="1", evaluator="")
    preview_page = bulk_preview(client, "application", "assign", rows, answered="1", evaluator=evaluator.pk)
    run_bulk(client, "application", preview_page)

    assert (asking.context["needs_answers"], empty.context["needs_answers"], preview_page.context["needs_answers"]) == (
        True,
        True,
        False,
    )
    assert empty.context["form"].errors.keys() == {"evaluator"}
    assert dict(BulkRow.objects.values_list("object_id", "outcome")) == {
        free[0].pk: "done",
        free[1].pk: "done",
        team.pk: "refused",
        early.pk: "refused",
    }
    assert set(Review.objects.values_list("application", "evaluator")) == {(row.pk, evaluator.pk) for row in free}
    assert OutboxMessage.objects.filter(kind="review_assigned").count() == 2
    assert Job.objects.get().note == "Bà Thẩm Định"


def test_bulk_publication_refuses_startups_changed_after_the_preview(client):
    officer = person(Role.OFFICER)
    rows = [startup_in(Publication.REQUESTED) for _ in range(3)]
    client.force_login(officer)
    preview_page = bulk_preview(client, "publication", "publish", rows)
    Startup.objects.get(pk=rows[1].pk).save()  # changed in the meantime

    run_bulk(client, "publication", preview_page)

    assert dict(BulkRow.objects.values_list("object_id", "outcome")) == {
        rows[0].pk: "done",
        rows[1].pk: "refused",
        rows[2].pk: "done",
    }
    assert set(Startup.objects.public().values_list("pk", "verified_by")) == {
        (rows[0].pk, officer.pk),
        (rows[2].pk, officer.pk),
    }


def test_no_action_on_many_rows_touches_money():
    offered = {slug: [action.key for action in listing.bulk] for slug, listing in LISTINGS.items() if listing.bulk}

    assert offered == {
        "application": ["start_check", "assign", "hand_over"],
        "publication": ["publish"],
        "news": ["publish", "unpublish"],
        "feedback": ["take_over"],
        "organisation": ["publish", "unpublish"],
    }
