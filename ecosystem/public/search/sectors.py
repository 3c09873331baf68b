"""Links of a sector among the hits: its services and open calls, beside its startups."""

from dataclasses import replace
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from ecosystem.public.search.query import Hit
from ecosystem.reference.models import Sector
from programmes.grants.models import Call
from programmes.plan.models import SupportPolicy

MAX_LINKS = 4


def sector_url(code: str) -> str:
    """The directory of startups, filtered by the sector."""
    return f"{reverse('public:directory')}?sector={code}"


def with_sector_links(hits: list[Hit]) -> list[Hit]:
    """The hits with links to the services and open calls of their sectors. Two sectors of one name become one hit."""
    calls = Call.objects.open_at(timezone.now()).order_by("closes_at", "pk")
    policies = (
        SupportPolicy.objects.valid_on(timezone.localdate())
        .order_by("order", "code")
        .prefetch_related(Prefetch("calls", calls, to_attr="open_calls"))
    )
    sectors = Sector.objects.filter(code__in=[_code(hit) for hit in hits]).prefetch_related(
        Prefetch("policies", policies, to_attr="services")
    )
    by_code: dict[str, Any] = {sector.code: sector for sector in sectors}
    unique: dict[str, Hit] = {}
    for hit in hits:
        services = by_code[_code(hit)].services
        links = [
            (call.label, reverse("grants:call_detail", args=[call.code]))
            for policy in services
            for call in policy.open_calls
        ]
        links += [(policy.label, reverse("public:service_detail", args=[policy.code])) for policy in services]
        earlier = unique.get(hit.title)
        if earlier is None or (links and not earlier.links):
            unique[hit.title] = replace(hit, links=tuple(links[:MAX_LINKS]))
    return list(unique.values())


def _code(hit: Hit) -> str:
    return hit.url.partition("sector=")[2]
