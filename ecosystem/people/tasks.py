"""Celery tasks of invitations."""

from celery import shared_task

from ecosystem.people.actions import invitation


@shared_task(expires=240)
def watch_invitations() -> None:
    invitation.watch_invitations()
