"""Many filings at once: each in a transaction of its own, what stays behind with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jixiao.model.message import Message
from jixiao.model.state import Action
from jixiao.web.people.models import Account
from jixiao.web.reviews.domain import comments
from jixiao.web.targets.domain import steps
from jixiao.web.targets.domain.errors import NotAllowed, Refusal
from jixiao.web.targets.domain.steps import Asked
from jixiao.web.targets.models import Filing
from jixiao.web.targets.queries import filings_visible, steps_for

_Step = Callable[[Asked, Filing, Action | None], object]
FORWARD: Mapping[Action, Callable[[Asked], Filing]] = {
    Action.SUBMIT: steps.submit,
    Action.REVIEW: steps.review,
    Action.APPROVE: steps.approve,
}


class Chosen(NamedTuple):
    """A filing as the person saw it in the list, with the step forward that was offered there."""

    filing: int
    revision: int
    action: Action | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """``why`` it was left as it is; None where the step was taken."""

    filing: Filing
    why: Message | None = None


def pass_on(*, account: Account, chosen: Sequence[Chosen], key: str) -> list[Outcome]:
    """Take each a step further that has no error."""
    return _each(account, chosen, key, _pass_on)


def _pass_on(asked: Asked, filing: Filing, action: Action | None) -> None:
    if filing.errors:
        raise Refusal(
            Message(f"有 {filing.errors} 处错误，请打开审核", f"{filing.errors} errors were found; open it")
        )
    if action is None:
        raise NotAllowed(Message("这一步不由您处理", "this step is not yours"))
    FORWARD[action](asked)


def send_back(*, account: Account, chosen: Sequence[Chosen], reason: str, key: str) -> list[Outcome]:
    """Return each with the same reason and its own comments."""
    return _each(account, chosen, key, lambda asked, *_: comments.send_back(asked, reason=reason))


def forward_of(account: Account, filing: Filing) -> Action | None:
    """上报、审核通过 or 批复: the one that is this person's to take."""
    return next((each for each in steps_for(account, filing) if each in FORWARD), None)


def _each(account: Account, chosen: Sequence[Chosen], key: str, step: _Step) -> list[Outcome]:
    """What this person may not see is passed over: for them it is not there."""
    held = filings_visible(account).in_bulk([each.filing for each in chosen])
    return [
        _outcome(account, each, held[each.filing], key, step)
        for each in dict.fromkeys(chosen)
        if each.filing in held
    ]


def _outcome(account: Account, each: Chosen, filing: Filing, key: str, step: _Step) -> Outcome:
    asked = Asked(account, each.filing, each.revision, f"{key}.{each.filing}" if key else "")
    try:
        step(asked, filing, each.action)
    except Refusal as refusal:
        return Outcome(filing, refusal.message)
    return Outcome(filing)
