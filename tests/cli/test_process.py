"""The installed command as a process of its own, on the real example."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "gansu-2024.docx"
COMMAND = [sys.executable, "-c", "import sys; from jixiao.cli import main; sys.exit(main())"]
SLOW = {"click", "rich", "msgspec", "lxml", "python_calamine", "xlsxwriter", "pyarrow", "json", "pathlib"}


def run(*arguments, **settings):
    environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "", "COLUMNS": "100", "PYTHONUTF8": "1"}
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, env=environment, check=False, **settings
    )


def test_version_loads_nothing_slow():
    code = (
        "import sys; sys.argv[1:] = ['--version']; from jixiao.cli import main; main();"
        f"sys.exit(bool({SLOW!r} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )

    assert (0, "jixiao 0.1.0\n") == (done.returncode, done.stdout)


def test_the_example():
    done = run("read", EXAMPLE)

    assert 0 == done.returncode
    assert (
        "6 tables, 97 indicators, 5 findings; 19,806.52 = 19,806.52 closed"
        == (done.stdout.decode().splitlines()[-1])
    )


@pytest.mark.parametrize("suffix", ["docx", "txt", "xlsx"])
def test_the_example_in_other_formats_says_the_same(suffix):
    def tables(path):
        tables = json.loads(run("read", path, "--to", "json").stdout)["documents"][0]["tables"]
        return [
            (
                t["form"],
                t["subject"],
                [(i["level1"], i["level2"], i["level3"], i["target"]) for i in t["indicators"]],
            )
            for t in tables
        ]

    assert tables(EXAMPLE) == tables(EXAMPLE.with_suffix(f".{suffix}"))


def test_a_reader_that_stops_early_is_no_fault():
    with subprocess.Popen(
        [*COMMAND, "read", *[EXAMPLE] * 20, "--to", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.read(100)
        process.stdout.close()
        assert b"" == process.stderr.read()

    assert 141 == process.returncode


def test_interrupted():
    # Tests that run in the background of a shell hand down that this signal is ignored.
    listening = f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler); {COMMAND[-1]}"
    with subprocess.Popen(
        [*COMMAND[:-1], listening, "read", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdin.write(bytes(1_000_000))  # more than the pipe holds, so that it is reading
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()

    assert (130, b"") == (process.returncode, err)
