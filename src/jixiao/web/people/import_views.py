"""Importing offices and people: upload, look, confirm."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jixiao.model.errors import FileError
from jixiao.model.message import Message
from jixiao.web.config.said import spoken
from jixiao.web.people import domain
from jixiao.web.people.enums import KINDS, ROLES
from jixiao.web.people.forms import ImportForm
from jixiao.web.people.importing import HEADINGS, OFFICE_COLUMNS, PERSON_COLUMNS, SHEETS
from jixiao.web.people.models import ImportDraft, Office
from jixiao.web.people.queries import above
from jixiao.web.people.reading import rows_in
from jixiao.web.people.views import link_for, me, office_to_manage
from jixiao.writers.lists import Column, List, write_lists

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def upload(request: HttpRequest, number: int) -> HttpResponse:
    """Reads the workbook and keeps its rows; what they would do is the next page."""
    found = office_to_manage(request, number)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            rows = rows_in(file.read(), file.name)
        except FileError as error:
            form.add_error("file", error.message.said_in(spoken()))
        else:
            draft = domain.keep_draft(by=me(request), office=found, rows=rows)
            return redirect("import-preview", draft.pk)
    context = {
        "form": form,
        "title": Message(f"为{found.name}导入机构与人员", f"Import offices and people below {found.name}"),
        "does": Message("上传并核对", "Upload and check"),
        "office": found,
        "above": [*above(found), found],
        "back": reverse("office", args=[found.pk]),
    }
    return render(request, "people/import.html", context)


@login_required
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """What would be done, and on confirmation does it: once, for the draft goes with it."""
    draft = get_object_or_404(ImportDraft.objects.select_related("office"), pk=number, account=me(request))
    office: Office = draft.office
    if request.method == "POST" and request.POST.get("confirmed"):
        try:
            plan, newcomers = domain.carry_out(by=me(request), draft=draft)
        except ImportDraft.DoesNotExist as error:  # confirmed a moment ago, by a second click
            raise Http404 from error
        if not plan.errors:
            links = [(account, link_for(request, account)) for account in newcomers]
            context = {"office": office, "above": [*above(office), office], "newcomers": links}
            return render(request, "people/imported.html", context)
    plan = domain.plan_import(by=me(request), office=office, rows=domain.rows_in(draft))
    context = {"plan": plan, "office": office, "above": [*above(office), office]}
    return render(request, "people/preview.html", context)


@login_required
@require_safe
def template(_: HttpRequest) -> HttpResponse:
    """The workbook to fill in, in the language of the page."""
    language = spoken()
    choices = {"kind": KINDS.values(), "role": ROLES.values()}
    lists = [
        List(
            SHEETS[sheet].said_in(language),
            tuple(
                Column(
                    HEADINGS[name].said_in(language),
                    tuple(each.said_in(language) for each in choices.get(name, ())),
                )
                for name in columns
            ),
        )
        for sheet, columns in (("offices", OFFICE_COLUMNS), ("people", PERSON_COLUMNS))
    ]
    response = HttpResponse(write_lists(lists), content_type=_WORKBOOK)
    response.headers["Content-Disposition"] = 'attachment; filename="jixiao-people.xlsx"'
    return response
