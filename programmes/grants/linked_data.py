"""schema.org data of public pages, for search engines."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ecosystem.core.web.context import portal_root_url
from programmes.grants.models import Call

CONTEXT = "https://schema.org"


def department_data() -> dict[str, str]:
    """The department as a schema.org organisation."""
    name = _("Ho Chi Minh City Department of Science and Technology")
    return {"@type": "GovernmentOrganization", "name": name, "url": "https://dost.hochiminhcity.gov.vn/"}


def page_data(request: HttpRequest) -> dict[str, Any]:
    """Context, address and language of the page."""
    language = get_language() or "vi"
    return {"@context": CONTEXT, "url": f"{portal_root_url(request)}{request.path}", "inLanguage": language}


def call_linked_data(request: HttpRequest, call: Call) -> dict[str, Any]:
    """A call as a schema.org MonetaryGrant."""
    data = {**page_data(request), "@type": "MonetaryGrant", "name": call.label, "funder": department_data()}
    if call.terms.cap_total:
        data["amount"] = {"@type": "MonetaryAmount", "currency": "VND", "maxValue": call.terms.cap_total}
    return data
