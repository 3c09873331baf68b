"""The pages on which a draft moves to the version in use: what they show, and that nothing is lost before they are sent."""

import pytest
from django.urls import reverse

from ecosystem.accounts.roles import Role
from ecosystem.core.steps import SHOWN_VERSION
from ecosystem.core.web.typed_text import AUTOSAVE_HEADER
from ecosystem.questionnaires.actions.response import close_response, save_answers
from ecosystem.questionnaires.models import LostAnswer
from ecosystem.questionnaires.reading import read_response
from tests.ecosystem.questionnaires.test_migration import ANSWERS, newer, publish_next
from tests.edit_forms import forms_of
from tests.factories import person
from tests.factories.questionnaires import make_test_response
from tests.programmes.grants.cases import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return person(Role.MANAGER)


@pytest.fixture
def response(author):
    made = save_answers(make_test_response(author), ANSWERS, by=author, version="0")
    publish_next(made.questionnaire_version, author, newer())
    return made


def address(name, response):
    return reverse(f"questionnaires:{name}", args=[response.pk])


@pytest.mark.row("B5")
def test_page_shows_what_is_lost_with_its_old_words_and_what_is_new(author, response):
    client = client_of(author)
    assert address("response_move", response) in client.get(address("response_detail", response)).content.decode()

    page = client.get(address("response_move", response))

    text = page.content.decode()
    assert [str(line.question.key) for line in page.context["lost"]] == ["problem", "months", "costs"]
    assert [question.key for question in page.context["new"]] == ["website"]
    assert [part.key for part in page.context["changed"]] == ["months", "costs", "own_money"]
    assert all(words in text for words in ("Hao điện", "12", "Kỹ sư", "Câu website"))


@pytest.mark.row("B5")
def test_lost_answers_are_readable_until_the_form_is_sent(author, response):
    client = client_of(author)
    hidden = dict(client.get(address("response_move", response)).context["hidden"])

    moved = client.post(address("response_move", response), hidden)

    assert moved.status_code == 302
    assert address("response_lost", response) in client.get(moved.url).content.decode()
    page = client.get(address("response_lost", response)).content.decode()
    assert all(words in page for words in ("Hao điện", "12", "Kỹ sư"))
    assert client.get(address("response_move", response)).status_code == 302  # nothing newer
    response.refresh_from_db()
    close_response(response)
    assert not LostAnswer.objects.exists()


def test_form_that_was_changed_meanwhile_is_shown_again_before_it_moves(author, response):
    client = client_of(author)
    hidden = dict(client.get(address("response_move", response)).context["hidden"])
    save_answers(response, {"problem": "Khác"}, by=author, version=hidden[SHOWN_VERSION])

    refused = client.post(address("response_move", response), hidden)

    assert refused.status_code == 409
    assert "Khác" in refused.content.decode()
    response.refresh_from_db()
    assert response.questionnaire_version.number == 1


@pytest.mark.parametrize("is_script", [False, True])
def test_page_of_the_older_version_is_not_saved_without_what_is_asked_no_more(author, response, is_script):
    client = client_of(author)
    section = reverse("questionnaires:response_section", args=[response.pk, "project"])
    data = next(form for form in forms_of(client.get(section).content.decode()) if form.version).data
    client.post(
        address("response_move", response), dict(client.get(address("response_move", response)).context["hidden"])
    )

    data |= {"q-problem": "Hao điện mùa khô", "q-name": "Kho mới", "changed": ["problem", "name"]}
    headers = {AUTOSAVE_HEADER: str(author.pk)} if is_script else {}
    refused = client.post(section, data, headers=headers)

    assert refused.status_code == (200 if is_script else 409)
    said = refused.json()["problem"] if is_script else refused.content.decode()
    assert "Hao điện mùa khô" in said
    assert read_response(type(response).objects.get(pk=response.pk)).answers["name"] == "Kho lạnh"


def test_others_do_not_know_of_the_form(response):
    other = client_of(person(Role.MANAGER))

    for name in ("response_move", "response_lost"):
        assert other.get(address(name, response)).status_code == 404
    assert other.post(address("response_move", response)).status_code == 404
