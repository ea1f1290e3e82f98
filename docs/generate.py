"""Writes what is made from the code: the command page, the JSON Schema, the pictures.

python docs/generate.py            write them
python docs/generate.py --check    fail if one is out of date
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.text import Text

from jixiao.writers.schema import schema_text

ROOT = Path(__file__).parents[1]
VERBS = sorted(path.stem for path in (ROOT / "src/jixiao/cli/verbs").glob("[a-z]*.py"))
WIDTH = 92
FIRST, LAST = 34, 22  # lines of the picture

# rich's own template loads a font from elsewhere; ours uses what the reader has.
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>
.{unique_id}-matrix {{
font-family: ui-monospace, Menlo, Consolas, "Noto Sans Mono CJK SC", "Microsoft YaHei", monospace;
font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width;
}}
{styles}
</style>
<defs>{lines}</defs>
<rect width="100%" height="100%" rx="8" fill="#1e1e2e"/>
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


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
        "docs/schema/read.schema.json": schema_text,
        "docs/images/read-en.svg": lambda: picture("en"),
        "docs/images/read-zh.svg": lambda: picture("zh"),
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


def picture(lang: str) -> str:
    """The README's picture: what ``jixiao read`` prints, its middle left out."""
    command = ["read", "examples/gansu-2024.docx"]
    lines = jixiao(lang, *command, FORCE_COLOR="1").splitlines()
    left_out = f"\x1b[2m  … {len(lines) - FIRST - LAST} more lines …\x1b[0m"
    shown = [f"$ jixiao {' '.join(command)}", *lines[:FIRST], "", left_out, "", *lines[-LAST:]]
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="standard"
    )
    for line in shown:
        console.print(Text.from_ansi(line), soft_wrap=True)
    return console.export_svg(code_format=SVG, unique_id="jixiao")


def jixiao(lang: str, *arguments: str, **environment: str) -> str:
    locale = {"en": "C.UTF-8", "zh": "zh_CN.UTF-8"}[lang]
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "LC_MESSAGES"}}
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from jixiao.cli import main; sys.exit(main())", *arguments],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=kept
        | {"LANG": locale, "LC_ALL": locale, "COLUMNS": str(WIDTH), "TERM": "xterm", "PYTHONUTF8": "1"}
        | environment,
    )
    return done.stdout.decode()


if __name__ == "__main__":
    sys.exit(main())
