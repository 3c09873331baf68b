"""Take the second step of signing in away from somebody who lost the device and the recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ecosystem.accounts.actions import reset_second_factor
from ecosystem.accounts.models import User
from ecosystem.core.workflow import TransitionRefused


class Command(BaseCommand):
    help = (
        "Remove every passkey, app and recovery code of an account and end its sessions. Make sure first, in person, "
        "who is asking. Staff are asked to set up a new second step when they next sign in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--reason", required=True, help="who asked and how it was made sure; kept in the trail")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"].strip()).first()
        if user is None:
            raise CommandError("There is no such account.")
        try:
            was_reset = reset_second_factor(user, reason=options["reason"])
        except TransitionRefused as error:
            raise CommandError(str(error)) from error
        if not was_reset:
            raise CommandError("This account has no second step.")
        self.stdout.write(f"{user.email} signs in with the password alone now, and can set up a new second step.")
