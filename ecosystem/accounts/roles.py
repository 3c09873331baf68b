"""The programme's roles. A grant may be narrowed to one unit; a startup's own roles live with its members."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    APPLICANT = "applicant", _("Applicant")
    OFFICER = "officer", _("Officer")
    MANAGER = "manager", _("Programme manager")
    DIRECTOR = "director", _("Director")
    EVALUATOR = "evaluator", _("Evaluator")
    ACCOUNTANT = "accountant", _("Accountant")
    COUNCIL = "council", _("Council member")
    PARTNER_REPORTER = "partner_reporter", _("Partner reporter")
    PARTNER_HEAD = "partner_head", _("Partner head")
    ADMINISTRATOR = "administrator", _("Administrator")


GRANTABLE = [role for role in Role if role != Role.APPLICANT]
DEPARTMENT = frozenset({Role.OFFICER, Role.MANAGER, Role.DIRECTOR})
STAFF = frozenset(GRANTABLE) - {Role.COUNCIL}
NEEDS_SECOND_FACTOR = frozenset(GRANTABLE)
NEEDS_UNIT = frozenset({Role.PARTNER_REPORTER, Role.PARTNER_HEAD})
WITHOUT_UNIT = frozenset({Role.COUNCIL, Role.ADMINISTRATOR})
