"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class People(AppConfig):
    name = "jixiao.web.people"
    label = "people"
