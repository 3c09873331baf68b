"""Addresses of the pages for everybody."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from ecosystem.core.web.navigation import register_public_page
from ecosystem.public.views import (
    awards,
    directory,
    gallery,
    history,
    home,
    organisations,
    places,
    profile,
    schemes,
    search,
    services,
    sitemaps,
    statistics,
)

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("schemes/", schemes.scheme_list, name="scheme_list"),
    path("schemes/<slug:scheme>/", schemes.scheme_detail, name="scheme_detail"),
    path("schemes/<slug:scheme>/pillars/<int:number>/", schemes.pillar_detail, name="pillar_detail"),
    path("schemes/<slug:scheme>/indicators/<slug:code>/", schemes.indicator_detail, name="indicator_detail"),
    path("services/", services.service_list, name="service_list"),
    path("services/<slug:code>/", services.service_detail, name="service_detail"),
    path("awards/", awards.awards, name="awards"),
    path("awards/awards.csv", awards.awards_csv, name="awards_csv"),
    path("awards/awards.json", awards.awards_json, name="awards_json"),
    path("organisations/", directory.organisation_directory, name="organisation_directory"),
    path("organisations/<slug:slug>/", organisations.organisation_profile, name="organisation_profile"),
    path("history/", history.history, name="history"),
    path("history/<slug:code>.csv", history.history_csv, name="history_csv"),
    path("history/<slug:code>.json", history.history_json, name="history_json"),
    # The directory of startups
    path("startups/", directory.directory, name="directory"),
    path("startups/<slug:slug>/", profile.profile, name="profile"),
    path("startups/<slug:slug>/contact/", profile.startup_contact, name="startup_contact"),
    path("startups/<slug:slug>/logo/<slug:size>/<slug:digest>.webp", profile.logo, name="logo"),
    path("manage/startups/<int:pk>/preview/", profile.profile_preview, name="profile_preview"),
    # Map
    path("map/", places.city_map, name="city_map"),
    path("map/map.csv", places.city_map_csv, name="city_map_csv"),
    path("map/map.json", places.city_map_json, name="city_map_json"),
    path("map/<slug:code>/", places.city_map_area, name="city_map_area"),
    # Search
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.search_suggestions, name="search_suggestions"),
    # The portal itself
    path("gallery/", gallery.gallery, name="gallery"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/statistics.csv", statistics.statistics_csv, name="statistics_csv"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap_section, name="sitemap_section"),
    path("robots.txt", sitemaps.robots, name="robots"),
]

# Pages that the search finds
register_public_page(
    "public:service_list", _("Find support"), "hand-coins", _("support, funding, grants, conditions of support")
)
register_public_page(
    "public:directory", _("Directory of startups"), "rocket", _("list of startups, companies, enterprises")
)
register_public_page(
    "public:organisation_directory", _("Support organisations"), "handshake", _("incubators, investors, universities")
)
register_public_page("public:scheme_list", _("Schemes"), "target", _("programmes, plans, targets, indicators"))
register_public_page(
    "public:awards",
    _("Grants approved"),
    "stamp",
    _("results, who received support, decisions on support, payments"),
)
register_public_page(
    "public:city_map", _("Map of wards and communes"), "map", _("map, wards, communes, where startups are")
)
register_public_page(
    "public:history", _("The ecosystem over the years"), "history", _("history, figures by year, investment")
)
register_public_page(
    "public:statistics", _("The portal in figures"), "chart-column", _("statistics, figures, open data")
)
