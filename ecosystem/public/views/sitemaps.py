"""sitemap.xml and robots.txt."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ecosystem.core.web.context import portal_root_url
from ecosystem.core.web.methods import read_view
from ecosystem.core.web.stored_pages import stored_page
from ecosystem.public.sitemaps import SITEMAPS

# Pages of signed-in people, and pages with a secret in their address.
PRIVATE = ("/accounts/", "/manage/", "/home/", "/my/", "/people/", "/reference/", "/feedback/find/", "/follow/confirm/")


@login_not_required
@stored_page
@read_view
def sitemap(request: HttpRequest) -> Any:
    """The index of the sitemaps, one or more for each kind of page."""
    return views.index(request, SITEMAPS, sitemap_url_name="public:sitemap_section")


@login_not_required
@stored_page(parameters=["p"])
@read_view
def sitemap_section(request: HttpRequest, section: str) -> Any:
    return views.sitemap(request, SITEMAPS, section=section)


@login_not_required
@read_view
def robots(request: HttpRequest) -> HttpResponse:
    """Paths that robots shall not visit, and the address of the sitemap."""
    rules = [f"Disallow: {path}" for path in PRIVATE]
    lines = ["User-agent: *", *rules, "", f"Sitemap: {portal_root_url(request)}{reverse('public:sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
