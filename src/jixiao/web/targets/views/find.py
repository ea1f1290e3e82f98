"""查找: what is found, of which kind, and where."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jixiao.model.comparator import Comparator
from jixiao.model.state import State
from jixiao.model.table import Form
from jixiao.web.people.views import me
from jixiao.web.targets.domain import index
from jixiao.web.targets.pairs import words_of
from jixiao.web.targets.queries import campaigns_visible
from jixiao.web.targets.search import CLASSES, SORT_NAMES, WHATS, Search, What, place_of, wanted_in


@login_required
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    search = Search(me(request), wanted_in(request.GET.dict()))
    wanted, campaigns = search.wanted, list(campaigns_visible(search.account))
    context: dict[str, object] = {
        "wanted": wanted,
        "words": words_of(wanted.text),
        "campaigns": campaigns,
        "years": sorted({each.year for each in campaigns}, reverse=True),
        "office": search.office,
        "without_office": wanted.address(office=0),
        "states": list(State),
        "forms": list(Form),
        "classes": CLASSES.items(),
        "comparators": list(Comparator),
        "sorts": SORT_NAMES.items(),
    }
    if wanted.is_narrow:
        context["left"] = index.left()
        context |= _found(search, request.GET.get("page", ""))
    return render(request, "targets/find.html", context)


def _found(search: Search, page: str) -> dict[str, object]:
    wanted, what = search.wanted, What(search.wanted.what)
    counts = search.counts(what)
    place = place_of(page, counts[what])
    return {
        "what": what,
        "kinds": [(each, WHATS[each], counts.get(each), wanted.address(what=each.value)) for each in What],
        "place": place,
        "rows": search.page(what, place),
        "kept": f"{wanted.address()}&",
    }
