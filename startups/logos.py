"""Logos of startups for pages: looked up for all rows of a page at once, with their addresses."""

from collections.abc import Iterable

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import quote_etag
from django.utils.safestring import SafeString

from ecosystem.core.ui.states import initials
from startups.models import LOGO_SIZES, Logo, Startup

DIGEST_LENGTH = 20  # characters of the content's SHA-256 in the public address
SHOWN_AT = {"small": 48, "large": 160}  # CSS pixels


def logos_of(startups: Iterable[Startup]) -> dict[int, Logo]:
    """The logos of these startups by the key of the startup, in one query."""
    keys = [startup.pk for startup in startups]
    return {logo.startup_id: logo for logo in Logo.objects.filter(startup__in=keys)} if keys else {}


def public_logo_url(startup: Startup, logo: Logo, size: str) -> str:
    """The address that changes with the picture, so that caches may keep it."""
    return reverse("public:logo", args=[startup.slug, size, logo.digest[:DIGEST_LENGTH]])


def startup_mark(startup: Startup, logo: Logo | None, size: str = "small", is_public: bool = True) -> SafeString:
    """The logo of a startup, or the initials of its name where it has none. Pages for signed-in people: `is_public=False`."""
    if logo is None:
        return initials(startup.name)
    url = public_logo_url(startup, logo, size) if is_public else reverse("startups:logo_image", args=[startup.pk, size])
    side = SHOWN_AT[size]
    return format_html(
        '<img class="logo logo-{}" src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async">',
        size,
        url,
        logo.alt,
        side,
        side,
    )


def logo_response(logo: Logo | None, size: str) -> HttpResponse:
    """The stored square of this size, with an ETag of its content. Raises Http404 where there is none."""
    if logo is None or size not in LOGO_SIZES:
        raise Http404
    try:
        with default_storage.open(str(getattr(logo, size).name)) as file:
            content = file.read()
    except FileNotFoundError:
        raise Http404 from None
    response = HttpResponse(content, content_type="image/webp")
    response["ETag"] = quote_etag(f"{logo.digest[:DIGEST_LENGTH]}-{size}")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
