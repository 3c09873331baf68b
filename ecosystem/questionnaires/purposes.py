"""What questionnaires are used for: each app registers its purposes, and the engine asks them what only the app knows.

A purpose says which facts conditions and checks may use, from which stages an answer may be required, from whom it may
be hidden, and which questions the app itself reads. Of one response it says to which record it belongs, who may read
and edit it, and what happens after it is saved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from ecosystem.lists.listing import Column
from ecosystem.questionnaires.definition import Value
from ecosystem.questionnaires.models import QuestionnaireResponse
from ecosystem.questionnaires.models.questionnaire import QUESTIONNAIRE_READERS


@dataclass(frozen=True)
class Fact:
    """Something the portal knows of the record: `kind` is the kind of question that would ask for it."""

    label: Any
    kind: str
    sample: Any = None  # a value, or a lazy text, that stands for the fact in previews and test responses


@dataclass(frozen=True)
class Needed:
    """A question that the app itself reads: every version has it, of one of these kinds, and always asked."""

    label: Any
    kinds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands around the pages of one response: texts and links of the record that it belongs to.

    `send_url` is the address that takes the form of "check your answers", with a POST; empty where the person may not send.
    """

    title: str
    lead: str = ""
    crumbs: tuple[tuple[Any, str], ...] = ()
    back_url: str = ""
    send_url: str = ""
    send_label: Any = ""


class Purpose:
    """One use of questionnaires. Apps subclass it and register one instance in `AppConfig.ready`."""

    slug: str
    label: Any
    stages: Mapping[str, Any]  # in order, with their labels; an answer required from one is required from all later
    audiences: Mapping[str, Any] = {}  # readers from whom a question can be hidden
    facts: Mapping[str, Fact] = {}
    needed: Mapping[str, Needed] = {}

    def stage_of(self, response: QuestionnaireResponse) -> str:
        """The stage that the response is filled in for now."""
        return next(iter(self.stages))

    def fact_values(self, response: QuestionnaireResponse) -> dict[str, Value]:
        """The facts of the response's record by name; None for one that is not known."""
        return {}

    def may_read(self, response: QuestionnaireResponse, user: User) -> bool:
        """Whether the user may know that the response exists."""
        raise NotImplementedError

    def may_edit(self, response: QuestionnaireResponse, user: User) -> bool:
        """Whether the user may change answers now."""
        raise NotImplementedError

    def refusal(self, response: QuestionnaireResponse, user: User) -> str:
        """Why the user, who may read the response, may not change it: one sentence."""
        raise NotImplementedError

    def audience_of(self, response: QuestionnaireResponse, user: User) -> str:
        """The audience to which the user belongs for this response; empty for one from whom nothing is hidden."""
        return ""

    def frame(self, response: QuestionnaireResponse, user: User) -> Frame:
        """What stands around the pages of the response."""
        raise NotImplementedError

    def responses_visible_to(self, user: User) -> QuerySet[QuestionnaireResponse]:
        """The responses of its records that the user may read, for lists and files; none unless the app says which."""
        return QuestionnaireResponse.objects.none()

    def record_columns(self) -> Sequence[Column]:
        """Columns of a list of responses that say to which record each belongs; the first one names it."""
        return ()

    def lock_record(self, response: QuestionnaireResponse) -> None:
        """Lock the record before the response, in the order of locks of its app. Runs in the saving transaction."""

    def after_save(self, response: QuestionnaireResponse, changed: Mapping[str, Value], *, by: User) -> None:
        """Copy answers that the app decides by or sums into its own columns. Runs in the saving transaction."""


PURPOSES: dict[str, Purpose] = {}


def register_purpose(purpose: Purpose) -> None:
    """Register the purpose under its slug."""
    if purpose.slug in PURPOSES:
        raise ImproperlyConfigured(f"Two purposes are called {purpose.slug}.")
    PURPOSES[purpose.slug] = purpose


class TestUse(Purpose):
    """A purpose while staff try its questionnaire: facts are samples, and nothing is copied to any record (row B55).

    A test belongs to the person who began it; whoever reads questionnaires may begin one.
    """

    def __init__(self, purpose: Purpose) -> None:
        self.slug, self.label, self.stages = purpose.slug, purpose.label, purpose.stages
        self.audiences, self.facts, self.needed = purpose.audiences, purpose.facts, purpose.needed

    def fact_values(self, response: QuestionnaireResponse) -> dict[str, Value]:
        return {name: str(s) if isinstance(s := fact.sample, Promise) else s for name, fact in self.facts.items()}

    def may_read(self, response: QuestionnaireResponse, user: User) -> bool:
        return user.has_role(*QUESTIONNAIRE_READERS) and response.created_by_id == user.pk

    def may_edit(self, response: QuestionnaireResponse, user: User) -> bool:
        return self.may_read(response, user)

    def refusal(self, response: QuestionnaireResponse, user: User) -> str:
        return _("This test was sent: begin a new one to change answers.")

    def frame(self, response: QuestionnaireResponse, user: User) -> Frame:
        version = response.questionnaire_version
        code = version.questionnaire.code
        page = reverse("questionnaires:test_list", args=[code, version.number])
        return Frame(
            title=_("Test of “%(name)s”") % {"name": version.questionnaire.label},
            lead=_("Nobody else sees it, and no figure counts it."),
            crumbs=(
                (_("Questionnaires"), reverse("questionnaires:questionnaire_list")),
                (str(version), reverse("questionnaires:version_detail", args=[code, version.number])),
                (_("My tests"), page),
            ),
            back_url=page,
            send_url=reverse("questionnaires:test_send", args=[response.pk]),
            send_label=_("Send the test"),
        )
