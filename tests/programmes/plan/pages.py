"""Helpers that add and change rows of reference data through their pages."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from ecosystem.accounts.models import User
from ecosystem.dashboards.home_blocks import home_blocks
from programmes.plan.models import BudgetLine, PlannedAmount


def page(slug, row=None):
    return reverse("plan:reference_edit", args=[slug, row.pk]) if row else reverse("plan:reference_create", args=[slug])


def form_of(client, address):
    """What a browser would send back untouched."""
    form = client.get(address).context["form"]
    data = {}
    for name, field in form.fields.items():
        value = field.prepare_value(form.get_initial_for_field(field, name))
        if hasattr(value, "__iter__") and not isinstance(value, str):
            value = [getattr(one, "pk", one) for one in value]
        if value is not None and value is not False and value != "":
            data[name] = f"{value:%d/%m/%Y}" if isinstance(value, date) else value
    return data


def add(client, slug, **data):
    return client.post(page(slug), data)


def change(client, slug, row, **data):
    address = page(slug, row)
    return client.post(address, {**form_of(client, address), "reason": "QĐ 9/QĐ-UBND", **data})


def errors(response):
    return response.context["form"].errors


def propose(client, line, **data):
    """Send the form of the planned amount of a line, as it is shown except for `data`."""
    address = reverse("plan:planned_amount_edit", args=[line.pk])
    return client.post(address, {**form_of(client, address), **data})


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def line_page(user: User, line: BudgetLine) -> str:
    return signed_in(user).get(reverse("grants:budget_detail", args=[line.pk])).content.decode()


def step(client: Client, amount: PlannedAmount, name: str, **data: str) -> Any:
    """Open the page of a step and send its form."""
    address = reverse(f"plan:planned_amount_{name}", args=[amount.pk])
    shown = client.get(address)
    hidden = dict(shown.context["hidden"]) if shown.status_code == 200 else {}
    return client.post(address, {**hidden, **data})


def block_of(user: User) -> list[Any]:
    return [item for block in home_blocks(user) if block.icon == "landmark" for item in block.items]
