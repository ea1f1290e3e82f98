"""All addresses. Each app brings its own."""

from __future__ import annotations

from django.urls import include, path

from jixiao.web.config import health, pages
from jixiao.web.targets.views import home

urlpatterns = [
    path("", home.home, name="home"),
    path("language/", pages.language, name="language"),
    path("health", health.health, name="health"),
    path("metrics", health.metrics, name="metrics"),
    path("sign-in/", include("jixiao.web.config.signing_in_urls")),
    path("people/", include("jixiao.web.people.urls")),
    path("filings/", include("jixiao.web.targets.urls")),
    path("campaigns/", include("jixiao.web.targets.campaign_urls")),
    path("search/", include("jixiao.web.targets.find_urls")),
    path("exports/", include("jixiao.web.targets.export_urls")),
    path("review/", include("jixiao.web.reviews.urls")),
]
handler400 = "jixiao.web.config.pages.bad_request"
handler403 = "jixiao.web.config.pages.forbidden"
handler404 = "jixiao.web.config.pages.not_found"
handler429 = "jixiao.web.config.pages.too_often"  # allauth looks for it
handler500 = "jixiao.web.config.pages.failed"
