"""An archive is whole, or it is refused: every byte of it may lie."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.model.errors import UsageError
from jixiao.web.operations.archive import (
    BrokenArchive,
    Manifest,
    add_file,
    add_manifest,
    add_table,
    lines_of,
    opened,
    pieces_of,
)

AT = datetime(2026, 3, 1, tzinfo=UTC)
ROWS = [{"id": number, "name": f"示例{number}"} for number in range(40)]
PICTURE = bytes(range(256)) * 8
PRINT = sha256(PICTURE).hexdigest()


def made(change=lambda manifest: manifest, further=()):
    """The bytes of a small archive; ``change`` makes its manifest lie, ``further`` are members beyond it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        lines = [json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in ROWS]
        tables = {"people.office": add_table(archive, "people.office", lines, AT)}
        files = {PRINT: add_file(archive, PRINT, [PICTURE[:100], PICTURE[100:]], AT)}
        for name, data in further:
            archive.writestr(name, data)
        add_manifest(
            archive, change(Manifest("2026-03-01", "1", {"people": "0001_initial"}, tables, files)), AT
        )
    return out.getvalue()


WHOLE = made()


def read(folder, data):
    """All that can be read of an archive."""
    place = folder / "backup.zip"
    place.write_bytes(data)
    with opened(place) as (archive, manifest):
        return (
            manifest,
            list(lines_of(archive, "people.office")),
            b"".join(pieces_of(archive, f"files/{PRINT}")),
        )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("archives")


def test_what_was_put_in_comes_out(folder):
    manifest, rows, picture = read(folder, WHOLE)

    assert (ROWS, PICTURE) == (rows, picture)
    assert (40, 40, len(PICTURE)) == (
        manifest.rows,
        manifest.tables["people.office"].rows,
        manifest.files[PRINT].size,
    )


@settings(deadline=None)  # disks take their time
@given(st.integers(0, len(WHOLE) - 1))
def test_one_that_was_cut_off_is_refused(folder, length):
    with pytest.raises(BrokenArchive):
        read(folder, WHOLE[:length])


@settings(deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_noticed_or_changes_nothing(folder, at, by):
    """Some bytes of a zip say nothing, such as the time of a member."""
    data = WHOLE[:at] + bytes([WHOLE[at] ^ by]) + WHOLE[at + 1 :]

    with suppress(BrokenArchive):
        assert read(folder, WHOLE) == read(folder, data)


def _lying(**changes):
    def change(manifest):
        part = replace(manifest.tables["people.office"], **changes)
        return replace(manifest, tables={"people.office": part})

    return change


@pytest.mark.parametrize(
    "change",
    [
        _lying(rows=41),
        _lying(size=1),
        _lying(sha256="0" * 64),
        lambda manifest: replace(manifest, files={}),
        lambda manifest: replace(manifest, files={"0" * 64: manifest.files[PRINT]}),
        lambda manifest: replace(manifest, files={"../../etc/cron.d/x": manifest.files[PRINT]}),
        lambda manifest: replace(manifest, tables={"../people.office": manifest.tables["people.office"]}),
        lambda manifest: replace(manifest, schema={"people": "../0001"}),
    ],
    ids=["rows", "size", "hash", "less", "other", "file-path", "table-path", "schema"],
)
def test_a_manifest_that_lies_is_refused(folder, change):
    with pytest.raises(BrokenArchive):
        read(folder, made(change))


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/passwd", "files/../../outside", "tables/people.office.jsonl"]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_is_not_in_the_manifest_is_refused(folder, name):
    with pytest.raises(BrokenArchive):
        read(folder, made(further=[(name, b"x")]))

    assert ["backup.zip"] == [each.name for each in folder.iterdir()]


def test_a_member_that_unpacks_to_more_than_was_said_is_left_at_once(folder):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("tables/people.office.jsonl", "w") as member:
            for _ in range(200):
                member.write(b"\0" * 1_000_000)
        manifest = Manifest("", "1", {}, _lying(size=10)(read(folder, WHOLE)[0]).tables, {})
        archive.writestr("manifest.json", json.dumps({"format": 1, **asdict(manifest)}))

    with pytest.raises(BrokenArchive, match=r"people\.office\.jsonl is not what the manifest says"):
        read(folder, bomb.getvalue())
    assert sys.getsizeof(bomb.getvalue()) < 1_000_000


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{}", b'{"format": 2}', b'{"format": 1, "made": "", "jixiao": "", "schema": []}', b"\xff"],
)
def test_any_json_may_stand_where_the_manifest_should(folder, manifest):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("manifest.json", manifest)

    with pytest.raises(BrokenArchive):
        read(folder, out.getvalue())


def test_a_file_that_is_not_there_is_another_failure(tmp_path):
    with pytest.raises(UsageError, match="No such file") as refused, opened(tmp_path / "no.zip"):
        pass

    assert not isinstance(refused.value, BrokenArchive)
