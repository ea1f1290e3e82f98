"""Addresses of campaigns."""

from __future__ import annotations

from django.urls import path

from jixiao.web.targets.domain.exports import KINDS
from jixiao.web.targets.views import campaigns, exports

urlpatterns = [
    path("", campaigns.campaigns, name="campaigns"),
    path("new/", campaigns.new, name="campaign-new"),
    path("<int:number>/", campaigns.campaign, name="campaign"),
    path("<int:number>/change/", campaigns.change, name="campaign-change"),
    path("<int:number>/close/", campaigns.close, name="campaign-close"),
    path("<int:number>/remind/", campaigns.remind, name="campaign-remind"),
    *(
        path(
            f"progress.{kind}", exports.export, {"listing": "progress", "kind": kind}, name=f"progress-{kind}"
        )
        for kind in KINDS
    ),
]
