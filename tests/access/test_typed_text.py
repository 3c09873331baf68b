"""Every form of the URLconf through an ended session, a lost token and a language switch: the text comes back in it.

The forms are found on the pages of rules.py, so that a new page with a form is tested without a change here.
"""

from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from tests.access.form_pages import (
    ACTIONS,
    BUTTONS,
    IN_OTHER_LANGUAGE,
    NOT_SENT,
    PAGES,
    SIGNED_IN,
    TEXT,
    Forms,
    Page,
    assert_enter_presses_its_first_button,
    check_restored,
    client_of,
    files_for,
    forms_of,
    forms_on,
    post_after_session_end,
    sign_in,
    text_of,
)
from tests.access.requests import close_response
from tests.access.rule import Rule
from tests.access.rules import RULES
from tests.access.world import World
from tests.thorough import sample, skip_rendering


def test_every_form_of_the_urlconf_is_walked(city: World, unchanged: None) -> None:
    """A new form must stand on a page of rules.py or of MORE, or be one of BUTTONS."""
    walked = {"lists:bulk_preview"}  # in tests/ecosystem/lists
    for page in PAGES:
        address = page.address(city)
        for form in forms_on(city, page, address):
            walked.add(resolve(urlsplit(form.attrs.get("action") or address).path).view_name)
    views = {rule.name: resolve(reverse(rule.name, args=rule.args(city))) for rule in RULES}
    taking = {match.view_name for match in views.values() if getattr(match.func, "takes_form", False)}

    assert taking - walked == BUTTONS


# --- An ended session ---------------------------------------------------------------------------------
@pytest.mark.parametrize("page", sample(SIGNED_IN, at_most=20), ids=str)
def test_text_of_every_form_comes_back_after_the_sign_in(city: World, page: Page, unchanged: None) -> None:
    actor, address = page.actors[0], page.address(city)
    for form in forms_on(city, page, address):
        client = client_of(city, actor)
        with skip_rendering():
            client.get(address)
        data = form.typed()
        target = post_after_session_end(client, form.attrs.get("action") or address, {**data, **files_for(form)})

        sign_in(client, city, actor)
        check_restored(form, data, client.get(target, follow=True))
        assert "&lt;chưa&gt; mất" not in client.get(target, follow=True).content.decode()


@pytest.mark.parametrize("page", sample(SIGNED_IN, at_most=12), ids=str)
def test_text_of_every_form_is_restored_for_its_author_only(city: World, page: Page, unchanged: None) -> None:
    """Not even to a colleague who may open the same form; to a stranger where there is none."""
    actor, address = page.actors[0], page.address(city)
    other = [*page.actors, "nobody"][1]
    for form in forms_on(city, page, address):
        client = client_of(city, actor)
        with skip_rendering():
            client.get(address)
        target = post_after_session_end(client, form.attrs.get("action") or address, form.typed())
        sign_in(client, city, other)

        seen = client.get(target, follow=True).content.decode()

        assert NOT_SENT not in seen
        assert "&lt;chưa&gt; mất" not in seen
        assert "typed_text" not in client.session


@pytest.mark.parametrize("rule", sample(ACTIONS, at_most=10), ids=lambda rule: f"{rule.name} {rule.case}")
@pytest.mark.parametrize("names_its_page", [True, False])
def test_no_sign_in_lands_on_an_address_that_takes_post_alone(
    city: World, rule: Rule, names_its_page: bool, unchanged: None
) -> None:
    actor, action = sorted(rule.allowed)[0], reverse(rule.name, args=rule.args(city))
    client = client_of(city, actor)
    with skip_rendering():
        client.get(reverse("dashboards:my_home"))
    referrer = {"HTTP_REFERER": "http://testserver" + reverse("grants:task_list")} if names_its_page else {}

    target = post_after_session_end(client, action, rule.data, **referrer)
    sign_in(client, city, actor)
    with skip_rendering():
        response = client.get(target, follow=True)

    assert response.status_code == 200
    assert not getattr(resolve(urlsplit(target).path).func, "is_post_only", False)


# --- A lost token -------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", sample(PAGES, at_most=12), ids=str)
def test_text_of_every_form_comes_back_after_a_lost_token(city: World, page: Page, unchanged: None) -> None:
    actor, address = page.actors[0], page.address(city)
    for form in forms_on(city, page, address):
        client = client_of(city, actor, careful=True)
        data = {name: values for name, values in form.typed().items() if name != "csrfmiddlewaretoken"}
        action = form.attrs.get("action") or address

        refused = client.post(action, {**data, **files_for(form)}, headers={"Sec-Fetch-Site": "same-origin"})

        assert refused.status_code == 403
        link = refused.context["form_page"]
        assert f'href="{link}"' in refused.content.decode()
        check_restored(form, data, client.get(link, follow=True))


def test_text_posted_by_another_site_is_not_stored(city: World, unchanged: None) -> None:
    client = client_of(city, "owner", careful=True)
    address = reverse("startups:startup_register")

    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        response = client.post(address, {"name": TEXT}, headers=headers)

        assert response.status_code == 403
        assert "typed_text" not in client.session


# --- Another language ---------------------------------------------------------------------------------
@pytest.mark.parametrize("page", sample(PAGES, at_most=12), ids=str)
def test_text_of_every_form_comes_back_in_the_other_language(city: World, page: Page, unchanged: None) -> None:
    actor, address = page.actors[0], page.address(city)
    if not forms_on(city, page, address):
        return
    client = client_of(city, actor)
    response = client.get(address)
    typed = [form for form in Forms(text_of(response)).found if form.attrs.get("id") == "typed"]
    fillable = [form for form in forms_of(response) if "novalidate" in form.attrs]
    assert [form.attrs.get("id") for form in fillable[:1]] in ([], ["typed"])
    for form in typed:
        assert_enter_presses_its_first_button(form, response)
        data = form.typed() | {name: [f"{name}.pdf"] for name, kind in form.kinds.items() if kind == "file"}
        switch = next(line for line in text_of(response).split("<button ") if 'value="en"' in line)
        action = switch.split('formaction="')[1].split('"')[0].replace("&amp;", "&")

        answer = client.post(action, {**data, "switch_language": "en"}, follow=True)

        if form.kinds:
            check_restored(form, data, answer, sentence=IN_OTHER_LANGUAGE)
        untouched = client_of(city, actor)
        answer = untouched.post(action, {**form.current(), "switch_language": "en"}, follow=True)
        changes_a_field = page.name == "accounts:profile"  # one's language is a field of it
        assert (IN_OTHER_LANGUAGE in answer.content.decode()) == changes_a_field
    close_response(response)
