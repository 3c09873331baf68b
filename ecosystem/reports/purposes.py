"""What questionnaires are used for in reports: the contributions of partner units."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.ui.dates import date_vi
from ecosystem.core.workflow import lock, wrong_state
from ecosystem.lists.listing import Column
from ecosystem.lists.values import Stored, StoredParts
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

    def responses_visible_to(self, user: User) -> QuerySet[QuestionnaireResponse]:
        return QuestionnaireResponse.objects.filter(pk__in=Contribution.objects.visible_to(user).values("response"))

    def record_columns(self) -> Sequence[Column]:
        return (
            Column(
                "unit",
                gettext_lazy("Unit"),
                Stored("contribution__unit__name"),
                joins=("contribution__unit",),
                width=40,
            ),
            Column(
                "period",
                gettext_lazy("Period"),
                StoredParts("contribution__period__starts_on", "contribution__period__ends_on", make=_days),
                joins=("contribution__period",),
            ),
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


def _days(starts_on: date, ends_on: date) -> str:
    """The first and the last day of a period, whose end is the day after."""
    return f"{date_vi(starts_on)} – {date_vi(ends_on - timedelta(days=1))}"


register_purpose(ContributionPurpose())
