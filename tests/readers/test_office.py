"""Formats that LibreOffice has to convert. Most tests put a small program in its place."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
import time
from pathlib import Path

import pytest

from jixiao.model.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    ProgramFailed,
)
from jixiao.readers import office as reader
from jixiao.readers.limits import Limits
from tests.readers.build import WORD, blocks, docx, par, shown

RTF = rb"{\rtf1\ansi\ansicpg936 \u39033 ?\u30446 ?}"
CORPUS = Path(__file__).parents[1] / "corpus"
posix = pytest.mark.skipif(sys.platform == "win32", reason="the program in its place is a shell script")
installed = pytest.mark.skipif(reader.program() is None, reason="LibreOffice is not on this machine")


@pytest.fixture
def instead(tmp_path, monkeypatch):
    """Put a shell script in the place of LibreOffice; returns the function that does it."""

    def put(script):
        program = tmp_path / "bin" / "soffice"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(reader, "program", lambda: str(program))
        folder = tmp_path / "temporary"
        folder.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(folder))
        return folder

    return put


@pytest.mark.office
@installed
@pytest.mark.parametrize("name", ["doc", "wps"])
def test_word_97(name):
    data = (CORPUS / "gansu-2024.doc").read_bytes()

    assert "单位整体支出绩效目标表" in [
        getattr(block, "text", "") for block in reader.read(data, name, Limits())
    ]


WORD_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>'
    "<w:p><w:r><w:t>项目</w:t></w:r></w:p></w:body></w:wordDocument>"
)
LATER = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    '<pkg:part pkg:name="/_rels/.rels" '
    'pkg:contentType="application/vnd.openxmlformats-package.relationships+xml"><pkg:xmlData>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships></pkg:xmlData></pkg:part>'
    '<pkg:part pkg:name="/word/document.xml" pkg:contentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"><pkg:xmlData>'
    f'<w:document xmlns:w="{WORD}"><w:body>{par("项目")}</w:body></w:document>'
    "</pkg:xmlData></pkg:part></pkg:package>"
)


@pytest.mark.office
@installed
def test_word_2003_in_one_xml_file():
    assert ["项目"] == [block.text for block in reader.read(WORD_2003.encode(), "wordml", Limits())]


def test_later_word_in_one_xml_file_needs_no_program(monkeypatch):
    monkeypatch.setattr(reader, "program", lambda: pytest.fail("it was asked for"))

    assert ["项目"] == [block.text for block in reader.read(LATER.encode(), "wordml", Limits())]


@pytest.mark.office
@installed
def test_rich_text():
    assert ["项目"] == [block.text for block in reader.read(RTF, "rtf", Limits())]


@posix
def test_the_document_that_the_program_made_is_read(instead, tmp_path):
    made = tmp_path / "made.docx"
    made.write_bytes(docx(par("正文")))
    left = instead(f'mkdir made; cp "{made}" made/document.docx; cat profile/user/registrymodifications.xcu')

    assert ["正文"] == shown(reader, b"x")
    assert [] == list(left.iterdir())


@posix
def test_macros_and_links_are_off_in_a_profile_of_its_own(instead, tmp_path):
    instead(f'echo "$@" > "{tmp_path}/said"; cat profile/user/*.xcu >> "{tmp_path}/said"')
    with pytest.raises(DamagedFile):
        blocks(reader, b"x")
    said = (tmp_path / "said").read_text()

    assert f"-env:UserInstallation=file://{tmp_path}/temporary/jixiao-" in said
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in said
    assert '"BlockUntrustedRefererLinks" oor:op="fuse"><value>true<' in said


@posix
def test_a_program_that_makes_nothing(instead):
    left = instead("echo; echo source file could not be loaded >&2")

    with pytest.raises(DamagedFile, match="source file could not be loaded"):
        blocks(reader, b"x")
    assert [] == list(left.iterdir())


@posix
def test_a_program_that_takes_too_long_is_ended_with_its_children(instead, tmp_path):
    left = instead(f'sleep 60 & echo $! > "{tmp_path}/child"; wait')
    begun = time.monotonic()

    with pytest.raises(ProgramFailed, match=r"0\.5 seconds"):
        blocks(reader, b"x", Limits(office_seconds=0.5))
    assert time.monotonic() - begun < 5
    assert [] == list(left.iterdir())
    assert _ends(int((tmp_path / "child").read_text()))


def _ends(process):
    """A process that was killed is not gone at once: the system ends it when it comes to it."""
    until = time.monotonic() + 5
    while _is_running(process) and time.monotonic() < until:
        time.sleep(0.01)
    return not _is_running(process)


def _is_running(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        return not Path("/proc/self/stat").exists()
    return state != "Z"


@posix
def test_a_program_that_cannot_be_started(instead, tmp_path):
    instead("")
    (tmp_path / "bin" / "soffice").chmod(0o600)

    with pytest.raises(ProgramFailed):
        blocks(reader, b"x")


def test_without_the_program_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(reader, "program", lambda: None)

    with pytest.raises(ProgramFailed) as caught:
        blocks(reader, b"x")
    assert "LibreOffice" in caught.value.message.zh
    assert "docx" in caught.value.message.en


def test_the_program_is_found_on_the_path_or_in_the_usual_places(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(reader, "_USUAL_PLACES", ("relative/soffice", f"{tmp_path}/*/soffice"))
    assert reader.program() is None

    (tmp_path / "office7").mkdir()
    (tmp_path / "office7" / "soffice").touch()
    assert str(tmp_path / "office7" / "soffice") == reader.program()


def test_an_encrypted_document():
    data = bytearray((CORPUS / "gansu-2024.doc").read_bytes())
    at = data.index(b"\xec\xa5")
    assert 0 == at % 512
    data[at + 11] |= 1

    with pytest.raises(EncryptedFile):
        blocks(reader, bytes(data))


@pytest.mark.parametrize(
    ("data", "limits", "error"),
    [(b"", Limits(), EmptyFile), (b"\0\n", Limits(), EmptyFile), (b"xx", Limits(file_size=1), FileTooLarge)],
)
def test_what_is_not_given_to_the_program(data, limits, error, monkeypatch):
    monkeypatch.setattr(reader, "program", lambda: pytest.fail("it was asked for"))

    with pytest.raises(error):
        blocks(reader, data, limits)
