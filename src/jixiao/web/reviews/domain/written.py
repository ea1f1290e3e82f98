"""审核意见 of many filings in one file: at once, or for many by a worker."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db.models import QuerySet

from jixiao.model.message import Language
from jixiao.web.people.models import Account
from jixiao.web.reviews.opinions import Reviewed, opinion_lists, opinion_sheet
from jixiao.web.reviews.remarks import in_order, placed
from jixiao.web.targets import found
from jixiao.web.targets.domain import content, exports
from jixiao.web.targets.listings import OPINIONS
from jixiao.web.targets.models import Export, Filing
from jixiao.web.targets.queries import filings_visible
from jixiao.writers.lists import write_lists
from jixiao.writers.official import drawn

#: More filings are written by a worker.
AT_ONCE = 100
_TOLD = 20  # filings after which it is said how far it is


def begin(*, account: Account, kind: str, filings: Iterable[int], language: Language) -> Export:
    """Have a worker write those that the person chose or has in the queue now."""
    from jixiao.web.reviews.tasks import write_opinions  # tasks call this module

    numbers = ",".join(map(str, filings))
    return exports.begin(
        account=account, listing=OPINIONS, kind=kind, query=numbers, language=language, by=write_opinions
    )


def write(export: Export) -> None:
    exports.write(export, _write)


def _write(export: Export, place: Path) -> None:
    numbers = [int(each) for each in export.query.split(",") if each]
    held = with_opinions(filings_visible(export.account).filter(pk__in=numbers).order_by("pk"))
    place.write_bytes(
        opinions_in(exports.counted(export, held, _TOLD), export.kind, Language(export.language))
    )


def with_opinions(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """With what a file of opinions says of each."""
    return filings.select_related("office", "version").prefetch_related("comments__account")


def opinions_in(filings: Iterable[Filing], kind: str, language: Language) -> bytes:
    reviewed = [_reviewed(each) for each in filings]
    if kind == "xlsx":
        return write_lists(opinion_lists(reviewed, language))
    return drawn(kind, [opinion_sheet(each, language) for each in reviewed], language)


def _reviewed(filing: Filing) -> Reviewed:
    version = filing.version
    if version is None:
        raise ValueError("a filing without content")
    said = in_order(placed(filing.comments.all(), version.number, content.table_in(version)))
    return Reviewed(filing.office.name, filing.subject, version.number, said, found.read(version.findings))
