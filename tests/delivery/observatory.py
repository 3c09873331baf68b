"""The scoring rules that MDN publishes for its HTTP Observatory (algorithm version 4), for one answer over TLS.

An answer starts at 100 points; bonus counts only when nothing brought it below 90. A+ needs 100.
"""

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
UNSAFE = BROAD | {"'unsafe-inline'", "data:"}
PASSIVE = {"img-src", "media-src"}
PRIVATE_REFERRER = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
SIX_MONTHS = 15_552_000
GRADES = ((100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"), (45, "C-"))


def grade(headers: Mapping[str, str], cookies: Sequence[str], markup: str = "") -> tuple[str, dict[str, int]]:
    """The grade, and the points of each test."""
    csp = policy_of(headers.get("content-security-policy", ""))
    has_hsts = hsts(headers.get("strict-transport-security", "")) == 0
    points = {
        "content-security-policy": content_policy(csp),
        "cookies": min((cookie(text, has_hsts) for text in cookies), default=0),
        "cross-origin-resource-sharing": sharing(headers),
        "cross-origin-resource-policy": resource_policy(headers.get("cross-origin-resource-policy", "")),
        "referrer-policy": referrer(headers.get("referrer-policy", "")),
        "strict-transport-security": hsts(headers.get("strict-transport-security", "")),
        "subresource-integrity": scripts(markup),
        "x-content-type-options": 0 if headers.get("x-content-type-options", "").lower() == "nosniff" else -5,
        "x-frame-options": frames(headers.get("x-frame-options", ""), csp),
    }
    without_bonus = 100 + sum(value for value in points.values() if value < 0)
    score = 100 + sum(points.values()) if without_bonus >= 90 else without_bonus
    return next((letter for least, letter in GRADES if score >= least), "D or worse"), points


def policy_of(header: str) -> dict[str, set[str]]:
    directives = (part.split() for part in header.split(";"))
    return {name.lower(): set(sources) for name, *sources in filter(None, directives)}


def content_policy(csp: dict[str, set[str]]) -> int:
    if not csp:
        return -25
    fallback = csp.get("default-src", {"*"})
    script, style = csp.get("script-src", fallback), csp.get("style-src", fallback)
    if script & UNSAFE or csp.get("object-src", fallback) & BROAD:
        return -20
    insecure = {name for name, sources in csp.items() if any(s.startswith(("http:", "ftp:")) for s in sources)}
    if insecure - PASSIVE:
        return -20
    if "'unsafe-eval'" in script | style or insecure:
        return -10
    if style & UNSAFE:
        return 0
    return 10 if fallback == {"'none'"} else 5


def cookie(text: str, has_hsts: bool) -> int:
    name, *rest = text.split(";")
    key = name.split("=")[0].strip().lower()
    attributes = {part.strip().lower() for part in rest}
    session, token = "sess" in key or "login" in key, "csrf" in key
    same_site = next((part.removeprefix("samesite=") for part in attributes if part.startswith("samesite")), None)
    worst = 5 if same_site else 0
    if "secure" not in attributes:
        worst = min(worst, (-10 if session else -5) if has_hsts else (-40 if session else -20))
    if same_site is not None and same_site not in {"lax", "strict", "none" if "secure" in attributes else ""}:
        worst = min(worst, -20)
    if token and not same_site:
        worst = min(worst, -20)
    if session and "httponly" not in attributes:
        worst = min(worst, -30)
    return worst


def sharing(headers: Mapping[str, str]) -> int:
    open_to = headers.get("access-control-allow-origin")
    return -50 if open_to and headers.get("access-control-allow-credentials", "").lower() == "true" else 0


def resource_policy(value: str) -> int:
    return {"": 0, "same-origin": 10, "same-site": 10, "cross-origin": 0}.get(value.lower(), -5)


def referrer(value: str) -> int:
    known = [part.strip().lower() for part in value.split(",") if part.strip()]
    return 0 if not known else 5 if known[-1] in PRIVATE_REFERRER else -5


def hsts(value: str) -> int:
    ages = [part.strip()[8:] for part in value.lower().split(";") if part.strip().startswith("max-age=")]
    if not ages:
        return -20
    return 0 if int(ages[0]) >= SIX_MONTHS else -10


def frames(value: str, csp: dict[str, set[str]]) -> int:
    if "frame-ancestors" in csp:
        return 5
    return 0 if value.strip().lower().startswith(("deny", "sameorigin", "allow-from")) else -20


class _Scripts(HTMLParser):
    """What the scripts of other sites cost: the worst of them counts."""

    worst = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        source = given.get("src") or ""
        if tag != "script" or not source.startswith(("http:", "https:", "//")):
            return
        secure, known = source.startswith("https:"), bool(given.get("integrity"))
        self.worst = min(self.worst, {(True, True): 0, (True, False): -5, (False, True): -20}.get((secure, known), -50))


def scripts(markup: str) -> int:
    reader = _Scripts()
    reader.feed(markup)
    return reader.worst
