"""Helpers that add and change rows of reference data through their pages."""

from datetime import date

from django.urls import reverse


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
