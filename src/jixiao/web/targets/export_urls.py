"""Addresses of long lists that are written by a worker."""

from __future__ import annotations

from django.urls import path

from jixiao.web.targets.views import exports

urlpatterns = [
    path("", exports.begin, name="export-begin"),
    path("<int:number>/", exports.one, name="export"),
    path("<int:number>/file/", exports.file, name="export-file"),
]
