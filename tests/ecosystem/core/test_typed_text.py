"""Typed text comes back for its author alone: passwords and codes never, too much of it never, and once.

That every form of the portal gives it back is tested in tests/access/test_typed_text.py and test_typed_text_of_records.py.
"""

import ast
import re
from urllib.parse import urlencode

import pytest
from django import forms
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from ecosystem.core.ui.restorable import PortalForm, PortalFormSet, RestorableForm
from ecosystem.core.web import typed_text
from ecosystem.core.web.typed_text import SECRET, RestoredText
from ecosystem.lists.filters.strict import FilterForm
from programmes.grants.models import Application
from startups.models import Startup
from tests.factories import CallFactory, SectorFactory, UserFactory, ready_to_submit
from tests.sources import tree_of

REGISTER = "/my/startups/register/"
SIGNUP = "/accounts/signup/"
HOSTILE = '"><script>alert(1)</script>&amp;</textarea>'
OURS = ("ecosystem", "programmes", "startups")


# --- Forms --------------------------------------------------------------------------------------------
class RowForm(PortalForm):
    number = forms.IntegerField(min_value=1)
    text = forms.CharField(max_length=5, widget=forms.Textarea)
    state = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    several = forms.MultipleChoiceField(choices=[("x", "X"), ("y", "Y")], widget=forms.CheckboxSelectMultiple)
    ticked = forms.BooleanField(required=False)
    file = forms.FileField()
    password = forms.CharField(widget=forms.PasswordInput)

    def clean(self):
        raise AssertionError("restored text is not judged")


RowFormSet = forms.formset_factory(RowForm, formset=PortalFormSet, min_num=3, validate_min=True)
TYPED = "number=abc&text=too+long&state=b&several=y&file=a.pdf&password=bi-mat"


def test_each_kind_of_field_shows_what_was_typed_without_a_complaint():
    form = RowForm(RestoredText(TYPED), initial={"number": 1, "ticked": True})

    html = str(form)

    assert form.errors == {}
    assert not form.is_valid()
    assert 'value="abc"' in html
    assert "too long</textarea>" in html
    assert re.search(r'value="b"[^>]* selected', html)
    assert re.search(r'value="y"[^>]* checked', html)
    assert not re.search(r'value="x"[^>]* checked', html)
    assert not re.search(r'name="ticked"[^>]* checked', html)
    assert "bi-mat" not in html
    assert "is-invalid" not in html


def test_restored_rows_show_themselves_and_are_not_valid():
    data = RestoredText("form-TOTAL_FORMS=2&form-INITIAL_FORMS=0&form-0-text=one&form-1-number=x")
    formset = RowFormSet(data)

    assert (len(formset.forms), formset.total_error_count(), formset.is_valid()) == (2, 0, False)
    assert formset.forms[0]["text"].value() == "one"


def test_hostile_text_is_escaped():
    html = str(RowForm(RestoredText(urlencode({"number": HOSTILE, "text": HOSTILE}))))

    assert "<script>" not in html
    assert html.count("</textarea>") == 1


def test_chosen_files_are_named():
    restored = RestoredText("file=bi-mat.pdf")
    RowForm(restored)

    assert restored.file_names() == ["bi-mat.pdf"]


@pytest.mark.parametrize(("typed", "says_something"), [("name=A&note=x+%0D%0A+y", False), ("name=B&note=x+y", True)])
def test_notice_after_a_switch_speaks_of_changes_alone(typed, says_something):
    class NameForm(PortalForm):
        name = forms.CharField()
        note = forms.CharField()
        version = forms.CharField(widget=forms.HiddenInput)

    restored = RestoredText(typed + "&version=2")
    restored.reason = typed_text.LANGUAGE
    NameForm(restored, initial={"name": "A", "note": "x\n y", "version": 1})

    assert restored.needs_notice() == says_something


def subclasses(kind):
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


def test_every_form_of_ours_can_show_restored_text():
    assert get_resolver().url_patterns  # imports every view, and so every form
    from allauth.account.forms import BaseSignupForm  # its base is a form of ours

    lacking = [
        one
        for one in {*subclasses(forms.BaseForm), *subclasses(forms.BaseFormSet)}
        if one.__module__.startswith(OURS)
        and not issubclass(
            one, RestorableForm | PortalFormSet | BaseSignupForm | FilterForm
        )  # filters are never posted
        and not any(base.__module__.startswith("allauth") for base in one.__mro__)
    ]

    assert lacking == []


def test_views_take_the_data_of_their_forms_from_one_place():
    """`form_data(request)`: a form bound to `request.POST` would never show restored text.

    What a view reads of a POST that it acts on (`request.POST.get(…)`) is its own matter.
    """
    bound = []
    for file in (file for root in OURS for file in (settings.BASE_DIR / root).rglob("*.py")):
        for call in ast.walk(tree_of(file)):
            if isinstance(call, ast.Call) and names_a_form(call.func):
                bound += [
                    f"{file.relative_to(settings.BASE_DIR)}: {ast.unparse(call)}"
                    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
                    if "request.POST" in ast.unparse(argument)
                ]

    assert bound == []


def names_a_form(callee: ast.expr) -> bool:
    name = ast.unparse(callee).rsplit(".", 1)[-1]
    return name.endswith(("Form", "FormSet")) or name in {"form", "form_class", "of"}


def test_every_password_field_has_a_name_that_is_never_stored():
    import allauth.account.forms
    import allauth.mfa.base.forms  # noqa: F401

    names = {
        name
        for one in subclasses(forms.BaseForm)
        for name, field in getattr(one, "base_fields", {}).items()
        if isinstance(field.widget, forms.PasswordInput) and one is not RowForm
    }
    assert {"password", "oldpassword", "password1"} <= names
    assert [name for name in names if not SECRET.search(name)] == []


# --- The language switch --------------------------------------------------------------------------------
def switch(client, address, words, language="en"):
    """Press the button of the other language on the page's form, and read what follows."""
    page = client.get(address).content.decode()
    button = re.search(r'<button [^>]*form="typed" formaction="([^"]+)"[^>]*value="' + language, page)
    assert button
    assert page.count('id="typed"') == 1
    return client.post(button[1].replace("&amp;", "&"), {**words, "switch_language": language}, follow=True)


@pytest.mark.django_db
def test_language_switch_preserves_a_half_filled_registration(client):
    sector = SectorFactory()
    client.force_login(UserFactory())
    words = {"name": "Công ty Dở Dang", "kind": "group", "summary": f"Một\r\nhai {HOSTILE}", "sectors": [sector.pk]}

    text = switch(client, REGISTER, words).content.decode()

    assert '<html lang="en"' in text
    assert 'value="Công ty Dở Dang"' in text
    assert "Một\nhai &quot;&gt;&lt;script&gt;" in text.replace("\r\n", "\n")
    assert re.search(rf'name="sectors" value="{sector.pk}"[^>]* checked', text)
    assert re.search(r'value="group"[^>]* (checked|selected)', text)
    assert "it is not saved yet" in text
    assert not Startup.objects.exists()
    assert "Dở Dang" not in client.get(REGISTER).content.decode()


@pytest.mark.django_db
@pytest.mark.row("A26")
def test_restored_draft_has_its_text_and_the_version_it_was_typed_on(client):
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
    assert "portal_text_waits" not in {name for name, one in client.cookies.items() if one.value}


@pytest.mark.django_db
def test_text_is_not_restored_for_the_next_person(client):
    client.force_login(UserFactory())
    client.post(f"/language/?next={REGISTER}", {"name": "Của người trước", "switch_language": "en"})
    client.force_login(UserFactory())

    assert "Của người trước" not in client.get(REGISTER).content.decode()
    assert "typed_text" not in client.session


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


def test_text_that_is_too_long_is_not_stored(client, db):
    client.post(f"/language/?next={REGISTER}", {"name": "x" * 700_000, "switch_language": "en"})

    assert "typed_text" not in client.session


@pytest.mark.django_db
def test_text_without_the_csrf_token_is_not_stored():
    careful = Client(enforce_csrf_checks=True)

    response = careful.post(f"/language/?next={SIGNUP}", {"full_name": "Do trang khác gửi", "switch_language": "en"})

    assert response.status_code == 403
    assert "typed_text" not in careful.session
