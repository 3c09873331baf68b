"""Django's own lists of the same models: what a project has that writes no list of its own.

Plain ModelAdmins: the columns of the portal's list, its search and its filters (but for the ranges of sums, which the
admin does not know), all else as it comes, 100 rows on a page among it.
"""

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator

from programmes.grants.models import Application, Award, Review, Tranche
from startups.models import Startup


class OpenSite(AdminSite):
    """Access is measured in the portal's pages, not here: everybody sees everything."""

    def has_permission(self, request: HttpRequest) -> bool:
        return True

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return super().each_context(request) | {"has_permission": False}  # no links for the account


class PlainAdmin(ModelAdmin):
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission
    has_module_permission = has_view_permission

    @method_decorator(login_not_required)
    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, extra_context)


class ApplicationAdmin(PlainAdmin):
    list_display = ("title", "number", "startup", "call", "status", "holder", "due_on", "requested")
    search_fields = ("number", "title", "startup__name")
    list_filter = (
        "status",
        "call",
        "due_on",
        "holder",
        "call__policy__stage",
        "call__budget_line__pillar",
        "call__unit",
        "startup__kind",
        "startup__sectors",
        "startup__area",
        "submitted_at",
    )


class StartupAdmin(PlainAdmin):
    list_display = ("name", "kind", "tax_code", "stage", "area", "status")
    search_fields = ("name", "summary", "tax_code")
    list_filter = ("kind", "stage", "status", "sectors", "area", "verified_at", "created_at")


class AwardAdmin(PlainAdmin):
    list_display = ("application", "status", "decision_number", "decided_at", "budget_line", "amount", "cancelled")
    search_fields = ("application__number", "application__title", "application__startup__name", "decision_number")
    list_filter = ("status", "application__call", "end_reason", "budget_line", "decided_at")


class TrancheAdmin(PlainAdmin):
    list_display = ("contract", "number", "deliverable", "due_on", "status", "amount")
    search_fields = (
        "contract__award__application__number",
        "contract__award__application__title",
        "contract__award__application__startup__name",
        "contract__number",
    )
    list_filter = ("status", "contract__award__application__call", "due_on")


class ReviewAdmin(PlainAdmin):
    list_display = ("application", "evaluator", "status", "total")
    search_fields = ("application__number", "application__title")
    list_filter = ("status",)


site = OpenSite(name="admin")
site.register(Application, ApplicationAdmin)
site.register(Startup, StartupAdmin)
site.register(Award, AwardAdmin)
site.register(Tranche, TrancheAdmin)
site.register(Review, ReviewAdmin)
