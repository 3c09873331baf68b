"""The lists of the back office: order, columns, filters, saved views, files and actions on many rows."""

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.lists.listing import LISTINGS, MAX_BULK
from ecosystem.lists.models import Audience, BulkOutcome, BulkRow, DefaultView, Job, SavedView
from ecosystem.notices.models import OutboxMessage
from programmes.grants.models import Application, ApplicationStatus, Review
from startups.models import Publication, Startup
from tests.access.asking import close
from tests.editing import opened as opened_form
from tests.factories import (
    ApplicationFactory,
    AreaFactory,
    CallFactory,
    SectorFactory,
    StartupFactory,
    UnitFactory,
    person,
)
from tests.lists import pages, stranger
from tests.startups.cases import startup_in

pytestmark = pytest.mark.django_db
S = ApplicationStatus
DOSSIERS = "grants:application_list"
HTMX = {"HX-Request": "true"}


def view_of(owner, query="", name="Của tôi", listing="application", audience=Audience.NOBODY):
    return SavedView.objects.create(owner=owner, listing=listing, name=name, query=query, audience=audience)


def listed(client, **query):
    return {row.pk for row in client.get(reverse(DOSSIERS), query).context["page"]}


def cells(client, url, **query):
    """Keys of the columns that the page shows."""
    return [column.key for column in client.get(url, query).context["list"].state.columns]


# --- Order, columns, chips -------------------------------------------------------------------------------------
def test_head_says_how_the_list_is_ordered_and_turns_it(client):
    ApplicationFactory(status=S.SUBMITTED)
    client.force_login(person(Role.OFFICER))

    opened = client.get(reverse(DOSSIERS), {"sort": "requested"}).context["list"]
    text = client.get(reverse(DOSSIERS), {"sort": "-requested"}).content.decode()

    heads = {head["column"].key: head for head in opened.headers}
    assert heads["requested"]["aria"] == "ascending"
    assert heads["requested"]["url"].endswith("?sort=-requested")
    assert heads["due"]["aria"] == ""
    assert "url" not in heads["call"]
    assert text.count("aria-sort=") == 1
    assert 'aria-sort="descending"' in text


@pytest.mark.row("B11")
def test_filters_order_and_columns_keep_each_other(client):
    call = CallFactory()
    for _ in range(26):
        ApplicationFactory(call=call, status=S.SUBMITTED)
    client.force_login(person(Role.OFFICER))

    query = {"status": "submitted", "call": call.pk, "sort": "-requested", "cols": "project,requested"}
    response = client.get(reverse(DOSSIERS), query)

    opened = response.context["list"]
    turned = parse_qs(urlsplit(next(h["url"] for h in opened.headers if h["column"].key == "requested")).query)
    removed = parse_qs(urlsplit(opened.chips[0]["url"]).query)
    assert turned == {
        "status": ["submitted"],
        "call": [str(call.pk)],
        "sort": ["requested"],
        "cols": ["project,requested"],
    }
    assert removed == {"call": [str(call.pk)], "sort": ["-requested"], "cols": ["project,requested"]}
    assert parse_qs(urlsplit(opened.clear_url).query) == {"sort": ["-requested"], "cols": ["project,requested"]}
    assert opened.state_inputs == [("sort", "-requested"), ("cols", "project,requested")]
    assert opened.filter_inputs == [("status", "submitted"), ("call", str(call.pk))]
    assert f"status=submitted&amp;call={call.pk}&amp;sort=-requested&amp;cols=project%2Crequested&amp;after=" in (
        response.content.decode()
    )


def test_chips_say_what_is_set_in_words(client):
    sector, area = SectorFactory(name="An ninh mạng"), AreaFactory(name="Sài Gòn")
    client.force_login(person(Role.OFFICER))

    query = {
        "status": "submitted",
        "sector": sector.code,
        "area": area.code,
        "requested_from": "40 triệu",
        "submitted_to": "31/12/2026",
        "late": "",
    }
    chips = client.get(reverse(DOSSIERS), query).context["list"].chips

    assert [str(chip["value"]) for chip in chips] == [
        str(S.SUBMITTED.label),
        "An ninh mạng",
        "Sài Gòn",
        "31/12/2026",
        "40.000.000\u00a0₫",
    ]


def test_columns_are_chosen_by_boxes_or_by_a_list_and_the_first_stays(client):
    client.force_login(person(Role.OFFICER))
    url = reverse(DOSSIERS)

    assert cells(client, url, cols=["requested", "area"]) == ["project", "requested", "area"]
    assert cells(client, url, cols="area,requested") == ["project", "requested", "area"]
    assert cells(client, url, cols="project") == ["project"]
    assert cells(client, url) == ["project", "call", "status", "due", "requested"]


def test_htmx_gets_the_table_alone_with_what_the_filters_must_keep(client):
    ApplicationFactory(status=S.SUBMITTED)
    client.force_login(person(Role.OFFICER))

    text = client.get(reverse(DOSSIERS), {"sort": "due"}, headers=HTMX).content.decode()

    assert text.strip().startswith('<div id="application-table"')
    assert '<input type="hidden" form="application-filters" name="sort" value="due">' in text
    assert 'id="sort-due"' in text


# --- Filters of dossiers and startups ------------------------------------------------------------------------------
@pytest.mark.row("B11")
def test_dossiers_are_found_by_who_where_when_and_how_much(client):
    sector, area = SectorFactory(), AreaFactory()
    wanted = ApplicationFactory(
        status=S.SUBMITTED, startup=StartupFactory(sectors=[sector], area=area), labour_total=0, other_total=50_000_000
    )
    other = ApplicationFactory(status=S.CHECKING, submitted_at="2026-03-01T00:30+07:00")
    client.force_login(person(Role.OFFICER))

    both = {wanted.pk, other.pk}
    assert listed(client, sector=sector.code) == listed(client, area=area.code) == {wanted.pk}
    assert listed(client, unit=other.call.unit.code) == {other.pk}
    assert listed(client, pillar=other.call.budget_line.pillar_id) == {other.pk}
    assert listed(client, requested_from="50 triệu") == {wanted.pk}
    assert listed(client, requested_to="49.999.999") == {other.pk}
    assert listed(client, submitted_to="01/03/2026") == {other.pk}
    assert listed(client, submitted_to="28/02/2026") == set()
    assert listed(client, submitted_from="01/03/2026") == both
    assert listed(client, submitted_from="02/03/2026") == {wanted.pk}
    assert listed(client, kind="enterprise") == both
    assert listed(client, holder="department") == both
    assert listed(client, sector=sector.code, area=area.code, requested_from="1 tỷ") == set()


def test_startups_are_found_by_place_verification_and_day(client):
    area = AreaFactory()
    checked = startup_in(Publication.PUBLIC, area=area)
    fresh = startup_in(Publication.PRIVATE)
    Startup.objects.filter(pk=fresh.pk).update(created_at="2025-06-30T23:30+07:00")
    client.force_login(person(Role.OFFICER))

    def found(**query):
        return [row.pk for row in client.get(reverse("startups:startup_list"), query).context["page"]]

    assert found(verified="yes") == found(area=area.code) == found(registered_from="01/07/2025") == [checked.pk]
    assert found(verified="no") == found(registered_to="30/06/2025") == [fresh.pk]
    assert found(registered_to="29/06/2025") == []


def test_choices_are_limited_to_what_the_reader_may_see(client):
    own, foreign = CallFactory(status="draft"), CallFactory(status="draft", name="Đợt kín")
    client.force_login(person(Role.OFFICER, unit=own.unit))

    response = client.get(reverse(DOSSIERS))

    assert own.name in response.content.decode()
    assert "Đợt kín" not in response.content.decode()
    assert client.get(reverse(DOSSIERS), {"call": foreign.pk}).context["filter"].form.errors.keys() == {"call"}


def test_filters_of_one_reader_or_moment_are_not_shown_to_another(client):
    own, foreign = CallFactory(status="draft", name="Đợt nhà"), CallFactory(status="draft", name="Đợt kín")
    near, far = person(Role.OFFICER, unit=own.unit), person(Role.OFFICER, unit=foreign.unit)

    def offered(who):
        client.force_login(who)
        page = client.get(reverse(DOSSIERS), {"more": 1}).content.decode()
        return [name for name in ("Đợt nhà", "Đợt kín", "Đợt mới", "Phường mới") if name in page]

    assert (offered(near), offered(far), offered(near)) == (["Đợt nhà"], ["Đợt kín"], ["Đợt nhà"])
    CallFactory(status="draft", name="Đợt mới", unit=own.unit)
    AreaFactory(name="Phường mới")
    assert (offered(near), offered(far)) == (["Đợt nhà", "Đợt mới", "Phường mới"], ["Đợt kín", "Phường mới"])
    near.role_grants.update(revoked_at=timezone.now())
    assert offered(near) == ["Phường mới"]


def test_rows_of_one_state_keep_the_lists_order_page_by_page(client):
    made = [ApplicationFactory(status=S.CHECKING if n % 2 else S.SUBMITTED) for n in range(60)]
    client.force_login(person(Role.OFFICER))
    checking = [row.pk for row in made if row.status == S.CHECKING]

    assert pages(client, reverse(DOSSIERS), status="checking") == checking[::-1]
    assert pages(client, reverse(DOSSIERS), status="checking", sort="created") == checking


# --- Saved views ----------------------------------------------------------------------------------------------------
@pytest.mark.row("B12")
def test_view_is_saved_opened_changed_and_deleted(client):
    late = ApplicationFactory(status=S.CHECKING)
    ApplicationFactory(status=S.SUBMITTED)
    officer = person(Role.OFFICER)
    client.force_login(officer)
    url = reverse("lists:view_create", args=["application"])
    query = "status=checking&sort=-requested&cols=project,area&after=x&view=3"

    assert client.get(url, {"query": query}).status_code == 200
    saved = client.post(url, {"query": query, "name": " Đang  kiểm tra ", "audience": "nobody"})
    view = SavedView.objects.get()
    opened = client.get(saved.headers["Location"]).context

    assert (view.owner, view.name, view.listing) == (officer, "Đang kiểm tra", "application")
    assert QueryDict(view.query).dict() == {"status": "checking", "sort": "-requested", "cols": "project,area"}
    assert [row.pk for row in opened["page"]] == [late.pk]
    assert [column.key for column in opened["list"].state.columns] == ["project", "area"]
    assert (opened["list"].view, opened["list"].is_changed) == (view, False)

    changed = client.get(reverse(DOSSIERS), {"view": view.pk, "status": "submitted"}).context["list"]
    assert (changed.view, changed.is_changed) == (view, True)
    client.post(reverse("lists:view_replace", args=[view.pk]), {"query": "status=submitted"})
    edit = reverse("lists:view_edit", args=[view.pk])
    client.post(edit, opened_form(client, edit, {"name": "Mới gửi", "audience": "everybody", "is_default": "on"}))
    view.refresh_from_db()
    assert (view.query, view.name, view.audience) == ("status=submitted", "Mới gửi", "everybody")
    assert DefaultView.objects.get().view == view

    assert client.get(reverse("lists:view_delete", args=[view.pk])).status_code == 200
    assert SavedView.objects.exists()
    client.post(reverse("lists:view_delete", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_saving_a_view_can_be_left_for_the_list_as_it_was(client):
    officer = person(Role.OFFICER)
    view = view_of(officer, "status=checking")
    client.force_login(officer)
    create, edit = reverse("lists:view_create", args=["application"]), reverse("lists:view_edit", args=[view.pk])

    offered = client.get(create, {"query": "status=checking&sort=-requested"})
    refused = client.post(create, {"query": "status=checking&sort=-requested", "name": ""})

    for response in (offered, refused):
        back = response.context["cancel_url"]
        assert f'href="{escape(back)}"' in response.content.decode()
        assert client.get(back).context["list"].state.query().dict() == {"status": "checking", "sort": "-requested"}
    assert client.get(client.get(edit).context["cancel_url"]).context["list"].view == view


def test_name_that_is_taken_and_input_that_is_missing_are_refused(client):
    officer = person(Role.OFFICER)
    view_of(officer, name="Của tôi")
    client.force_login(officer)
    url = reverse("lists:view_create", args=["application"])

    for data, status in (
        ({"name": "Của tôi", "audience": "nobody"}, 409),
        ({"name": "", "audience": "nobody"}, 422),
        ({"name": "A", "audience": "x"}, 422),
    ):
        response = client.post(url, {"query": "status=checking", **data})
        assert (response.status_code, bool(response.context["form"].errors)) == (status, True)
        assert response.context["query"] == "status=checking"
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize("query", ["password=x", "sort=password", "cols=password", "status=checking&startup__name=x"])
def test_view_takes_only_what_the_list_offers(client, query):
    client.force_login(officer := person(Role.OFFICER))
    view = view_of(officer, "status=checking")

    data = {"query": query, "name": "A", "audience": "nobody"}
    assert client.post(reverse("lists:view_create", args=["application"]), data).status_code == 400
    assert client.post(reverse("lists:view_replace", args=[view.pk]), data).status_code == 400
    view.refresh_from_db()
    assert (SavedView.objects.count(), view.query) == (1, "status=checking")


def test_view_of_somebody_else_does_not_exist_unless_it_is_shared(client):
    unit = UnitFactory()
    owner, colleague, outsider = person(Role.OFFICER, unit=unit), person(Role.OFFICER, unit=unit), person(Role.OFFICER)
    own = view_of(owner, name="Riêng")
    ours = view_of(owner, name="Đơn vị", audience=Audience.UNIT)
    all_ = view_of(owner, name="Mọi người", audience=Audience.EVERYBODY)

    def opens(user):
        client.force_login(user)
        answers = [client.get(reverse(DOSSIERS), {"view": view.pk}).status_code for view in (own, ours, all_)]
        return answers, [tab["view"].pk for tab in client.get(reverse(DOSSIERS), {"view": "all"}).context["list"].tabs]

    assert opens(owner) == ([200, 200, 200], [ours.pk, all_.pk, own.pk])
    assert opens(colleague) == ([404, 200, 200], [ours.pk, all_.pk])
    assert opens(outsider) == ([404, 404, 200], [all_.pk])


@pytest.mark.row("B12")
def test_shared_view_shows_what_the_reader_may_see_and_only_the_owner_changes_it(client):
    unit = UnitFactory()
    mine, foreign = (ApplicationFactory(status=S.CHECKING, call=CallFactory(unit=u)) for u in (unit, UnitFactory()))
    view = view_of(person(Role.OFFICER), "status=checking", audience=Audience.EVERYBODY)
    client.force_login(person(Role.OFFICER, unit=unit))

    response = client.get(reverse(DOSSIERS), {"view": view.pk})

    assert [row.pk for row in response.context["page"]] == [mine.pk]
    assert foreign.title not in response.content.decode()
    for name in ("view_edit", "view_replace", "view_delete"):
        assert client.post(reverse(f"lists:{name}", args=[view.pk]), {"query": "", "name": "x"}).status_code == 403
    view.refresh_from_db()
    assert (view.name, view.query) == ("Của tôi", "status=checking")


def test_view_of_a_list_that_one_may_not_open_stays_closed(client):
    view = view_of(person(Role.OFFICER), listing="startup", audience=Audience.EVERYBODY)
    client.force_login(person(Role.EVALUATOR))

    assert client.post(reverse("lists:view_default", args=[view.pk])).status_code == 403
    assert client.get(reverse("lists:view_create", args=["startup"])).status_code == 403
    assert client.get(reverse("startups:startup_list"), {"view": view.pk}).status_code == 403


def test_default_view_opens_first_and_the_whole_list_stays_in_reach(client):
    call = CallFactory()
    for _ in range(27):
        ApplicationFactory(status=S.CHECKING, call=call)
    other = ApplicationFactory(status=S.SUBMITTED)
    reader = person(Role.OFFICER)
    view = view_of(person(Role.OFFICER), "status=checking", audience=Audience.EVERYBODY)
    client.force_login(reader)

    client.post(reverse("lists:view_default", args=[view.pk]))
    first = client.get(reverse(DOSSIERS))
    opened = first.context["list"]

    assert opened.view == view
    assert "view=all" in opened.all_rows_url
    assert "view=all" in opened.clear_url
    assert other.pk in listed(client, view="all")
    next_page = first.content.decode().split('id="page-next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(next_page).context
    assert (second["list"].view, {row.status for row in second["page"]}) == (view, {"checking"})

    client.post(reverse("lists:view_default", args=[view.pk]), {"begin": "no"})
    assert client.get(reverse(DOSSIERS)).context["list"].view is None


def test_default_falls_away_when_the_view_is_no_longer_shared(client):
    owner, reader = person(Role.OFFICER), person(Role.OFFICER)
    view = view_of(owner, "status=checking", audience=Audience.EVERYBODY)
    client.force_login(reader)
    client.post(reverse("lists:view_default", args=[view.pk]))

    client.force_login(owner)
    address = reverse("lists:view_edit", args=[view.pk])
    client.post(address, opened_form(client, address, {"name": "Riêng", "audience": "nobody"}))

    client.force_login(reader)
    assert client.get(reverse(DOSSIERS)).context["list"].view is None


def test_view_whose_key_is_gone_opens_without_it_and_says_so(client):
    wanted = ApplicationFactory(status=S.CHECKING)
    ApplicationFactory(status=S.SUBMITTED)
    officer = person(Role.OFFICER)
    view = view_of(officer, "status=checking&district=q1&sort=-shoe_size&cols=project,hat")
    client.force_login(officer)

    response = client.get(reverse(DOSSIERS), {"view": view.pk})

    assert (response.status_code, [row.pk for row in response.context["page"]]) == (200, [wanted.pk])
    assert response.context["list"].removed_keys == ["district", "-shoe_size", "hat"]
    assert "“district”" in response.content.decode()


def test_markup_in_a_views_name_is_shown_as_words(client):
    officer = person(Role.OFFICER)
    view = view_of(officer, name="<script>alert(1)</script>")
    client.force_login(officer)

    text = client.get(reverse(DOSSIERS), {"view": view.pk}).content.decode()

    assert "<script>alert" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


@pytest.mark.parametrize("view", ["0", "-1", "x", "9" * 40, "1 or 1", "%00", "all2", "٣"])
def test_nonsense_for_a_view_is_not_found(client, view):
    client.force_login(person(Role.OFFICER))

    assert client.get(f"{reverse(DOSSIERS)}?view={view}").status_code == 404


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


def test_whoever_asks_for_the_headers_alone_has_taken_no_file(client):
    client.force_login(person(Role.OFFICER))

    response = client.head(reverse("lists:export_csv", args=["application"]))
    close(response)

    assert response.status_code == 200
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("name", ["export_csv", "export_xlsx"])
@pytest.mark.row("B16")
def test_file_is_for_whoever_may_open_the_list(client, name):
    client.force_login(stranger())

    assert client.get(reverse(f"lists:{name}", args=["startup"])).status_code == 403
    assert client.get(reverse(f"lists:{name}", args=["nonsense"])).status_code == 404
    assert client.get(reverse(f"lists:{name}", args=["application"]), {"sort": "password"}).status_code == 400
    assert not AuditEntry.objects.exists()


# --- One action on many rows -----------------------------------------------------------------------------------------
def preview(client, rows, action="start_check", slug="application", **more):
    data = {"action": action, "query": "", "pk": [row.pk for row in rows], **more}
    return client.post(reverse("lists:bulk_preview", args=[slug]), data)


def confirm(client, response, slug="application", **more):
    context = response.context
    data = {
        "action": context["action"].key,
        "query": "",
        "token": str(context["token"]),
        **dict(context["answers"]),
        **more,
    }
    data["pk"] = [line["pk"] for line in context["lines"]]
    for line in context["lines"]:
        data[f"version-{line['pk']}"] = line["version"]
        if not line["refusal"]:
            data[f"possible-{line['pk']}"] = "1"
    return client.post(reverse("lists:bulk_run", args=[slug]), data)


@pytest.mark.row("B13")
def test_bulk_previews_then_does_each_row_and_keeps_the_result(client):
    officer = person(Role.OFFICER)
    good = [ApplicationFactory(status=S.SUBMITTED) for _ in range(3)]
    checking = ApplicationFactory(status=S.CHECKING)
    own = ApplicationFactory(status=S.SUBMITTED, startup=StartupFactory(members=[officer]))
    draft = ApplicationFactory(title="Bản nháp kín")
    client.force_login(officer)

    asked = preview(client, [*good, checking, own, draft])
    reasons = {int(line["pk"]): line["refusal"] for line in asked.context["lines"]}
    assert {pk for pk, reason in reasons.items() if not reason} == {row.pk for row in good}
    assert {pk for pk, reason in reasons.items() if reason} == {checking.pk, own.pk}
    assert "Bản nháp kín" not in asked.content.decode()
    assert not AuditEntry.objects.exists()

    done = confirm(client, asked)

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
    asked = preview(client, rows)

    first, second = confirm(client, asked), confirm(client, asked)

    assert first.headers["Location"] == second.headers["Location"]
    assert (Job.objects.count(), BulkRow.objects.filter(outcome=BulkOutcome.DONE).count()) == (1, 2)
    assert AuditEntry.objects.count() == 2


@pytest.mark.row("B7")
def test_row_that_changed_after_the_preview_is_refused_alone(client):
    rows = [ApplicationFactory(status=S.SUBMITTED) for _ in range(3)]
    client.force_login(person(Role.OFFICER))
    asked = preview(client, rows)
    Application.objects.filter(pk=rows[1].pk).update(status=S.WITHDRAWN)

    confirm(client, asked)

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
        confirm(client, preview(client, rows))
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

    too_many = preview(client, rows)
    by_filter = preview(client, [], scope="all")
    just = preview(client, rows[:MAX_BULK])

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

    asked = preview(client, [], scope="all", query="status=submitted")

    assert {int(line["pk"]) for line in asked.context["lines"]} == {row.pk for row in wanted}


@pytest.mark.parametrize("role", [Role.MANAGER, Role.DIRECTOR, Role.ACCOUNTANT, "none"])
def test_only_officers_start_checks(client, role):
    row = ApplicationFactory(status=S.SUBMITTED)
    client.force_login(stranger() if role == "none" else person(role))

    assert preview(client, [row]).status_code == 403
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


def test_result_is_for_whoever_asked_for_it(client):
    row = ApplicationFactory(status=S.SUBMITTED)
    client.force_login(person(Role.OFFICER))
    address = confirm(client, preview(client, [row])).headers["Location"]
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

    asking = preview(client, rows, "assign")
    empty = preview(client, rows, "assign", answered="1", evaluator="")
    asked = preview(client, rows, "assign", answered="1", evaluator=evaluator.pk)
    confirm(client, asked)

    assert (asking.context["needs_answers"], empty.context["needs_answers"], asked.context["needs_answers"]) == (
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


def test_waiting_startups_are_published_as_they_were_seen(client):
    officer = person(Role.OFFICER)
    rows = [startup_in(Publication.REQUESTED) for _ in range(3)]
    client.force_login(officer)
    asked = preview(client, rows, "publish", "publication")
    Startup.objects.get(pk=rows[1].pk).save()  # changed in the meantime

    confirm(client, asked, "publication")

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
        "application": ["start_check", "assign"],
        "publication": ["publish"],
        "news": ["publish", "unpublish"],
        "feedback": ["take_over"],
        "organisation": ["publish", "unpublish"],
    }
