"""The list of dossiers: its address, the rows and columns that it shows, and its saved views."""

from django.urls import reverse

from ecosystem.lists.models import Audience, SavedView

DOSSIERS = "grants:application_list"


def save_view(owner, query="", name="Của tôi", listing="application", audience=Audience.NOBODY):
    return SavedView.objects.create(owner=owner, listing=listing, name=name, query=query, audience=audience)


def dossier_ids(client, **query):
    """The dossiers on the first page of the list with these filters."""
    return {row.pk for row in client.get(reverse(DOSSIERS), query).context["page"]}


def column_keys(client, **query):
    """Keys of the columns that the list shows."""
    return [column.key for column in client.get(reverse(DOSSIERS), query).context["list"].state.columns]
