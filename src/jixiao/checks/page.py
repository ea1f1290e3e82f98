"""A rule's page: its documentation in both languages, and its examples, which are its tests.

    # rule-name
    What it is, in Chinese. / In English.
    ## 为什么 · Why
    ## 不报 · Silent        examples in which the rule finds nothing
    ## 报出 · Found         examples, each followed by what is found as quotations
    ## 改法 · Correction    the found examples put right: nothing is found

A paragraph belongs to the language most of its letters are of. An example is a
Markdown table, with the lines around it; `###` begins another one. Rows that
begin with the heads alone (一级指标 …) stand in a project's target table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.model.message import Language

SILENT, FOUND, CORRECTED = "不报", "报出", "改法"
_FRONT = ("项目支出绩效目标表（2024年度）", "", "| 项目名称 | 示例项目 | | |", "|---|---|---|---|")
_BARE = re.compile(r"\|\s*(一级指标|二级指标|三级指标)\s*\|")
_PARTING = "---"
_RULE_LINE = re.compile(r"[|\s:-]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Example:
    """A small document in Markdown, and the lines quoted after it: what is found in it."""

    title: str
    lines: tuple[str, ...]
    quoted: tuple[str, ...]

    @property
    def document(self) -> str:
        """The document to read; a bare table of indicators gets the front of a project's form."""
        return _whole(self.lines[self._parting + 1 :])

    @property
    def approved(self) -> str | None:
        """The approved version, where the example gives one above a line of dashes."""
        return _whole(self.lines[: self._parting]) if self._parting > 0 else None

    @property
    def _parting(self) -> int:
        return next((at for at, line in enumerate(self.lines) if line.strip() == _PARTING), -1)


def _whole(lines: Sequence[str]) -> str:
    first = next(line for line in lines if line.strip())
    if not _BARE.match(first):
        return "\n".join(lines) + "\n"
    return "\n".join([*_FRONT, *(line for line in lines if not _RULE_LINE.fullmatch(line))]) + "\n"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page. ``heading`` is Chinese; ``prose`` its paragraphs, in both languages."""

    heading: str
    english: str
    prose: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    sections: tuple[Section, ...]  # the first has no heading

    def examples(self, heading: str) -> tuple[Example, ...]:
        """All examples of the sections with this heading."""
        sections = (section for section in self.sections if section.heading == heading)
        return tuple(each for section in sections for each in section.examples)


def read_page(text: str) -> Page:
    """The page that a Markdown text is.

    >>> text = "# a-rule\\n\\n没有数字。\\n\\nA rate.\\n\\n## 报出 · Found\\n\\n| 甲 |\\n|---|\\n\\n> 错误"
    >>> page = read_page(text)
    >>> page.name, page.sections[0].prose, page.examples("报出")[0].quoted
    ('a-rule', ('没有数字。', 'A rate.'), ('错误',))
    """
    head, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _, opening = head.partition("\n")
    return Page(title.removeprefix("# ").strip(), (_section("", opening), *map(_titled, rest)))


def language_of(paragraph: str) -> Language:
    """By its letters: an English word weighs as much as a Chinese character.

    >>> language_of("A rate (率) without a number").value, language_of("率没有数字，如 A").value
    ('en', 'zh')
    """
    is_chinese = len(_HAN.findall(paragraph)) > len(_LATIN.findall(paragraph))
    return Language.CHINESE if is_chinese else Language.ENGLISH


def _titled(text: str) -> Section:
    heading, _, body = text.partition("\n")
    return _section(heading.strip(), body)


def _section(heading: str, body: str) -> Section:
    chinese, _, english = heading.partition(" · ")
    prose: list[str] = []
    examples: list[Example] = []
    first, *others = re.split(r"^### ", body, flags=re.MULTILINE)
    for title, part in [("", first), *(other.split("\n", 1) for other in others)]:
        before, lines, quoted = _parted(part)
        prose += before
        if lines:
            examples.append(Example(title.strip(), tuple(lines), tuple(quoted)))
    return Section(chinese, english, tuple(prose), tuple(examples))


def _parted(part: str) -> tuple[list[str], list[str], list[str]]:
    """Prose, the document's lines, and what is quoted after it."""
    lines = part.strip().splitlines()
    start = next((at for at, line in enumerate(lines) if line.startswith(("|", "**"))), len(lines))
    quoted = [line[2:].strip() for line in lines[start:] if line.startswith("> ")]
    document = [line for line in lines[start:] if not line.startswith(">")]
    while document and not document[-1].strip():
        document.pop()
    prose = "\n".join(lines[:start]).strip()
    return [" ".join(each.split("\n")) for each in prose.split("\n\n") if each.strip()], document, quoted
