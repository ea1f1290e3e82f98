"""``jixiao audit``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from jixiao.cli import options
from jixiao.cli.exits import FINDINGS, OK
from jixiao.cli.help import SaidCommand, speaks
from jixiao.model.message import Language, Message

if TYPE_CHECKING:
    from jixiao.web.operations.audit import Walked, WalkedRoles

HELP = Message(
    "核对历史记录\n\n逐表核对操作历史，逐人核对角色任免：每条记录连着上一条，改动、删去或调换任何一条，"
    "或改动已送审的表格，都会被发现。发现问题时退出码为 1。",
    "Verify histories\n\nWalks the history of every table, and of every person's roles. Each entry"
    " holds the hash of the one before, so an entry that was changed, removed or moved is found, and so is a"
    " table that was changed after it was handed in. Exits with 1 if there is any.",
)
EXAMPLES = """\
jixiao audit verify
jixiao audit verify --format json"""


@click.command("audit", cls=SaidCommand, said=HELP, examples=EXAMPLES)
@click.argument("what", metavar="verify", type=click.Choice(["verify"]))
@options.text_or_json
@options.lang
@click.pass_context
def command(context: click.Context, *, what: str, format_name: str) -> int:
    del what  # there is one thing to do so far
    from jixiao.web.config.start import set_up_there  # Django is an extra, and slow to load

    set_up_there()
    from jixiao.web.config.serving import require_ready
    from jixiao.web.operations.audit import walked, walked_roles

    require_ready()
    is_text, language = format_name == "text", speaks(context)
    found = _Found()
    for broken in found.all(walked(), walked_roles()):
        if is_text:
            click.echo(broken.line.said_in(language))
    if is_text:
        for sum_ in found.sums():
            click.echo(sum_.said_in(language))
    else:
        click.echo(json.dumps(found.record(language), ensure_ascii=False, indent=1))
    return FINDINGS if found.breaks else OK


@dataclass(frozen=True, slots=True)
class _Broken:
    """One place where a history does not hold; ``of`` is ``filing`` or ``account``."""

    of: str
    number: int
    entry: int
    why: Message
    line: Message

    def record(self, language: Language) -> dict[str, object]:
        return {self.of: self.number, "entry": self.entry, "why": self.why.said_in(language)}


@dataclass(slots=True)
class _Found:
    """What was walked so far, and where it does not hold."""

    filings: int = 0
    entries: int = 0
    accounts: int = 0
    appointments: int = 0
    breaks: list[_Broken] = field(default_factory=list)

    def all(self, filings: Iterable[Walked], accounts: Iterable[WalkedRoles]) -> Iterator[_Broken]:
        for each in filings:
            self.filings, self.entries = self.filings + 1, self.entries + each.entries
            for one in each.breaks:
                line = _of_filing(each.subject, one.filing, one.sequence, one.why)
                yield self._kept(_Broken("filing", one.filing, one.sequence, one.why, line))
        for account in accounts:
            self.accounts, self.appointments = self.accounts + 1, self.appointments + account.entries
            for entry, why in account.breaks:
                line = _of_account(account.name, account.account, entry, why)
                yield self._kept(_Broken("account", account.account, entry, why, line))

    def _kept(self, broken: _Broken) -> _Broken:
        self.breaks.append(broken)
        return broken

    def sums(self) -> Iterator[Message]:
        broken = sum(each.of == "filing" for each in self.breaks)
        yield _sum(
            f"{self.filings} 张表、{self.entries} 条记录",
            f"{self.filings} filings, {self.entries} entries",
            broken,
        )
        yield _sum(
            f"{self.accounts} 个账号、{self.appointments} 条任免记录",
            f"{self.accounts} accounts, {self.appointments} appointments",
            len(self.breaks) - broken,
        )

    def record(self, language: Language) -> dict[str, object]:
        counts = {name: getattr(self, name) for name in ("filings", "entries", "accounts", "appointments")}
        return {**counts, "breaks": [each.record(language) for each in self.breaks]}


def _of_filing(subject: str, filing: int, entry: int, why: Message) -> Message:
    return Message(
        f"第 {filing} 号申报“{subject}”，第 {entry} 条记录：{why.zh}",
        f"filing {filing} “{subject}”, entry {entry}: {why.en}",
    )


def _of_account(name: str, account: int, entry: int, why: Message) -> Message:
    return Message(
        f"第 {account} 号账号“{name}”，第 {entry} 条任免记录：{why.zh}",
        f"account {account} “{name}”, appointment {entry}: {why.en}",
    )


def _sum(zh: str, en: str, broken: int) -> Message:
    if broken:
        return Message(f"核对了 {zh}：{broken} 处不符", f"{en}: {broken} do not hold")
    return Message(f"核对了 {zh}：全部完好", f"{en}: all hold")
