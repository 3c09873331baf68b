"""Addresses of questionnaires: what people fill in, below `/forms/`, and the pages of staff, below `/questionnaires/`."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _

from ecosystem.core.web.navigation import NavigationGroup, register_navigation_item
from ecosystem.questionnaires.listings import QUESTIONNAIRES
from ecosystem.questionnaires.views import (
    answers,
    building,
    exchange,
    files,
    moving,
    questionnaires,
    responses,
    tables,
    tests,
    versions,
)

app_name = "questionnaires"

VERSION = "questionnaires/<slug:code>/<int:number>/"
SECTION = f"{VERSION}sections/<slug:key>/"
QUESTION = f"{VERSION}questions/<slug:key>/"
CHECK = f"{VERSION}checks/<slug:key>/"

urlpatterns: list[Any] = [
    # Questionnaires
    path("questionnaires/", questionnaires.questionnaire_list, name="questionnaire_list"),
    path("questionnaires/definition.schema.json", exchange.schema, name="schema"),
    path("questionnaires/import/", exchange.questionnaire_import, name="questionnaire_import"),
    path("questionnaires/new/", questionnaires.questionnaire_create, name="questionnaire_create"),
    path("questionnaires/<slug:code>/", questionnaires.questionnaire_detail, name="questionnaire_detail"),
    path("questionnaires/<slug:code>/edit/", questionnaires.questionnaire_edit, name="questionnaire_edit"),
    path("questionnaires/<slug:code>/answers/", answers.response_list, name="response_list"),
    path("questionnaires/<slug:code>/draft/", questionnaires.draft_start, name="draft_start"),
    # Versions
    path(VERSION, versions.version_detail, name="version_detail"),
    path(f"{VERSION}copy/", questionnaires.questionnaire_copy, name="questionnaire_copy"),
    path(f"{VERSION}export.json", exchange.version_export, name="version_export"),
    path(f"{VERSION}import/", exchange.version_import, name="version_import"),
    path(f"{VERSION}differences/", exchange.version_differences, name="version_differences"),
    path(f"{VERSION}publish/", versions.version_publish, name="version_publish"),
    path(f"{VERSION}retire/", versions.version_retire, name="version_retire"),
    # Sections of a draft
    path(f"{VERSION}sections/", building.section_create, name="section_create"),
    path(f"{SECTION}edit/", building.section_edit, name="section_edit"),
    path(f"{SECTION}condition/", building.section_condition, name="section_condition"),
    path(f"{SECTION}copy/", building.section_copy, name="section_copy"),
    path(f"{SECTION}move/", building.section_move, name="section_move"),
    path(f"{SECTION}delete/", building.section_delete, name="section_delete"),
    # Questions of a draft
    path(f"{VERSION}sections/<slug:section_key>/questions/", building.question_create, name="question_create"),
    path(f"{QUESTION}edit/", building.question_edit, name="question_edit"),
    path(f"{QUESTION}condition/", building.question_condition, name="question_condition"),
    path(f"{QUESTION}columns/", tables.question_columns, name="question_columns"),
    path(f"{QUESTION}totals/", tables.question_totals, name="question_totals"),
    path(f"{QUESTION}copy/", building.question_copy, name="question_copy"),
    path(f"{QUESTION}move/", building.question_move, name="question_move"),
    path(f"{QUESTION}delete/", building.question_delete, name="question_delete"),
    # Checks of a draft
    path(f"{VERSION}checks/", building.check_create, name="check_create"),
    path(f"{CHECK}edit/", building.check_edit, name="check_edit"),
    path(f"{CHECK}delete/", building.check_delete, name="check_delete"),
    # Responses
    path("forms/<int:pk>/", responses.response_detail, name="response_detail"),
    path("forms/<int:pk>/check/", responses.response_check, name="response_check"),
    path("forms/<int:pk>/sections/<str:section>/", responses.response_section, name="response_section"),
    path("forms/<int:pk>/files/<str:question>/", files.answer_file_attach, name="answer_file_attach"),
    path("forms/files/<int:pk>/", files.answer_file_download, name="answer_file_download"),
    path("forms/files/<int:pk>/remove/", files.answer_file_remove, name="answer_file_remove"),
    path("forms/<int:pk>/move/", moving.response_move, name="response_move"),
    path("forms/<int:pk>/lost/", moving.response_lost, name="response_lost"),
    # Preview and tests
    path("forms/<int:pk>/send-test/", tests.test_send, name="test_send"),
    path("forms/<int:pk>/delete-test/", tests.test_delete, name="test_delete"),
    path(f"{VERSION}preview/", tests.version_preview, name="version_preview"),
    path(f"{VERSION}preview-on-a-phone/", tests.version_preview_phone, name="version_preview_phone"),
    path(f"{VERSION}preview/<str:section>/", tests.version_preview_section, name="version_preview_section"),
    path(f"{VERSION}tests/", tests.test_list, name="test_list"),
    path(f"{VERSION}tests/start/", tests.test_start, name="test_start"),
]

register_navigation_item(
    "questionnaires:questionnaire_list",
    _("Questionnaires"),
    "clipboard-list",
    QUESTIONNAIRES.may_open,
    85,
    group=NavigationGroup.SYSTEM,
)
