"""The department corrects wrong facts of a startup, on the record."""

from html import unescape

import pgtrigger
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.core.conflicts import version_of
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.notices.models import OutboxMessage
from startups.actions.publication import author_refusal, confirm_publication, publish_startup
from startups.actions.startup import COLUMNS, TaxCodeTaken, correct_startup, edit_startup
from startups.listings import REQUESTS
from startups.models import MemberRole, Membership, Publication, Startup
from tests.concurrency import run_concurrently, unguarded_move
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


# Four eyes: whoever wrote does not make the next check


def requested(**fields):
    fields = {"status": Publication.REQUESTED, "publication_requested_at": timezone.now(), **fields}
    return StartupFactory(members=[UserFactory()], **fields)


def test_officer_who_corrected_does_not_publish_and_reads_why_while_a_colleague_does(client):
    corrector, colleague, startup = person(Role.OFFICER), person(Role.OFFICER), requested()
    startup = correct(startup, corrector, name="Tên đúng")
    publish = reverse("startups:startup_publish", args=[startup.pk])
    detail = reverse("startups:startup_detail", args=[startup.pk])

    client.force_login(corrector)
    page = client.get(detail).content.decode()
    assert (publish in page, reverse("startups:startup_refuse", args=[startup.pk]) in page) == (False, True)
    assert client.get(detail).context["check_refusal"] in unescape(page)
    assert client.get(publish).status_code == 409
    assert client.post(publish, {"shown_version": version_of(startup)}).status_code == 409
    with pytest.raises(TransitionRefused):
        publish_startup(startup, by=corrector, expected_version=version_of(startup))

    client.force_login(colleague)
    answer = client.get(detail)
    assert (publish in answer.content.decode(), answer.context["check_refusal"]) == (True, "")
    client.post(publish, {"shown_version": version_of(startup)})

    startup.refresh_from_db()
    assert (startup.status, startup.verified_by, startup.authors) == (Publication.PUBLIC, colleague, [])


def test_many_rows_published_at_once_leave_out_what_the_officer_corrected():
    corrector = person(Role.OFFICER)
    corrected, other = correct(requested(), corrector, name="Tên đúng"), requested()
    (action,) = REQUESTS.bulk

    assert action.refusal(corrected, corrector) == author_refusal(corrected, corrector) != ""
    assert action.refusal(other, corrector) == ""
    assert action.refusal(corrected, person(Role.OFFICER)) == ""


def test_who_checked_last_and_then_corrected_does_not_make_the_second_check(client):
    officer, colleague = person(Role.OFFICER), person(Role.OFFICER)
    startup = requested()
    publish_startup(startup, by=officer, expected_version=version_of(startup))
    startup = correct(Startup.objects.get(pk=startup.pk), officer, name="Tên đúng")
    owner = startup.memberships.get().user
    edit_startup(startup, by=owner, data=facts(startup, summary="Mới"), version=version_of(startup))
    startup = Startup.objects.get(pk=startup.pk)
    confirm = reverse("startups:startup_confirm", args=[startup.pk])
    detail = reverse("startups:startup_detail", args=[startup.pk])

    client.force_login(officer)
    assert confirm not in client.get(detail).content.decode()
    assert client.post(confirm, {"shown_version": version_of(startup)}).status_code == 409
    with pytest.raises(IntegrityError, match="does not approve it"), transaction.atomic():
        Startup.objects.filter(pk=startup.pk).update(verified_at=timezone.now())
    client.force_login(colleague)
    assert confirm in client.get(detail).content.decode()
    confirm_publication(startup, by=colleague, expected_version=version_of(startup))

    startup = Startup.objects.get(pk=startup.pk)
    assert (startup.recheck_since, startup.authors, startup.written_by) == (None, [], None)
    edit_startup(startup, by=owner, data=facts(startup, summary="Mới hơn"), version=version_of(startup))
    startup = Startup.objects.get(pk=startup.pk)
    confirm_publication(startup, by=officer, expected_version=version_of(startup))  # wrote nothing since the last check


def test_former_member_who_wrote_the_facts_does_not_publish_them_as_an_officer():
    startup, officer = requested(), person(Role.OFFICER)
    membership = Membership.objects.create(startup=startup, user=officer, role=MemberRole.EDITOR)
    edit_startup(startup, by=officer, data=facts(startup, summary="Mới"), version=version_of(startup))
    membership.delete()
    startup = Startup.objects.get(pk=startup.pk)

    with pytest.raises(TransitionRefused, match=r"another person|người khác"):
        publish_startup(startup, by=officer, expected_version=version_of(startup))
    publish_startup(startup, by=person(Role.OFFICER), expected_version=version_of(startup))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(4))
def test_one_officer_who_corrects_and_publishes_at_once_gets_one_of_the_two(_round):
    officer, startup = person(Role.OFFICER), requested(name="Sai")
    data, version = facts(startup, name="Đúng"), version_of(startup)

    results = run_concurrently(
        [
            lambda: correct_startup(startup, by=officer, data=data, version=version, reason=WHY),
            lambda: publish_startup(startup, by=officer, expected_version=version),
        ]
    )

    startup = Startup.objects.get(pk=startup.pk)
    assert sum(isinstance(result, Exception) for result in results) == 1
    assert (startup.name, startup.status) in {("Đúng", Publication.REQUESTED), ("Sai", Publication.PUBLIC)}


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_publication_that_read_before_the_correction_is_refused_by_the_trigger_alone():
    officer, startup = person(Role.OFFICER), requested()
    read_before = Startup.objects.get(pk=startup.pk)
    correct(startup, officer, name="Tên đúng")
    now = timezone.now()

    with pytest.raises(IntegrityError, match="does not approve it"):
        unguarded_move(read_before, "publish", by=officer, verified_by=officer, verified_at=now)
    with pgtrigger.ignore("startups.Startup:authors_do_not_approve"):
        unguarded_move(read_before, "publish", by=officer, verified_by=officer, verified_at=now)

    assert Startup.objects.get(pk=startup.pk).status == Publication.PUBLIC
