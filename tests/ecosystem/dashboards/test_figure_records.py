"""The records behind a figure: filters, files, and who may open the dossiers."""

from datetime import date
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import RoleGrant
from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.dashboards.figures import records_url
from ecosystem.dashboards.forms import read_selection
from ecosystem.dashboards.listings import RECORD_FILES
from ecosystem.lists.actions import jobs
from ecosystem.lists.actions.jobs import create_export_job, run_job
from ecosystem.lists.models import Job
from programmes.plan.counting import STARTUPS, Selection
from programmes.plan.models import Counter
from tests.ecosystem.documents.reading import xlsx_cells
from tests.factories import (
    StartupFactory,
    person,
)
from tests.programmes.grants.records import approved_award, make_contract, make_payment, start_of_day

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("scheme=khong-co", 404),
        ("scheme=de-an&pillar=9", 404),
        ("pillar=1", 400),
        ("budget_year=2025", 400),
        ("starts=2025-13-01", 400),
        ("starts=01/02/2025", 400),
        ("order=amount", 400),
        ("after=gia-mao", 400),
        ("scheme=de-an&pillar=x", 400),
        ("scheme=%00", 400),
    ],
)
def test_records_refuse_what_is_not_offered(client, member, scheme, query, status):
    assert client.get(reverse("dashboards:figure_records", args=["granted"]) + "?" + query).status_code == status


def test_address_of_records_reads_back_as_the_same_selection(scheme):
    pillar = scheme.pillars.get(number=2)
    for selection in (
        Selection(STARTUPS),
        Selection(Counter.GRANTED, scheme=scheme, pillar=pillar, budget_year=2025),
        Selection(Counter.PROJECTS, scheme=scheme, starts=date(2024, 12, 15), ends=date(2025, 12, 15)),
        Selection(Counter.PAID, scheme=scheme, accepted_only=True),
    ):
        parts = urlsplit(records_url(selection))
        query = QueryDict("&".join(f"{k}={v[0]}" for k, v in parse_qs(parts.query).items()))
        assert read_selection(selection.counter, query) == selection


@pytest.mark.row("D10")
def test_council_member_sees_no_link_into_dossiers_and_an_officer_does(client, scheme, line):
    award = approved_award(start_of_day(), line=line)
    address = reverse("dashboards:figure_records", args=["granted"])
    dossier = reverse("grants:application_detail", args=[award.application_id])

    client.force_login(person(Role.COUNCIL))
    assert dossier not in client.get(address).content.decode()
    client.force_login(person(Role.OFFICER))
    assert dossier in client.get(address).content.decode()


def records_file(client, counter, kind, **query):
    answer = client.get(reverse("dashboards:figure_records_file", args=[counter, kind]), query)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.row("D10")
@pytest.mark.parametrize("counter", ["granted", "projects", "paid"])
def test_records_behind_a_figure_are_filtered_and_downloaded_with_the_same_filter(
    client, member, scheme, line, counter
):
    for name, stage, amount in (
        ("Trà Sữa", "incubation", 10_000_000),
        ("Trà Xanh", "acceleration", 20_000_000),
        ("=HYPERLINK(1)", "incubation", 40_000_000),
    ):
        award = approved_award(start_of_day(), line=line, amount=amount, stage=stage, startup=StartupFactory(name=name))
        for tranche in make_contract(award, parts=1):
            make_payment(tranche, str(timezone.localdate()))
    address = reverse("dashboards:figure_records", args=[counter])

    whole = client.get(address, {"scheme": scheme.code}).context
    by_name = client.get(address, {"scheme": scheme.code, "q": "tra"}).context
    both = client.get(address, {"scheme": scheme.code, "q": "tra", "stage": "incubation"})
    lines = records_file(client, counter, "csv", scheme=scheme.code, stage="incubation").decode().splitlines()

    assert (whole["sums"]["n"], by_name["sums"]["n"], both.context["sums"]["n"]) == (3, 2, 1)
    assert [record["application"].startup.name for record in both.context["records"]] == ["Trà Sữa"]
    assert both.context["sums"]["amount"] == sum(record["amount"] for record in both.context["records"])
    assert f'name="scheme" value="{scheme.code}"' in both.content.decode()
    assert both.context["whole_url"] == f"{address}?scheme={scheme.code}"
    assert sorted(line.split(",")[0] for line in lines[1:]) == ["'=HYPERLINK(1)", "Trà Sữa"]


def test_excel_file_of_records_holds_their_amounts_and_is_audited(client, member, scheme, line):
    approved_award(start_of_day(), line=line, amount=12_500_000, cancelled=2_500_000)

    cells = xlsx_cells(records_file(client, "granted", "xlsx", scheme=scheme.code))

    entry = AuditEntry.objects.get(transition="export")
    assert (cells["F1"][1], cells["F2"][1]) == ("Số tiền", "10000000")
    assert "F3" not in cells
    assert (entry.model, entry.target, entry.by) == ("list:figure-granted", "xlsx", member)
    assert entry.reason == f"1 rows; scheme={scheme.code}"


@pytest.mark.parametrize(
    ("counter", "kind", "query", "status"),
    [("granted", "pdf", {}, 404), ("nope", "csv", {}, 404), ("granted", "csv", {"order": "x"}, 400)],
)
@pytest.mark.usefixtures("member", "scheme")
def test_file_of_records_refuses_what_is_not_offered(client, counter, kind, query, status):
    assert client.get(reverse("dashboards:figure_records_file", args=[counter, kind]), query).status_code == status


def test_large_file_of_records_is_made_by_the_worker_with_the_same_filters(client, member, scheme, line, monkeypatch):
    monkeypatch.setattr(jobs, "SMALL_EXPORT", 1)
    for name, stage in (("Trà Sữa", "incubation"), ("Trà Xanh", "incubation"), ("Cà Phê", "acceleration")):
        approved_award(start_of_day(), line=line, stage=stage, startup=StartupFactory(name=name))
    approved_award(start_of_day(), startup=StartupFactory(name="Đề án khác"), stage="incubation")
    address = reverse("dashboards:figure_records_file", args=["granted", "csv"])

    page = client.get(address, {"scheme": scheme.code, "stage": "incubation"})
    fields = {"kind": "csv", "query": page.context["query"], "token": str(page.context["token"])}
    asked = client.post(reverse("lists:export_run", args=["figure-granted"]), fields)
    job = Job.objects.get()
    run_job(job.pk)

    assert AuditEntry.objects.get(transition="export").reason.startswith("2 rows; ")
    assert asked["Location"] == reverse("lists:job_detail", args=[job.pk])
    text = b"".join(client.get(reverse("lists:job_file", args=[job.pk])).streaming_content).decode()
    assert sorted(line.split(",")[0] for line in text.splitlines()[1:]) == ["Trà Sữa", "Trà Xanh"]
    assert client.get(reverse("lists:job_detail", args=[job.pk])).status_code == 200


def test_large_file_of_records_is_not_made_for_somebody_who_may_no_longer_read_them(member, scheme, line):
    approved_award(start_of_day(), line=line)
    job = create_export_job(RECORD_FILES["granted"], by=member, token=uuid4(), kind="csv", query="", total=1)
    RoleGrant.objects.filter(user=member).update(revoked_at=timezone.now())

    run_job(job.pk)

    job.refresh_from_db()
    assert (job.status, job.problem, job.file.name) == ("failed", "closed", "")


@pytest.mark.parametrize("name", ["lists:view_create", "lists:bulk_preview", "lists:export_csv"])
def test_list_of_files_alone_has_no_saved_views_and_actions(client, member, name):
    assert client.get(reverse(name, args=["figure-granted"])).status_code in {404, 405}
    assert client.post(reverse(name, args=["figure-granted"])).status_code in {404, 405}


def test_only_overseers_ask_for_a_file_of_records(client, scheme):
    client.force_login(person(Role.EVALUATOR))

    answer = client.post(reverse("lists:export_run", args=["figure-granted"]), {"kind": "csv", "token": str(uuid4())})

    assert (answer.status_code, Job.objects.count()) == (403, 0)
