"""Who oversees: council members, the department and administrators read every figure and change none."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from ecosystem.accounts.http import Visitor
from ecosystem.accounts.roles import DEPARTMENT, Role
from ecosystem.core.workflow import RoleRefused

OVERSEERS = DEPARTMENT | {Role.COUNCIL, Role.ADMINISTRATOR}
View = Callable[..., HttpResponseBase]


def may_oversee(user: Visitor) -> bool:
    return bool(user.is_authenticated and user.has_role(*OVERSEERS))


def overseers_only(view: View) -> View:
    """403 for anybody else who is signed in."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_oversee(request.user):
            raise RoleRefused(_("This page is for council members and the department."))
        return view(request, *args, **kwargs)

    return checked
