"""What several journeys do on the way: sign up, register, write an application."""

import re
import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.utils.translation import gettext as _

from ecosystem.accounts.forms import SignupExtras
from ecosystem.accounts.models import User
from ecosystem.notices.models import OutboxMessage
from programmes.grants.forms.application import AnswersForm, CostLineForm, PlanStepForm
from tests.journeys.visitor import Visitor

SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "mua-xuan-2026-o-Sai-Gon"
CODE = re.compile(r"^[A-Z0-9]{3,8}(-[A-Z0-9]{3,8})*$", re.MULTILINE)
LINK = re.compile(r"https?://\S+")
LONG_TEXT = "Nội dung đủ dài để hội đồng hiểu dự án và so sánh với các giải pháp đang có. " * 2


def label(form: Any, name: str) -> Any:
    """The label of a form's field, in the reader's language."""
    return form.base_fields[name].label


def last_mail(recipient: str, kind: str) -> OutboxMessage:
    return OutboxMessage.objects.filter(recipient=recipient, kind=kind).latest("pk")


def sign_up(person: Visitor, *, full_name: str, email: str) -> None:
    """Fill in the sign-up form that is on the screen, and the code from the mail."""
    person.fill(label(SignupExtras, "full_name"), full_name)
    person.page.locator("input[name=email]").fill(email)
    person.page.locator("input[name=password1]").fill(PASSWORD)
    person.page.locator("input[name=password2]").fill(PASSWORD)
    person.press(_("Create the account"))
    code = CODE.search(last_mail(email, "account").body)
    assert code, last_mail(email, "account").body
    person.page.locator("input[name=code]").fill(code[0])
    person.press(_("Confirm"))


def sign_in(person: Visitor, email: str, password: str = PASSWORD) -> None:
    person.page.locator("input[name=login]").fill(email)
    person.page.locator("input[name=password]").fill(password)
    person.press(_("Sign in"))


def has_password(user: User) -> None:
    """The account can sign in by the form: a password, and an address that was confirmed."""
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def sign_in_as_staff(person: Visitor, user: User) -> None:
    """With a password, then with the code of the second factor."""
    has_password(user)
    sign_in(person, user.email)
    now = int(time.time()) // 30
    person.page.locator("input[name=code]").fill(format_hotp_value(hotp_value(SECRET, now)))
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    person.see()


def second_factor(user: User) -> None:
    """Staff have set up their second factor: the portal lets them work only then."""
    TOTP.activate(user, SECRET)


def answer_questions(person: Visitor, *, title: str, months: int) -> None:
    """The first part of the application, without going on."""
    person.fill(label(AnswersForm, "title"), title)
    for name in ("problem", "solution", "novelty", "market", "team", "impact"):
        person.fill(label(AnswersForm, name), LONG_TEXT)
    person.fill(label(AnswersForm, "months"), str(months))
    person.pick(label(AnswersForm, "had_other_support"), _("No"))
    person.tick(label(AnswersForm, "declares_no_double_funding"))
    person.tick(label(AnswersForm, "declares_no_public_offering"))


def plan_row(person: Visitor, nth: int, month: int, activity: str, deliverable: str) -> None:
    person.fill(label(PlanStepForm, "month"), str(month), nth=nth)
    person.fill(label(PlanStepForm, "activity"), activity, nth=nth)
    person.fill(label(PlanStepForm, "deliverable"), deliverable, nth=nth)


def cost_row(person: Visitor, nth: int, kind: Any, description: str, *, quantity: str, price: str) -> None:
    person.choose(label(CostLineForm, "kind"), kind, nth=nth)
    person.fill(label(CostLineForm, "description"), description, nth=nth)
    person.fill(label(CostLineForm, "quantity"), quantity, nth=nth)
    person.fill(label(CostLineForm, "unit_price"), price, nth=nth)


def attach(person: Visitor, paper: Any, file: Any) -> None:
    """Attach a file to the paper of the call; the page then says so."""
    place = person.page.get_by_role("region", name=paper.label)
    place.locator("input[type=file]").set_input_files(file)
    person.press(_("Attach"), within=place)
