"""The tags and filters of ecosystem.core.ui, loaded in every template as a builtin (settings.TEMPLATES)."""

from django import template
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ecosystem.core import workflow
from ecosystem.core.conflicts import version_of
from ecosystem.core.steps import SHOWN_VERSION
from ecosystem.core.ui import charts, dates, fields, figures, frame, states
from ecosystem.core.web import list_address as list_addresses

register = template.Library()


@register.simple_tag(takes_context=True)
def list_address(context: template.Context, path: str) -> str:
    """`{% list_address listing.url %}`: the list at this path as the person last saw it."""
    return list_addresses.list_address(context["request"], path)


@register.simple_tag(takes_context=True)
def crumbs_of_page(context: template.Context, items: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """`{% crumbs_of_page crumbs as items %}`: the breadcrumbs, whose lists open as the person last saw them."""
    return list_addresses.list_addresses(context["request"], items)


@register.simple_tag
def shown_version(record: models.Model) -> SafeString:
    """`{% shown_version record %}`: the version that the page shows, in the form of a button for a step."""
    return format_html('<input type="hidden" name="{}" value="{}">', SHOWN_VERSION, version_of(record))


register.filter(figures.number_vi)
register.filter(figures.vnd)
register.filter(figures.vnd_short)
register.filter(figures.percent_vi)
register.filter(dates.date_vi)
register.filter(dates.datetime_vi)
register.simple_tag(dates.deadline)
register.simple_tag(states.badge)
register.simple_tag(states.icon)
register.simple_tag(states.address_of_record, name="record_url")
register.simple_tag(states.localized_field)
register.filter(states.nowrap_numbers)
register.filter(states.choice_of)
register.simple_tag(workflow.move_description)
register.filter(states.browser_name)
register.simple_tag(states.initials)
register.simple_tag(fields.upload_form)
register.simple_tag(fields.field)
register.simple_tag(fields.filter_field)
register.filter(fields.is_search_box)
register.filter(fields.active_filter_count)
register.inclusion_tag("components/error_summary.html")(fields.error_summary)
register.inclusion_tag("components/progress.html")(charts.progress)
register.simple_tag(charts.chart_image)
register.simple_tag(charts.chart_option)
register.tag(frame.capture)
register.simple_tag(frame.linked_data)
