"""Make the first administrator of a portal, or one more when no administrator can be reached."""

import getpass
import sys
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from ecosystem.accounts.actions import appoint_administrator
from ecosystem.accounts.models import User
from ecosystem.core.text import clean_line
from ecosystem.core.workflow import TransitionRefused


class Command(BaseCommand):
    help = (
        "Give somebody the administrator's role, with an account if there is none. Asks for the new account's "
        "password, or reads it from the first line of standard input."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--name", default="", help="full name, for a new account")

    def handle(self, *args: Any, **options: Any) -> None:
        email, name = options["email"].strip().lower(), clean_line(options["name"])
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email!r} is not an email address.") from None
        password = None
        if not User.objects.filter(email__iexact=email).exists():
            if not name:
                raise CommandError("There is no such account yet: give the person's name with --name.")
            password = self._password(User(email=email, full_name=name))
        try:
            appoint_administrator(email, name=name, password=password)
        except TransitionRefused as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{email} is an administrator.")
        if settings.STAFF_NEEDS_SECOND_FACTOR:
            self.stdout.write("The first sign-in asks to set up a second factor.")

    def _password(self, user: User) -> str:
        password = self._read_password()
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        return password

    def _read_password(self) -> str:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\r\n")
        password = getpass.getpass("Password: ")
        if password != getpass.getpass("Password (again): "):
            raise CommandError("The two passwords differ.")
        return password
