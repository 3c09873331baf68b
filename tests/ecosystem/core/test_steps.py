"""Steps: one page that asks, one way to refuse, one status code for each."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.steps import (
    Confirmation,
    ReasonForm,
    add_refusal,
    confirm,
    requested_move,
    response_status,
    run_when_valid,
)
from ecosystem.core.web.middleware import RefusalMiddleware
from ecosystem.core.web.typed_text import form_data
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from tests.ecosystem.core.test_status_writes import sources
from tests.factories import ApplicationFactory, StartupFactory, UserFactory, person
from tests.sources import tree_of

QUESTION = Confirmation(
    title="Hủy?", confirm_label="Hủy đợt", cancel_url="/quay-lai/", consequences=["Không thể hoàn tác.", ""]
)


def asking(method="get", user=None, address="/hoi/", **data):
    request = getattr(RequestFactory(), method)(address, data)
    request.user = user or UserFactory.build(pk=1)
    request.session, request.htmx = {}, False
    request._messages = FallbackStorage(request)
    return request


def ask(request, action=lambda **how: None):
    return confirm(
        request, QUESTION, action, success_message="Đã hủy.", success_url="/xong/", form=ReasonForm(form_data(request))
    )


def refuse(**how):
    raise TransitionRefused("Đợt đã đóng.")


def messages_of(request):
    return [str(message) for message in get_messages(request)]


@pytest.mark.django_db
def test_confirmation_page_does_not_run_the_action():
    done = []

    response = ask(asking(), lambda **how: done.append(how))

    text = response.content.decode()
    assert (response.status_code, done) == (200, [])
    assert all(words in text for words in ("Hủy?", "Không thể hoàn tác.", "Hủy đợt", "/quay-lai/"))


@pytest.mark.django_db
def test_answer_is_carried_out_with_the_words_of_the_form():
    request, done = asking("post", reason="Hết kinh phí"), []

    response = ask(request, lambda **how: done.append(how))

    assert (response.status_code, response["Location"], messages_of(request)) == (302, "/xong/", ["Đã hủy."])
    assert done == [{"by": request.user, "reason": "Hết kinh phí"}]


@pytest.mark.django_db
def test_next_page_may_depend_on_what_was_done():
    done = []

    response = confirm(
        asking("post"),
        QUESTION,
        lambda **how: done.append("/khac/"),
        success_message="Xong.",
        success_url=lambda: done[0],
    )

    assert response["Location"] == "/khac/"


@pytest.mark.django_db
def test_wrong_input_is_422_and_nothing_is_done():
    done = []

    assert ask(asking("post", reason=" "), lambda **how: done.append(how)).status_code == 422
    assert done == []


@pytest.mark.django_db
def test_refused_step_is_409_with_the_reason_and_what_was_typed():
    request = asking("post", reason="Hết kinh phí")

    response = ask(request, refuse)

    text = response.content.decode()
    assert (response.status_code, messages_of(request)) == (409, [])
    assert "Đợt đã đóng." in text
    assert "Hết kinh phí" in text


@pytest.mark.django_db
def test_question_without_a_form_is_refused_alike():
    response = confirm(asking("post"), QUESTION, refuse, success_message="Đã hủy.", success_url="/xong/")

    assert (response.status_code, "Đợt đã đóng." in response.content.decode()) == (409, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "data", "refused", "result", "errors"),
    [
        ("post", {"reason": "Hết kinh phí"}, "", "row", {}),
        ("get", {"reason": "Hết kinh phí"}, "", None, {}),
        ("post", {"reason": " "}, "", None, {"reason": 422}),
        ("post", {"reason": "Hết kinh phí"}, "Đợt đã đóng.", None, {"reason": 409}),
    ],
)
def test_action_runs_once_its_form_is_posted_and_valid_and_gives_its_result(method, data, refused, result, errors):
    request = asking(method, **data)
    form = ReasonForm(form_data(request))

    def act():
        if refused:
            raise TransitionRefused(refused)
        return "row"

    assert run_when_valid(request, form, act, at="reason") == result
    assert dict.fromkeys(form.errors, response_status(form)) == errors


# --- Status codes -----------------------------------------------------------------------------------------
class AnyForm(forms.Form):
    name = forms.CharField()

    def clean(self):
        if self.cleaned_data.get("name") == "hai":
            raise forms.ValidationError("Hai không được.")


def test_status_tells_wrong_input_from_a_refused_step():
    beside_a_field, above_all = AnyForm({"name": "một"}), AnyForm({"name": "một"})
    add_refusal(beside_a_field, "Đã có.", at="name")
    add_refusal(above_all, TransitionRefused("Đã đóng."))

    assert [response_status(form) for form in (AnyForm(), AnyForm({"name": "một"}))] == [200, 200]
    assert [response_status(form) for form in (AnyForm({}), AnyForm({"name": "hai"}))] == [422, 422]
    assert [response_status(form) for form in (beside_a_field, above_all)] == [409, 409]


def test_status_of_a_page_is_that_of_its_worst_form():
    formset = forms.formset_factory(AnyForm)({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "hai"})

    assert response_status(AnyForm({"name": "một"}), formset) == 422


# --- Moves that a page asks about ---------------------------------------------------------------------------
@pytest.mark.django_db
def test_page_of_a_move_opens_in_its_state_alone_but_takes_what_was_typed():
    application = ApplicationFactory(status="draft")
    officer = person("officer", unit=application.call.unit)

    with pytest.raises(TransitionRefused):
        requested_move(asking(user=officer), application, "start_check")
    assert requested_move(asking("post", user=officer), application, "start_check").target == "checking"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_page_of_a_move_is_refused_to_other_roles(method):
    application = ApplicationFactory(status="submitted")

    with pytest.raises(RoleRefused):
        requested_move(asking(method, user=person("council")), application, "start_check")


# --- Buttons without a page of their own -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("referer", "status"),
    [
        ("http://testserver/trang-khac/", 302),
        ("http://testserver/hoi/?tu=trang-khac", 409),  # a form sent to its own address keeps what was typed
        ("https://evil.example/", 409),
        ("", 409),
    ],
)
@pytest.mark.django_db
def test_refused_button_redirects_to_its_own_page(referer, status):
    request = asking("post")
    request.META["HTTP_REFERER"] = referer

    response = RefusalMiddleware(HttpResponse).process_exception(request, TransitionRefused("Đợt đã đóng."))

    assert response is not None
    assert (response.status_code, messages_of(request)) == (status, ["Đợt đã đóng."] if status == 302 else [])


# --- One mechanism --------------------------------------------------------------------------------------
HOME = "ecosystem/core/steps.py"


def checks_of_state(node):
    """Calls in a view of a form that refuse a wrong state before the form can keep what was typed."""
    if not isinstance(node, ast.FunctionDef) or "form_view" not in {ast.unparse(one) for one in node.decorator_list}:
        return
    kept = {id(call) for block in ast.walk(node) if isinstance(block, ast.Try) for call in ast.walk(block)}
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "require_move" and id(call) not in kept:
            yield "state"


def bypasses(tree):
    """What does by hand what steps.py does: the page that asks, a form of one reason, a refusal put into a form."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value == "components/confirm_page.html":
            yield "page"
        if isinstance(node, ast.ClassDef):
            fields = [n for n in node.body if isinstance(n, ast.Assign | ast.AnnAssign)]
            names = [ast.unparse(n.targets[0] if isinstance(n, ast.Assign) else n.target) for n in fields]
            if names == ["reason"] and [ast.unparse(base) for base in node.bases] in (["forms.Form"], ["PortalForm"]):
                yield "reason"
        yield from checks_of_state(node)
        if isinstance(node, ast.ExceptHandler) and node.name and "Validation" not in ast.unparse(node.type or node):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in {"add_error", "add_refusal"}:
                    yield "refusal"


def test_pages_that_ask_and_refusals_come_from_steps_alone():
    found = {
        (name, what)
        for path in sources()
        if (name := str(Path(path).relative_to(settings.BASE_DIR)))
        for what in bypasses(tree_of(path))
    }

    assert found == {(HOME, "page"), (HOME, "reason"), (HOME, "refusal")}


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ('render(request, "components/confirm_page.html", {})', ["page"]),
        ("class WhyForm(forms.Form):\n    reason = LineField()", ["reason"]),
        ("try:\n    act()\nexcept TransitionRefused as no:\n    form.add_error(None, str(no))", ["refusal"]),
        ("try:\n    act()\nexcept TransitionRefused as no:\n    add_refusal(form, no)", ["refusal"]),
        ("@form_view\ndef end(request):\n    require_move(row, 'end', request.user)", ["state"]),
        ("@read_view\ndef letter(request):\n    require_move(row, 'end', request.user)", []),
        ("class EndForm(forms.Form):\n    kind = Field()\n    reason = LineField()", []),
        ("class WhyForm(PortalForm):\n    reason = LineField()", ["reason"]),
        ("class EndForm(DecisionForm):\n    reason = LineField()", []),
    ],
)
def test_bypass_is_detected(code, what):
    assert list(bypasses(ast.parse(code))) == what


# --- Who was quicker ------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(("mover", "is_said"), [("another", True), ("system", True), ("oneself", False), (None, False)])
def test_refused_page_says_that_somebody_was_quicker_only_where_somebody_was(client, mover, is_said):
    officer = person(Role.OFFICER)
    startup = StartupFactory()
    if mover:
        AuditEntry.objects.create(
            model="startups.startup",
            object_id=startup.pk,
            transition="withdraw_publication",
            source="public",
            target="private",
            by=officer if mover == "oneself" else person(Role.DIRECTOR),
            as_system=mover == "system",
        )
    client.force_login(officer)

    response = client.get(reverse("startups:startup_unpublish", args=[startup.pk]))

    assert response.status_code == 409
    text = response.content.decode()
    assert str(startup.state.label) in text
    assert ("Người khác đã thực hiện bước gần nhất" in text) is is_said


@pytest.mark.django_db
def test_page_that_a_rule_refuses_names_the_rule_alone(client):
    application = ApplicationFactory(status="returned", due_on=timezone.localdate() + timedelta(days=3))
    AuditEntry.objects.create(
        model="grants.application",
        object_id=application.pk,
        transition="return",
        source="checking",
        target="returned",
        by=person(Role.MANAGER),
    )
    client.force_login(person(Role.OFFICER))

    text = client.get(reverse("grants:application_stop", args=[application.pk])).content.decode()

    assert "Thời hạn bổ sung hồ sơ của người nộp chưa hết." in text
    assert "Người khác đã thực hiện" not in text
