"""The applicant's and the officer's way through the pages, without a browser."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.notices.models import OutboxMessage
from programmes.grants.completeness import checklist_items
from programmes.grants.models import Application, ApplicationStatus, Holder, RequiredDocument
from programmes.plan.models import Step
from tests.edit_forms import with_version
from tests.factories import CallFactory, SectorFactory, StartupFactory, UserFactory, person, time_limits

pytestmark = pytest.mark.django_db
PAGES = ("edit", "plan", "costs", "files", "check", "submit", "receipt", "detail", "completeness")
LONG_TEXT = "Nội dung đủ dài để hội đồng hiểu dự án. " * 3
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def limits():
    time_limits()


def rows(prefix, *found, initial=0):
    data = {f"{prefix}-TOTAL_FORMS": str(len(found)), f"{prefix}-INITIAL_FORMS": str(initial)}
    for number, row in enumerate(found):
        data |= {f"{prefix}-{number}-{key}": value for key, value in row.items()}
    return data


def test_application_goes_from_call_to_valid_dossier(client, limits):
    owner, officer = UserFactory(), person(Role.OFFICER)
    sector = SectorFactory()
    call = CallFactory(policy__sectors=[sector])
    paper = RequiredDocument.objects.create(call=call, code="thuyet-minh", name="Thuyết minh", accepts=["pdf"])
    startup = StartupFactory(members=[owner], sectors=[sector])
    client.force_login(owner)

    response = client.get(reverse("grants:call_apply", args=[call.code]))
    start = reverse("grants:application_start", args=[call.code, startup.pk])
    assert response.headers["Location"] == start
    assert client.get(start).context["eligibility"].is_eligible
    response = client.post(start)
    application = Application.objects.get()
    page = {name: reverse(f"grants:application_{name}", args=[application.pk]) for name in PAGES}
    assert response.headers["Location"] == page["edit"]
    assert client.get(page["edit"]).status_code == 200

    answers = dict.fromkeys(("problem", "solution", "novelty", "market", "team", "impact"), LONG_TEXT)
    answers |= {
        "title": "Kho lạnh số",
        "months": "6",
        "had_other_support": "no",
        "declares_no_double_funding": "on",
        "declares_no_public_offering": "on",
        "onward": "1",
    }
    assert client.post(page["edit"], with_version(client, page["edit"], answers)).headers["Location"] == page["plan"]
    plan = rows("plan", {"month": "1", "activity": "Khảo sát", "deliverable": "Báo cáo"})
    assert (
        client.post(page["plan"], with_version(client, page["plan"], {**plan, "onward": "1"})).headers["Location"]
        == page["costs"]
    )
    costs = rows(
        "costs",
        {"kind": "labour", "description": "Kỹ sư", "quantity": "1", "unit_price": "5 triệu"},
        {"kind": "other", "description": "Thử nghiệm", "quantity": "3", "unit_price": "5.000.000"},
    )
    assert (
        client.post(page["costs"], with_version(client, page["costs"], {**costs, "onward": "1"})).headers["Location"]
        == page["files"]
    )
    upload = SimpleUploadedFile("Thuyết minh.pdf", PDF)
    assert client.post(page["files"], {"paper": paper.code, "file": upload}).status_code == 302
    response = client.get(page["check"])
    assert response.context["gaps"] == []
    assert client.post(page["submit"]).headers["Location"] == page["receipt"]

    application.refresh_from_db()
    year = timezone.localdate().year
    assert application.status == ApplicationStatus.SUBMITTED
    assert application.number == f"HS-{year}-000001"
    assert (application.labour_total, application.other_total, application.requested) == (
        5_000_000,
        15_000_000,
        20_000_000,
    )
    assert application.holder == Holder.DEPARTMENT
    assert application.due_on == application.clocks.get().due_on
    assert list(OutboxMessage.objects.values_list("kind", "recipient")) == [("receipt", owner.email)]
    assert application.number in client.get(page["receipt"]).content.decode()
    assert client.get(page["detail"]).status_code == 200
    pdf = client.get(reverse("grants:application_receipt_pdf", args=[application.pk]))
    assert pdf.content.startswith(b"%PDF")
    application.refresh_from_db()
    assert len(application.receipt_sha256) == 64

    desk = Client()
    desk.force_login(officer)
    response = desk.post(reverse("grants:application_start_check", args=[application.pk]))
    assert response.headers["Location"] == page["completeness"]
    assert desk.get(page["completeness"]).status_code == 200
    found = {f"result-{item}": "right" for item in checklist_items(application)}
    gap = {**found, "result-novelty": "missing", "reason-novelty": "Chưa so sánh với sản phẩm hiện có", "return": "1"}
    ask = reverse("grants:application_return", args=[application.pk])
    assert desk.post(page["completeness"], with_version(desk, page["completeness"], gap)).headers["Location"] == ask
    assert "Chưa so sánh" in desk.get(ask).content.decode()
    assert desk.post(ask, {"reason": "Bổ sung phần tính mới"}).headers["Location"] == page["detail"]

    application.refresh_from_db()
    assert application.status == ApplicationStatus.RETURNED
    assert application.holder == Holder.APPLICANT
    assert application.due_on >= timezone.localdate() + timedelta(days=15)
    detail = client.get(page["detail"]).content.decode()
    assert "Chưa so sánh với sản phẩm hiện có" in detail
    better = with_version(client, page["edit"], {**answers, "novelty": LONG_TEXT * 2})
    assert client.post(page["edit"], better).status_code == 302
    again = client.post(reverse("grants:application_resubmit", args=[application.pk]))
    assert again.headers["Location"] == page["receipt"]
    application.refresh_from_db()
    assert application.status == ApplicationStatus.CHECKING

    stale = desk.get(page["completeness"])
    assert [row["item"] for row in stale.context["rows"] if row["changed"]] == ["novelty"]
    assert (
        desk.post(page["completeness"], with_version(desk, page["completeness"], {**found, "accept": "1"})).headers[
            "Location"
        ]
        == page["detail"]
    )
    application.refresh_from_db()
    assert application.status == ApplicationStatus.EVALUATING
    assert application.clocks.get(ended_on__isnull=True).step == Step.EVALUATION
    assert application.completion_request == ""
    assert desk.get(page["detail"]).status_code == 200
