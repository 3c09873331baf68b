"""Every form of the URLconf through an ended session, a lost token and a language switch: the text comes back in it.

The forms are found on the pages of rules.py, so that a new page with a form is walked here without a word.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.html import escape

from ecosystem.core.web.methods import WRITE
from ecosystem.core.web.typed_text import SECRET
from ecosystem.reports.models import Contribution, ContributionStatus
from programmes.grants.models import Application, ApplicationStatus, RequiredDocument, Review, ReviewStatus
from tests.access.asking import close
from tests.access.rules import RULES, Rule
from tests.access.world import ANONYMOUS, World

TEXT = "Chưa gửi & <chưa> mất"
NOT_SENT = "Chưa gửi:"
IN_OTHER_LANGUAGE = "it is not saved yet"
PLAIN = {"text", "search", "email", "tel", "url"}
KEPT_AS_IT_IS = {"hidden", "password", "submit", "button", "image", "reset"}
FRAME = {"/language/", "/accounts/logout/"}
# Views of which the form has nothing to fill in: a button alone.
BUTTONS = {
    "communication:follow_confirm",
    "communication:follow_manage",
    "communication:follow_stop",
    "communication:news_publish",
    "grants:application_confirm_invalid",
    "grants:application_start",
    "grants:award_accept_result",
    "grants:award_close",
    "grants:call_publish",
    "grants:offer_accept",
    "grants:reversal_confirm",
    "grants:review_send",
    "grants:tranche_accept",
    "lists:view_delete",
    "public:gallery",
    "startups:invitation_accept",
    "startups:member_remove",
    "startups:organisation_publish",
    "startups:round_remove",
    "startups:startup_publish",
    "startups:startup_withdraw",
}
ACTIONS = [rule for rule in RULES if rule.method == "POST" and rule.allowed and not rule.public]


@dataclass(frozen=True)
class Page:
    """A page, who opens it first, and who else may."""

    name: str
    actors: tuple[str, ...]
    address: Callable[[World], str]
    public: bool = False

    def __str__(self) -> str:
        return self.name


def page_of(rule: Rule) -> Page:
    actors = (ANONYMOUS,) if rule.public else tuple(sorted(rule.allowed))
    return Page(
        f"{rule.name} {rule.case}".strip(), actors, lambda w: reverse(rule.name, args=rule.args(w)), rule.public
    )


def second_step_of_a_call(w: World) -> str:
    return f"{reverse('grants:call_create')}?policy={w.call.policy_id}"


def papers_of_a_draft(w: World) -> str:
    RequiredDocument.objects.create(call=w.draft.call, code="ho-so", name="Thuyết minh", accepts=["pdf"])
    return reverse("grants:application_files", args=[w.draft.pk])


def proposal_for_a_scored_dossier(w: World) -> str:
    Review.objects.filter(pk=w.review_waiting_evaluator.pk).update(
        status=ReviewStatus.SENT, total=80, sent_at=timezone.now()
    )
    return reverse("grants:award_propose", args=[w.evaluating.pk])


def return_of_a_contribution(w: World) -> str:
    Contribution.objects.filter(pk=w.sent_contribution.pk).update(status=ContributionStatus.SUBMITTED)
    return reverse("reports:contribution_move", args=[w.sent_contribution.pk, "return"])


# Forms that the pages of rules.py do not show: another state, or a second step.
MORE = [
    Page("grants:call_create of a policy", ("manager",), second_step_of_a_call),
    Page("grants:application_files with a paper", ("editor", "owner"), papers_of_a_draft),
    Page("grants:award_propose of a scored dossier", ("officer",), proposal_for_a_scored_dossier),
    Page("reports:contribution_move back", ("head",), return_of_a_contribution),
]
PAGES = [page_of(rule) for rule in RULES if rule.method == "GET" and rule.answer == "in" and rule.allowed] + MORE
SIGNED_IN = [page for page in PAGES if not page.public]


# --- The forms of a page ------------------------------------------------------------------------------
@dataclass
class Form:
    """A form as a browser sees it: the value of each of its fields, and what kind of field it is."""

    attrs: dict[str, str]
    values: list[tuple[str, str]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[dict[str, str]] = field(default_factory=list)

    def typed(self) -> dict[str, list[str]]:
        """Another value in each field that a person fills in."""
        data: dict[str, list[str]] = {}
        for name, value in self.values:
            data.setdefault(name, []).append(value)
        for name, kind in self.kinds.items():
            if kind in PLAIN or kind == "textarea":
                data[name] = [f"{TEXT} {name}"]
            elif kind in {"select", "radio", "checkbox"}:
                data[name] = self.choices[name][-1:]
        return data

    def current(self) -> dict[str, list[str]]:
        data: dict[str, list[str]] = {}
        for name, value in self.values:
            data.setdefault(name, []).append(value.replace("\r\n", "\n").removeprefix("\n"))
        return data


class Forms(HTMLParser):
    """Collects the forms that post, with their fields."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.open: Form | None = None
        self.select = self.area = ""
        self.area_text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(one)
            if one.get("method") == "post":
                self.found.append(self.open)
        form = self.open
        if form is None or "disabled" in one:
            return
        name = one.get("name", "")
        if tag == "button" and one.get("type", "submit") == "submit" and "form" not in one:
            form.buttons.append(one)
        elif tag == "textarea" and name:
            self.area, self.area_text = name, ""
            form.kinds[name] = "textarea"
        elif tag == "select" and name:
            self.select = name
            form.kinds[name] = "select"
            form.choices[name] = []
        elif tag == "option" and self.select:
            form.choices[self.select].append(one.get("value", ""))
            if "selected" in one:
                form.values.append((self.select, one.get("value", "")))
        elif tag == "input" and name:
            self._input(form, name, one.get("type", "text"), one)

    def _input(self, form: Form, name: str, kind: str, one: dict[str, str]) -> None:
        if kind not in KEPT_AS_IT_IS:
            form.kinds[name] = kind
        if kind in {"checkbox", "radio"}:
            form.choices.setdefault(name, []).append(one.get("value", "on"))
            if "checked" in one:
                form.values.append((name, one.get("value", "on")))
        elif kind not in {"file", "submit", "button"}:
            form.values.append((name, one.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.area_text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea" and self.area:
            assert self.open
            self.open.values.append((self.area, self.area_text))
            self.area = ""


def forms_of(response: Any) -> list[Form]:
    """The forms that a person fills in; not those of the frame, and not the boxes beside the rows of a list."""
    if response.status_code != 200 or not response.get("Content-Type", "").startswith("text/html"):
        return []
    return [
        form
        for form in Forms(response.content.decode()).found
        if form.kinds and form.attrs.get("action", "") not in FRAME and form.attrs.get("class") != "bulk"
    ]


WITHOUT_FORMS: set[str] = set()


def forms_on(city: World, page: Page, address: str) -> list[Form]:
    """The forms of the page; one that was found to have none is not asked again."""
    if page.name in WITHOUT_FORMS:
        return []
    response = browser_of(city, page.actors[0]).get(address)
    found = forms_of(response)
    close(response)
    if not found:
        WITHOUT_FORMS.add(page.name)
    return found


def counterpart(form: Form, response: Any) -> Form:
    """The same form on the page that came after."""
    same = [one for one in forms_of(response) if one.attrs.get("action") == form.attrs.get("action")]
    assert same, "the form is not on the page"
    paper = dict(form.values).get("paper")
    return next((one for one in same if dict(one.values).get("paper") == paper), same[0])


def check_restored(form: Form, data: dict[str, list[str]], response: Any, *, sentence: str = NOT_SENT) -> None:
    """Each field holds what was typed, without a complaint, under the sentence; files are named."""
    assert response.status_code == 200
    text = response.content.decode()
    assert sentence in text
    assert "is-invalid" not in text
    shown = counterpart(form, response).current()
    for name, kind in form.kinds.items():
        if kind == "file":
            assert f"{name}.pdf" in text
        elif name in data and not SECRET.search(name):
            assert shown.get(name, []) == data[name], name


def files_for(form: Form) -> dict[str, Any]:
    return {
        name: SimpleUploadedFile(f"{name}.pdf", b"%PDF-1.7", "application/pdf")
        for name, kind in form.kinds.items()
        if kind == "file"
    }


# --- People and their browsers ------------------------------------------------------------------------
def browser_of(city: World, actor: str, *, careful: bool = False) -> Client:
    """A browser of her own in which the actor is signed in."""
    client = Client(enforce_csrf_checks=careful)
    client.cookies = deepcopy(city.client(actor).cookies)
    return client


def sign_in(client: Client, city: World, actor: str) -> None:
    """As allauth does: the data of the anonymous session stay."""
    client.force_login(city.people[actor])
    session = client.session
    record_authentication(SimpleNamespace(session=session), city.people[actor], "password", reauthenticated=True)
    session.save()


@pytest.fixture
def unchanged(city: World) -> Iterator[None]:
    """What a test writes into the city is rolled back; the sessions of its people stay."""
    for actor in (ANONYMOUS, *city.people):
        city.client(actor)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sent_after_the_end(client: Client, action: str, data: Any, **extra: Any) -> str:
    """The session ends, the form is posted; the address to which the sign-in will lead."""
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.post(action, data, **extra)
    writes = [one["sql"] for one in queries if WRITE.match(one["sql"]) and "session" not in one["sql"]]
    assert writes == []
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse(settings.LOGIN_URL))
    return parse_qs(urlsplit(response.headers["Location"]).query)["next"][0]


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
@pytest.mark.parametrize("shown", SIGNED_IN, ids=str)
def test_text_of_every_form_comes_back_after_the_sign_in(city: World, shown: Page, unchanged: None) -> None:
    actor, address = shown.actors[0], shown.address(city)
    for form in forms_on(city, shown, address):
        client = browser_of(city, actor)
        client.get(address)
        data = form.typed()
        lands_on = sent_after_the_end(client, form.attrs.get("action") or address, {**data, **files_for(form)})

        sign_in(client, city, actor)
        check_restored(form, data, client.get(lands_on, follow=True))
        assert "&lt;chưa&gt; mất" not in client.get(lands_on, follow=True).content.decode()


@pytest.mark.parametrize("shown", SIGNED_IN, ids=str)
def test_text_of_every_form_is_shown_to_nobody_else(city: World, shown: Page, unchanged: None) -> None:
    """Not even to a colleague who may open the same form; to a stranger where there is none."""
    actor, address = shown.actors[0], shown.address(city)
    other = [*shown.actors, "nobody"][1]
    for form in forms_on(city, shown, address):
        client = browser_of(city, actor)
        client.get(address)
        lands_on = sent_after_the_end(client, form.attrs.get("action") or address, form.typed())
        sign_in(client, city, other)

        seen = client.get(lands_on, follow=True).content.decode()

        assert NOT_SENT not in seen
        assert "&lt;chưa&gt; mất" not in seen
        assert "typed_text" not in client.session


@pytest.mark.parametrize("rule", ACTIONS, ids=lambda rule: f"{rule.name} {rule.case}")
@pytest.mark.parametrize("names_its_page", [True, False])
def test_no_sign_in_lands_on_an_address_that_takes_post_alone(
    city: World, rule: Rule, names_its_page: bool, unchanged: None
) -> None:
    actor, action = sorted(rule.allowed)[0], reverse(rule.name, args=rule.args(city))
    client = browser_of(city, actor)
    client.get(reverse("dashboards:my_home"))
    referrer = {"HTTP_REFERER": "http://testserver" + reverse("grants:task_list")} if names_its_page else {}

    lands_on = sent_after_the_end(client, action, rule.data, **referrer)
    sign_in(client, city, actor)
    response = client.get(lands_on, follow=True)

    assert response.status_code == 200
    assert not getattr(resolve(urlsplit(lands_on).path).func, "is_post_only", False)


# --- A lost token -------------------------------------------------------------------------------------
@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_text_of_every_form_comes_back_after_a_lost_token(city: World, shown: Page, unchanged: None) -> None:
    actor, address = shown.actors[0], shown.address(city)
    for form in forms_on(city, shown, address):
        client = browser_of(city, actor, careful=True)
        data = {name: values for name, values in form.typed().items() if name != "csrfmiddlewaretoken"}
        action = form.attrs.get("action") or address

        refused = client.post(action, {**data, **files_for(form)}, headers={"Sec-Fetch-Site": "same-origin"})

        assert refused.status_code == 403
        link = refused.context["form_page"]
        assert f'href="{link}"' in refused.content.decode()
        check_restored(form, data, client.get(link, follow=True))


def test_text_that_another_site_posts_is_not_kept(city: World, unchanged: None) -> None:
    client = browser_of(city, "owner", careful=True)
    address = reverse("startups:startup_register")

    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        response = client.post(address, {"name": TEXT}, headers=headers)

        assert response.status_code == 403
        assert "typed_text" not in client.session


# --- Another language ---------------------------------------------------------------------------------
@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_text_of_every_form_comes_back_in_the_other_language(city: World, shown: Page, unchanged: None) -> None:
    actor, address = shown.actors[0], shown.address(city)
    if not forms_on(city, shown, address):
        return
    client = browser_of(city, actor)
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
        untouched = browser_of(city, actor)
        answer = untouched.post(action, {**form.current(), "switch_language": "en"}, follow=True)
        changes_a_field = shown.name == "accounts:profile"  # one's language is a field of it
        assert (IN_OTHER_LANGUAGE in answer.content.decode()) == changes_a_field
    close(response)


def text_of(response: Any) -> str:
    html = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
    return response.content.decode() if html else ""


def assert_enter_presses_its_first_button(form: Form, response: Any) -> None:
    """The unseen button before the header says what the form's own first button says."""
    text = text_of(response)
    unseen = text[: text.index("<header")].split('<button class="visually-hidden"')[1].split(">")[0]
    first = form.buttons[0]
    assert (f'name="{first["name"]}"' in unseen) if "name" in first else ("name=" not in unseen)
    assert f'value="{first.get("value", "")}"' in unseen or "name" not in first
    assert not {"formaction", "data-confirm"} & set(first)


# --- One action on many rows ---------------------------------------------------------------------------
@pytest.mark.parametrize("step", ["lists:bulk_preview", "lists:bulk_run"])
def test_selected_rows_and_the_answer_come_back_after_the_sign_in(city: World, step: str, unchanged: None) -> None:
    """The preview of a bulk action is the page of its form; it asks once more before anything is done."""
    client, evaluator = browser_of(city, "manager"), city.people["evaluator"]
    client.get(reverse("dashboards:my_home"))
    rows = [str(city.evaluating.pk), str(city.scored.pk)]
    data = {"action": "assign", "pk": rows, "answered": "1", "evaluator": str(evaluator.pk), "token": str(uuid4())}

    lands_on = sent_after_the_end(client, reverse(step, args=["application"]), data)
    sign_in(client, city, "manager")
    response = client.get(lands_on, follow=True)

    assert lands_on == reverse("lists:bulk_preview", args=["application"])
    assert NOT_SENT in response.content.decode()
    assert {line["pk"] for line in response.context["lines"]} == set(rows)
    assert response.context["form"]["evaluator"].value() == str(evaluator.pk)


def test_preview_without_a_selection_leads_to_its_list(city: World) -> None:
    response = city.client("manager").get(reverse("lists:bulk_preview", args=["application"]))

    assert response.headers["Location"] == reverse("grants:application_list")


# --- A record that moved on -----------------------------------------------------------------------------
def withdraw_meanwhile(application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(status=ApplicationStatus.WITHDRAWN)


def test_text_for_a_record_that_moved_on_is_shown_to_be_copied(city: World, unchanged: None) -> None:
    client = browser_of(city, "director")
    address = reverse("grants:award_send_back", args=[city.proposed.pk])
    withdraw_meanwhile(city.proposed)

    response = client.post(address, {"reason": TEXT}, HTTP_REFERER="http://testserver" + address, follow=True)

    assert response.status_code == 409
    assert "Chưa gửi &amp; &lt;chưa&gt; mất" in response.content.decode()
    other = browser_of(city, "officer").get(address)
    assert "&lt;chưa&gt; mất" not in other.content.decode()


def test_refusal_without_a_page_to_go_back_to_shows_the_text(city: World, unchanged: None) -> None:
    client = browser_of(city, "director")
    withdraw_meanwhile(city.proposed)

    response = client.post(reverse("grants:award_send_back", args=[city.proposed.pk]), {"reason": TEXT})

    assert response.status_code == 409
    assert "Chưa gửi &amp; &lt;chưa&gt; mất" in response.content.decode()


def test_text_follows_to_where_a_record_that_moved_on_leads(city: World, unchanged: None) -> None:
    """The draft is withdrawn between the end of the session and the sign-in: its form opens no more."""
    client = browser_of(city, "owner")
    address = reverse("grants:application_edit", args=[city.draft.pk])
    client.get(address)
    lands_on = sent_after_the_end(client, address, {"problem": TEXT, "version": "0"})
    withdraw_meanwhile(city.draft)
    sign_in(client, city, "owner")

    response = client.get(lands_on, follow=True)

    assert response.redirect_chain[-1][0] == reverse("grants:application_detail", args=[city.draft.pk])
    assert "Chưa gửi &amp; &lt;chưa&gt; mất" in response.content.decode()
    assert "&lt;chưa&gt; mất" not in client.get(response.redirect_chain[-1][0]).content.decode()


def test_rows_come_back_on_the_version_they_were_typed_on(city: World, unchanged: None) -> None:
    """So that what a colleague saved meanwhile is not overwritten without a word."""
    client = browser_of(city, "owner")
    address = reverse("grants:application_plan", args=[city.draft.pk])
    form = forms_of(client.get(address))[0]
    version = dict(form.values)["version"]
    lands_on = sent_after_the_end(client, address, form.typed())
    city.draft.plan_steps.all().delete()
    sign_in(client, city, "owner")

    assert dict(forms_of(client.get(lands_on))[0].values)["version"] == version


def test_conflict_with_restored_text_is_shown_when_its_author_sends_it(city: World, unchanged: None) -> None:
    client = browser_of(city, "owner")
    address = reverse("grants:application_edit", args=[city.draft.pk])
    lands_on = sent_after_the_end(client, address, forms_of(client.get(address))[0].typed())
    Application.objects.filter(pk=city.draft.pk).update(novelty="Lời của Lan")
    sign_in(client, city, "owner")

    shown = client.get(lands_on)
    refused = client.post(address, forms_of(shown)[0].current())

    assert (shown.status_code, refused.status_code) == (200, 409)
    assert "Lời của Lan" not in shown.content.decode()
    assert "Lời của Lan" in refused.content.decode()
    assert escape(f"{TEXT} novelty") in refused.content.decode()


def test_texts_of_two_windows_both_come_back(city: World, unchanged: None) -> None:
    client = browser_of(city, "owner")
    addresses = [reverse(f"grants:application_{part}", args=[city.draft.pk]) for part in ("edit", "plan")]
    typed = [forms_of(client.get(address))[0].typed() for address in addresses]
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    for address, data in zip(addresses, typed, strict=True):
        client.post(address, data)
    sign_in(client, city, "owner")

    for address, data in zip(addresses, typed, strict=True):
        response = client.get(address)
        check_restored(forms_of(response)[0], data, response)


def test_scores_for_a_review_that_moved_on_are_shown_to_be_copied(city: World, unchanged: None) -> None:
    client = browser_of(city, "evaluator")
    Review.objects.filter(pk=city.review_to_score.pk).update(status=ReviewStatus.ASSIGNED)

    address = reverse("grants:review_score", args=[city.review_to_score.pk])
    response = client.post(address, {"comment": TEXT}, follow=True)

    assert response.redirect_chain[-1][0] == reverse("grants:review_detail", args=[city.review_to_score.pk])
    assert "Chưa gửi &amp; &lt;chưa&gt; mất" in response.content.decode()
