"""Many filings at once: a worker takes them one by one; what stays behind has its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from jixiao.model.message import Count, Message
from jixiao.model.state import Action
from jixiao.web.people.models import Account
from jixiao.web.reviews.domain import comments
from jixiao.web.reviews.enums import BatchAct, ChosenState
from jixiao.web.reviews.models import Batch, Chosen
from jixiao.web.targets.domain import steps
from jixiao.web.targets.domain.errors import NotAllowed, Refusal
from jixiao.web.targets.domain.steps import Asked
from jixiao.web.targets.models import Filing
from jixiao.web.targets.queries import filings_visible, steps_for

FORWARD: Mapping[Action, Callable[[Asked], Filing]] = {
    Action.SUBMIT: steps.submit,
    Action.REVIEW: steps.review,
    Action.APPROVE: steps.approve,
}


class Pick(NamedTuple):
    """A filing as the person saw it in the list, with the step forward that was offered there."""

    filing: int
    revision: int
    action: Action | None


def forward_of(account: Account, filing: Filing) -> Action | None:
    """上报、审核通过 or 批复: the one that is this person's to take."""
    return next((each for each in steps_for(account, filing) if each in FORWARD), None)


def pick(account: Account, filing: Filing) -> Pick:
    return Pick(filing.pk, filing.revision, forward_of(account, filing))


def begin(*, account: Account, act: BatchAct, picks: Sequence[Pick], key: str, reason: str = "") -> Batch:
    """Have a worker pass what has no error, or return each with its own comments; one key is one batch.

    What this person may not see is passed over: for them it is not there.
    """
    from jixiao.web.reviews.tasks import take_batch  # tasks call this module

    with transaction.atomic():
        batch, is_new = Batch.objects.get_or_create(
            account=account, key=key, defaults={"act": act, "reason": reason}
        )
        if is_new:
            Chosen.objects.bulk_create(_chosen(batch, picks))
            take_batch.enqueue(batch.pk)
    return batch


def _chosen(batch: Batch, picks: Iterable[Pick]) -> Iterable[Chosen]:
    held = {each.filing: each for each in picks}
    seen = filings_visible(batch.account).filter(pk__in=held).order_by("pk").values_list("pk", flat=True)
    for each in (held[number] for number in seen):
        yield Chosen(batch=batch, filing_id=each.filing, revision=each.revision, action=each.action or "")


def go_on(batch: Batch) -> None:
    """Have a worker go on with one that was left; what was done stays done."""
    from jixiao.web.reviews.tasks import take_batch  # as above

    take_batch.enqueue(batch.pk)


def take(batch: Batch) -> None:
    """Take what waits. Each is a transaction that keeps what came of it, so that a worker that is killed
    leaves nothing half done, and the next one does nothing twice.
    """
    for number in batch.chosen.filter(state=ChosenState.WAITING).values_list("pk", flat=True):
        with transaction.atomic():
            _take(batch, number)


def _take(batch: Batch, number: int) -> None:
    held = batch.chosen.select_for_update(of=("self",)).select_related("filing")
    each = held.filter(pk=number, state=ChosenState.WAITING).first()
    if each is None:  # another worker was faster
        return
    each.why = _why_left(batch, each)
    each.state = ChosenState.LEFT if each.why else ChosenState.TAKEN
    each.done_at = timezone.now()
    each.save(update_fields=("why", "state", "done_at"))


def _why_left(batch: Batch, chosen: Chosen) -> dict[str, str]:
    """Takes the step; where it was refused nothing is changed, and the reason is given."""
    asked = Asked(batch.account, chosen.filing_id, chosen.revision)
    try:
        with transaction.atomic():
            _STEPS[BatchAct(batch.act)](asked, chosen)
    except Refusal as refusal:
        return {"zh": refusal.message.zh, "en": refusal.message.en}
    return {}


def _pass_on(asked: Asked, chosen: Chosen) -> None:
    if errors := chosen.filing.errors:
        raise Refusal(
            Message(f"有 {errors} 处错误，请打开审核", f"{Count(errors):error} found; open the table")
        )
    if not chosen.action:
        raise NotAllowed(Message("这一步不由您处理", "this step is not yours"))
    FORWARD[Action(chosen.action)](asked)


_STEPS: Mapping[BatchAct, Callable[[Asked, Chosen], object]] = {
    BatchAct.FORWARD: _pass_on,
    BatchAct.RETURN: lambda asked, chosen: comments.send_back(asked, reason=chosen.batch.reason),
}


def tidy(before: datetime) -> None:
    """Drop those that were asked for so long ago; the history of each table keeps its steps."""
    Batch.objects.filter(at__lt=before).delete()
