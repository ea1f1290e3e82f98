"""Files that are dropped: kept, read in a process of their own, confirmed table by table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.conf import settings
from django.db import transaction

from jixiao.forms.edited import Edit, edited
from jixiao.model.message import Message
from jixiao.model.table import Table
from jixiao.web.config.apart import output_of
from jixiao.web.people import rules
from jixiao.web.people.models import Account, Office
from jixiao.web.people.rules import Ability
from jixiao.web.targets import files
from jixiao.web.targets.domain.errors import NotAllowed, Refusal
from jixiao.web.targets.domain.filings import start_read
from jixiao.web.targets.enums import UploadState
from jixiao.web.targets.models import Campaign, Filing, Upload
from jixiao.web.targets.reading import Read
from jixiao.writers.restored import restored


def drop(
    *, account: Account, campaign: Campaign, office: Office, name: str, pieces: Iterable[bytes]
) -> Upload:
    """Keep a file that somebody dropped; a worker reads it."""
    from jixiao.web.targets.tasks import read_upload  # tasks call this module

    if not rules.may(account.posts, Ability.EDIT, office.path):
        raise NotAllowed(_NO_ROLE)
    digest, size = files.keep(pieces)
    if not size:
        raise Refusal(Message("文件是空的", "the file is empty"))
    with transaction.atomic():
        upload = Upload.objects.create(
            campaign=campaign, office=office, account=account, name=name[-255:], sha256=digest, size=size
        )
        read_upload.enqueue(upload.pk)
    return upload


def read(upload: Upload) -> None:
    """Read it; what was found, or why nothing was, is kept. Reading again gives the same."""
    Upload.objects.filter(pk=upload.pk).exclude(state=UploadState.CONFIRMED).update(state=UploadState.READING)
    output = output_of(
        "jixiao.web.targets.reading",
        str(files.path_of(upload.sha256)),
        upload.name,
        str(settings.MEDIA_ROOT),
    )
    found = msgspec.json.decode(output, type=Read) if output else None
    number = sum(len(each.tables) for each in found.documents) if found else 0
    changes: dict[str, object] = {
        "state": UploadState.READ,
        "documents": output.decode(),
        "tables": number,
    }
    if found is None:
        changes |= {"state": UploadState.FAILED, "problem": {"zh": _LOST.zh, "en": _LOST.en}}
    elif not number:
        why = found.failures[0] if found.failures else _NOTHING
        changes |= {"state": UploadState.FAILED, "problem": {"zh": why.zh, "en": why.en}}
    Upload.objects.filter(pk=upload.pk, state=UploadState.READING).update(**changes)


def resume() -> int:
    """Put files back in line whose reading was cut off; done when a worker starts. Gives their number."""
    from jixiao.web.targets.tasks import read_upload  # tasks call this module

    cut_off = Upload.objects.filter(state=UploadState.READING)
    for upload in cut_off:
        read_upload.enqueue(upload.pk)
    return len(cut_off)


def tables_in(upload: Upload) -> tuple[Table, ...]:
    """What was read, table by table, in the order of the file."""
    found = found_in(upload)
    return tuple(restored(each) for document in found.documents for each in document.tables)


def found_in(upload: Upload) -> Read:
    """All that came of reading it."""
    return msgspec.json.decode(upload.documents, type=Read) if upload.documents else Read([], [])


def confirm(
    *, account: Account, upload: int, chosen: Mapping[int, Sequence[Edit]]
) -> tuple[list[Filing], list[Refusal]]:
    """Make filings of the chosen tables, each with the corrections a person made while looking at it.

    One that was taken before, or that the campaign has already, is refused alone.
    """
    with transaction.atomic():
        held = _read_one(account, upload)
        tables, taken = tables_in(held), taken_of(held)
        late = [_taken_already(tables[place]) for place in sorted(chosen) if place in taken]
        wanted = {
            place: edited(tables[place], edits).table
            for place, edits in sorted(chosen.items())
            if place not in taken
        }
        filings, refused = start_read(account=account, upload=held, tables=wanted)
        _keep(held, {*held.aside} - {*taken_of(held)})
    return filings, late + refused


def put_aside(*, account: Account, upload: int, place: int) -> Upload:
    """Take a table not now; it stays with the file and can be brought back. Done twice it is done once."""
    with transaction.atomic():
        held = _read_one(account, upload)
        if place < held.tables and place not in taken_of(held):
            _keep(held, {*held.aside, place})
        return held


def bring_back(*, account: Account, upload: int, place: int) -> Upload:
    """A table that was put aside waits to be confirmed again."""
    with transaction.atomic():
        held = _read_one(account, upload)
        _keep(held, {*held.aside} - {place})
        return held


def taken_of(upload: Upload) -> dict[int, Filing]:
    """The tables that became filings, by their places."""
    versions = (
        upload.versions.filter(place__isnull=False).select_related("filing").defer("content", "findings")
    )
    return {each.place: each.filing for each in versions if each.place is not None}


def _read_one(account: Account, pk: int) -> Upload:
    """A file that was read, which nobody else can act on until the transaction ends."""
    locked = Upload.objects.select_for_update(of=("self",)).select_related(
        "campaign__office", "office__parent"
    )
    held = locked.get(pk=pk)
    if not rules.may(account.posts, Ability.EDIT, held.office.path):
        raise NotAllowed(_NO_ROLE)
    if held.state not in {UploadState.READ, UploadState.CONFIRMED}:
        raise Refusal(
            Message("这个文件尚未读完，或未能读取", "the file is still being read, or could not be")
        )
    return held


def _keep(upload: Upload, aside: Iterable[int]) -> None:
    """It is confirmed once nothing of it is open any more."""
    upload.aside = sorted(aside)
    settled = len(taken_of(upload)) + len(upload.aside)
    upload.state = UploadState.CONFIRMED if settled >= upload.tables else UploadState.READ
    upload.save(update_fields=("aside", "state"))


def _taken_already(table: Table) -> Refusal:
    return Refusal(
        Message(f"“{table.subject}”已从这个文件采用", f"“{table.subject}” was taken from this file already")
    )


_NO_ROLE = Message("您没有在此单位填报的权限", "you have no role to file for this unit")
_LOST = Message(
    "读取这个文件超出了时间或内存的限制；请拆分后再上传，或在线填写",
    "reading this file took too much time or memory; split it, or fill the form in here",
)
_NOTHING = Message("文件里没有找到绩效目标表", "no performance-target table was found in the file")
