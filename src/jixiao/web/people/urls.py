"""Addresses of offices and people."""

from __future__ import annotations

from django.urls import path

from jixiao.web.people import import_views, views

urlpatterns = [
    path("", views.offices, name="offices"),
    path("me/", views.profile, name="profile"),
    path("offices/<int:number>/", views.office, name="office"),
    path("offices/<int:number>/new/", views.office_new, name="office-new"),
    path("offices/<int:number>/change/", views.office_change, name="office-change"),
    path("offices/<int:number>/appoint/", views.appoint, name="appoint"),
    path("offices/<int:number>/import/", import_views.upload, name="import"),
    path("imports/<int:number>/", import_views.preview, name="import-preview"),
    path("template.xlsx", import_views.template, name="import-template"),
    path("assignments/<int:number>/dismiss/", views.dismiss, name="dismiss"),
    path("accounts/<int:number>/", views.account, name="account"),
    path("accounts/<int:number>/password/", views.password, name="password-link"),
]
