"""Formats that only an office program can read (doc, wps, rtf): LibreOffice makes docx of them.

It runs without a window, with a profile of its own that is thrown away, without
macros, without fetching what a document links to, and not longer than allowed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from jixiao.grid.grid import Block
from jixiao.model.errors import DamagedFile, EmptyFile, FileTooLarge, ProgramFailed
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.readers import docx
from jixiao.readers.compound import MAGIC, Compound
from jixiao.readers.limits import Limits
from jixiao.readers.refusals import locked

FORMATS: dict[str, tuple[str, ...]] = {
    "doc": (".doc", ".dot"),
    "wps": (".wps", ".wpt"),
    "rtf": (".rtf",),
    "wordml": (".xml",),  # a Word document as one XML file, of 2003 or later
}
# What LibreOffice takes a file for. WPS writes what Word 97 wrote; under its own suffix
# LibreOffice would expect MS Works.
_SUFFIXES = {
    "doc": ".doc",
    "wps": ".doc",
    "rtf": ".rtf",
    "wordml": ".xml",
    "odt": ".odt",
    "xls": ".xls",
    "xlsb": ".xlsb",
    "ods": ".ods",
    "spreadsheetml": ".xml",
}

_PROGRAMS = ("soffice", "libreoffice", "soffice.com")
_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/usr/local/bin/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
_SETTING = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)


def read(data: bytes, format: str, limits: Limits) -> Iterator[Block | Finding]:  # noqa: A002 -- the readers' contract
    """As `docx.read`, of what LibreOffice makes of the file.

    Runs LibreOffice. Raises `ProgramFailed` when it is missing, fails or takes
    longer than ``limits.office_seconds``.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise EmptyFile(Message(zh="文件是空的。", en="The file is empty."))
    if len(data) > limits.file_size:
        raise FileTooLarge(
            Message(zh="文件超出限制：文件过大。", en="The file is beyond the limits: too large.")
        )
    if _is_encrypted(data):
        raise locked("旧版 Word、WPS 文件", "old Word and WPS files")
    packed = docx.repacked(data) if format == "wordml" else None
    yield from docx.read(packed or converted(data, format, "docx", limits), "docx", limits)


def program() -> str | None:
    """Where LibreOffice is, if it is installed."""
    for name in _PROGRAMS:
        if found := shutil.which(name):
            return found
    for place in _USUAL_PLACES:
        anchor = Path(place).anchor
        if anchor:
            for path in sorted(Path(anchor).glob(place[len(anchor) :]), reverse=True):
                return str(path)
    return None


def converted(data: bytes, format: str, to: str, limits: Limits) -> bytes:  # noqa: A002
    """What LibreOffice makes of a file: ``to`` is docx or xlsx.

    Raises `ProgramFailed` when it is missing, fails or takes too long.
    """
    office = program()
    if office is None:
        raise _missing(format)
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document{_SUFFIXES[format]}"
        source.write_bytes(data)
        _write_profile(folder / "profile")
        said = _run(_command(office, folder, source, to), folder, limits.office_seconds)
        made = folder / "made" / f"document.{to}"
        if not made.is_file():
            raise _refused(said)
        return made.read_bytes()


def _command(office: str, folder: Path, source: Path, to: str) -> list[str]:
    return [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nofirststartwizard",
        "--convert-to",
        to,
        "--outdir",
        str(folder / "made"),
        str(source),
    ]


def _write_profile(folder: Path) -> None:
    items = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + items + "</oor:items>",
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path, seconds: float) -> str:
    """Run LibreOffice in a group of its own and end the group with it. Returns what it said."""
    with (folder / "said").open("w+b") as said:
        try:
            process = subprocess.Popen(  # noqa: S603 -- the program was looked up, the names are ours
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
                start_new_session=True,
            )
        except OSError as error:
            raise _failed(str(error)) from error
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise _too_slow(seconds) from error
        finally:
            _end(process)
        said.seek(0)
        return said.read(2000).decode("utf-8", "replace").strip()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started: `soffice` is a script around the real one."""
    if sys.platform == "win32":
        kill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(kill, check=False, capture_output=True)  # noqa: S603 -- a program of Windows
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _is_encrypted(data: bytes) -> bool:
    """Whether a Word 97 document needs a password: it says so in its first lines."""
    if not data.startswith(MAGIC):
        return False
    file = Compound(data)
    head = file.stream("WordDocument")[:12] if "worddocument" in file.names else b""
    return len(head) == 12 and bool(head[11] & 0x01)


def _missing(format: str) -> ProgramFailed:  # noqa: A002
    return ProgramFailed(
        Message(
            zh=f"读取 {format} 文件需要 LibreOffice，本机没有找到。请安装 LibreOffice"
            "（https://zh-cn.libreoffice.org，Debian/Ubuntu：apt install libreoffice-writer），"
            "或用 Word、WPS 另存为 docx 后再试。",
            en=f"Reading {format} files takes LibreOffice, which was not found on this machine. Install it "
            "(https://www.libreoffice.org; Debian/Ubuntu: apt install libreoffice-writer), "
            "or save the file as docx in Word or WPS and try again.",
        )
    )


def _failed(reason: str) -> ProgramFailed:
    return ProgramFailed(
        Message(
            zh=f"LibreOffice 无法启动（{reason}）。请检查其安装，或用 Word、WPS 另存为 docx 后再试。",
            en=f"LibreOffice could not be started ({reason}). Check its installation, "
            "or save the file as docx in Word or WPS and try again.",
        )
    )


def _too_slow(seconds: float) -> ProgramFailed:
    return ProgramFailed(
        Message(
            zh=f"LibreOffice 转换超过 {seconds:g} 秒，已停止。请用 Word、WPS 另存为 docx 后再试。",
            en=f"LibreOffice took more than {seconds:g} seconds and was stopped. "
            "Save the file as docx in Word or WPS and try again.",
        )
    )


def _refused(said: str) -> DamagedFile:
    last = said.splitlines()[-1] if said else "-"
    return DamagedFile(
        Message(
            zh=f"文件已损坏：LibreOffice 无法转换（{last}）。请用 Word、WPS 打开后另存为 docx 再试。",
            en=f"The file is damaged: LibreOffice cannot convert it ({last}). "
            "Open it in Word or WPS, save it as docx and try again.",
        )
    )
