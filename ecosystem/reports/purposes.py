"""What questionnaires are used for in reports: the contributions of partner units."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import lock, wrong_state
from ecosystem.questionnaires.definition import Value
from ecosystem.questionnaires.models import QuestionnaireResponse
from ecosystem.questionnaires.purposes import Fact, Frame, Needed, Purpose, register_purpose
from ecosystem.reports.models import WRITABLE_STATUSES, Contribution

CONTRIBUTION = "contribution"
SUBMIT = "submit"  # the stage at which the reporter sends it to the head of the unit


def facts_of_contribution(contribution: Contribution) -> dict[str, Value]:
    """What a contribution's conditions and checks may use; see `ContributionPurpose.facts`."""
    return {"unit": contribution.unit.name, "period": contribution.period.label}


class ContributionPurpose(Purpose):
    """What a unit reports for a period; the response belongs to its contribution."""

    slug = CONTRIBUTION
    label = gettext_lazy("Contribution of a partner unit")
    stages: Mapping[str, Any] = {SUBMIT: gettext_lazy("when it is sent to the head of the unit")}
    facts: Mapping[str, Fact] = {
        "unit": Fact(gettext_lazy("name of the unit"), "short_text", gettext_lazy("a department")),
        "period": Fact(gettext_lazy("the reporting period"), "short_text", gettext_lazy("a quarter")),
    }
    needed: Mapping[str, Needed] = {
        "results": Needed(gettext_lazy("results"), ("long_text",)),
        "difficulties": Needed(gettext_lazy("difficulties"), ("long_text",)),
        "proposals": Needed(gettext_lazy("proposals"), ("long_text",)),
    }

    def fact_values(self, response: QuestionnaireResponse) -> dict[str, Value]:
        return facts_of_contribution(self._contribution(response))

    def may_read(self, response: QuestionnaireResponse, user: User) -> bool:
        return Contribution.objects.visible_to(user).filter(response=response.newest).exists()

    def may_edit(self, response: QuestionnaireResponse, user: User) -> bool:
        contribution = self._contribution(response)
        return contribution.status in WRITABLE_STATUSES and Role.PARTNER_REPORTER in contribution.roles_of(user)

    def refusal(self, response: QuestionnaireResponse, user: User) -> str:
        contribution = self._contribution(response)
        if contribution.status in WRITABLE_STATUSES:
            return _("Only a reporter of the unit writes its contribution.")
        return wrong_state(contribution)

    def frame(self, response: QuestionnaireResponse, user: User) -> Frame:
        contribution = self._contribution(response)
        page = contribution.get_absolute_url()
        return Frame(
            title=f"{contribution.period.label}: {contribution.unit}",
            crumbs=((_("Contributions"), reverse("reports:contribution_list")), (str(contribution), page)),
            back_url=page,
            send_url=reverse("reports:contribution_move", args=[contribution.pk, "submit"]),
            send_label=Contribution.TRANSITIONS["submit"].label,
        )

    def lock_record(self, response: QuestionnaireResponse) -> None:
        lock(self._contribution(response))

    def after_save(self, response: QuestionnaireResponse, changed: Mapping[str, Value], *, by: User) -> None:
        contribution = self._contribution(response)
        contribution.written_by = by
        contribution.save(update_fields=["written_by", "updated_at"])

    @staticmethod
    def _contribution(response: QuestionnaireResponse) -> Contribution:
        return Contribution.objects.for_list().get(response=response.newest)


register_purpose(ContributionPurpose())
