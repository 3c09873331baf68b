"""Addresses of questionnaires: what people fill in, below `/forms/`, and the pages of staff, below `/questionnaires/`."""

from django.urls import path

from ecosystem.questionnaires.views import files, responses, tests

app_name = "questionnaires"
urlpatterns = [
    # Responses
    path("forms/<int:pk>/", responses.response_detail, name="response_detail"),
    path("forms/<int:pk>/check/", responses.response_check, name="response_check"),
    path("forms/<int:pk>/sections/<str:section>/", responses.response_section, name="response_section"),
    path("forms/<int:pk>/files/<str:question>/", files.answer_file_attach, name="answer_file_attach"),
    path("forms/files/<int:pk>/", files.answer_file_download, name="answer_file_download"),
    path("forms/files/<int:pk>/remove/", files.answer_file_remove, name="answer_file_remove"),
    # Preview and tests
    path("forms/<int:pk>/send-test/", tests.test_send, name="test_send"),
    path("forms/<int:pk>/delete-test/", tests.test_delete, name="test_delete"),
    path("questionnaires/<slug:code>/<int:number>/preview/", tests.version_preview, name="version_preview"),
    path(
        "questionnaires/<slug:code>/<int:number>/preview/<str:section>/",
        tests.version_preview_section,
        name="version_preview_section",
    ),
    path("questionnaires/<slug:code>/<int:number>/tests/", tests.test_list, name="test_list"),
    path("questionnaires/<slug:code>/<int:number>/tests/start/", tests.test_start, name="test_start"),
]
