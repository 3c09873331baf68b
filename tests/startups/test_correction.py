"""The department corrects wrong facts of a startup, on the record."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from startups.actions.startup import COLUMNS, TaxCodeTaken, correct_startup, edit_startup
from startups.models import MemberRole, Membership, Publication
from tests.edit_forms import with_version
from tests.factories import StartupFactory, UserFactory, person

pytestmark = pytest.mark.django_db
WHY = "Theo giấy chứng nhận đăng ký doanh nghiệp"


def facts(startup, **changes):
    return {name: getattr(startup, name) for name in COLUMNS} | {"sectors": list(startup.sectors.all())} | changes


def correct(startup, by, reason=WHY, **changes):
    data = facts(startup, **changes)
    return correct_startup(startup, by=by, data=data, version=version_of(startup), reason=reason)


def test_both_values_and_the_reason_stay_in_the_history_and_owners_alone_are_notified(client):
    owner, editor, officer = UserFactory(), UserFactory(), person(Role.OFFICER)
    startup = StartupFactory(name="Ánh Dươn", members=[owner])
    Membership.objects.create(startup=startup, user=editor, role=MemberRole.EDITOR)

    correct(startup, officer, name="Ánh Dương")

    client.force_login(owner)
    page = client.get(reverse("startups:startup_history", args=[startup.pk])).content.decode()
    assert ("Ánh Dươn → Ánh Dương" in page, WHY in page) == (True, True)
    mail = OutboxMessage.objects.get(kind="startup_corrected")
    assert (mail.recipient, WHY in mail.body) == (owner.email, True)


def test_verified_tax_code_is_corrected_by_the_department_alone():
    owner, officer = UserFactory(), person(Role.OFFICER)
    startup = StartupFactory(
        kind="enterprise", tax_code="0312345678", members=[owner], verified_at=timezone.now(), verified_by=officer
    )
    data = facts(startup, tax_code="0309876543")

    with pytest.raises(TransitionRefused):
        edit_startup(startup, by=owner, data=data, version=version_of(startup))
    correct(startup, officer, tax_code="0309876543")

    startup.refresh_from_db()
    assert startup.tax_code == "0309876543"


def test_correction_takes_no_tax_code_of_another_startup():
    StartupFactory(kind="enterprise", tax_code="0309876543")
    startup = StartupFactory(kind="enterprise", tax_code="0312345678")

    with pytest.raises(TaxCodeTaken):
        correct(startup, person(Role.OFFICER), tax_code="0309876543")


def test_correction_needs_a_reason_and_a_change():
    startup, officer = StartupFactory(members=[UserFactory()]), person(Role.OFFICER)

    with pytest.raises(TransitionRefused):
        correct(startup, officer, reason=" ", name="Tên khác")
    correct(startup, officer)

    assert not OutboxMessage.objects.exists()


def test_only_the_department_corrects_and_nobody_a_startup_of_their_own():
    owner, member = UserFactory(), person(Role.OFFICER)
    startup = StartupFactory(name="Tên cũ", members=[owner, member])

    for by in (owner, member, person(Role.ACCOUNTANT), person(Role.COUNCIL)):
        with pytest.raises(RoleRefused):
            correct(startup, by, name="Tên mới")

    startup.refresh_from_db()
    assert startup.name == "Tên cũ"


def test_public_text_corrected_by_the_department_needs_no_second_review():
    officer = person(Role.OFFICER)
    startup = StartupFactory(
        name="Sai", status=Publication.PUBLIC, verified_at=timezone.now(), verified_by=officer, members=[UserFactory()]
    )

    corrected = correct(startup, officer, name="Đúng")

    assert (corrected.name, corrected.recheck_since) == ("Đúng", None)


def test_officer_corrects_on_the_page_and_refused_input_stays(client):
    officer, startup = person(Role.OFFICER), StartupFactory(members=[UserFactory()])
    client.force_login(officer)
    address = reverse("startups:startup_correct", args=[startup.pk])
    form = client.get(address).context["form"]
    typed = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "")}
    typed = {name: value for name, value in typed.items() if name not in {"version", "ignore_similar"}}
    typed = with_version(client, address, {**typed, "name": "Tên đã sửa"})

    wrong = client.post(address, {**typed, "reason": ""})
    assert (wrong.status_code, "Tên đã sửa" in wrong.content.decode()) == (422, True)
    page = client.get(reverse("startups:startup_detail", args=[startup.pk])).content.decode()
    assert address in page
