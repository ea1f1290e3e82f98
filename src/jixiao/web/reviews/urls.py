"""Addresses of reviews."""

from __future__ import annotations

from django.urls import path

from jixiao.web.reviews.views import acts, batches, files, page, queue

urlpatterns = [
    path("", queue.queue, name="review-queue"),
    path("chosen/", batches.begin, name="review-chosen"),
    path("batches/<int:number>/", batches.batch, name="review-batch"),
    path("batches/<int:number>/on/", batches.go_on, name="review-batch-on"),
    *(
        path(f"opinions.{kind}", files.chosen_opinions, {"kind": kind}, name=f"review-opinions-{kind}")
        for kind in ("docx", "xlsx")
    ),
    path("<int:number>/", page.review, name="review"),
    path("<int:number>/comments/", acts.comment, name="review-comment"),
    path("<int:number>/settle/", acts.settle, name="review-settle"),
    path("<int:number>/score/", acts.score, name="review-score"),
    path("<int:number>/total/", page.total, name="review-total"),
    path("<int:number>/decide/", acts.decide, name="review-decide"),
    *(
        path(f"<int:number>/opinions.{kind}", files.opinions, {"kind": kind}, name=f"review-{kind}")
        for kind in ("docx", "xlsx")
    ),
    *(
        path(f"<int:number>/sheet.{kind}", files.sheet, {"kind": kind}, name=f"review-sheet-{kind}")
        for kind in ("docx", "xlsx", "pdf")
    ),
]
