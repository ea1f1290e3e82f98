"""What the pages of filings share: the filing one may see, a refused request answered, a key per page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from secrets import token_hex
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from jixiao.forms.edited import Edit
from jixiao.model.state import Action, State
from jixiao.web.people.rules import Ability, may
from jixiao.web.people.views import me
from jixiao.web.targets.domain.errors import Refusal, Stale
from jixiao.web.targets.models import Entry, Filing
from jixiao.web.targets.queries import (
    as_read,
    changes_since,
    deadline_in,
    filings_visible,
    last_unlock,
    steps_for,
)

_SHOWN = 50  # changes since a page was opened


class Station(NamedTuple):
    """A state on the way, and by when a table is to have left it; without a day where that is over."""

    state: State
    is_passed: bool
    is_here: bool
    until: date | None


def filing_seen(request: HttpRequest, number: int) -> Filing:
    """The filing with what its pages show of it; where this person may not see it, it is not there."""
    wanted = filings_visible(me(request)).select_related("office", "campaign__office", "version", "approved")
    return get_object_or_404(wanted, pk=number)


def can_edit(request: HttpRequest, filing: Filing) -> bool:
    return may(me(request).posts, Ability.EDIT, filing.office.path)


def frame(request: HttpRequest, filing: Filing, here: str) -> dict[str, object]:
    """What stands around every page of one filing: where it stands, what can be done, the tabs."""
    actions = steps_for(me(request), filing)
    return {
        "filing": filing,
        "here": here,
        "actions": actions,
        "way": way_of(filing),
        "can_fill": can_edit(request, filing) and Action.HAND_IN in actions,
        "unlocked": last_unlock(filing) if filing.state == State.UNLOCKED else None,
        "key": new_key(),
    }


def way_of(filing: Filing) -> list[Station]:
    """From the unit to approval; a table that came back stands where it began."""
    now = State(filing.state)
    main = [State.DRAFT, State.HANDED_IN, State.SUBMITTED, State.REVIEWED, State.APPROVED]
    at = main.index(now) if now in main else 0
    shown = [now if place == at else each for place, each in enumerate(main)]
    return [
        Station(each, place < at, place == at, None if place < at else deadline_in(each, filing.campaign))
        for place, each in enumerate(shown)
    ]


def attached(name: str) -> dict[str, str]:
    """The header of a file that is saved under this name, and never shown by the browser."""
    return {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}


def new_key() -> str:
    """Names a request, so that sent twice it acts once."""
    return token_hex(16)


def refused(
    request: HttpRequest, error: Refusal, filing: Filing | None = None, *, edits: Sequence[Edit] = ()
) -> HttpResponse:
    """What was not done and why, and what has changed since; ``edits`` are there to be copied."""
    changes: Sequence[Entry] = ()
    if filing and isinstance(error, Stale):
        changes = as_read(me(request), filing, changes_since(filing, error.was)[:_SHOWN])
    context = {"error": error, "filing": filing, "changes": changes, "edits": edits}
    return render(request, "targets/refused.html", context, status=error.status)
