"""Reads the same files side by side and prints how jixiao stands against its budgets.

    make bench
    make bench ARGS="--rounds 50 more/*.docx"

A round reads every file once with every library, in turn, so that a slow
moment of the machine hits all of them. Figures are medians over the rounds; a
library that has used up its seconds takes no part in further ones.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gc
import io
import itertools
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import checking as checks
import openpyxl
import pdf_peers
import pypdfium2
import recovered
import scans
import scoring as scores
from pdf_peers import PDF, PDFPLUMBER, TEXT_AND_PATHS
from peers import DOCX, OUR_CELLS, OUR_FIRST, OURS, SPREADSHEETS, Peer

import jixiao
from tests.generator.document import truth
from tests.generator.render.pdf import made
from tests.generator.render.pdf.typeset import has_fonts

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "gansu-2024.docx"
SECONDS = 5.0  # that a library may take in all rounds of one comparison
Results = dict[str, Any]  # by the name of the library
MARKS = {True: "✓", False: "✗", None: ""}


class Sample(NamedTuple):
    """A file and, where it is known, what is in it."""

    data: bytes
    truth: dict[str, Any] | None = None


class Budget(NamedTuple):
    """What jixiao's time, doing ``work``, divided by the peer's must not exceed."""

    work: str
    peer: str
    ratio: float


DOCX_BUDGETS = (
    Budget(OURS, "unzip + lxml, main part", 4.0),
    Budget(OURS, "python-docx cells", 1 / 10),
)
ROW_BUDGETS = (Budget(OUR_CELLS, "python-calamine rows", 2.0),)
PDF_BUDGETS = (Budget(OURS, TEXT_AND_PATHS, 2.5), Budget(OURS, PDFPLUMBER, 1 / 5))
BOOK_SECONDS = 0.5  # for a book of 35 pages
MADE = (
    ("solid", "gansu-project"),
    ("filled", "central-annual"),
    ("dashed", "shanghai"),
    ("open", "tianjin"),
    ("landscape", "central-required"),
    ("break", "gansu-unit"),
)
SHOWN = str(EXAMPLE.relative_to(ROOT))
COLD_BUDGETS = {("--version",): 0.12, ("read", SHOWN): None, ("check", SHOWN): 0.4}
RULES_BUDGET = 60.0  # microseconds an indicator, for all rules
SCORES_BUDGET = 20.0  # microseconds an indicator: 100,000 in two seconds
SCANS: dict[str, Peer] = {OURS: scans.ours, scans.ALONE: scans.rapidocr}
SCAN_BUDGETS = (Budget(OURS, scans.ALONE, 1.3),)


def main() -> int:
    arguments = parsed()
    warnings.simplefilter("ignore")  # what peers say about their own dependencies
    files = arguments.files or [*ROOT.glob("examples/*"), *ROOT.glob("tests/corpus/**/*")]
    print(f"{machine()}, Python {platform.python_version()}, {arguments.rounds} rounds\n")
    rounds = arguments.rounds
    kept = [
        compare("docx", samples(files, ".docx"), DOCX, DOCX_BUDGETS, rounds),
        compare("xlsx, forms", samples(files, ".xlsx"), SPREADSHEETS, (), rounds),
        compare("xlsx, a list of 2,000 rows", [register(2000)], SPREADSHEETS, ROW_BUDGETS, rounds),
        compare("pdf", pdf_samples(files), PDF, PDF_BUDGETS, rounds),
        compare("png, a page at 200 dpi", [Sample(scans.page())], SCANS, SCAN_BUDGETS, scans.ROUNDS),
        scans.fits_memory(),
    ]
    if has_fonts() and not arguments.files:
        kept.append(compare("pdf, made forms", made_forms(), PDF, PDF_BUDGETS, rounds))
        kept.append(compare("pdf, a made book", [made_book()], PDF, PDF_BUDGETS, rounds, BOOK_SECONDS))
    elif not arguments.files:
        print("No made PDF files: the CJK fonts are missing (Debian: fonts-noto-cjk)\n")
    kept.append(checking([sample.data for sample in samples(files, ".docx")], rounds))
    kept.append(scoring(evaluations(files), rounds))
    kept.append(cold_starts(rounds))
    return 0 if all(kept) else 1


def checking(files: list[bytes], rounds: int) -> bool:
    taken, indicators = checks.microseconds(files, rounds)
    print(f"check: {counted(len(files), 'file')}, {indicators} indicators\n")
    kept = taken <= RULES_BUDGET
    print("| work | at most | takes | |\n|---|---:|---:|---|")
    print(f"| all rules, an indicator | {RULES_BUDGET:.0f} µs | {taken:.0f} µs | {MARKS[kept]} |\n")
    return kept


def evaluations(paths: Sequence[Path]) -> list[bytes]:
    return [path.read_bytes() for path in sorted(paths) if path.match("evaluation-*.md")]


def scoring(files: list[bytes], rounds: int) -> bool:
    if not files:
        return True
    taken, indicators = scores.microseconds(files, rounds)
    print(f"score: {counted(len(files), 'file')} again and again, {indicators:,} indicators\n")
    kept, most = taken <= SCORES_BUDGET, f"{SCORES_BUDGET:.0f} µs"
    print("| work | at most | takes | |\n|---|---:|---:|---|")
    print(f"| points, total and grade, an indicator | {most} | {taken:.0f} µs | {MARKS[kept]} |\n")
    return kept


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("files", nargs="*", type=Path, help="default: the examples and the corpus")
    return parser.parse_args()


def samples(paths: Sequence[Path], suffix: str) -> list[Sample]:
    return [Sample(path.read_bytes(), known(path)) for path in paths if path.suffix == suffix]


def pdf_samples(paths: Sequence[Path]) -> list[Sample]:
    """Those with text; of the corpus, those of which it says what is in them."""
    found = [sample for sample in samples(paths, ".pdf") if has_text(sample.data)]
    return [sample for sample in found if sample.truth] or found


def has_text(data: bytes) -> bool:
    """No scan, which says more about character recognition than about PDF; nor a file behind a password."""
    try:
        return any(page.get_textpage().count_chars() for page in pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError:
        return False


def known(path: Path) -> dict[str, Any] | None:
    """What the corpus says is in the file."""
    names = (f"{path.stem}.truth.json", f"{path.stem}-{path.suffix[1:]}.truth.json")
    found = next((path.with_name(name) for name in names if path.with_name(name).exists()), None)
    return json.loads(found.read_text("utf-8")) if found else None


def made_forms() -> list[Sample]:
    return [made_sample(kind, layout) for kind, layout in MADE]


def made_book() -> Sample:
    """35 pages of an office's budget, with the targets of the whole unit."""
    return made_sample("book", "gansu-unit", units=3)


def made_sample(kind: str, layout: str, **others: int) -> Sample:
    found = made(kind, layout, f"benchmark/{kind}", **others)
    return Sample(found.data, truth(found.document, kind))


def register(rows: int) -> Sample:
    """A workbook that lists indicators, as bureaus collect them from their units."""
    indicators = [each for table in jixiao.read(EXAMPLE).tables for each in table.indicators]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for number, each in zip(range(rows), itertools.cycle(indicators), strict=False):
        sheet.append([number, each.level1, each.level2, each.level3, each.printed.lstrip("="), number / 7])
    buffer = io.BytesIO()
    book.save(buffer)
    return Sample(buffer.getvalue())


def compare(
    title: str,
    given: Sequence[Sample],
    peers: dict[str, Peer],
    budgets: Sequence[Budget],
    rounds: int,
    seconds: float | None = None,
) -> bool:
    """Print what each of them takes and whether the budgets are kept; ``seconds`` are for one file."""
    read = [(sample, results(peers, sample.data)) for sample in given]
    read = [(sample, found) for sample, found in read if len(found) == len(peers)]
    files = [sample.data for sample, _ in read]
    if not files:
        print(f"{title}: no file that all of them read\n")
        return True
    times = measure(peers, files, rounds)
    print(f"{title}: {counted(len(files), 'file')}, {sum(map(len, files)) // 1024} KiB{pages(files)}\n")
    print_times(times, len(files), columns(peers, read) if peers is PDF else {})
    if budgets:
        print("\n| budget | at most | takes | |\n|---|---:|---:|---|")
    kept = [keeps(budget, times[budget.work] / times[budget.peer]) for budget in budgets]
    if seconds:
        kept.append(times[OURS] <= seconds)
        print(f"| {OURS} | {seconds} s | {times[OURS]:.2f} s | {MARKS[kept[-1]]} |")
    print()
    return all(kept)


def print_times(times: dict[str, float], files: int, more: dict[str, dict[str, str]]) -> None:
    print(f"| library | ms a file | jixiao takes |{''.join(f' {head} |' for head in more)}")
    print(f"|---|---:|---:|{'---:|' * len(more)}")
    for name, taken in times.items():
        cells = "".join(f" {column[name]} |" for column in more.values())
        print(f"| {name} | {taken * 1000 / files:.2f} | {said(times[OURS] / taken)} |{cells}")


def pages(files: Sequence[bytes]) -> str:
    """How many pages PDF files have."""
    counts = [len(pypdfium2.PdfDocument(data)) for data in files if data.startswith(b"%PDF")]
    return f", {counted(sum(counts), 'page')}" if counts else ""


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def columns(peers: dict[str, Peer], read: Sequence[tuple[Sample, Results]]) -> dict[str, dict[str, str]]:
    """What is printed about each library beside its time."""
    shares = {
        name: recovered.share([(sample.truth, found[name]) for sample, found in read if sample.truth])
        for name in peers
    }
    return {
        "exact indicators": {
            n: f"{each.exact} of {each.there}" if each else "" for n, each in shares.items()
        },
        "made up": {n: str(each.made_up) if each else "" for n, each in shares.items()},
        "peak MiB": {n: peak(n, [sample.data for sample, _ in read]) for n in peers},
    }


def peak(name: str, files: Sequence[bytes]) -> str:
    """The memory that a fresh process needs to read these files with one library."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.pdf") for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        command = [sys.executable, pdf_peers.__file__, name, *map(str, paths)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def keeps(budget: Budget, ratio: float) -> bool:
    kept = ratio <= budget.ratio
    print(f"| {budget.work} : {budget.peer} | {said(budget.ratio)} | {said(ratio)} | {MARKS[kept]} |")
    return kept


def results(peers: dict[str, Peer], data: bytes) -> Results:
    """What those give that can read the file; this is also the round that warms up."""
    found = {}
    for name, peer in peers.items():
        with contextlib.suppress(Exception):  # any failure of any library
            found[name] = peer(data)
    return found


def measure(peers: dict[str, Peer], files: Sequence[bytes], rounds: int) -> dict[str, float]:
    """Seconds for all files together, by peer."""
    times: dict[str, list[float]] = {name: [] for name in peers}
    for _ in range(rounds):
        for name, peer in peers.items():
            if sum(times[name]) > SECONDS:
                continue
            if name == OUR_FIRST:
                forget()
            times[name].append(timed(lambda peer=peer: [peer(data) for data in files]))
    return {name: median(taken) for name, taken in times.items()}


def timed(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    started = time.perf_counter()
    work()
    taken = time.perf_counter() - started
    gc.enable()
    return taken


def forget() -> None:
    """Empty the caches of what documents say. The words of the forms, kept without bound, are loaded once."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "jixiao":
            for value in vars(module).values():
                if isinstance(value, functools._lru_cache_wrapper) and value.cache_parameters()["maxsize"]:  # noqa: SLF001  it has no public name
                    value.cache_clear()


def cold_starts(rounds: int) -> bool:
    print("Cold start of the command\n")
    print("| command | seconds | budget | |\n|---|---:|---:|---|")
    kept = True
    for arguments, limit in COLD_BUDGETS.items():
        taken = median(timed(lambda arguments=arguments: start(arguments)) for _ in range(rounds))
        fits = taken <= limit if limit else None
        kept &= fits is not False
        budget = f"≤ {limit}" if limit else ""
        print(f"| jixiao {' '.join(arguments)} | {taken:.3f} | {budget} | {MARKS[fits]} |")
    return kept


def start(arguments: Sequence[str]) -> None:
    command = Path(sys.executable).with_name("jixiao")
    done = subprocess.run(
        [command, *arguments], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    if done.returncode > 1:  # 1: findings
        raise subprocess.CalledProcessError(done.returncode, command)


def said(ratio: float) -> str:
    """A ratio as one says it: 3.1 ×, or 1/12.

    >>> said(3.14), said(0.7), said(1 / 12)
    ('3.1 ×', '0.7 ×', '1/12.0')
    """
    return f"{ratio:.1f} ×" if ratio > 1 / 2 else f"1/{1 / ratio:.1f}"


def machine() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        model = next(line.partition(": ")[2] for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    return f"{model}, {os.cpu_count()} cores, {platform.system()}"


if __name__ == "__main__":
    sys.exit(main())
