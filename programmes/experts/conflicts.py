"""Likely conflicts of interest that the portal detects before the evaluator declares anything (fact F3.16)."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from startups.models import Membership, Startup

# Mail providers whose domain does not identify an employer.
PUBLIC_MAIL_DOMAINS = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "yahoo.com",
        "yahoo.com.vn",
        "ymail.com",
        "outlook.com",
        "outlook.com.vn",
        "hotmail.com",
        "hotmail.com.vn",
        "live.com",
        "msn.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "proton.me",
        "protonmail.com",
        "zoho.com",
        "gmx.com",
        "mail.com",
        "yandex.com",
        "fpt.vn",
        "vnn.vn",
        "hcm.vnn.vn",
        "hcm.fpt.vn",
        "viettel.vn",
        "zalo.me",
    }
)
# Domains reserved for examples and tests (RFC 2606, RFC 6761), which demonstration accounts use.
RESERVED_DOMAINS = re.compile(r"(^|\.)(example(\.(com|net|org))?|test|invalid|localhost|localdomain)$")
COMPANY_FORM = re.compile(
    r"\b(cong ty|co phan|trach nhiem huu han|tnhh|mot thanh vien|mtv|hai thanh vien|doanh nghiep tu nhan|"
    r"joint stock company|jsc|co ltd|ltd|llc|inc|corp|corporation|company|limited)\b"
)


def likely_conflicts(
    startup: Startup, evaluators: Iterable[User], *, authors: Iterable[int | None] = ()
) -> dict[int, list[str]]:
    """Map each evaluator's id to the reasons why this person should not score the startup's dossier. One query.

    `authors` are the ids of the people who wrote or sent the dossier.
    """
    members = [m.user for m in Membership.objects.filter(startup=startup).select_related("user")]
    people = {m.pk for m in members} | {author for author in authors if author}
    domains = {d for d in (_email_domain(m.email) for m in members) if d} | _website_domains(startup.website)
    employers = {normalised_company_name(name) for name in (startup.name, *(m.employer for m in members))} - {""}
    reasons_by_evaluator = {}
    for evaluator in evaluators:
        reasons = []
        if evaluator.pk in people:
            reasons.append(_("Belongs to the startup's team."))
        if _email_domain(evaluator.email) in domains:
            reasons.append(
                _("Has an email address of the startup's organisation (@%(domain)s).")
                % {"domain": _email_domain(evaluator.email)}
            )
        if normalised_company_name(evaluator.employer) in employers:
            reasons.append(_("Works for the same employer: %(employer)s.") % {"employer": evaluator.employer})
        reasons_by_evaluator[evaluator.pk] = reasons
    return reasons_by_evaluator


def normalised_company_name(name: str) -> str:
    """A company name without accents, case, punctuation and company form: `CÔNG TY CỔ PHẦN Ánh Dương` → `anh duong`."""
    text = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[^a-z0-9]+", " ", text)
    return " ".join(COMPANY_FORM.sub(" ", text).split())


def _email_domain(email: str) -> str:
    domain = email.rpartition("@")[2].casefold()
    return "" if domain in PUBLIC_MAIL_DOMAINS or RESERVED_DOMAINS.search(domain) else domain


def _website_domains(website: str) -> set[str]:
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    return {host} if host else set()
