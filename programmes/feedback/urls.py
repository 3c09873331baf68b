"""URLs of messages from the public."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.web.navigation import NavigationGroup, register_navigation_item, register_public_page
from programmes.feedback import views

app_name = "feedback"

urlpatterns: list[Any] = [
    # Messages from the public
    path("feedback/", views.feedback_send, name="feedback_send"),
    path("feedback/find/", views.feedback_find, name="feedback_find"),
    path("feedback/<slug:token>/", views.feedback_status, name="feedback_status"),
    path("manage/feedback/", views.feedback_list, name="feedback_list"),
    path("manage/feedback/<int:pk>/", views.feedback_detail, name="feedback_detail"),
    path("manage/feedback/<int:pk>/take-over/", views.feedback_take_over, name="feedback_take_over"),
    path("manage/feedback/<int:pk>/answer/", views.feedback_answer, name="feedback_answer"),
    path("manage/feedback/<int:pk>/correct/", views.feedback_correct, name="feedback_correct"),
    path("manage/feedback/<int:pk>/forward/", views.feedback_forward, name="feedback_forward"),
    path("manage/feedback/<int:pk>/close/", views.feedback_close, name="feedback_close"),
]

register_navigation_item(
    "feedback:feedback_list",
    _("Messages from the public"),
    "message-square-text",
    lambda user: user.has_role(*DEPARTMENT),
    34,
    group=NavigationGroup.PUBLIC,
)

register_public_page(
    "feedback:feedback_send",
    _("Questions, feedback and complaints"),
    "message-square-text",
    _("help, contact, ask a question, complaint, proposal, denunciation"),
)
register_public_page(
    "feedback:feedback_find",
    _("Look up a message you sent"),
    "search",
    _("state of a question, look up feedback, answer"),
)
