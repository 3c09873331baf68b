"""What questionnaires are used for in grants."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.core.workflow import lock, wrong_state
from ecosystem.lists.listing import Column
from ecosystem.lists.values import Stored, StoredParts
from ecosystem.questionnaires.definition import Value
from ecosystem.questionnaires.models import QuestionnaireResponse
from ecosystem.questionnaires.purposes import Fact, Frame, Purpose, register_purpose
from programmes.grants.models import Tranche, TrancheStatus

DELIVERABLE_REPORT = "deliverable_report"


def facts_of_tranche(tranche: Tranche) -> dict[str, Value]:
    """What a report's conditions and checks may use of the tranche; see `DeliverableReport.facts`."""
    return {"deliverable": tranche.deliverable, "amount": tranche.amount, "due_on": tranche.due_on.isoformat()}


class DeliverableReport(Purpose):
    """The report of a startup on the deliverable of a tranche; the response belongs to the tranche."""

    slug = DELIVERABLE_REPORT
    label = gettext_lazy("Report on a deliverable")
    stages: Mapping[str, Any] = {"send": gettext_lazy("when the report is sent")}
    facts: Mapping[str, Fact] = {
        "deliverable": Fact(
            gettext_lazy("the deliverable of the contract"), "short_text", gettext_lazy("a working prototype")
        ),
        "amount": Fact(gettext_lazy("amount of the tranche (đồng)"), "money", 100_000_000),
        "due_on": Fact(gettext_lazy("day on which it is due"), "date", "2026-06-30"),
    }

    def fact_values(self, response: QuestionnaireResponse) -> dict[str, Value]:
        return facts_of_tranche(self._tranche(response))

    def may_read(self, response: QuestionnaireResponse, user: User) -> bool:
        return Tranche.objects.visible_to(user).filter(response=response.newest).exists()

    def may_edit(self, response: QuestionnaireResponse, user: User) -> bool:
        tranche = self._tranche(response)
        sources = Tranche.TRANSITIONS["report"].sources
        return tranche.status in sources and Role.APPLICANT in tranche.roles_of(user)

    def refusal(self, response: QuestionnaireResponse, user: User) -> str:
        tranche = self._tranche(response)
        if tranche.status in (TrancheStatus.PLANNED, TrancheStatus.RETURNED):
            return _("Only an owner or editor of the startup may report its deliverables.")
        return wrong_state(tranche)

    def frame(self, response: QuestionnaireResponse, user: User) -> Frame:
        tranche = self._tranche(response)
        application = tranche.contract.award.application
        page = reverse("grants:contract_detail", args=[application.pk])
        return Frame(
            title=_("Report on tranche %(number)s") % {"number": tranche.number},
            lead=tranche.deliverable,
            crumbs=(
                (str(application), reverse("grants:application_detail", args=[application.pk])),
                (_("Contract"), page),
            ),
            back_url=page,
            send_url=reverse("grants:tranche_report_send", args=[tranche.pk]),
            send_label=_("Send the report"),
        )

    def responses_visible_to(self, user: User) -> QuerySet[QuestionnaireResponse]:
        return QuestionnaireResponse.objects.filter(pk__in=Tranche.objects.visible_to(user).values("response"))

    def record_columns(self) -> Sequence[Column]:
        return (
            Column(
                "tranche",
                gettext_lazy("Tranche"),
                StoredParts("tranche__contract__number", "tranche__number", make="{}/{}".format),
                joins=("tranche__contract__award__application__startup",),
            ),
            Column(
                "startup",
                gettext_lazy("Startup"),
                Stored("tranche__contract__award__application__startup__name"),
                width=32,
            ),
        )

    def lock_record(self, response: QuestionnaireResponse) -> None:
        tranche = self._tranche(response)
        lock(tranche.contract.award.application)
        lock(tranche)

    @staticmethod
    def _tranche(response: QuestionnaireResponse) -> Tranche:
        return Tranche.objects.for_list().get(response=response.newest)


register_purpose(DeliverableReport())
