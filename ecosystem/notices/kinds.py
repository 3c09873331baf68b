"""Kinds of mails and notifications. Each app declares its own in its module `notices`, which is imported at start-up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import _User as User  # the type checker reads it as AUTH_USER_MODEL

PROCEDURE = _("Always on: the procedure requires that you are told.")
ACCESS = _("Always on: it changes what your account may do.")
SAFETY = _("Always on: it changes how your account signs in.")

KINDS: dict[str, type["MailKind"]] = {}


@dataclass(frozen=True)
class Topic:
    """What kinds of notifications are about: a heading of the settings, shown to those whom it `concerns`."""

    name: str
    label: Any
    order: int
    is_relevant_to: Callable[[Any], bool] = lambda user: True


class MailKind:
    """One kind of mail. `name` stands in the rows and names the template, `<app>/mail/<name>.txt`."""

    name: ClassVar[str]
    template: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "name" not in cls.__dict__:  # a base class of several kinds
            return
        if cls.name in KINDS:
            raise ValueError(f"Two kinds of mail are called {cls.name!r}.")
        app = apps.get_containing_app_config(cls.__module__)
        if app is None:
            raise ValueError(f"{cls.__module__} belongs to no installed app.")
        cls.template = f"{app.label}/mail/{cls.name}.txt"
        KINDS[cls.name] = cls


class NoticeKind(MailKind):
    """One kind of notification: in the portal and by mail. With a `mandatory_reason` nobody can switch it off."""

    topic: ClassVar[Topic]
    label: ClassVar[Any]
    mandatory_reason: ClassVar[Any] = ""
    page: ClassVar[str] = ""  # the URL name of the page it is about, where the mail has no link

    @classmethod
    def path_of(cls, context: Mapping[str, Any]) -> str:
        """The page that a notification with this context is about, as a path; empty when there is none."""
        return reverse(cls.page) if cls.page else ""


def notice_kind(name: str) -> type[NoticeKind]:
    """The kind of notification of this name. Raises KeyError."""
    kind = KINDS[name]
    if not issubclass(kind, NoticeKind):
        raise KeyError(f"{name} is a mail without a notification.")
    return kind


def notice_kinds() -> list[type[NoticeKind]]:
    """All kinds of notifications, in the order of their topics and declarations."""
    kinds = [kind for kind in KINDS.values() if issubclass(kind, NoticeKind)]
    return sorted(kinds, key=lambda kind: kind.topic.order)


def kinds_for(user: "User") -> list[tuple[Topic, list[type[NoticeKind]]]]:
    """The kinds that may concern this person, topic by topic."""
    grouped: dict[str, tuple[Topic, list[type[NoticeKind]]]] = {}
    for kind in notice_kinds():
        if kind.topic.is_relevant_to(user):
            grouped.setdefault(kind.topic.name, (kind.topic, []))[1].append(kind)
    return list(grouped.values())
