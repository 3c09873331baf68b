"""Typed text for many rows, and for a record that changed meanwhile."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.html import escape

from programmes.grants.models import Application, ApplicationStatus, Review, ReviewStatus
from tests.access.form_pages import NOT_SENT, TEXT, check_restored, client_of, forms_of, post_after_session_end, sign_in
from tests.access.world import World


# --- One action on many rows ---------------------------------------------------------------------------
@pytest.mark.parametrize("step", ["lists:bulk_preview", "lists:bulk_run"])
def test_selected_rows_and_the_answer_come_back_after_the_sign_in(city: World, step: str, unchanged: None) -> None:
    """The preview of a bulk action is the page of its form; it asks once more before anything is done."""
    client, evaluator = client_of(city, "manager"), city.people["evaluator"]
    client.get(reverse("dashboards:my_home"))
    rows = [str(city.evaluating.pk), str(city.scored.pk)]
    data = {"action": "assign", "pk": rows, "answered": "1", "evaluator": str(evaluator.pk), "token": str(uuid4())}

    target = post_after_session_end(client, reverse(step, args=["application"]), data)
    sign_in(client, city, "manager")
    response = client.get(target, follow=True)

    assert target == reverse("lists:bulk_preview", args=["application"])
    assert NOT_SENT in response.content.decode()
    assert {line["pk"] for line in response.context["lines"]} == set(rows)
    assert response.context["form"]["evaluator"].value() == str(evaluator.pk)


def test_preview_without_a_selection_leads_to_its_list(city: World) -> None:
    response = city.client("manager").get(reverse("lists:bulk_preview", args=["application"]))

    assert response.headers["Location"] == reverse("grants:application_list")


# --- A record that moved on -----------------------------------------------------------------------------
def withdraw_meanwhile(application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(status=ApplicationStatus.WITHDRAWN)


def test_text_for_a_record_that_moved_on_can_be_copied(city: World, unchanged: None) -> None:
    client = client_of(city, "director")
    address = reverse("grants:award_send_back", args=[city.proposed.pk])
    withdraw_meanwhile(city.proposed)

    response = client.post(address, {"reason": TEXT}, HTTP_REFERER="http://testserver" + address, follow=True)

    assert response.status_code == 409
    assert "Chưa gửi &amp; &lt;chưa&gt; mất" in response.content.decode()
    other = client_of(city, "officer").get(address)
    assert "&lt;chưa&gt; mất" not in other.content.decode()


def test_refusal_without_a_page_to_go_back_to_shows_the_text(city: World, unchanged: None) -> None:
    client = client_of(city, "director")
    withdraw_meanwhile(city.proposed)

    response = client.post(reverse("grants:award_send_back", args=[city.proposed.pk]), {"reason": TEXT})

    assert response.status_code == 409
    assert "Chưa gửi &amp; &lt;chưa&gt; mất" in response.content.decode()


def test_text_follows_to_where_a_record_that_moved_on_leads(city: World, unchanged: None) -> None:
    """The draft is withdrawn between the end of the session and the sign-in: its form opens no more."""
    client = client_of(city, "owner")
    address = reverse("grants:application_edit", args=[city.draft.pk])
    client.get(address)
    target = post_after_session_end(client, address, {"problem": TEXT, "version": "0"})
    withdraw_meanwhile(city.draft)
    sign_in(client, city, "owner")

    response = client.get(target, follow=True)

    assert response.redirect_chain[-1][0] == reverse("grants:application_detail", args=[city.draft.pk])
    assert "Chưa gửi &amp; &lt;chưa&gt; mất" in response.content.decode()
    assert "&lt;chưa&gt; mất" not in client.get(response.redirect_chain[-1][0]).content.decode()


def test_rows_come_back_on_the_version_they_were_typed_on(city: World, unchanged: None) -> None:
    """So that what a colleague saved meanwhile is not overwritten without a word."""
    client = client_of(city, "owner")
    address = reverse("grants:application_plan", args=[city.draft.pk])
    form = forms_of(client.get(address))[0]
    version = dict(form.values)["version"]
    target = post_after_session_end(client, address, form.typed())
    city.draft.plan_steps.all().delete()
    sign_in(client, city, "owner")

    assert dict(forms_of(client.get(target))[0].values)["version"] == version


def test_conflict_with_restored_text_is_reported_when_its_author_sends_it(city: World, unchanged: None) -> None:
    client = client_of(city, "owner")
    address = reverse("grants:application_edit", args=[city.draft.pk])
    target = post_after_session_end(client, address, forms_of(client.get(address))[0].typed())
    Application.objects.filter(pk=city.draft.pk).update(novelty="Lời của Lan")
    sign_in(client, city, "owner")

    shown = client.get(target)
    refused = client.post(address, forms_of(shown)[0].current())

    assert (shown.status_code, refused.status_code) == (200, 409)
    assert "Lời của Lan" not in shown.content.decode()
    assert "Lời của Lan" in refused.content.decode()
    assert escape(f"{TEXT} novelty") in refused.content.decode()


def test_texts_of_two_windows_both_come_back(city: World, unchanged: None) -> None:
    client = client_of(city, "owner")
    addresses = [reverse(f"grants:application_{part}", args=[city.draft.pk]) for part in ("edit", "plan")]
    typed = [forms_of(client.get(address))[0].typed() for address in addresses]
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    for address, data in zip(addresses, typed, strict=True):
        client.post(address, data)
    sign_in(client, city, "owner")

    for address, data in zip(addresses, typed, strict=True):
        response = client.get(address)
        check_restored(forms_of(response)[0], data, response)


def test_scores_for_a_review_that_moved_on_can_be_copied(city: World, unchanged: None) -> None:
    client = client_of(city, "evaluator")
    Review.objects.filter(pk=city.review_to_score.pk).update(status=ReviewStatus.ASSIGNED)

    address = reverse("grants:review_score", args=[city.review_to_score.pk])
    response = client.post(address, {"comment": TEXT}, follow=True)

    assert response.redirect_chain[-1][0] == reverse("grants:review_detail", args=[city.review_to_score.pk])
    assert "Chưa gửi &amp; &lt;chưa&gt; mất" in response.content.decode()
