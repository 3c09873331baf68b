"""Eligibility of a startup for a call: one verdict with an explanation for each rule of the policy."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programmes.grants.models import (
    FINAL_STATUSES,
    Application,
    ApplicationStatus,
    Call,
    CallStatus,
    closing_time,
    is_open_for,
)
from programmes.plan.terms import PolicyTerms
from startups.models import Startup, StartupKind

BILLION = 10**9
# Decree 80/2021, article 5 (fact F3.10): most workers, revenue and capital (billion đồng), boundaries included.
SME_LIMITS = {
    "industry": (("micro", 10, 3, 3), ("small", 100, 50, 20), ("medium", 200, 200, 100)),
    "trade": (("micro", 10, 10, 3), ("small", 50, 100, 50), ("medium", 100, 300, 100)),
}


class Verdict(models.TextChoices):
    PASS = "pass", gettext_lazy("Met")
    FAIL = "fail", gettext_lazy("Not met")
    PAPER = "paper", gettext_lazy("To be shown in the application")
    INFO = "info", gettext_lazy("For information")

    @property
    def tone(self) -> str:
        return {"pass": "green", "fail": "red", "paper": "orange", "info": "secondary"}[self.value]


@dataclass(frozen=True)
class Rule:
    """One rule with its verdict; `reason` is a sentence for the applicant."""

    code: str
    title: str
    verdict: Verdict
    reason: str

    @property
    def remedy(self) -> Any:
        """What the applicant can do about a rule that is not met; empty for the others."""
        return REMEDIES[self.code] if self.verdict == Verdict.FAIL else ""


REMEDIES = {
    "open": gettext_lazy("See which calls are open now, or follow the calls and get an email when one opens."),
    "kind": gettext_lazy("Correct the profile if this has changed; otherwise look for another kind of support."),
    "sector": gettext_lazy("Add the field to the profile if it is yours; otherwise look for another kind of support."),
    "age": gettext_lazy("Check the date in the profile; if it is right, look for another kind of support."),
    "one": gettext_lazy("You can apply again for this stage once that application has come to its end."),
    "archived": gettext_lazy(
        "If this is a mistake, write to the department under “Questions, feedback and complaints”."
    ),
}
PROFILE_RULES = {"kind", "sector", "age"}


@dataclass(frozen=True)
class Eligibility:
    rules: list[Rule]

    @property
    def is_call_unavailable(self) -> bool:
        """Whether the call takes no applications now."""
        return any(rule.code == "open" for rule in self.failed)

    @property
    def has_profile_failures(self) -> bool:
        """Whether a rule about the startup's profile failed."""
        return any(rule.code in PROFILE_RULES for rule in self.failed)

    @property
    def is_eligible(self) -> bool:
        return not self.failed

    @property
    def failed(self) -> list[Rule]:
        return [rule for rule in self.rules if rule.verdict == Verdict.FAIL]


def check_eligibility(
    call: Call,
    startup: Startup,
    *,
    application: Application | None = None,
    now: datetime | None = None,
    in_time: bool = True,
) -> Eligibility:
    """Check all rules of the call's policy for the startup at the time `now`.

    With `application` the check reads its declarations and does not count it as another application.
    `in_time=False` skips the rule that the call is open, for an application that was returned for completion.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    terms = call.terms
    rules = [_call_is_open(call, startup, now)] if in_time else []
    rules += [
        _kind(terms, startup),
        _sector(terms, startup),
        _age(terms, startup, today),
        _one_at_a_time(call, startup, application),
        _no_double_funding(application),
    ]
    if startup.kind == StartupKind.ENTERPRISE:
        rules += [_no_public_offering(application), _size(startup)]
    if startup.archived_at:
        rules.append(
            Rule("archived", _("The startup's record"), Verdict.FAIL, _("This record was archived and cannot apply."))
        )
    return Eligibility(rules)


def _call_is_open(call: Call, startup: Startup, now: datetime) -> Rule:
    title = _("The call is open")
    if call.is_open(now):
        words = _("The call takes applications until %(moment)s.") % {"moment": _moment(call.closes_at)}
        return Rule("open", title, Verdict.PASS, words)
    if is_open_for(call, startup, now):
        words = _("The department extended the time for your startup alone, until %(moment)s.")
        return Rule("open", title, Verdict.PASS, words % {"moment": _moment(closing_time(call, startup))})
    if call.status == CallStatus.PUBLISHED and now < call.opens_at:
        words = _("The call opens at %(moment)s.") % {"moment": _moment(call.opens_at)}
    elif call.status == CallStatus.CANCELLED:
        words = _("The call was cancelled.")
    elif call.status == CallStatus.DRAFT:
        words = _("The call is not published yet.")
    else:
        words = _("The call closed at %(moment)s.") % {"moment": _moment(call.closes_at)}
    return Rule("open", title, Verdict.FAIL, words)


def _kind(terms: PolicyTerms, startup: Startup) -> Rule:
    title = _("Who may apply")
    allowed = [StartupKind(kind).label for kind in terms.applicant_kinds if kind in StartupKind.values]
    kind = StartupKind(startup.kind).label
    if not terms.applicant_kinds or startup.kind in terms.applicant_kinds:
        return Rule("kind", title, Verdict.PASS, _("You apply as: %(kind)s.") % {"kind": kind})
    words = _("This support is for: %(allowed)s. You are registered as: %(kind)s.")
    return Rule("kind", title, Verdict.FAIL, words % {"allowed": ", ".join(map(str, allowed)), "kind": kind})


def _sector(terms: PolicyTerms, startup: Startup) -> Rule:
    title = _("Priority field")
    wanted = terms.sectors
    if not wanted:
        return Rule("sector", title, Verdict.PASS, _("The policy asks for no particular field."))
    own = {sector.pk for sector in startup.sectors.all()}
    shared = [sector.label for sector in wanted if sector.pk in own]
    if shared:
        return Rule("sector", title, Verdict.PASS, _("Your field: %(fields)s.") % {"fields": ", ".join(shared)})
    words = _("None of your fields is among the priority fields of this policy: %(fields)s.")
    return Rule("sector", title, Verdict.FAIL, words % {"fields": ", ".join(sector.label for sector in wanted)})


def _age(terms: PolicyTerms, startup: Startup, today: date) -> Rule:
    """Years from first registration to submission, the anniversary included (fact F3.8)."""
    title, years = _("Age of the enterprise"), terms.max_age_years
    if startup.kind != StartupKind.ENTERPRISE:
        return Rule("age", title, Verdict.PASS, _("A person or group has no registration yet: no limit applies."))
    if years is None:
        return Rule("age", title, Verdict.PASS, _("The policy sets no limit of age."))
    if startup.founded_on is None:
        words = _("The date of first registration is missing in your profile: fill it in, then come back.")
        return Rule("age", title, Verdict.FAIL, words)
    values = {"years": years, "founded": f"{startup.founded_on:%d/%m/%Y}"}
    if startup.founded_on > today:
        words = _("The date of first registration in your profile, %(founded)s, lies in the future.") % values
        return Rule("age", title, Verdict.FAIL, words)
    last = years_after(startup.founded_on, years)
    values["last"] = f"{last:%d/%m/%Y}"
    if today <= last:
        words = _("Registered on %(founded)s: within %(years)s years until %(last)s.") % values
        return Rule("age", title, Verdict.PASS, words)
    words = _("Registered on %(founded)s: the limit of %(years)s years ended on %(last)s.") % values
    return Rule("age", title, Verdict.FAIL, words)


def years_after(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _one_at_a_time(call: Call, startup: Startup, application: Application | None) -> Rule:
    title = _("One application per stage of support")
    others = Application.objects.filter(startup=startup).exclude(status__in=[*FINAL_STATUSES, ApplicationStatus.DRAFT])
    if application:
        others = others.exclude(pk=application.pk)
    same = {"call__stage": call.stage_id} if call.stage_id else {"call__policy": call.policy_id}
    others = others.filter(**same)
    other = others.only("number", "status").first()
    if other is None:
        return Rule("one", title, Verdict.PASS, _("No other application of yours for this stage is under way."))
    words = _("Your application %(number)s for the same stage is under way (%(state)s).")
    values = {"number": other.number, "state": other.get_status_display()}
    return Rule("one", title, Verdict.FAIL, words % values)


def _no_double_funding(application: Application | None) -> Rule:
    title = _("No double funding")
    if application and application.declares_no_double_funding:
        words = _("You declare that no other state programme pays for the same costs.")
        return Rule("double_funding", title, Verdict.PASS, words)
    words = _("You declare in the application that no other state programme pays for the same costs.")
    return Rule("double_funding", title, Verdict.PAPER, words)


def _no_public_offering(application: Application | None) -> Rule:
    title = _("No public offering of shares")
    if application and application.declares_no_public_offering:
        words = _("You declare that the enterprise has never offered shares to the public.")
        return Rule("public_offering", title, Verdict.PASS, words)
    words = _("You declare in the application that the enterprise has never offered shares to the public.")
    return Rule("public_offering", title, Verdict.PAPER, words)


def _size(startup: Startup) -> Rule:
    title = _("Small or medium-sized enterprise")
    if startup.team_size is None:
        words = _(
            "The number of people is missing in your profile; the size follows from it and from revenue or capital."
        )
        return Rule("size", title, Verdict.INFO, words)
    size = sme_size("trade", startup.team_size, revenue=0)
    people = ngettext("%(n)s person", "%(n)s people", startup.team_size) % {"n": startup.team_size}
    names = {"micro": _("micro"), "small": _("small"), "medium": _("medium-sized"), "": _("large")}
    words = _("With %(people)s: %(size)s by the number of workers (trade and services). Revenue or capital counts too.")
    return Rule("size", title, Verdict.INFO, words % {"people": people, "size": names[size]})


def sme_size(group: str, workers: int, *, revenue: int | None = None, capital: int | None = None) -> str:
    """Size by Decree 80/2021, article 5: `micro`, `small`, `medium`, or "" when larger.

    `group` is "industry" (farming, forestry, fishery, industry, construction) or "trade" (trade, services).
    Workers must fit, and revenue or capital (whole đồng a year); boundaries are included.
    """
    for name, people, most_revenue, most_capital in SME_LIMITS[group]:
        fits_money = (revenue is not None and revenue <= most_revenue * BILLION) or (
            capital is not None and capital <= most_capital * BILLION
        )
        if workers <= people and fits_money:
            return name
    return ""


def _moment(moment: datetime) -> Any:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"
