"""Who is signed in by the session of a request, as long as the session is still in the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.http import HttpRequest

from ecosystem.accounts.models import User, UserQuerySet
from ecosystem.core.web.methods import allow_writes_in_safe_request

# Every request asks this: made of expressions, the condition would take longer than its answer.
SESSION_IS_STORED = "EXISTS (SELECT FROM django_session WHERE session_key = %s)"
_session_of_request: ContextVar[str | None] = ContextVar("session_of_request", default=None)


def user_of(request: HttpRequest) -> User | AnonymousUser:
    """The person who is signed in. A session whose row was deleted is emptied, even where Redis still has a copy.

    Sessions are read from Redis. A session that ended while Redis could not be reached would count again when Redis
    comes back; so the statement that reads the person also looks for the row of the session.
    """
    with _limited_to_session(request.session.session_key):
        user = get_user(request)
    if SESSION_KEY in request.session and not user.is_authenticated:
        with allow_writes_in_safe_request():
            request.session.flush()
    return user


@contextmanager
def _limited_to_session(session_key: str | None) -> Iterator[None]:
    token = _session_of_request.set(session_key)
    try:
        yield
    finally:
        _session_of_request.reset(token)


def with_stored_session(people: UserQuerySet) -> UserQuerySet:
    """These people, if the session of the request that is being answered is in the database; all outside a request."""
    session_key = _session_of_request.get()
    if session_key is None:
        return people
    is_stored = RawSQL(SESSION_IS_STORED, [session_key], output_field=BooleanField())  # noqa: S611 - a constant
    return people.filter(is_stored)
