"""The public names of jixiao.

    >>> import jixiao
    >>> document = jixiao.read("examples/gansu-2024.txt")  # doctest: +SKIP
    >>> [table.subject for table in document.tables]  # doctest: +SKIP

Everything returned is frozen data of :mod:`jixiao.model`. What is wrong with a
document is in ``document.findings``; what is wrong with a file is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from jixiao.checks.catalogue import rules as all_rules
from jixiao.checks.names import Aim, Head, Topic, head_of, topic_of, understood
from jixiao.checks.rule import Rule
from jixiao.checks.run import check as held_against
from jixiao.copies.annotated import Annotated, annotated
from jixiao.copies.corrected import Corrected, corrected
from jixiao.copies.official import Official, wanted
from jixiao.copies.official import official as forms_of
from jixiao.forms.read import document_of
from jixiao.grid.original import Original
from jixiao.model.errors import EmptyFile, FileError, FileTooLarge, JixiaoError, UnreadableFile, UsageError
from jixiao.model.finding import Finding, Level
from jixiao.model.indicator import Indicator
from jixiao.model.message import Language, Message
from jixiao.model.table import Document, Form, Fund, Table
from jixiao.model.target import Target, parse_target
from jixiao.readers.limits import Limits
from jixiao.readers.open import File, files_in, images_of, reading_of
from jixiao.regulations.load import regulations
from jixiao.regulations.place import region_of
from jixiao.regulations.regulation import Regulations
from jixiao.scoring.engine import score_document
from jixiao.scoring.monitoring import Watch, watch_document
from jixiao.scoring.review import Marked, Review, Way, review_document
from jixiao.scoring.score import Deduction, Place, TableScore

__all__ = [
    "Annotated",
    "Corrected",
    "Deduction",
    "Document",
    "FileError",
    "Finding",
    "Form",
    "Fund",
    "Indicator",
    "JixiaoError",
    "Language",
    "Level",
    "Limits",
    "Message",
    "Official",
    "Place",
    "Review",
    "Rule",
    "Table",
    "TableScore",
    "Target",
    "UsageError",
    "Watch",
    "annotate",
    "check",
    "correct",
    "official",
    "parse_target",
    "read",
    "read_many",
    "review",
    "rules",
    "score",
    "watch",
]

#: Remarks on reading that a rule makes too, with its basis.
_SAID_BY_RULES = frozenset({"amount-unit-assumed", "sum-open"})


def read(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    limits: Limits | None = None,
    password: str | None = None,
) -> Document:
    """Read one file into its performance-target tables.

    ``source`` is a path or the file's bytes; ``name`` is what to call it, by
    default its path; ``password`` opens it if it is encrypted. An archive is
    one document only when it holds one file. Raises `FileError` (its message
    says what to do) for a file that cannot be read, and `UsageError` for an
    archive of several.
    """
    found = [_read(each) for each in _originals(source, name, limits or Limits(), password)]
    if len(found) > 1:
        raise UsageError(
            Message(
                f"“{found[0].name.partition('/')[0]}”里有 {len(found)} 个文件；请用 read_many 读取。",
                f"{found[0].name.partition('/')[0]} holds {len(found)} files; use read_many.",
            )
        )
    if not found:
        raise EmptyFile(Message("压缩包里没有文件。", "The archive holds no file."))
    if isinstance(found[0], FileError):
        raise found[0]
    return found[0]


def read_many(
    sources: Iterable[str | Path | tuple[str, bytes]],
    *,
    limits: Limits | None = None,
    password: str | None = None,
) -> Iterator[Document | FileError]:
    """Read many files, one after the other; archives give one document a file.

    A source is a path, or a name with the bytes it stands for. ``password``
    opens those that are encrypted.
    A file that cannot be read gives its `FileError` (with ``name`` and
    ``message``) in its place, and the others are still read.
    """
    for found in originals(sources, limits=limits, password=password):
        yield _read(found)


def originals(
    sources: Iterable[str | Path | tuple[str, bytes]],
    *,
    limits: Limits | None = None,
    password: str | None = None,
    with_pages: bool = False,
) -> Iterator[Original | FileError]:
    """As `read_many`, each document beside what it was read from, for outputs that show both.

    The pages with tables are drawn only if they are asked for.
    """
    for source in sources:
        name, data = source if isinstance(source, tuple) else (None, source)
        yield from _originals(data, name, limits or Limits(), password, with_pages=with_pages)


def check(
    document: Document,
    *,
    rules: Sequence[Rule] | None = None,
    today: date | None = None,
    own_regulations: Path | None = None,
    approved: Document | None = None,
) -> Document:
    """The document with what the rules find added to its findings.

    ``rules`` are by default all; ``own_regulations`` is a folder of regulation
    files that come before those of jixiao; ``approved`` the approved version
    of the document, which changes are held against. Raises `UsageError` for
    regulation files that cannot be used.
    """
    found = held_against(
        document,
        regulations(own_regulations),
        today or _today(),
        rules=rules,
        approved=approved,
    )
    kept = tuple(each for each in document.findings if each.rule not in _SAID_BY_RULES)
    return replace(document, findings=kept + found)


def score(
    document: Document,
    *,
    today: date | None = None,
    profile: str | None = None,
    region: str | None = None,
    own_regulations: Path | None = None,
    deductions: Sequence[Deduction] = (),
) -> tuple[TableScore, ...]:
    """The scores of the document's self-evaluations, each with the path that led to it.

    ``profile`` is the key of a regulation to score by, by default what is in
    force for region and year; ``deductions`` are what a person takes off.
    Raises `UsageError` for a profile or a deduction that cannot be.
    """
    known = regulations(own_regulations)
    return score_document(
        document,
        known,
        today=today or _today(),
        profile=profile,
        region=_place(document, region, known),
        deductions=deductions,
        is_limit=_is_limit,
    )


def watch(
    document: Document,
    *,
    today: date | None = None,
    month: int | None = None,
    region: str | None = None,
    own_regulations: Path | None = None,
) -> tuple[Watch, ...]:
    """The document's monitoring tables with their lights.

    ``month`` is the last month covered, by default what the headings of the
    form say. Raises `UsageError` for one that is none.
    """
    known = regulations(own_regulations)
    return watch_document(
        document,
        known,
        today=today or _today(),
        month=month,
        region=_place(document, region, known),
        is_limit=_is_limit,
    )


def review(
    document: Document,
    *,
    today: date | None = None,
    region: str | None = None,
    own_regulations: Path | None = None,
    way: Way = Way.POINTS,
    marks: Sequence[Marked] = (),
) -> tuple[Review, ...]:
    """The document's target tables by the items of a review: findings propose, a person decides.

    ``marks`` are what a person gave already. ``way`` is in points, or in grades alone.
    """
    known, today = regulations(own_regulations), today or _today()
    checked = check(document, today=today, own_regulations=own_regulations)
    place = _place(document, region, known)
    return review_document(checked, known, today=today, region=place, way=way, marks=marks)


def _place(document: Document, region: str | None, known: Regulations) -> str:
    """The place as regulations call it, of what was given (四川省) or of what the document prints."""
    if region is None:
        return region_of(document, known)
    return next((name for name in known.regions if name in region), region)


def _is_limit(indicator: Indicator) -> bool:
    """Whether less is better: by the name, or by the class where it does not tell."""
    aim = understood(indicator.level3).aim
    is_cost = head_of(indicator.level1) is Head.COST or topic_of(indicator.level2) is Topic.COST
    return aim is Aim.LIMIT or (aim is Aim.OPEN and is_cost)


def annotate(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    language: Language = Language.CHINESE,
    now: datetime | None = None,
    password: str | None = None,
    check: Callable[[Document], Document] | None = None,
) -> Annotated:
    """A copy of the file with its findings written at the cells.

    ``now`` dates the remarks; ``check`` makes the findings, by default those
    of all rules. Raises `FileError` for a file that cannot be read or cannot
    take remarks. May run LibreOffice.
    """
    now = now or datetime.now(UTC)
    found = _only(source, name, password)
    checked = check or (lambda read: _checked(read, now.date()))
    return annotated(found.data, found.name, checked, language, now, Limits())


def correct(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    unsafe: bool = False,
    password: str | None = None,
    check: Callable[[Document], Document] | None = None,
) -> Corrected:
    """A copy of the file with its cells corrected where a finding offers how.

    ``check`` makes the findings, by default those of all rules. Without
    ``unsafe`` only the way of writing is changed. Raises `FileError` for a
    file that cannot be read or written into. May run LibreOffice.
    """
    found = _only(source, name, password)
    checked = check or (lambda read: _checked(read, None))
    return corrected(found.data, found.name, checked, Limits(), unsafe=unsafe)


def _today() -> date:
    return datetime.now(UTC).date()


def _checked(document: Document, today: date | None) -> Document:
    return check(document, today=today)


def _only(source: str | Path | bytes, name: str | None, password: str | None) -> File:
    """The one file that a source is. Raises its `FileError`, and `UsageError` for an archive of several."""
    found = list(_files(source, name, Limits(), password))
    if len(found) != 1:
        raise UsageError(
            Message("压缩包请先解开，逐个文件处理", "unpack the archive; copies are made file by file")
        )
    if isinstance(found[0], FileError):
        raise found[0]
    return found[0]


def official(  # noqa: PLR0913  all but two by name, as options of one call
    documents: Iterable[Document],
    kind: str,
    *,
    name: str = "",
    own_layouts: Path | None = None,
    own_regulations: Path | None = None,
    today: date | None = None,
    language: Language = Language.CHINESE,
) -> Official:
    """The official forms of the documents' tables in one file of that kind: docx, xlsx, pdf or html.

    ``name`` is a form or a layout; by default each table goes into the layout
    that fits it best. A form that follows from the one that was read is begun,
    with the rest left open. ``own_layouts`` is a folder of layouts that come
    before those of jixiao. Raises `UsageError` for a name that is neither, and
    where no table can become the form.
    """
    known = regulations(own_regulations)
    want = wanted(name, own_layouts)
    return forms_of(documents, kind, want, known, today=today or _today(), language=language)


def rules() -> tuple[Rule, ...]:
    """All rules, group by group."""
    return all_rules()


def _originals(
    source: str | Path | bytes,
    name: str | None,
    limits: Limits,
    password: str | None,
    *,
    with_pages: bool = False,
) -> Iterator[Original | FileError]:
    for file in _files(source, name, limits, password):
        yield file if isinstance(file, FileError) else _original(file, limits, with_pages=with_pages)


def _original(file: File, limits: Limits, *, with_pages: bool) -> Original | FileError:
    reading = reading_of(file, limits)
    if isinstance(reading, FileError):
        return reading
    document = document_of(reading)
    pages = {source.page for table in document.tables for source in table.sources if source.page}
    images = images_of(file, pages, limits) if with_pages else ()
    return Original(document, reading.blocks, images)


def _read(found: Original | FileError) -> Document | FileError:
    return found if isinstance(found, FileError) else found.document


def _files(
    source: str | Path | bytes, name: str | None, limits: Limits, password: str | None
) -> Iterator[File | FileError]:
    named = name or (str(source) if not isinstance(source, bytes) else "")
    try:
        data = source if isinstance(source, bytes) else _bytes_of(Path(source), limits)
    except FileError as error:
        error.name = named
        yield error
        return
    yield from files_in(data, named, limits, password)


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        if path.stat().st_size > limits.file_size:
            raise _too_large(path.stat().st_size, limits)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableFile(
            Message(
                f"打不开文件：{reason}；请检查路径和权限。",
                f"The file cannot be opened: {reason}; check its path and permissions.",
            )
        ) from error


def _too_large(size: int, limits: Limits) -> FileError:
    return FileTooLarge(
        Message(
            f"文件有 {size:,} 字节，超过上限 {limits.file_size:,}；请拆分后再读。",
            f"The file has {size:,} bytes, more than the limit of {limits.file_size:,}; split it.",
        )
    )
