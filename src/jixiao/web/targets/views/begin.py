"""A new filing: from a file, filled in here, or from an earlier year's table."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jixiao.model.table import Form
from jixiao.web.config.said import spoken
from jixiao.web.people.models import Office
from jixiao.web.people.views import me
from jixiao.web.targets.domain import filings, uploads
from jixiao.web.targets.domain.errors import Refusal
from jixiao.web.targets.domain.once import first_time
from jixiao.web.targets.filters import number
from jixiao.web.targets.forms import EmptyForm, FileForm
from jixiao.web.targets.models import Campaign
from jixiao.web.targets.queries import campaigns_visible, earlier_tables, offices_to_file_for, uploads_visible
from jixiao.web.targets.views.common import new_key, refused

_EARLIER = 200  # tables offered
_LATELY = 10  # uploads shown


@login_required
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """For which campaign and unit, then how. With one of each there is nothing to choose."""
    campaign, office = _chosen(request, request.GET.get("campaign", ""), request.GET.get("office", ""))
    return _page(request, campaign, office)


def _chosen(request: HttpRequest, campaign: str, office: str) -> tuple[Campaign | None, Office | None]:
    if not offices_to_file_for(me(request)).exists():
        raise PermissionDenied
    open_ones = campaigns_visible(me(request)).filter(closed_at=None)
    chosen = get_object_or_404(open_ones, pk=number(campaign)) if campaign else open_ones.first()
    offices = _offices(request, chosen)
    return chosen, get_object_or_404(offices, pk=number(office)) if office else offices.first()


def _offices(request: HttpRequest, campaign: Campaign | None) -> QuerySet[Office]:
    """Those one files for, as far as the campaign is theirs."""
    offices = offices_to_file_for(me(request))
    return offices.filter(path__startswith=campaign.office.path) if campaign else offices


def _page(
    request: HttpRequest,
    campaign: Campaign | None,
    office: Office | None,
    *,
    file: FileForm | None = None,
    empty: EmptyForm | None = None,
) -> HttpResponse:
    context: dict[str, object] = {
        "campaigns": campaigns_visible(me(request)).filter(closed_at=None),
        "offices": _offices(request, campaign),
        "campaign": campaign,
        "office": office,
        "key": new_key(),
    }
    if campaign and office:
        context |= {
            "file": file or FileForm(),
            "empty": empty or EmptyForm(campaign=campaign),
            "earlier": earlier_tables(me(request), campaign).filter(filing__office=office)[:_EARLIER],
            "uploads": uploads_visible(me(request))
            .filter(campaign=campaign, office=office)
            .defer("documents")[:_LATELY],
        }
    return render(request, "targets/new.html", context)


def _posted(request: HttpRequest) -> tuple[Campaign, Office]:
    campaign, office = _chosen(request, request.POST.get("campaign", ""), request.POST.get("office", ""))
    if campaign is None or office is None:
        raise PermissionDenied
    return campaign, office


@login_required
@require_POST
def from_file(request: HttpRequest) -> HttpResponse:
    campaign, office = _posted(request)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, campaign, office, file=form)
    file = form.cleaned_data["file"]
    try:
        with transaction.atomic():
            if not first_time(account=me(request), key=request.POST.get("key", "")[:64]):
                return redirect("upload", uploads_visible(me(request)).filter(account=me(request))[0].pk)
            upload = uploads.drop(
                account=me(request), campaign=campaign, office=office, name=file.name, pieces=file.chunks()
            )
    except Refusal as error:
        form.add_error("file", error.message.said_in(spoken()))
        return _page(request, campaign, office, file=form)
    return redirect("upload", upload.pk)


@login_required
@require_POST
def from_nothing(request: HttpRequest) -> HttpResponse:
    campaign, office = _posted(request)
    form = EmptyForm(request.POST, campaign=campaign)
    if form.is_valid():
        told = form.cleaned_data
        try:
            filing = filings.start_empty(
                account=me(request),
                campaign=campaign,
                office=office,
                form=Form(told["form"]),
                subject=told["subject"],
            )
        except Refusal as error:
            form.add_error("subject", error.message.said_in(spoken()))
        else:
            return redirect("fill", filing.pk)
    return _page(request, campaign, office, empty=form)


@login_required
@require_POST
def from_earlier(request: HttpRequest) -> HttpResponse:
    campaign, office = _posted(request)
    offered = earlier_tables(me(request), campaign).filter(filing__office=office)
    earlier = get_object_or_404(offered, pk=number(request.POST.get("earlier", "")))
    try:
        filing = filings.start_from(account=me(request), campaign=campaign, earlier=earlier)
    except Refusal as error:
        return refused(request, error)
    return redirect("fill", filing.pk)
