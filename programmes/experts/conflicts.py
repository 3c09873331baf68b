"""Likely conflicts of interest that the portal finds by itself, before a person is asked (F3.16)."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ecosystem.accounts.models import User
from startups.models import Membership, Startup

# Providers whose addresses say nothing of an employer.
PUBLIC_MAIL = frozenset(
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
# Names reserved for examples and tests (RFC 2606, RFC 6761), such as those of demonstration accounts.
RESERVED = re.compile(r"(^|\.)(example(\.(com|net|org))?|test|invalid|localhost|localdomain)$")
COMPANY_FORM = re.compile(
    r"\b(cong ty|co phan|trach nhiem huu han|tnhh|mot thanh vien|mtv|hai thanh vien|doanh nghiep tu nhan|"
    r"joint stock company|jsc|co ltd|ltd|llc|inc|corp|corporation|company|limited)\b"
)


def likely_conflicts(
    startup: Startup, evaluators: Iterable[User], *, authors: Iterable[int | None] = ()
) -> dict[int, list[str]]:
    """For each evaluator's id the reasons, in words, why this person should not score the startup's dossier. One query.

    `authors` are the ids of the people who wrote or sent the dossier.
    """
    members = [m.user for m in Membership.objects.filter(startup=startup).select_related("user")]
    people = {m.pk for m in members} | {author for author in authors if author}
    domains = {d for d in (_domain(m.email) for m in members) if d} | _site(startup.website)
    employers = {normalised_company_name(name) for name in (startup.name, *(m.employer for m in members))} - {""}
    found = {}
    for evaluator in evaluators:
        reasons = []
        if evaluator.pk in people:
            reasons.append(_("Belongs to the startup's team."))
        if _domain(evaluator.email) in domains:
            reasons.append(
                _("Has an email address of the startup's organisation (@%(domain)s).")
                % {"domain": _domain(evaluator.email)}
            )
        if normalised_company_name(evaluator.employer) in employers:
            reasons.append(_("Works for the same employer: %(employer)s.") % {"employer": evaluator.employer})
        found[evaluator.pk] = reasons
    return found


def normalised_company_name(name: str) -> str:
    """`CÔNG TY CỔ PHẦN Ánh Dương` → `anh duong`: no accents, case, signs or form of company."""
    text = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[^a-z0-9]+", " ", text)
    return " ".join(COMPANY_FORM.sub(" ", text).split())


def _domain(email: str) -> str:
    domain = email.rpartition("@")[2].casefold()
    return "" if domain in PUBLIC_MAIL or RESERVED.search(domain) else domain


def _site(website: str) -> set[str]:
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    return {host} if host else set()
