"""URLs of news, feeds and followers."""

from typing import Any

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from ecosystem.accounts.roles import DEPARTMENT
from ecosystem.core.web.navigation import NavigationGroup, register_navigation_item, register_public_page
from programmes.communication.views import feeds, followers, news

app_name = "communication"

urlpatterns: list[Any] = [
    # Feeds and followers
    re_path(r"^feeds/(?P<what>calls|news)\.(?P<language>vi|en)\.(?P<form>rss|atom)$", feeds.feed, name="feed"),
    path("follow/", followers.follow_start, name="follow_start"),
    path("follow/confirm/<slug:token>/", followers.follow_confirm, name="follow_confirm"),
    path("follow/<slug:token>/", followers.follow_manage, name="follow_manage"),
    path("follow/<slug:token>/stop/", followers.follow_stop, name="follow_stop"),
    # News
    path("news/", news.news_list, name="news_list"),
    path("news/<slug:slug>/", news.news_detail, name="news_detail"),
    path("manage/news/", news.news_manage_list, name="news_manage_list"),
    path("manage/news/new/", news.news_create, name="news_create"),
    path("manage/news/<int:pk>/", news.news_manage, name="news_manage"),
    path("manage/news/<int:pk>/edit/", news.news_edit, name="news_edit"),
    path("manage/news/<int:pk>/publish/", news.news_publish, name="news_publish"),
    path("manage/news/<int:pk>/unpublish/", news.news_unpublish, name="news_unpublish"),
]

register_navigation_item(
    "communication:news_manage_list",
    _("News"),
    "newspaper",
    lambda user: user.has_role(*DEPARTMENT),
    32,
    group=NavigationGroup.PUBLIC,
)

register_public_page("communication:news_list", _("News"), "newspaper", _("announcements, events"))
register_public_page(
    "communication:follow_start",
    _("RSS and calendar"),
    "rss",
    _("follow the calls, notifications, subscribe, calendar"),
)
