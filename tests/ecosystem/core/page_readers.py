"""What a reader of a public page gets."""

from django.test import Client


def text_of(address, client=None, **headers):
    return (client or Client()).get(address, headers=headers).content.decode()


def is_made(address, client=None, **headers):
    """Whether the page was rendered for this reader."""
    return bool((client or Client()).get(address, headers=headers).templates)
