"""Addresses of the search."""

from __future__ import annotations

from django.urls import path

from jixiao.web.targets.domain.exports import KINDS
from jixiao.web.targets.search import What
from jixiao.web.targets.views import exports, find

urlpatterns = [
    path("", find.find, name="find"),
    *(
        path(f"{what}.{kind}", exports.export, {"listing": what.value, "kind": kind}, name=f"{what}-{kind}")
        for what in What
        for kind in KINDS
    ),
]
