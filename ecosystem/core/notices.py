"""What people are told: in the portal and by email, in the transaction of its cause, where they want to be told.

The words of a notification are the subject of its email (first line of `mail/<kind>.txt`); it stores only what the
subject names.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.template import engines
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ecosystem.core.mail import enqueue_mail
from ecosystem.core.models import Notification, NotificationChoice

SUBJECT = re.compile(r"{% blocktranslate trimmed with (?P<facts>.+?) %}(?P<words>.+?){% endblocktranslate %}")


class Topic(models.TextChoices):
    """What a kind is about; the order of the settings."""

    APPLICATION = "application", _("My applications")
    GRANT = "grant", _("Grant and contract")
    STARTUP = "startup", _("My startups")
    DESK = "desk", _("Dossiers on my desk")
    REPORT = "report", _("Reports")
    JOB = "job", _("Work in the background")
    ACCOUNT = "account", _("My access")


PROCEDURE = _("Always on: the procedure requires that you are told.")
ACCESS = _("Always on: it changes what your account may do.")
SAFETY = _("Always on: it changes how your account signs in.")


@dataclass(frozen=True)
class Kind:
    """One kind: what it is about, how the settings call it, why it cannot be switched off, its page without a link."""

    topic: Topic
    label: Any
    always: Any = ""
    page: str = ""


KINDS = {
    "receipt": Kind(Topic.APPLICATION, _("Receipt of an application"), PROCEDURE),
    "returned": Kind(Topic.APPLICATION, _("The department asks to complete an application"), PROCEDURE),
    "stopped": Kind(Topic.APPLICATION, _("Processing of an application was stopped"), PROCEDURE),
    "decision_approved": Kind(Topic.APPLICATION, _("Decision: approved"), PROCEDURE),
    "decision_rejected": Kind(Topic.APPLICATION, _("Decision: not approved"), PROCEDURE),
    "draft_reminder": Kind(Topic.APPLICATION, _("A call closes soon and my draft is not sent")),
    "completion_reminder": Kind(Topic.APPLICATION, _("The time to complete an application ends soon")),
    "contract_signed": Kind(Topic.GRANT, _("A contract is recorded")),
    "deliverable_returned": Kind(Topic.GRANT, _("A deliverable is to be completed")),
    "payment_recorded": Kind(Topic.GRANT, _("A tranche is paid")),
    "contract_ended": Kind(Topic.GRANT, _("A contract was ended early"), PROCEDURE),
    "startup_published": Kind(Topic.STARTUP, _("A startup is in the public directory")),
    "startup_not_published": Kind(Topic.STARTUP, _("A startup was not accepted for the public directory")),
    "startup_unpublished": Kind(Topic.STARTUP, _("A startup was taken out of the public directory")),
    "member_invitation": Kind(Topic.STARTUP, _("Invitation to a startup"), ACCESS),
    "ownership_received": Kind(Topic.STARTUP, _("A startup was handed over to me"), ACCESS),
    "resubmitted": Kind(Topic.DESK, _("An application was completed")),
    "withdrawn": Kind(Topic.DESK, _("An application was withdrawn")),
    "step_reminder": Kind(Topic.DESK, _("A step of a dossier is due soon")),
    "feedback_due": Kind(Topic.DESK, _("A message from the public is due soon")),
    "review_assigned": Kind(Topic.DESK, _("A dossier to evaluate")),
    "review_again": Kind(Topic.DESK, _("A dossier that I evaluate was completed")),
    "review_recused": Kind(Topic.DESK, _("An evaluator stood aside")),
    "contribution_request": Kind(
        Topic.REPORT, _("A contribution to a report is due"), page="reports:contribution_list"
    ),
    "report_ready": Kind(Topic.REPORT, _("A report that I asked for is ready"), page="reports:report_list"),
    "report_issued": Kind(Topic.REPORT, _("A report is issued"), page="reports:report_list"),
    "job_done": Kind(Topic.JOB, _("A file is ready, or an action on many rows is finished")),
    "job_failed": Kind(Topic.JOB, _("A file or an action on many rows failed")),
    "role_granted": Kind(Topic.ACCOUNT, _("A new role"), ACCESS, page="people:profile"),
    "role_revoked": Kind(Topic.ACCOUNT, _("A role was taken away"), ACCESS, page="people:profile"),
    "second_step_reset": Kind(Topic.ACCOUNT, _("My second step was reset"), SAFETY, page="mfa_index"),
}


def notify(user: Any, kind: str, *, key: str, context: Mapping[str, Any]) -> None:
    """Tell one person of one thing, once per `key`: in the portal and by email, unless switched off by that person.

    Must run inside the transaction of the cause.
    """
    choice = None if KINDS[kind].always else NotificationChoice.objects.filter(user=user, kind=kind).first()
    if choice is None or choice.in_portal:
        post(user, kind, key=key, context=context)
    if choice is None or choice.by_mail:
        enqueue_mail(kind, key=key, recipient=user.email, context=context, language=user.language)


def post(user: Any, kind: str, *, key: str, context: Mapping[str, Any]) -> None:
    """The notification in the portal alone."""
    one = Notification(user=user, key=key[:200], kind=kind, facts=_facts(kind, context), url=_page(kind, context))
    Notification.objects.bulk_create([one], ignore_conflicts=True)


def words_of(kind: str, facts: Mapping[str, Any]) -> str:
    """The subject of the kind with these facts, in the active language."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    said = {name: value.get(language, "") if isinstance(value, dict) else value for name, value in facts.items()}
    return gettext(_subject(kind)[0]) % said


def choices_of(user: Any) -> dict[str, NotificationChoice]:
    """The person's choices by kind, where they differ from being told everywhere."""
    return {choice.kind: choice for choice in NotificationChoice.objects.filter(user=user)}


def offered(topics: Iterable[Topic]) -> list[tuple[Topic, list[tuple[str, Kind]]]]:
    """The kinds of these topics, topic by topic."""
    return [
        (topic, [(name, kind) for name, kind in KINDS.items() if kind.topic == topic])
        for topic in Topic
        if topic in topics
    ]


@lru_cache(maxsize=64)
def _subject(kind: str) -> tuple[str, dict[str, Any]]:
    """The msgid of the subject, and of each fact in it the template that reads it from the mail's context."""
    source = get_template(f"mail/{kind}.txt").template.source  # type: ignore[attr-defined]
    found = SUBJECT.search(source.partition("\n")[0])
    if found is None:
        raise ValueError(f"mail/{kind}.txt has no subject in its first line.")
    facts = {
        name: engines["django"].from_string(f"{{% autoescape off %}}{{{{ {path} }}}}{{% endautoescape %}}")
        for name, _equals, path in (part.partition("=") for part in found["facts"].split(" "))
    }
    return re.sub(r"{{ (\w+) }}", r"%(\1)s", found["words"]), facts


def _facts(kind: str, context: Mapping[str, Any]) -> dict[str, Any]:
    """Each fact as text; where the languages differ, in each of them."""
    facts: dict[str, Any] = {}
    for name, reader in _subject(kind)[1].items():
        said = {}
        for language, _label in settings.LANGUAGES:
            with translation.override(language):
                said[language] = reader.render(dict(context))
        facts[name] = said if len(set(said.values())) > 1 else said[settings.LANGUAGE_CODE]
    return facts


def _page(kind: str, context: Mapping[str, Any]) -> str:
    """The page it is about, as a path of the portal: the mail's link, else the page of the kind, else the dossier."""
    path = urlsplit(str(context.get("link") or context.get("address") or "")).path
    if path.startswith("/") and not path.startswith("//"):
        return path[:300]
    if KINDS[kind].page:
        return reverse(KINDS[kind].page)
    return (
        reverse("programmes:application_detail", args=[context["application"].pk]) if "application" in context else ""
    )
