"""Queues: after a step the next row of the same filtered list opens; the dossier stands beside the task."""

import re
from html import unescape

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from programmes.grants.actions.award import suggest_decision_number
from programmes.grants.models import ApplicationStatus, Attachment, Award, AwardStatus, Recommendation, Review
from programmes.grants.models import ReviewStatus as R
from tests.factories import CallFactory, person
from tests.programmes.grants.cases import (
    Case,
    client_of,
    day,
    evaluated_case,
    make_case,
    open_review,
    proposed_case,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]

S = ApplicationStatus


def start(slug: str, query: str = "") -> str:
    return reverse("grants:queue_start", args=[slug]) + (f"?{query}" if query else "")


def proposals(count: int, **fields: object) -> list[Case]:
    """Proposals to one director of one call, the oldest first."""
    call = CallFactory()
    cases = [proposed_case(call=call, **fields) for _ in range(count)]
    director = cases[0].director
    for case in cases:
        case.people["director"] = director
    return cases


def links(html: str) -> list[str]:
    return [unescape(address) for address in re.findall(r'href="([^"]+)"', html)]


def approval(number: str) -> dict[str, str]:
    return {"decision_number": number, "decided_on": day()}


@pytest.mark.row("B60")
def test_director_decides_a_filtered_list_one_press_each():
    cases = proposals(3)
    foreign = proposed_case()  # of another unit: never in this director's queue
    client = client_of(cases[0].director)
    opened = client.get(start("decide", "status=proposed&sort=created"), follow=True)
    address = opened.redirect_chain[-1][0]
    positions = []
    for number, case in enumerate(cases, start=1):
        page = client.get(address).content.decode()
        positions.append(re.search(r"(\d) trong số (\d)", page).groups())
        assert f"/applications/{case.application.pk}/approval/" in address
        data = {**approval(f"{number}/QĐ-SKHCN"), "shown_version": version_of(case.award)}
        address = client.post(address, data)["Location"]
    assert positions == [("1", "3"), ("2", "3"), ("3", "3")]
    assert address == reverse("grants:award_list") + "?status=proposed&sort=created"
    assert {case.fresh.status for case in cases} == {S.APPROVED}
    assert foreign.fresh.status == S.PROPOSED


def test_skip_opens_the_following_row_and_leaves_this_one_as_it_is():
    first, second = proposals(2)
    client = client_of(first.director)
    page = client.get(start("decide", "sort=created"), follow=True).content.decode()
    skip = next(address for address in links(page) if f"/{second.application.pk}/approval/" in address)
    after = client.get(skip).content.decode()
    assert "2 trong số 2" in after
    assert first.fresh.status == S.PROPOSED


def test_refusals_and_returned_proposals_stay_in_the_queue():
    first, second = proposals(2)
    Award.objects.filter(application=second.application).update(recommendation=Recommendation.REFUSE, amount=0)
    client = client_of(first.director)
    opened = client.get(start("decide", "sort=created"), follow=True)
    back = next(a for a in links(opened.content.decode()) if f"/{first.application.pk}/proposal/return/" in a)
    version = version_of(Award.objects.get(application=first.application))
    onward = client.post(back, {"reason": "Cần nêu rõ tiến độ.", "shown_version": version})["Location"]
    assert onward.startswith(reverse("grants:award_reject", args=[second.application.pk]))
    assert "queue=decide" in onward


def test_own_proposals_are_not_in_the_queue_of_decisions():
    case = proposed_case()
    Award.objects.filter(application=case.application).update(proposed_by=case.director)
    response = client_of(case.director).get(start("decide"), follow=True)
    assert response.redirect_chain[-1][0] == reverse("grants:award_list")
    assert "Trong danh sách này không có" in response.content.decode()


def test_officer_checks_one_dossier_after_the_other():
    call = CallFactory()
    first, second = make_case(S.SUBMITTED, call=call), make_case(S.CHECKING, call=call)
    client = client_of(first.officer)
    opened = client.get(start("check", "sort=created"), follow=True)
    address = opened.redirect_chain[-1][0]
    page = opened.content.decode()
    start_url = reverse("grants:application_start_check", args=[first.application.pk])
    begin = unescape(re.search(f'action="({start_url}[^"]*)"', page).group(1))
    assert client.post(begin)["Location"] == address
    form = client.get(address).context["form"]
    data = {name: "ok" if name.startswith("result-") else "" for name in form.fields}
    result = next(name for name in form.fields if name.startswith("result-"))
    right = form.fields[result].choices[0][0]
    data = {name: right if name.startswith("result-") else "" for name in form.fields}
    data |= {"version": form["version"].value(), "accept": "1"}
    onward = client.post(address, data)["Location"]
    assert first.fresh.status == S.EVALUATING
    assert onward.startswith(reverse("grants:application_completeness", args=[second.application.pk]))


def test_evaluator_scores_one_dossier_after_the_other():
    call = CallFactory()
    first, second = make_case(call=call), make_case(call=call)
    evaluator = first.evaluators[0]
    open_review(first.application, evaluator)
    other = Review.objects.create(application=second.application, evaluator=evaluator, status=R.ASSIGNED)
    client = client_of(evaluator)
    opened = client.get(start("score", "sort=created"), follow=True)
    address = opened.redirect_chain[-1][0]
    form = opened.context["form"]
    data = {name: "8" if name.startswith("value_") else "Có số liệu." for name in form.fields}
    data |= {"version": form["version"].value(), "send": "1"}
    confirmation = client.post(address, data)["Location"]
    onward = client.post(confirmation)["Location"]
    assert onward.startswith(reverse("grants:review_detail", args=[other.pk]))
    declaration = client.get(onward)
    opens = client.post(declaration.context["declare_url"], {"answer": "none"})["Location"]
    assert opens.startswith(reverse("grants:review_score", args=[other.pk]))
    assert "done=1" in opens


def test_only_dossiers_with_all_their_scores_are_proposed_in_a_queue():
    call = CallFactory()
    ready, waiting = evaluated_case(make_case(call=call)), evaluated_case(make_case(call=call), "9")
    client = client_of(ready.officer)
    opened = client.get(start("propose"), follow=True)
    assert opened.redirect_chain[-1][0].startswith(reverse("grants:award_propose", args=[ready.application.pk]))
    assert "1 trong số 1" in opened.content.decode()
    assert waiting.fresh.status == S.EVALUATING


@pytest.mark.parametrize(
    ("slug", "role"), [("decide", Role.OFFICER), ("check", Role.DIRECTOR), ("nothing", Role.OFFICER)]
)
def test_queue_is_for_its_role_alone(slug, role):
    assert client_of(person(role, unit=CallFactory().unit)).get(start(slug)).status_code == 404


def test_queue_of_an_unknown_filter_is_refused():
    case = proposed_case()
    client = client_of(case.director)
    assert client.get(start("decide", "nothing=1")).status_code == 400
    address = reverse("grants:award_approve", args=[case.application.pk])
    assert client.get(f"{address}?queue=decide&list=nothing%3D1").status_code == 400


def test_list_offers_its_queue_with_its_filters():
    case = proposed_case()
    page = client_of(case.director).get(reverse("grants:award_list") + "?status=proposed").content.decode()
    assert start("decide", "status=proposed") in links(page)
    other = client_of(case.officer).get(reverse("grants:award_list")).content.decode()
    assert start("decide") not in other


# --- The number of the next decision --------------------------------------------------------------------------
def add_decision(number: str, *, call: object, years_ago: int = 0) -> None:
    case = proposed_case(call=call)
    at = timezone.localtime()
    Award.objects.filter(application=case.application).update(
        status=AwardStatus.APPROVED,
        decided_by=case.director,
        decided_at=at.replace(year=at.year - years_ago, day=min(at.day, 28)),
        decision_number=number,
    )


def test_decision_number_follows_the_last_of_its_unit_and_year():
    call, year = CallFactory(), timezone.localdate().year
    assert suggest_decision_number(call.unit, year) == ""
    add_decision("900/QĐ-SKHCN", call=call, years_ago=1)
    add_decision("500/QĐ-KHAC", call=CallFactory())
    add_decision("019/QĐ-SKHCN", call=call)
    add_decision("12/TB-SKHCN", call=call)
    add_decision("017/QĐ-SKHCN", call=call)
    assert suggest_decision_number(call.unit, year) == "020/QĐ-SKHCN"


def test_form_suggests_the_number_and_the_day():
    call = CallFactory()
    add_decision("7/QĐ-SKHCN", call=call)
    case = proposed_case(call=call)
    for name in ("award_approve", "award_reject"):
        page = client_of(case.director).get(reverse(f"grants:{name}", args=[case.application.pk])).content.decode()
        assert re.search(r'name="decision_number"[^>]*value="8/QĐ-SKHCN"', page)
        assert f'value="{day()}"' in page


# --- Papers shown in the page ---------------------------------------------------------------------------------
def attach_file(case: Case, name: str = "ho-so.pdf", kind: str = "application/pdf") -> Attachment:
    stored = default_storage.save(f"test/{name}", ContentFile(b"%PDF-1.7\n%%EOF"))
    return Attachment.objects.create(
        application=case.application,
        file=stored,
        original_name=name,
        content_type=kind,
        size=14,
        sha256="0" * 64,
        uploaded_by=case.owner,
    )


@pytest.mark.row("B60")
def test_paper_is_embedded_and_only_desk_pages_may_contain_a_frame():
    case = proposed_case()
    pdf = attach_file(case)
    word = attach_file(case, "mo-ta.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    client = client_of(case.director)
    desk = client.get(reverse("grants:award_approve", args=[case.application.pk]))
    shown = reverse("grants:attachment_show", args=[pdf.pk])
    assert f'src="{shown}#' in desk.content.decode()
    assert reverse("grants:attachment_show", args=[word.pk]) not in desk.content.decode()
    assert "frame-src 'self'" in desk["Content-Security-Policy"]
    for name in ("application_detail", "application_dossier"):
        other = client.get(reverse(f"grants:{name}", args=[case.application.pk]))
        assert "frame-src" not in other["Content-Security-Policy"]
        assert "<iframe" not in other.content.decode()


def test_embedded_paper_is_sandboxed_and_framed_by_this_portal_only():
    case = proposed_case()
    pdf = attach_file(case)
    response = client_of(case.director).get(reverse("grants:attachment_show", args=[pdf.pk]))
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'self'"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == b"%PDF-1.7\n%%EOF"


def test_file_that_no_browser_shows_is_never_sent_inline():
    case = proposed_case()
    page = attach_file(case, "trang.html", "text/html")
    assert client_of(case.director).get(reverse("grants:attachment_show", args=[page.pk])).status_code == 404
