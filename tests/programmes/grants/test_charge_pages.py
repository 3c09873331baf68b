"""The pages of the officer in charge: dossier, hand-over and list."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ecosystem.accounts.models import OrganisationUnit, RoleGrant
from programmes.grants.models import Application, ApplicationStatus
from tests.programmes.grants.cases import make_case
from tests.programmes.grants.charges import take_in_charge

S = ApplicationStatus


def page(user, application) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse("grants:application_detail", args=[application.pk])).content.decode()


@pytest.mark.row("B58")
@pytest.mark.django_db
@pytest.mark.row("A27")
def test_applicant_reads_desk_or_person_as_the_unit_decides(submitted_case):
    take_in_charge(submitted_case)
    unit = submitted_case.application.call.unit
    assert str(submitted_case.officer) not in page(submitted_case.owner, submitted_case.application)
    assert unit.label in page(submitted_case.owner, submitted_case.application)

    OrganisationUnit.objects.filter(pk=unit.pk).update(names_officers=True)
    assert str(submitted_case.officer) in page(submitted_case.owner, submitted_case.application)

    RoleGrant.objects.filter(user=submitted_case.officer).update(revoked_at=timezone.now())
    assert str(submitted_case.officer) not in page(submitted_case.owner, submitted_case.application)


@pytest.mark.django_db
def test_officer_takes_a_dossier_on_its_page(submitted_case, colleague):
    client = Client()
    client.force_login(colleague)
    take = reverse("grants:charge_take", args=[submitted_case.application.pk])
    assert take in page(colleague, submitted_case.application)
    assert take not in page(submitted_case.director, submitted_case.application)

    client.post(take)

    assert submitted_case.fresh.in_charge == colleague
    assert take not in page(submitted_case.officer, submitted_case.application)


@pytest.mark.django_db
def test_hand_over_page_names_what_changed_in_the_meantime(submitted_case, colleague):
    address = reverse("grants:charge_hand_over", args=[submitted_case.application.pk])
    client = Client()
    client.force_login(submitted_case.manager)
    assert client.get(address).status_code == 200
    take_in_charge(submitted_case)

    answer = client.post(address, {"officer": colleague.pk, "reason": "Nghỉ phép", "expected_officer": ""})

    assert answer.status_code == 409
    assert str(submitted_case.officer) in answer.content.decode()
    huge = client.post(address, {"officer": colleague.pk, "reason": "Nghỉ phép", "expected_officer": "9" * 5000})
    assert huge.status_code == 409
    done = client.post(
        address, {"officer": colleague.pk, "reason": "Nghỉ phép", "expected_officer": submitted_case.officer.pk}
    )
    assert (done.status_code, submitted_case.fresh.in_charge) == (302, colleague)


@pytest.mark.django_db
def test_page_hands_over_all_dossiers_of_a_person(submitted_case, colleague):
    take_in_charge(submitted_case)
    foreign = make_case(S.CHECKING)
    Application.objects.filter(pk=foreign.application.pk).update(in_charge=foreign.officer)
    client = Client()
    client.force_login(submitted_case.manager)
    address = reverse("grants:charge_hand_over_all")
    choices = client.get(address).context["form"].fields["person"].queryset
    assert list(choices) == [submitted_case.officer]

    client.post(address, {"person": submitted_case.officer.pk, "officer": "", "reason": "Nghỉ việc"})

    assert (submitted_case.fresh.in_charge, foreign.fresh.in_charge) == (None, foreign.officer)


@pytest.mark.django_db
def test_list_narrows_to_own_and_to_free_dossiers(submitted_case, colleague):
    free = make_case(S.SUBMITTED, call=submitted_case.application.call)
    take_in_charge(submitted_case)
    client = Client()
    client.force_login(submitted_case.officer)

    def dossier_ids(value: str) -> set[int]:
        answer = client.get(reverse("grants:application_list"), {"charge": value})
        return {row.pk for row in answer.context["page"]}

    assert dossier_ids("me") == {submitted_case.application.pk}
    assert dossier_ids("none") == {free.application.pk}
