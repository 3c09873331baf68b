"""A manager enters the amount of a budget line, the director returns it and verifies it after its correction."""

import pytest
from django.utils.translation import gettext as _

from ecosystem.accounts.roles import Role
from programmes.plan.forms.planned_amount import PlannedAmountForm
from programmes.plan.models import BudgetLine, PlannedAmount
from tests.factories import BudgetLineFactory, person, set_planned
from tests.journeys.steps import label

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]
STEPS = PlannedAmount.TRANSITIONS
AMOUNT, SOURCE, WHY = (label(PlannedAmountForm, name) for name in ("amount", "source", "change_reason"))
NAME = "Hỗ trợ dự án khởi nghiệp đổi mới sáng tạo năm 2026"


def test_amount_is_entered_returned_corrected_and_verified_by_two_people(enter):
    line = BudgetLineFactory(name=NAME, granted=1_200_000_000)
    set_planned(line, 20_000_000_000)
    manager = enter("Mai", user=person(Role.MANAGER, full_name="Trần Thị Mai"))
    director = enter("Bình", user=person(Role.DIRECTOR, full_name="Lê Văn Bình"))

    manager.visit("grants:budget_detail", line.pk).follow(STEPS["propose"].label)
    manager.fill(AMOUNT, "1 tỷ").fill(SOURCE, "Quyết định số 12/QĐ-UBND").press(_("Save"))
    manager.see(_("This field is required.")).fill(WHY, "Bổ sung dự toán giữa năm").press(_("Save"))
    manager.fill(AMOUNT, "31,5 tỷ").press(_("Save"))
    manager.see(_("You entered this amount: another person has to verify it."))

    director.visit("dashboards:my_home").follow(NAME).follow(STEPS["send_back"].label)
    director.fill(_("Reason"), "Thiếu ngày của quyết định.").press(STEPS["send_back"].label)
    manager.visit("dashboards:my_home").follow(NAME).see("Thiếu ngày của quyết định.")
    manager.visit("plan:reference_edit", "budget-lines", line.pk).follow(STEPS["propose"].label)
    manager.fill(SOURCE, "Quyết định số 12/QĐ-UBND ngày 01/10/2026").press(_("Save"))
    assert BudgetLine.objects.get().planned == 20_000_000_000

    director.visit("grants:budget_list").follow(NAME).follow(STEPS["verify"].label).press(STEPS["verify"].label)
    director.see(_("Verified amounts"))
    assert BudgetLine.objects.get().planned == 31_500_000_000
    enter("Hội đồng", user=person(Role.COUNCIL)).visit("grants:budget_detail", line.pk).see("31.500.000.000")
