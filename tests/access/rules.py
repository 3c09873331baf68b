"""Who may what: one rule per address (and state of its record where that matters)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.access.world import ANONYMOUS, World

EVERYBODY = frozenset(
    {
        "nobody",
        "owner",
        "editor",
        "reader",
        "stranger",
        "officer",
        "foreign_officer",
        "dismissed_officer",
        "manager",
        "director",
        "accountant",
        "evaluator",
        "waiting_evaluator",
        "recused_evaluator",
        "other_evaluator",
        "council",
        "reporter",
        "head",
        "foreign_reporter",
        "administrator",
    }
)
OWNER = frozenset({"owner"})
WRITERS = frozenset({"owner", "editor"})
MEMBERS = WRITERS | {"reader"}
READER = frozenset({"reader"})
OFFICER = frozenset({"officer"})
OFFICERS = OFFICER | {"foreign_officer"}
MANAGER = frozenset({"manager"})
DIRECTOR = frozenset({"director"})
DEPARTMENT = OFFICER | MANAGER | DIRECTOR
ALL_DEPARTMENT = DEPARTMENT | {"foreign_officer"}
ACCOUNTANT = frozenset({"accountant"})
EVALUATORS = frozenset({"evaluator", "waiting_evaluator", "recused_evaluator", "other_evaluator"})
COUNCIL = frozenset({"council"})
ADMINISTRATOR = frozenset({"administrator"})
PARTNERS = frozenset({"reporter", "head"})
ALL_PARTNERS = PARTNERS | {"foreign_reporter"}
STAFF = ALL_DEPARTMENT | ACCOUNTANT | EVALUATORS | COUNCIL | ALL_PARTNERS | ADMINISTRATOR
NONE: frozenset[str] = frozenset()


def nothing(world: World) -> list[Any]:
    return []


@dataclass(frozen=True)
class Rule:
    """`allowed` get in, `refused` get 403, `unseen` 404, all other signed-in people `otherwise`; anonymous signs in unless `public`."""

    name: str
    args: Callable[[World], list[Any]] = nothing
    allowed: frozenset[str] = NONE
    refused: frozenset[str] = NONE
    unseen: frozenset[str] = NONE
    otherwise: str = "404"
    method: str = "GET"
    public: bool = False
    case: str = ""
    of_startup: bool = False
    data: dict[str, str] = field(default_factory=dict, compare=False)
    answer: str = "in"

    @property
    def key(self) -> str:
        return f"{self.name} {self.case}".strip()

    @property
    def status(self) -> int:
        return 200 if self.answer == "in" else int(self.answer)

    def expected(self, actor: str) -> str:
        if actor == ANONYMOUS:
            return self.answer if self.public else "login"
        if actor in self.allowed:
            return self.answer
        if actor in self.unseen:
            return "404"
        return "403" if actor in self.refused else self.otherwise


def public(name: str, args: Callable[[World], list[Any]] = nothing, **more: Any) -> Rule:
    return Rule(name, args, allowed=EVERYBODY, public=True, **more)


def listing(name: str, allowed: frozenset[str], **more: Any) -> Rule:
    """A page without a record: who may not have it is told so."""
    return Rule(name, allowed=allowed, otherwise="403", **more)


def record(name: str, thing: str, allowed: Iterable[str], refused: Iterable[str] = (), **more: Any) -> Rule:
    """A page of one record, named as in world.py."""

    def args(world: World) -> list[Any]:
        return [getattr(world, thing).pk]

    more.setdefault("case", thing)
    return Rule(name, args, frozenset(allowed), frozenset(refused), **more)


def dossier(name: str, state: str, allowed: frozenset[str], seen: frozenset[str] | None = None, **more: Any) -> Rule:
    """A page of a dossier: whoever sees the dossier but may not do this gets 403, all others 404."""
    granted = state in {"approved", "contracted", "in_progress", "accepted"}
    viewers = MEMBERS if state == "draft" else MEMBERS | DEPARTMENT | (ACCOUNTANT if granted else NONE)
    viewers = viewers if seen is None else seen
    return record(f"grants:{name}", state, allowed, viewers - allowed, of_startup=True, **more)


def startup(name: str, allowed: frozenset[str], thing: str = "startup", **more: Any) -> Rule:
    """A page of one startup: its members and the department know of it."""
    members = MEMBERS if thing == "startup" else OWNER
    return record(f"startups:{name}", thing, allowed, (members | ALL_DEPARTMENT) - allowed, of_startup=True, **more)


def tranche(name: str, thing: str, allowed: frozenset[str]) -> Rule:
    return record(f"grants:{name}", thing, allowed, (MEMBERS | DEPARTMENT | ACCOUNTANT) - allowed, of_startup=True)


def desk(name: str, thing: str, allowed: frozenset[str], **more: Any) -> Rule:
    """A page of a message from the public: the department's people of another unit do not know of it."""
    return record(f"feedback:{name}", thing, allowed, otherwise="403", unseen=frozenset({"foreign_officer"}), **more)


def table(name: str, slug: str, allowed: frozenset[str], thing: str = "") -> Rule:
    """A page of one table of reference data, or of a row of it."""

    def args(world: World) -> list[Any]:
        return [slug, getattr(world, thing).pk] if thing else [slug]

    return Rule(f"plan:{name}", args, allowed, otherwise="403", case=slug)


POST = {"method": "POST"}

RULES = [
    # --- core ---
    public("public:home"),
    public("core:healthz"),
    public("core:readyz", answer="503"),
    public("core:set_language", method="POST", data={"language": "en", "next": "/"}),
    Rule("public:gallery", public=True, answer="404"),
    Rule("notices:mail_log", public=True, answer="404"),
    # --- dashboards ---
    public("public:home"),
    public("public:scheme_list"),
    public("public:scheme_detail", lambda w: [w.scheme.code]),
    public("public:pillar_detail", lambda w: [w.scheme.code, w.line.pillar.number]),
    public("public:indicator_detail", lambda w: [w.scheme.code, w.indicator.code]),
    public("public:service_list"),
    public("public:service_detail", lambda w: [w.call.policy.code]),
    public("public:awards"),
    public("public:awards_csv"),
    public("public:awards_json"),
    public("public:history"),
    public("public:history_csv", lambda w: [w.history_series.code]),
    public("public:history_json", lambda w: [w.history_series.code]),
    public("public:city_map"),
    public("public:city_map_csv"),
    public("public:city_map_json"),
    public("public:city_map_area", lambda w: [w.public_startup.area.code]),
    public("public:search"),
    public("public:search_suggestions"),
    public("public:statistics"),
    public("public:statistics_csv"),
    public("public:sitemap"),
    public("public:sitemap_section", lambda w: ["calls"]),
    public("public:robots"),
    Rule("dashboards:my_home", allowed=EVERYBODY),
    listing("dashboards:council", COUNCIL | ALL_DEPARTMENT | ADMINISTRATOR),
    Rule(
        "dashboards:council_scheme",
        lambda w: [w.scheme.code],
        allowed=COUNCIL | ALL_DEPARTMENT | ADMINISTRATOR,
        otherwise="403",
    ),
    Rule(
        "dashboards:figure_records",
        lambda w: ["granted"],
        allowed=COUNCIL | ALL_DEPARTMENT | ADMINISTRATOR,
        otherwise="403",
    ),
    Rule(
        "dashboards:figure_records_file",
        lambda w: ["granted", "csv"],
        allowed=COUNCIL | ALL_DEPARTMENT | ADMINISTRATOR,
        otherwise="403",
    ),
    # --- startups ---
    public("public:directory"),
    public("public:profile", lambda w: [w.public_startup.slug]),
    public("public:profile", lambda w: [w.startup.slug], case="not public", answer="404"),
    Rule("startups:my_startups", allowed=EVERYBODY),
    Rule("startups:startup_register", allowed=EVERYBODY),
    listing("startups:startup_list", ALL_DEPARTMENT),
    listing("startups:publication_queue", ALL_DEPARTMENT),
    listing("startups:recheck_queue", ALL_DEPARTMENT),
    startup("startup_detail", MEMBERS | ALL_DEPARTMENT),
    startup("startup_history", MEMBERS | ALL_DEPARTMENT),
    startup("startup_edit", WRITERS),
    startup("startup_correct", ALL_DEPARTMENT),
    startup("publication_request", WRITERS),
    startup("startup_publish", ALL_DEPARTMENT, "requested_startup"),
    startup("startup_refuse", ALL_DEPARTMENT, "requested_startup"),
    startup("startup_withdraw", OWNER, "requested_startup"),
    startup("startup_unpublish", ALL_DEPARTMENT, "public_startup"),
    startup("startup_confirm", ALL_DEPARTMENT, "public_startup", **POST),
    startup("member_list", MEMBERS | ALL_DEPARTMENT),
    startup("member_invite", OWNER),
    startup("ownership_hand_over", OWNER),
    record("startups:member_change_role", "member", OWNER, (MEMBERS | ALL_DEPARTMENT) - OWNER, of_startup=True),
    record("startups:member_remove", "member", WRITERS, (MEMBERS | ALL_DEPARTMENT) - WRITERS, of_startup=True),
    record(
        "startups:invitation_cancel", "invitation", OWNER, (MEMBERS | ALL_DEPARTMENT) - OWNER, of_startup=True, **POST
    ),
    public("startups:invitation_accept", lambda w: [w.invitation.token]),
    startup("round_list", MEMBERS | ALL_DEPARTMENT),
    startup("round_create", WRITERS),
    record("startups:round_edit", "round", WRITERS, (MEMBERS | ALL_DEPARTMENT) - WRITERS, of_startup=True),
    record("startups:round_remove", "round", WRITERS, (MEMBERS | ALL_DEPARTMENT) - WRITERS, of_startup=True),
    record("startups:round_verify", "round", ALL_DEPARTMENT, MEMBERS, of_startup=True, **POST),
    record("startups:round_unverify", "round", ALL_DEPARTMENT, MEMBERS, of_startup=True),
    # --- organisations ---
    public("public:organisation_directory"),
    public("public:organisation_profile", lambda w: [w.organisation.slug]),
    public("public:organisation_profile", lambda w: [w.hidden_organisation.slug], case="not public", answer="404"),
    listing("startups:organisation_list", ALL_DEPARTMENT),
    listing("startups:organisation_create", ALL_DEPARTMENT),
    record("startups:organisation_detail", "organisation", ALL_DEPARTMENT),
    record("startups:organisation_edit", "organisation", ALL_DEPARTMENT),
    record("startups:organisation_publish", "hidden_organisation", ALL_DEPARTMENT),
    record("startups:organisation_publish", "hidden_organisation", ALL_DEPARTMENT, case="sent", **POST),
    record("startups:organisation_unpublish", "organisation", ALL_DEPARTMENT),
    record("startups:organisation_unpublish", "organisation", ALL_DEPARTMENT, case="sent", **POST),
    # --- calls ---
    public("grants:call_list"),
    public("grants:call_detail", lambda w: [w.call.code]),
    listing("grants:call_manage_list", ALL_DEPARTMENT),
    listing("grants:call_create", MANAGER),
    record("grants:call_manage", "call", DEPARTMENT, otherwise="403", unseen=frozenset({"foreign_officer"})),
    record("grants:call_manage", "draft_call", DEPARTMENT, otherwise="403", unseen=frozenset({"foreign_officer"})),
    record("grants:call_edit", "draft_call", MANAGER, otherwise="403", unseen=frozenset({"foreign_officer"})),
    record("grants:call_criteria", "draft_call", MANAGER, otherwise="403", unseen=frozenset({"foreign_officer"})),
    record("grants:call_publish", "draft_call", MANAGER, otherwise="403", unseen=frozenset({"foreign_officer"})),
    record("grants:call_cancel", "call", MANAGER, otherwise="403", unseen=frozenset({"foreign_officer"})),
    record("grants:call_amend", "call", MANAGER, otherwise="403", unseen=frozenset({"foreign_officer"})),
    record("grants:call_extend", "call", MANAGER, otherwise="403", unseen=frozenset({"foreign_officer"})),
    record(
        "grants:call_evaluator_add", "call", OFFICER | MANAGER, otherwise="403", unseen=frozenset({"foreign_officer"})
    ),
    Rule(
        "grants:call_evaluator_withdraw",
        lambda w: [w.call.pk, w.evaluator_of_call.pk],
        OFFICER | MANAGER,
        unseen=frozenset({"foreign_officer"}),
        otherwise="403",
    ),
    # --- applications ---
    Rule("grants:call_apply", lambda w: [w.call.code], allowed=EVERYBODY),
    Rule(
        "grants:application_start",
        lambda w: [w.call.code, w.startup.pk],
        allowed=WRITERS,
        of_startup=True,
    ),
    Rule("grants:task_list", allowed=EVERYBODY),
    Rule("grants:application_list", allowed=EVERYBODY),
    dossier("application_detail", "draft", MEMBERS),
    dossier("application_detail", "checking", MEMBERS | DEPARTMENT),
    dossier("application_detail", "in_progress", MEMBERS | DEPARTMENT | ACCOUNTANT),
    dossier("application_dossier", "checking", MEMBERS | DEPARTMENT),
    dossier("application_edit", "draft", WRITERS),
    dossier("application_edit", "returned", WRITERS),
    dossier("application_plan", "draft", WRITERS),
    dossier("application_costs", "draft", WRITERS),
    dossier("application_files", "draft", WRITERS),
    dossier("application_check", "draft", WRITERS),
    dossier("application_submit", "draft", WRITERS, **POST),
    dossier("application_resubmit", "returned", WRITERS, **POST),
    dossier("application_receipt", "checking", MEMBERS | DEPARTMENT),
    dossier("application_receipt_pdf", "checking", MEMBERS | DEPARTMENT),
    dossier("application_withdraw", "checking", WRITERS),
    record("people:account_close", "a_person", ADMINISTRATOR, otherwise="403"),
    record("people:account_reopen", "a_person", ADMINISTRATOR, otherwise="403"),
    listing("grants:charge_hand_over_all", ALL_DEPARTMENT - DIRECTOR),
    dossier("charge_take", "submitted", OFFICER, **POST),
    dossier("charge_hand_over", "checking", OFFICER | MANAGER),
    dossier("application_start_check", "submitted", OFFICER, **POST),
    dossier("application_completeness", "checking", DEPARTMENT),
    dossier("application_return", "checking", OFFICER),
    dossier("application_find_invalid", "checking", OFFICER),
    dossier("application_confirm_invalid", "confirming", MANAGER | DIRECTOR),
    dossier("application_check_again", "confirming", MANAGER | DIRECTOR),
    dossier("application_stop", "lapsed", OFFICER),
    Rule("grants:queue_start", lambda w: ["check"], OFFICERS, case="check"),
    Rule("grants:queue_start", lambda w: ["score"], EVALUATORS, case="score"),
    Rule("grants:queue_start", lambda w: ["decide"], DIRECTOR, case="decide"),
    record("grants:attachment_download", "attachment", MEMBERS, of_startup=True),
    record("grants:attachment_download", "sent_attachment", MEMBERS | DEPARTMENT | {"evaluator"}, of_startup=True),
    record("grants:attachment_show", "attachment", MEMBERS, of_startup=True),
    record("grants:attachment_show", "sent_attachment", MEMBERS | DEPARTMENT | {"evaluator"}, of_startup=True),
    record("grants:attachment_delete", "attachment", WRITERS, READER, of_startup=True, **POST),
    # --- reviews ---
    listing("grants:review_list", EVALUATORS),
    record("grants:review_detail", "review_evaluator", DEPARTMENT | {"evaluator"}),
    record("grants:review_detail", "review_waiting_evaluator", DEPARTMENT | {"waiting_evaluator"}),
    record("grants:review_detail", "review_recused_evaluator", DEPARTMENT | {"recused_evaluator"}),
    record("grants:review_declare", "review_waiting_evaluator", {"waiting_evaluator"}, DEPARTMENT, **POST),
    record("grants:review_score", "review_to_score", {"evaluator"}, DEPARTMENT),
    record("grants:review_send", "open_review", {"evaluator"}, DEPARTMENT),
    record("grants:review_reopen", "review_evaluator", MANAGER, (DEPARTMENT - MANAGER) | {"evaluator"}),
    record("grants:review_withdraw", "review_evaluator", OFFICER | MANAGER, DIRECTOR | {"evaluator"}),
    record("grants:review_withdraw", "review_waiting_evaluator", OFFICER | MANAGER, DIRECTOR | {"waiting_evaluator"}),
    record("grants:review_withdraw", "review_to_score", OFFICER | MANAGER, DIRECTOR | {"evaluator"}),
    dossier("review_board", "evaluating", DEPARTMENT),
    dossier("review_assign", "evaluating", DEPARTMENT, **POST),
    dossier("review_assign_automatically", "evaluating", OFFICER | MANAGER, **POST),
    # --- awards, contracts, payments ---
    listing("grants:award_list", ALL_DEPARTMENT | ACCOUNTANT),
    dossier("award_propose", "evaluating", OFFICER),
    dossier("award_approve", "proposed", DIRECTOR),
    dossier("award_reject", "proposed", DIRECTOR),
    dossier("award_send_back", "proposed", DIRECTOR),
    dossier("award_letter_preview", "proposed", DIRECTOR),
    dossier("award_letter", "approved", NONE, seen=NONE),
    dossier("offer_accept", "approved", OWNER),
    dossier("offer_decline", "approved", OWNER),
    dossier("offer_end", "approved", DIRECTOR),
    dossier("contract_sign", "approved", OFFICER),
    dossier("contract_detail", "contracted", MEMBERS | DEPARTMENT | ACCOUNTANT),
    dossier("contract_file", "contracted", NONE, seen=NONE),
    dossier("contract_annex", "contracted", OFFICER, data={"kind": "other"}),
    dossier("contract_annex", "in_progress", OFFICER, data={"kind": "other"}),
    record("grants:annex_file", "annex", MEMBERS | DEPARTMENT | ACCOUNTANT, of_startup=True),
    dossier("award_terminate", "contracted", DIRECTOR),
    dossier("award_accept_result", "in_progress", MANAGER),
    dossier("award_close", "accepted", OFFICER),
    dossier("award_take_back_result", "accepted", MANAGER),
    tranche("tranche_report", "tranche_planned", WRITERS),
    tranche("tranche_accept", "tranche_reported", OFFICER | MANAGER),
    tranche("tranche_return", "tranche_reported", OFFICER | MANAGER),
    tranche("tranche_file", "tranche_reported", MEMBERS | DEPARTMENT | ACCOUNTANT),
    tranche("tranche_pay", "tranche_accepted", ACCOUNTANT),
    tranche("tranche_take_back", "tranche_accepted", OFFICER | MANAGER),
    tranche("reversal_request", "tranche_paid", ACCOUNTANT),
    record(
        "grants:reversal_confirm",
        "reversal",
        ACCOUNTANT | DIRECTOR,
        OFFICER | MANAGER,
        unseen=MEMBERS,
        of_startup=True,
    ),
    record(
        "grants:reversal_refuse", "reversal", ACCOUNTANT | DIRECTOR, OFFICER | MANAGER, unseen=MEMBERS, of_startup=True
    ),
    listing("grants:payment_list", ACCOUNTANT | ALL_DEPARTMENT),
    listing("grants:budget_list", ALL_DEPARTMENT | ACCOUNTANT | COUNCIL | ADMINISTRATOR),
    record("grants:budget_detail", "line", ALL_DEPARTMENT | ACCOUNTANT | COUNCIL | ADMINISTRATOR, otherwise="403"),
    record("grants:budget_payments", "line", ALL_DEPARTMENT | ACCOUNTANT | COUNCIL | ADMINISTRATOR, otherwise="403"),
    # --- news ---
    public("communication:news_list"),
    public("communication:news_detail", lambda w: [w.news.slug]),
    public("communication:news_detail", lambda w: [w.draft_news.slug], case="draft", answer="404"),
    listing("communication:news_manage_list", ALL_DEPARTMENT),
    listing("communication:news_create", ALL_DEPARTMENT - DIRECTOR),
    record("communication:news_manage", "draft_news", ALL_DEPARTMENT, otherwise="403"),
    record("communication:news_edit", "draft_news", ALL_DEPARTMENT - DIRECTOR, otherwise="403"),
    record("communication:news_publish", "draft_news", MANAGER | DIRECTOR, otherwise="403"),
    record("communication:news_unpublish", "news", MANAGER | DIRECTOR, otherwise="403"),
    # --- following calls ---
    public("communication:feed", lambda w: ["calls", "vi", "rss"]),
    public("communication:feed", lambda w: ["news", "en", "atom"], case="news"),
    public("grants:call_calendar"),
    public("grants:call_calendar_in", lambda w: ["en"]),
    public("grants:call_event", lambda w: [w.call.code]),
    public("grants:call_event", lambda w: [w.draft_call.code], case="draft", answer="404"),
    public("communication:follow_start"),
    public("communication:follow_confirm", lambda w: [w.follower.token]),
    public("communication:follow_confirm", lambda w: ["khong-co"], case="unknown", answer="404"),
    public("communication:follow_manage", lambda w: [w.follower.token]),
    public("communication:follow_stop", lambda w: [w.follower.token]),
    # --- messages from the public ---
    public("feedback:feedback_send"),
    public("feedback:feedback_send", case="sent", **POST),
    public("feedback:feedback_find"),
    public("feedback:feedback_status", lambda w: [w.feedback.token]),
    public("feedback:feedback_status", lambda w: ["khong-co"], case="unknown", answer="404"),
    listing("feedback:feedback_list", ALL_DEPARTMENT),
    desk("feedback_detail", "feedback", DEPARTMENT),
    desk("feedback_take_over", "feedback", OFFICER | MANAGER, **POST),
    desk("feedback_answer", "taken_feedback", OFFICER | MANAGER),
    desk("feedback_correct", "answered_feedback", OFFICER | MANAGER),
    desk("feedback_forward", "feedback", OFFICER | MANAGER),
    desk("feedback_close", "feedback", OFFICER | MANAGER),
    # --- reference data: each table has its editors ---
    listing("plan:reference_index", ALL_DEPARTMENT | ADMINISTRATOR),
    table("reference_list", "holidays", ADMINISTRATOR),
    table("reference_list", "budget-lines", MANAGER),
    table("reference_list", "measurements", ALL_DEPARTMENT),
    Rule("plan:reference_list", lambda w: ["no-such-table"], case="unknown"),
    table("reference_create", "holidays", ADMINISTRATOR),
    table("reference_create", "budget-lines", MANAGER),
    table("reference_create", "measurements", ALL_DEPARTMENT),
    table("reference_create", "time-limits", NONE),
    table("reference_edit", "holidays", ADMINISTRATOR, "holiday"),
    table("reference_edit", "budget-lines", MANAGER, "line"),
    table("reference_edit", "measurements", ALL_DEPARTMENT, "figure"),
    record("plan:holiday_remove", "holiday", ADMINISTRATOR, otherwise="403"),
    record("plan:measurement_verify", "figure", MANAGER | DIRECTOR, otherwise="403"),
    # --- reports ---
    listing("reports:report_list", STAFF),
    public("reports:report_verify"),
    record("reports:report_detail", "report", STAFF),
    record("reports:report_detail", "requested_report", ALL_DEPARTMENT),
    Rule("reports:report_download", lambda w: [w.report.pk, "pdf"], allowed=STAFF),
    listing("reports:period_list", STAFF),
    record("reports:period_detail", "period", STAFF, otherwise="403"),
    record("reports:report_request", "period", MANAGER | DIRECTOR, otherwise="403"),
    listing("reports:contribution_list", ALL_PARTNERS | ALL_DEPARTMENT),
    record("reports:contribution_detail", "contribution", PARTNERS),
    record("reports:contribution_detail", "sent_contribution", PARTNERS | ALL_DEPARTMENT),
    record("reports:contribution_edit", "contribution", {"reporter"}, {"head"}),
    Rule(
        "reports:contribution_move",
        lambda w: [w.contribution.pk, "submit"],
        allowed=frozenset({"reporter"}),
        refused=frozenset({"head"}),
    ),
    # --- people ---
    # --- lists: saved views, files, many rows at once ---
    listing("lists:view_create", ALL_DEPARTMENT, args=lambda w: ["startup"]),
    listing("lists:export_csv", ALL_DEPARTMENT, args=lambda w: ["startup"]),
    listing("lists:export_xlsx", ALL_DEPARTMENT, args=lambda w: ["startup"]),
    record("lists:view_edit", "private_view", OFFICER),
    record("lists:view_edit", "shared_view", OFFICER, otherwise="403"),
    record("lists:view_replace", "private_view", OFFICER, method="POST", data={"query": "sort=due"}),
    record("lists:view_replace", "shared_view", OFFICER, otherwise="403", method="POST", data={"query": "sort=due"}),
    record("lists:view_delete", "private_view", OFFICER),
    record("lists:view_delete", "shared_view", OFFICER, otherwise="403"),
    record("lists:view_default", "private_view", OFFICER, method="POST"),
    record("lists:view_default", "shared_view", EVERYBODY, method="POST"),
    listing(
        "lists:bulk_preview", OFFICERS, args=lambda w: ["application"], method="POST", data={"action": "start_check"}
    ),
    listing(
        "lists:bulk_run",
        OFFICERS,
        args=lambda w: ["application"],
        method="POST",
        data={"action": "start_check", "token": "9b2f9e8c-6f0e-4a6e-9b0e-3f7f0d1c2a11"},
    ),
    listing(
        "lists:export_run",
        ALL_DEPARTMENT,
        args=lambda w: ["startup"],
        method="POST",
        data={"kind": "xlsx", "token": "9b2f9e8c-6f0e-4a6e-9b0e-3f7f0d1c2a12"},
    ),
    Rule("lists:job_list", allowed=EVERYBODY),
    record("lists:job_detail", "waiting_job", OFFICER),
    record("lists:job_detail", "running_job", OFFICER),
    record("lists:job_detail", "bulk_job", OFFICER),
    record("lists:job_detail", "file_job", OFFICER),
    record("lists:job_detail", "failed_job", OFFICER),
    record("lists:job_detail", "expired_job", OFFICER),
    record("lists:job_file", "file_job", OFFICER),
    record("lists:job_retry", "failed_job", OFFICER, **POST),
    record("lists:job_retry", "bulk_job", OFFICER, **POST),
    Rule("accounts:profile", allowed=EVERYBODY),
    Rule("accounts:notification_settings", allowed=EVERYBODY),
    Rule("accounts:notification_list", allowed=EVERYBODY),
    Rule("accounts:notification_read_all", allowed=EVERYBODY, **POST),
    record("accounts:notification_open", "notification", OWNER),
    listing("people:person_list", ADMINISTRATOR),
    record("people:person_detail", "a_person", ADMINISTRATOR, otherwise="403"),
    record("people:role_grant", "a_person", ADMINISTRATOR, otherwise="403"),
    record("people:second_step_reset", "a_person", ADMINISTRATOR, otherwise="403"),
    record("people:second_step_reset", "a_person", ADMINISTRATOR, otherwise="403", case="post", **POST),
    record("people:role_revoke", "a_grant", ADMINISTRATOR, otherwise="403"),
    listing("people:unit_list", ADMINISTRATOR),
]

# Addresses of django-allauth, which tests its own; that staff need a second factor is tested in tests/accounts.
PACKAGES = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_reauthenticate",
        "account_email",
        "account_email_verification_sent",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_confirm_login_code",
        "account_reset_password_from_key_done",
        "account_reset_password_from_key",
        "account_reset_password_done",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "mfa_edit_webauthn",
        "mfa_login_webauthn",
        "usersessions_list",
    }
)
