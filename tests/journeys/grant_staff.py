"""Steps of the department, the evaluators, the director and the accountant in the grant journey."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ecosystem.core.money import format_vnd
from programmes.grants.completeness import checklist_items
from programmes.grants.forms.award import (
    ContractForm,
    DecisionForm,
    PaymentForm,
    ProposalForm,
    TrancheForm,
)
from programmes.grants.forms.call import CallForm, CriterionForm, PolicyForm
from programmes.grants.forms.review import AssignForm
from programmes.grants.models import (
    Application,
    ApplicationStatus,
    Award,
    AwardStatus,
    Call,
    CallStatus,
    CheckResult,
    Disbursement,
    Holder,
    Recommendation,
    Tranche,
    TrancheStatus,
)
from tests.journeys.grant_case import CALL, GAP, GRANTED, OWNER, PAID, POLICY, TITLE
from tests.journeys.papers import pdf
from tests.journeys.steps import (
    label,
    last_mail,
    sign_in_as_staff,
)


def publish_call(mai, city):
    mai.visit("grants:call_manage_list").follow(_("New call"))
    mai.pick(label(PolicyForm, "policy"), POLICY).press(_("Continue"))
    now = timezone.localtime()
    mai.fill_all(
        {
            label(CallForm, "name"): CALL,
            label(CallForm, "name_en"): "Pre-incubation, second call",
            label(CallForm, "code"): "tien-uom-tao-2",
            label(CallForm, "opens_at"): f"{now - timedelta(minutes=5):%d/%m/%Y %H:%M}",
            label(CallForm, "closes_at"): f"{now + timedelta(days=20):%d/%m/%Y} 17:00",
            label(CallForm, "contact"): "Phòng Quản lý công nghệ, 028 3932 6883",
            label(CallForm, "summary"): "Dành cho dự án ở giai đoạn tiền ươm tạo.",
            label(CallForm, "evaluators_per_dossier"): "2",
        }
    )
    mai.choose(label(CallForm, "unit"), city["department"].name)
    mai.choose(label(CallForm, "budget_line"), city["line"].name)
    mai.pick(_("Evaluators"), str(city["evaluator"]), str(city["second_evaluator"]))
    mai.press(_("Save"))
    for nth, weight in enumerate((30, 20, 20, 15)):
        mai.fill(label(CriterionForm, "weight"), str(weight), nth=nth)
    mai.fill(label(CriterionForm, "weight"), "10", nth=4)
    mai.press(_("Save")).see(_("The weights of the criteria add up to %(sum)s, not to 100.") % {"sum": 95})
    assert mai.page.get_by_role("link", name=Call.TRANSITIONS["publish"].label).count() == 0
    mai.follow(_("Criteria")).fill(label(CriterionForm, "weight"), "15", nth=4).press(_("Save"))
    mai.follow(Call.TRANSITIONS["publish"].label).press(Call.TRANSITIONS["publish"].label)
    call = Call.objects.get()
    assert (call.status, sum(c.weight for c in call.criteria.all())) == (CallStatus.PUBLISHED, 100)
    assert call.required_documents.filter(is_required=True).count() == 3
    return call


def return_for_completion(nam, application):
    nam.visit("grants:task_list").follow(TITLE).press(Application.TRANSITIONS["start_check"].label)
    nam.must_be_at("grants:application_completeness", application.pk)
    for item in checklist_items(application):
        mark_item(nam, item, CheckResult.MISSING if item == "novelty" else CheckResult.RIGHT)
    nam.press(_("Save and ask the applicant to complete"))
    nam.see(_("Say what is missing or wrong."))  # refused: the gap needs its words
    nam.page.locator("#id_reason-novelty").fill(GAP)
    nam.press(_("Save and ask the applicant to complete")).see(GAP)
    nam.fill(_("What the applicant should do"), "Bổ sung so sánh với hai giải pháp đang bán.")
    nam.press(Application.TRANSITIONS["return_for_completion"].label)
    application.refresh_from_db()
    assert (application.status, application.holder) == (ApplicationStatus.RETURNED, Holder.APPLICANT)
    assert GAP in last_mail(OWNER, "returned").body


def mark_item(nam, item, result):
    nam.page.locator(f"#check-{item}").get_by_label(str(result.label), exact=True).check()


def accept_as_valid(nam, application):
    nam.visit("grants:application_completeness", application.pk).see(_("changed since the last check"))
    mark_item(nam, "novelty", CheckResult.RIGHT)
    nam.press(_("Save: the dossier is valid")).must_be_at("grants:application_detail", application.pk)
    application.refresh_from_db()
    assert application.status == ApplicationStatus.EVALUATING


def assign_evaluators(nam, application, city):
    nam.follow(_("Assign evaluators"))
    for key in ("evaluator", "second_evaluator"):
        nam.choose(label(AssignForm, "evaluator"), city[key].full_name).press(_("Assign"))
    assert set(application.reviews.values_list("evaluator", flat=True)) == {
        city["evaluator"].pk,
        city["second_evaluator"].pk,
    }


def score_dossier(evaluator, application):
    evaluator.visit("grants:review_list").follow(TITLE)
    evaluator.page.get_by_role("radio").first.check()
    evaluator.press(_("Send the declaration"))
    for nth in range(5):
        evaluator.fill(_("Mark (0-10)"), "8,5", nth=nth)
        evaluator.fill(_("Reason"), f"Lý do của tiêu chí {nth + 1}.", nth=nth)
    evaluator.press(_("Save and check before sending")).press(_("Send the scores")).see("85")


def propose_award(nam, application):
    nam.visit("grants:application_detail", application.pk).follow(Application.TRANSITIONS["propose"].label)
    nam.pick(label(ProposalForm, "recommendation"), Recommendation.GRANT.label)
    nam.fill(label(ProposalForm, "amount"), "18,5 triệu")
    nam.fill(label(ProposalForm, "reason"), "Điểm cao, dự toán hợp lý.")
    nam.press(_("Send the proposal to the director"))
    assert Award.objects.get(application=application).amount == GRANTED


def approve_award(duc, application, director):
    """The director signs in with password and code, as staff do."""
    duc.visit("grants:application_detail", application.pk).must_be_at("account_login")
    sign_in_as_staff(duc, director)
    duc.must_be_at("grants:application_detail", application.pk)
    duc.follow(Application.TRANSITIONS["approve"].label)
    duc.fill(label(DecisionForm, "decision_number"), "125/QĐ-SKHCN").press(_("Approve the grant"))
    application.refresh_from_db()
    award = Award.objects.get(application=application)
    assert (application.status, award.status) == (ApplicationStatus.APPROVED, AwardStatus.APPROVED)
    assert (award.proposed_by_id == award.decided_by_id, award.budget_line.granted) == (False, GRANTED)
    assert "125/QĐ-SKHCN" in last_mail(OWNER, "decision_approved").body


def record_contract(nam, application):
    today = timezone.localdate()
    later, latest = today + timedelta(days=60), today + timedelta(days=180)
    nam.visit("grants:application_detail", application.pk)
    nam.follow(Application.TRANSITIONS["sign_contract"].label)
    nam.fill_all(
        {
            label(ContractForm, "number"): "07/HĐ-SKHCN",
            label(ContractForm, "starts_on"): f"{today:%d/%m/%Y}",
            label(ContractForm, "ends_on"): f"{latest:%d/%m/%Y}",
        }
    )
    parts = [("Báo cáo khảo sát", "8.500.000", later), ("Kho chạy thử 30 ngày", "9 triệu", latest)]
    for nth, (deliverable, amount, due) in enumerate(parts):
        nam.fill(label(TrancheForm, "deliverable"), deliverable, nth=nth)
        nam.fill(label(TrancheForm, "amount"), amount, nth=nth)
        nam.fill(label(TrancheForm, "due_on"), f"{due:%d/%m/%Y}", nth=nth)
    nam.press(_("Add up the tranches")).see(format_vnd(1_000_000))  # still to be divided
    nam.fill(label(TrancheForm, "amount"), "10 triệu", nth=1)
    nam.page.locator("input[type=file]").set_input_files(pdf("Hợp đồng 07.pdf"))
    nam.press(_("Record the signed contract")).must_be_at("grants:contract_detail", application.pk)
    assert list(Tranche.objects.order_by("number").values_list("amount", flat=True)) == [PAID, GRANTED - PAID]


def accept_deliverable(ha, application):
    ha.visit("dashboards:my_home").follow(TITLE)
    ha.must_be_at("grants:contract_detail", application.pk).follow(_("Accept the deliverable"))
    ha.press(_("Accept the deliverable"))
    assert Tranche.objects.get(number=1).status == TrancheStatus.ACCEPTED


def record_payment(chi, application):
    chi.visit("grants:payment_list").follow(_("Record the payment"))
    chi.fill(label(PaymentForm, "reference"), "UNC 2026/0815").press(_("Record the payment")).see("UNC 2026/0815")
    payment = Disbursement.objects.get()
    assert (payment.amount, payment.tranche.status) == (PAID, TrancheStatus.PAID)
    assert last_mail(OWNER, "payment_recorded").subject
    application.refresh_from_db()
    assert application.status == ApplicationStatus.IN_PROGRESS
