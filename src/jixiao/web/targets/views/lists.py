"""The list of filings: what I may see, narrowed, sorted, counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jixiao.model.message import Message
from jixiao.model.state import State
from jixiao.model.table import Form
from jixiao.web.people.models import Office
from jixiao.web.people.views import me
from jixiao.web.targets.filters import ERROR_NAMES, Filters, filters_in
from jixiao.web.targets.models import Filing
from jixiao.web.targets.queries import (
    campaigns_visible,
    counted_by_state,
    deadline_of,
    filings_visible,
    filtered,
    in_state,
    late,
    offices_to_file_for,
)

ROWS = 50
_COLUMNS = (
    ("subject", Message("项目（单位）", "Subject")),
    ("office", Message("单位", "Unit")),
    ("", Message("表类", "Form")),
    ("", Message("状态", "State")),
    ("yuan", Message("金额（万元）", "Amount (万元)")),
    ("indicators", Message("指标", "Indicators")),
    ("errors", Message("错误／警告", "Errors / warnings")),
    ("changed", Message("最近变动", "Changed")),
)


@login_required
@require_safe
def filings(request: HttpRequest) -> HttpResponse:
    wanted = filters_in(request.GET.dict())
    found, today = filtered(filings_visible(me(request)), wanted), timezone.localdate()
    if wanted.late:
        found = late(found, today)
    counts = counted_by_state(found)
    page = Paginator(in_state(found, wanted.state), ROWS)
    page.count = counts[State(wanted.state)] if wanted.state else sum(counts.values())  # counted already
    rows = page.get_page(request.GET.get("page"))
    context = {
        "page": rows,
        "rows": [(each, is_late(each, today)) for each in rows],
        "wanted": wanted,
        "kept": f"{address}&" if (address := wanted.address()) else "",
        "columns": list(_columns(wanted)),
        "counts": [(state, number, wanted.address(state=state.value)) for state, number in counts.items()],
        "all": (sum(counts.values()), wanted.address(state="")),
        "campaigns": campaigns_visible(me(request)),
        "office": Office.objects.filter(pk=wanted.office).first() if wanted.office else None,
        "without_office": wanted.address(office=0),
        "without_late": wanted.address(late=""),
        "forms": list(Form),
        "errors": ERROR_NAMES.items(),
        "can_file": offices_to_file_for(me(request)).exists(),
    }
    return render(request, "targets/filings.html", context)


def is_late(filing: Filing, today: date) -> bool:
    until = deadline_of(filing)
    return until is not None and until < today


def _columns(wanted: Filters) -> Iterator[tuple[Message, str, str]]:
    """Heading, the address that sorts by it, and how it is sorted now, in the words of aria-sort."""
    for name, heading in _COLUMNS:
        if not name:
            yield heading, "", ""
            continue
        is_up = wanted.sort == name
        sorted_now = "ascending" if is_up else "descending" if wanted.sort == f"-{name}" else "none"
        yield heading, wanted.address(sort=f"-{name}" if is_up else name), sorted_now
