"""Reads the same files side by side and prints how jixiao stands against its budgets.

    make bench
    make bench ARGS="--rounds 50 more/*.docx"

A round reads every file once with every library, in turn, so that a slow
moment of the machine hits all of them. Figures are medians over the rounds.
"""

from __future__ import annotations

import argparse
import functools
import gc
import io
import itertools
import os
import platform
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import openpyxl
from peers import DOCX, OUR_CELLS, OUR_FIRST, OURS, SPREADSHEETS, Peer

import jixiao

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "gansu-2024.docx"
MARKS = {True: "✓", False: "✗", None: ""}


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
COLD_BUDGETS = {("--version",): 0.12, ("read", str(EXAMPLE.relative_to(ROOT))): None}


def main() -> int:
    arguments = parsed()
    warnings.simplefilter("ignore")  # what peers say about their own dependencies
    files = arguments.files or [*ROOT.glob("examples/*"), *ROOT.glob("tests/corpus/**/*")]
    docx = [path for path in files if path.suffix == ".docx"]
    sheets = [path for path in files if path.suffix == ".xlsx"]
    print(f"{machine()}, Python {platform.python_version()}, {arguments.rounds} rounds\n")
    kept = [
        compare("docx", contents(docx), DOCX, DOCX_BUDGETS, arguments.rounds),
        compare("xlsx, forms", contents(sheets), SPREADSHEETS, (), arguments.rounds),
        compare("xlsx, a list of 2,000 rows", [register(2000)], SPREADSHEETS, ROW_BUDGETS, arguments.rounds),
        cold_starts(arguments.rounds),
    ]
    return 0 if all(kept) else 1


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("files", nargs="*", type=Path, help="default: the examples and the corpus")
    return parser.parse_args()


def contents(paths: Sequence[Path]) -> list[bytes]:
    return [path.read_bytes() for path in paths]


def register(rows: int) -> bytes:
    """A workbook that lists indicators, as bureaus collect them from their units."""
    indicators = [each for table in jixiao.read(EXAMPLE).tables for each in table.indicators]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for number, each in zip(range(rows), itertools.cycle(indicators), strict=False):
        sheet.append([number, each.level1, each.level2, each.level3, each.printed.lstrip("="), number / 7])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def compare(
    title: str, given: Sequence[bytes], peers: dict[str, Peer], budgets: Sequence[Budget], rounds: int
) -> bool:
    files = [data for data in given if all(succeeds(peer, data) for peer in peers.values())]
    if not files:
        print(f"{title}: no file that all of them read\n")
        return True
    times = measure(peers, files, rounds)
    print(f"{title}: {len(files)} files, {sum(map(len, files)) // 1024} KiB\n")
    print("| library | ms a file | jixiao takes |\n|---|---:|---:|")
    for name, taken in times.items():
        print(f"| {name} | {taken * 1000 / len(files):.2f} | {said(times[OURS] / taken)} |")
    if budgets:
        print("\n| budget | at most | takes | |\n|---|---:|---:|---|")
    kept = [keeps(budget, times[budget.work] / times[budget.peer]) for budget in budgets]
    print()
    return all(kept)


def keeps(budget: Budget, ratio: float) -> bool:
    kept = ratio <= budget.ratio
    print(f"| {budget.work} : {budget.peer} | {said(budget.ratio)} | {said(ratio)} | {MARKS[kept]} |")
    return kept


def succeeds(peer: Peer, data: bytes) -> bool:
    """Only files that all of them read are compared; this is also the round that warms up."""
    try:
        peer(data)
    except Exception:  # noqa: BLE001  any failure of any library
        return False
    return True


def measure(peers: dict[str, Peer], files: Sequence[bytes], rounds: int) -> dict[str, float]:
    """Seconds for all files together, by peer."""
    times: dict[str, list[float]] = {name: [] for name in peers}
    for _ in range(rounds):
        for name, peer in peers.items():
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
    subprocess.run(
        [command, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
    )


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
