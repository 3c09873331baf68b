"""The pages with forms: how a form is found on its page, filled in, posted after the session's end, and compared."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ecosystem.core.web.methods import WRITE
from ecosystem.core.web.typed_text import SECRET
from ecosystem.reports.models import Contribution, ContributionStatus
from programmes.grants.models import RequiredDocument, Review, ReviewStatus
from programmes.plan.closed_periods import closed_period
from programmes.plan.models import Measurement
from tests.access.requests import close_response, rendered_page
from tests.access.rule import Rule
from tests.access.rules import RULES
from tests.access.world import ANONYMOUS, World

TEXT = "Chưa gửi & <chưa> mất"
NOT_SENT = "Chưa gửi:"
IN_OTHER_LANGUAGE = "it is not saved yet"
PLAIN = {"text", "search", "email", "tel", "url"}
NOT_FILLED_IN = {"hidden", "password", "submit", "button", "image", "reset"}
FRAME_ADDRESSES = {"/language/", "/accounts/logout/"}
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
    "grants:tranche_report",
    "plan:target_verify",
    "grants:tranche_accept",
    "lists:view_delete",
    "public:gallery",
    "people:invitation_accept",
    "people:invitation_resend",
    "plan:planned_amount_verify",
    "questionnaires:check_delete",
    "questionnaires:question_delete",
    "questionnaires:response_move",
    "questionnaires:section_delete",
    "questionnaires:version_publish",
    "startups:invitation_accept",
    "startups:logo_withdraw",
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
    rule: Rule | None = None  # None where the world is changed first

    def __str__(self) -> str:
        return self.name


def page_of(rule: Rule) -> Page:
    actors = (ANONYMOUS,) if rule.public else tuple(sorted(rule.allowed))
    return Page(
        f"{rule.name} {rule.case}".strip(), actors, lambda w: reverse(rule.name, args=rule.args(w)), rule.public, rule
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


def figure_of_a_reported_period(w: World) -> str:
    period = w.report.period
    Measurement.objects.filter(pk=w.figure.pk).update(starts_on=period.starts_on, ends_on=period.ends_on)
    assert closed_period(period.starts_on, period.ends_on)
    return reverse("plan:measurement_verify", args=[w.figure.pk])


def question_of_a_kind(w: World) -> str:
    address = reverse("questionnaires:question_create", args=[w.questionnaire.code, 2, "project"])
    return f"{address}?kind=choice"


# Forms that the pages of rules.py do not show: another state, or a second step.
MORE = [
    Page("grants:call_create of a policy", ("manager",), second_step_of_a_call),
    Page("grants:application_files with a paper", ("editor", "owner"), papers_of_a_draft),
    Page("grants:award_propose of a scored dossier", ("officer",), proposal_for_a_scored_dossier),
    Page("plan:measurement_verify in a reported period", ("director", "manager"), figure_of_a_reported_period),
    Page("reports:contribution_move back", ("head",), return_of_a_contribution),
    Page("questionnaires:question_create of a kind", ("administrator", "manager"), question_of_a_kind),
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
        if kind not in NOT_FILLED_IN:
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
    return forms_in(response.content.decode())


def forms_in(html: str) -> list[Form]:
    return [
        form
        for form in Forms(html).found
        if form.kinds and form.attrs.get("action", "") not in FRAME_ADDRESSES and form.attrs.get("class") != "bulk"
    ]


def forms_on(city: World, page: Page, address: str) -> list[Form]:
    """The forms of the page, read once for all tests of the city."""
    found = city.forms.get((page.name, address))
    if found is None and page.rule is not None:
        found = forms_in(rendered_page(city, page.rule, page.actors[0]))
    elif found is None:
        response = client_of(city, page.actors[0]).get(address)
        found = forms_of(response)
        close_response(response)
    city.forms[page.name, address] = found
    return deepcopy(found)


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
def client_of(city: World, actor: str, *, careful: bool = False) -> Client:
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


def post_after_session_end(client: Client, action: str, data: Any, **extra: Any) -> str:
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
