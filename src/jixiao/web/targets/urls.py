"""Addresses of filings."""

from __future__ import annotations

from django.urls import path

from jixiao.web.targets.views import begin, exports, fill, lists, origin, steps, table, uploads

urlpatterns = [
    path("", lists.filings, name="filings"),
    *(
        path(f"filings.{kind}", exports.export, {"listing": "filings", "kind": kind}, name=f"filings-{kind}")
        for kind in ("csv", "xlsx")
    ),
    path("new/", begin.new, name="filing-new"),
    path("new/file/", begin.from_file, name="filing-from-file"),
    path("new/empty/", begin.from_nothing, name="filing-from-nothing"),
    path("new/earlier/", begin.from_earlier, name="filing-from-earlier"),
    path("uploads/<int:number>/", uploads.upload, name="upload"),
    path("uploads/<int:number>/state/", uploads.state, name="upload-state"),
    path("uploads/<int:number>/tables/<int:place>/", uploads.source, name="upload-source"),
    path("uploads/<int:number>/confirm/", uploads.confirm, name="upload-confirm"),
    path("uploads/<int:number>/file/", uploads.original, name="upload-file"),
    path("uploads/<int:number>/pages/<int:document>/<int:page>/", uploads.page_image, name="upload-page"),
    path("<int:number>/", table.table, name="filing"),
    path("<int:number>/history/", table.history, name="filing-history"),
    path("<int:number>/versions/", table.versions, name="filing-versions"),
    path("<int:number>/origin/", origin.origin, name="filing-origin"),
    path("<int:number>/origin/file/", origin.origin_file, name="filing-origin-file"),
    path(
        "<int:number>/origin/pages/<int:document>/<int:page>/", origin.page_image, name="filing-origin-page"
    ),
    *(
        path(f"<int:number>/official.{kind}", table.official, {"kind": kind}, name=f"filing-{kind}")
        for kind in ("docx", "xlsx", "pdf")
    ),
    path("<int:number>/fill/", fill.fill, name="fill"),
    path("<int:number>/cells/", fill.cells, name="fill-cells"),
    path("<int:number>/steps/<str:name>/", steps.step, name="filing-step"),
]
