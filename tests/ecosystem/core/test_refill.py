"""The language switch in the middle of a form keeps what was typed, for this person and one look; never a password."""

import re

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from ecosystem.core.web.refill import SECRET, refilled
from programmes.grants.models import Application
from startups.models import Startup
from tests.factories import CallFactory, SectorFactory, UserFactory, ready_to_submit

REGISTER = "/my/startups/register/"
SIGNUP = "/accounts/signup/"
HOSTILE = '"><script>alert(1)</script>&amp;</textarea>'


def form(inside):
    return f'<p>x</p><form id="typed" method="post">{inside}</form><input name="a" value="outside">'


@pytest.mark.parametrize(
    ("inside", "words", "shown"),
    [
        ('<input type="text" name="a" value="1">', "a=2", '<input type="text" name="a" value="2">'),
        ('<input name="a">', "a=2", '<input name="a" value="2">'),
        ('<input type="hidden" name="v" value="1"><input name="a">', "v=0&a=x", 'type="hidden" name="v" value="0"'),
        ('<input type="checkbox" name="a" checked>', "b=1", '<input type="checkbox" name="a">'),
        ('<input type="checkbox" name="a" value="x">', "a=x&a=y", 'value="x" checked>'),
        ('<input type="radio" name="a" value="n" disabled checked>', "b=1", "disabled checked>"),
        (
            '<select name="a"><option value="1" selected>M</option><option value="2">H</option></select>',
            "a=2",
            '<option value="1">M</option><option value="2" selected>H</option>',
        ),
        ('<textarea name="a">\ncũ &amp; kỹ</textarea>', "a=mới", '<textarea name="a">\nmới</textarea>'),
        ('<input name="a" value="1"><input name="a" value="1">', "a=2&a=3", 'value="2"><input name="a" value="3">'),
        ('<b>&lt;i&gt; &#39;</b><!-- c --><br/><input name="a">', "a=2", "<b>&lt;i&gt; &#39;</b><!-- c --><br/><input"),
    ],
)
def test_each_kind_of_field_is_filled_in_again(inside, words, shown):
    page = refilled(form(inside), QueryDict(words))

    assert shown in page
    assert page.startswith("<p>x</p>")
    assert page.endswith('</form><input name="a" value="outside">')


@pytest.mark.parametrize("field", ["password", "file"])
def test_passwords_and_files_stay_empty(field):
    page = refilled(form(f'<input type="{field}" name="a">'), QueryDict("a=bi-mat.pdf"))

    assert f'<input type="{field}" name="a">' in page
    assert ("Hãy chọn lại các tệp này: bi-mat.pdf." in page) == (field == "file")


def test_untouched_form_says_nothing():
    page = form(
        '<input name="a" value="1"><textarea name="b">\nx &amp; y\nz</textarea><input type="checkbox" name="c">'
    )

    assert refilled(page, QueryDict("a=1&b=x+%26+y%0D%0Az")) == page


def test_number_of_rows_is_the_page_s_own():
    page = form('<input type="hidden" name="plan-TOTAL_FORMS" value="2">')

    assert refilled(page, QueryDict("plan-TOTAL_FORMS=9")) == page


def test_hostile_words_are_escaped():
    page = refilled(form('<input name="a"><textarea name="b">\n</textarea>'), QueryDict(f"a={HOSTILE}&b={HOSTILE}"))

    assert "<script>" not in page
    assert page.count("</textarea>") == 1


def subclasses(kind):
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


def test_every_password_field_has_a_name_that_is_never_kept():
    import allauth.account.forms
    import allauth.mfa.base.forms  # noqa: F401

    names = {
        name
        for one in subclasses(forms.BaseForm)
        for name, field in getattr(one, "base_fields", {}).items()
        if isinstance(field.widget, forms.PasswordInput)
    }
    assert {"password", "oldpassword", "password1"} <= names
    assert [name for name in names if not SECRET.search(name)] == []


# --- In the portal ------------------------------------------------------------------------------------
def switch(client, address, words, language="en"):
    """Press the button of the other language on the page's form, and read what follows."""
    page = client.get(address).content.decode()
    button = re.search(r'<button [^>]*form="typed" formaction="([^"]+)"[^>]*value="' + language, page)
    assert button
    assert page.count('id="typed"') == 1
    return client.post(button[1].replace("&amp;", "&"), {**words, "switch_language": language}, follow=True)


@pytest.mark.django_db
def test_half_filled_registration_speaks_english_and_keeps_the_words(client):
    sector = SectorFactory()
    client.force_login(UserFactory())
    words = {"name": "Công ty Dở Dang", "kind": "group", "summary": f"Một\r\nhai {HOSTILE}", "sectors": [sector.pk]}

    text = switch(client, REGISTER, words).content.decode()

    assert '<html lang="en"' in text
    assert 'value="Công ty Dở Dang"' in text
    assert "Một\nhai &quot;&gt;&lt;script&gt;" in text
    assert re.search(rf'name="sectors" value="{sector.pk}"[^>]* checked', text)
    assert re.search(r'value="group"[^>]* (checked|selected)', text)
    assert "it is not saved yet" in text
    assert not Startup.objects.exists()
    assert "Dở Dang" not in client.get(REGISTER).content.decode()


@pytest.mark.django_db
@pytest.mark.row("A26")
def test_draft_keeps_its_words_and_the_version_they_were_typed_on(client):
    owner = UserFactory()
    draft = ready_to_submit(owner)
    client.force_login(owner)
    address = reverse("grants:application_edit", args=[draft.pk])
    Application.objects.filter(pk=draft.pk).update(version=7)

    text = switch(client, address, {"version": "3", "title": "Nửa chừng", "problem": "Chưa xong"}).content.decode()

    assert 'value="Nửa chừng"' in text
    assert re.search(r'name="version" value="3"', text)
    draft.refresh_from_db()
    assert draft.title != "Nửa chừng"


@pytest.mark.django_db
def test_sign_up_keeps_name_and_address_and_no_password(client):
    words = {"full_name": "Lê Thị Lan", "email": "lan@example.org", "password1": "mat-khau-bi-mat", "password2": "khac"}
    page = client.get(SIGNUP).content.decode()
    address = re.search(r'formaction="([^"]+)"', page)[1]

    client.post(address, {**words, "switch_language": "en"})
    kept = str(dict(client.session))
    text = client.get(SIGNUP).content.decode()

    assert "mat-khau" not in kept
    assert 'value="Lê Thị Lan"' in text
    assert 'value="lan@example.org"' in text
    assert "mat-khau" not in text
    assert "portal_switched" not in {name for name, one in client.cookies.items() if one.value}


@pytest.mark.django_db
def test_words_are_not_shown_to_the_next_person(client):
    client.force_login(UserFactory())
    client.post(f"/language/?next={REGISTER}", {"name": "Của người trước", "switch_language": "en"})
    client.force_login(UserFactory())

    assert "Của người trước" not in client.get(REGISTER).content.decode()
    assert "words_over_switch" not in client.session


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_switch_of_a_form_leads_nowhere_else(client, target):
    response = client.post("/language/", {"name": "x", "switch_language": "en"}, query_params={"next": target})

    assert response.headers["Location"] == "/"


@pytest.mark.django_db
def test_enter_presses_the_form_s_own_first_button(client):
    owner = UserFactory()
    client.force_login(owner)

    text = client.get(reverse("grants:application_edit", args=[ready_to_submit(owner).pk])).content.decode()

    buttons = re.findall(r'<button [^>]*form="typed"[^>]*>', text)
    assert 'name="onward" value="1"' in buttons[0]
    assert "switch_language" not in buttons[0]
    assert text.index(buttons[0]) < text.index("<header")


@pytest.mark.django_db
def test_page_without_a_form_keeps_the_plain_switch(client):
    CallFactory()

    text = client.get(reverse("grants:call_list")).content.decode()

    assert "formaction" not in text
    assert '<input type="hidden" name="next" value="/calls/">' in text


def test_too_long_words_are_not_kept(client, db):
    client.post(f"/language/?next={REGISTER}", {"name": "x" * 700_000, "switch_language": "en"})

    assert "words_over_switch" not in client.session


@pytest.mark.django_db
def test_words_without_the_form_s_token_are_not_kept():
    careful = Client(enforce_csrf_checks=True)

    response = careful.post(f"/language/?next={SIGNUP}", {"full_name": "Do trang khác gửi", "switch_language": "en"})

    assert response.status_code == 403
    assert "words_over_switch" not in careful.session
