"""Writes what is made from the code: command page, rule list, quotations on rule pages, schema, pictures.

python docs/generate.py            write them
python docs/generate.py --check    fail if one is out of date
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from picture import svg

from jixiao.checks.catalogue import page_path, rules
from jixiao.writers.schema import schema, schema_text, score_schema

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.checks.accuracy import page as accuracy  # noqa: E402
from tests.checks.rule_pages import LEVELS, with_quotations  # noqa: E402

VERBS = sorted(path.stem for path in (ROOT / "src/jixiao/cli/verbs").glob("[a-z]*.py"))
WIDTH = 92
FIRST, LAST = 32, 21  # lines of the picture
LINES = {"en": "more lines", "zh": "行省略"}


def main() -> int:
    stale = [path for path, made in pages().items() if not is_current(ROOT / path, made)]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path} is out of date; run `make docs`")
        return bool(stale)
    for path in stale:
        (ROOT / path).write_text(pages()[path](), encoding="utf-8")
        print(f"wrote {path}")
    return 0


def pages() -> dict[str, Callable[[], str]]:
    return {
        "docs/commands.md": commands,
        "docs/rules.md": rule_list,
        "docs/accuracy.md": accuracy,
        **{page_path(rule).relative_to(ROOT).as_posix(): partial(with_quotations, rule) for rule in rules()},
        "docs/schema/read.schema.json": lambda: schema_text(schema()),
        "docs/schema/score.schema.json": lambda: schema_text(score_schema()),
        "docs/images/read-en.svg": partial(terminal, "en", "read", FIRST, LAST),
        "docs/images/read-zh.svg": partial(terminal, "zh", "read", FIRST, LAST),
        "docs/images/check-en.svg": partial(terminal, "en", "check", 26, 9),
        "docs/images/check-zh.svg": partial(terminal, "zh", "check", 26, 9),
    }


def is_current(path: Path, made: Callable[[], str]) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == made()


def commands() -> str:
    """Each command's help, as it prints it, in both languages."""
    parts = ["# Commands · 命令\n\nMade by `make docs` from what the commands say themselves.\n"]
    for verb in [None, *VERBS]:
        name = " ".join(filter(None, ("jixiao", verb)))
        parts += [
            f"\n## {name}\n",
            *(f"\n```text\n{jixiao(lang, *filter(None, [verb]), '--help')}```\n" for lang in ("en", "zh")),
        ]
    return "".join(parts)


def rule_list() -> str:
    """Every rule with its page, group by group: an addition shows here."""
    parts = ["# Rules · 规则\n\nMade by `make docs`; each name leads to the rule's page.\n"]
    group = ""
    for rule in rules():
        if rule.group != group:
            group = rule.group
            parts.append(f"\n## {group}\n\n| rule | 等级 | 意见 | 问题 | problem |\n|---|---|---|---|---|\n")
        page = page_path(rule).relative_to(ROOT).as_posix()
        parts.append(
            f"| [{rule.name}](../{page}) | {LEVELS[rule.level]} | {rule.opinion.value} {rule.opinion.said.zh}"
            f" | {rule.title.zh} | {rule.title.en} |\n"
        )
    return "".join(parts)


def terminal(lang: str, verb: str, first: int, last: int) -> str:
    """A picture for the README: what a verb prints, its middle left out."""
    command = [verb, "examples/gansu-2024.docx"]
    lines = jixiao(lang, *command, FORCE_COLOR="1").splitlines()
    left_out = f"\x1b[2m  … {len(lines) - first - last} {LINES[lang]} …\x1b[0m"
    shown = [f"\x1b[2m$\x1b[0m jixiao {' '.join(command)}", *lines[:first], "", left_out, "", *lines[-last:]]
    return svg(shown, WIDTH)


def jixiao(lang: str, *arguments: str, **environment: str) -> str:
    locale = {"en": "C.UTF-8", "zh": "zh_CN.UTF-8"}[lang]
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "LC_MESSAGES"}}
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from jixiao.cli import main; sys.exit(main())", *arguments],
        capture_output=True,
        check=False,  # `check` ends with 1 where it finds something
        cwd=ROOT,
        env=kept
        | {"LANG": locale, "LC_ALL": locale, "COLUMNS": str(WIDTH), "TERM": "xterm", "PYTHONUTF8": "1"}
        | environment,
    )
    return done.stdout.decode()


if __name__ == "__main__":
    sys.exit(main())
