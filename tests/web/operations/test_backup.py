"""What was backed up comes back, row by row and file by file, on either database."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from jixiao.cli.app import run
from jixiao.model.errors import UsageError
from jixiao.model.state import Role
from jixiao.web.config.serving import make_ready
from jixiao.web.operations.archive import BrokenArchive, opened
from jixiao.web.operations.audit import walked
from jixiao.web.operations.backup import back_up
from jixiao.web.operations.restore import restore
from jixiao.web.people.enums import Kind
from jixiao.web.people.models import Account, Office
from jixiao.web.targets.domain import uploads
from jixiao.web.targets.models import Filing

pytestmark = pytest.mark.django_db(transaction=True)
GANSU = Path(__file__).parents[3] / "examples/gansu-2024.docx"
COMMAND = [sys.executable, "-c", "import sys; from jixiao.cli import main; sys.exit(main())"]


@pytest.fixture
def filled(bureau, settings, tmp_path):
    """Filings with a history, a dropped file that nobody has read yet, and a second factor."""
    settings.MEDIA_ROOT = tmp_path / "files"
    uploads.drop(
        account=bureau.people[Role.FILER],
        campaign=bureau.campaign,
        office=bureau.tree.unit,
        name="gansu-2024.docx",
        pieces=[GANSU.read_bytes()],
    )
    bureau.approved(bureau.filing())
    bureau.approved(bureau.filing())
    factor = apps.get_model("mfa", "Authenticator")
    factor.objects.create(user=bureau.people[Role.FILER], type="totp", data={"secret": "示例", "a": 1.5})
    return settings


@pytest.fixture
def archive(filled, tmp_path):
    del filled
    back_up(tmp_path / "first.zip")
    return tmp_path / "first.zip"


@pytest.fixture
def emptied(archive, settings, tmp_path):
    """Nothing is left but the archive."""
    call_command("flush", verbosity=0, interactive=False)
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    return archive


def held(place):
    with opened(place) as (_, manifest):
        return manifest.tables, manifest.files


def test_what_comes_back_is_what_went(emptied, tmp_path):
    manifest = restore(emptied)
    make_ready()
    back_up(tmp_path / "second.zip")

    assert held(emptied) == held(tmp_path / "second.zip")
    assert (7, 2, 1) == (
        manifest.tables["people.account"].rows,
        manifest.tables["targets.filing"].rows,
        manifest.tables["mfa.authenticator"].rows,
    )
    assert [()] * 2 == [each.breaks for each in walked()]
    (kept,) = (tmp_path / "elsewhere").glob("*/*")
    assert GANSU.read_bytes() == kept.read_bytes()


def test_new_rows_get_new_numbers(emptied):
    restore(emptied)
    last = Office.objects.order_by("-pk").first()

    assert last.pk < Office.objects.create(kind=Kind.UNIT, code="x", name="新单位", parent=last).pk


def test_every_table_is_carried_but_those_that_are_made_anew(archive):
    tables, _ = held(archive)
    left_out = {
        model._meta.label_lower
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in tables
    }

    assert left_out == {
        *("auth.group", "auth.group_permissions", "auth.permission"),
        *("contenttypes.contenttype", "sessions.session"),
    }


def test_a_place_that_is_not_empty_is_left_as_it_is(archive):
    before = list(Account.objects.values_list())

    with pytest.raises(UsageError, match="and there is something"):
        restore(archive)

    assert before == list(Account.objects.values_list())


def test_files_of_others_are_not_mixed_in(emptied, tmp_path):
    (tmp_path / "elsewhere/ab").mkdir(parents=True)
    (tmp_path / "elsewhere/ab/other").write_bytes(b"x")

    with pytest.raises(UsageError, match="elsewhere/ab/other"):
        restore(emptied)


def rewritten(place, change):
    """The archive with other rows and a manifest that agrees: only the database can refuse it."""
    out = io.BytesIO()
    with zipfile.ZipFile(place) as old, zipfile.ZipFile(out, "w") as new:
        members = {name: old.read(name) for name in old.namelist()}
        manifest = json.loads(members.pop("manifest.json"))
        change(members, manifest)
        for table, part in manifest["tables"].items():
            data = members[f"tables/{table}.jsonl"]
            part |= {"sha256": sha256(data).hexdigest(), "size": len(data), "rows": data.count(b"\n")}
        for name, data in {**members, "manifest.json": json.dumps(manifest)}.items():
            new.writestr(name, data)
    place.write_bytes(out.getvalue())


def _replaced(table, old, new):
    def change(members, _):
        name = f"tables/{table}.jsonl"
        assert old in members[name]
        members[name] = members[name].replace(old, new, 1)

    return change


def _without(table):
    def change(members, manifest):
        del manifest["tables"][table]
        del members[f"tables/{table}.jsonl"]

    return change


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_replaced("targets.filing", b'"campaign_id": 1', b'"campaign_id": 99'), "a row cannot be written"),
        (_replaced("people.office", b'"kind": "region"', b'"kind": "moon"'), "a row cannot be written"),
        (_replaced("people.account", b'"is_active": true', b'"is_active": "x"'), "a row cannot be written"),
        (_replaced("people.account", b'"email"', b'"id) --"'), "a row cannot be written"),
        (_replaced("targets.entry", b"{", b"["), "a row cannot be written"),
        (lambda _, manifest: manifest["schema"].update(people="0999_later"), "made by a newer version"),
        (_without("targets.once"), "its tables are not"),
    ],
    ids=["reference", "constraint", "type", "column", "line", "schema", "tables"],
)
def test_what_the_database_refuses_is_not_restored_by_half(emptied, change, why):
    rewritten(emptied, change)

    with pytest.raises(UsageError, match=why):
        restore(emptied)

    assert (0, 0) == (Account.objects.count(), Filing.objects.count())


def test_a_damaged_archive_writes_nothing(emptied, tmp_path):
    data = emptied.read_bytes()
    emptied.write_bytes(data[: len(data) // 2] + b"x" + data[len(data) // 2 + 1 :])

    with pytest.raises(BrokenArchive):
        restore(emptied)

    assert (0, False) == (Account.objects.count(), (tmp_path / "elsewhere").exists())


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(emptied):
    """Made before there were comments of reviewers: it knows neither their tables nor their migrations."""

    def before(members, manifest):
        del manifest["schema"]["reviews"]
        for name in [each for each in manifest["tables"] if each.startswith("reviews.")]:
            del manifest["tables"][name]
            del members[f"tables/{name}.jsonl"]

    rewritten(emptied, before)

    restore(emptied)
    make_ready()

    comments = apps.get_model("reviews", "Comment").objects
    assert (7, 2, 0) == (Account.objects.count(), Filing.objects.count(), comments.count())


def test_a_file_that_rotted_is_told_and_no_backup_is_left(filled, tmp_path):
    (kept,) = filled.MEDIA_ROOT.glob("*/*")
    kept.write_bytes(b"rotten")

    with pytest.raises(UsageError, match="is damaged"):
        back_up(tmp_path / "backup.zip")

    assert [] == list(tmp_path.glob("*.zip")) + list(tmp_path.glob(".*.part"))


def test_only_its_owner_may_read_it(archive):
    assert 0o600 == archive.stat().st_mode & 0o777


def test_the_commands(filled, tmp_path, capsys):
    place = tmp_path / "backup.zip"
    assert 0 == run(["backup", str(place), "--lang", "en"])
    assert f"{place}: the backup of " in capsys.readouterr().out
    assert 0 == run(["backup", "--verify", str(place), "--lang", "zh"])
    assert " 的备份完好，" in capsys.readouterr().out
    assert 2 == run(["restore", str(place), "--lang", "en"])
    assert "and there is something" in capsys.readouterr().err

    call_command("flush", verbosity=0, interactive=False)
    filled.MEDIA_ROOT = tmp_path / "elsewhere"
    assert 0 == run(["restore", str(place), "--lang", "en"])
    assert " is restored: " in capsys.readouterr().out
    place.write_bytes(place.read_bytes()[:-1])
    assert 2 == run(["backup", "--verify", str(place), "--lang", "en"])
    assert "cannot be used" in capsys.readouterr().err
    assert 2 == run(["backup", str(tmp_path), "--lang", "en"])
    assert "is a folder" in capsys.readouterr().err


def test_from_one_database_to_the_other_and_back(emptied, tmp_path):
    """A bureau that grows: SQLite in a folder of its own here, what the tests run on there."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JIXIAO_", "DJANGO_", "DATABASE_"))
    }
    environment = kept | {"JIXIAO_DATA": str(tmp_path / "bureau")}

    for verb, place in (("restore", emptied), ("backup", tmp_path / "moved.zip")):
        subprocess.run([*COMMAND, verb, place], env=environment, check=True, capture_output=True)
    assert held(emptied) == held(tmp_path / "moved.zip")

    restore(tmp_path / "moved.zip")
    make_ready()
    back_up(tmp_path / "back.zip")
    assert held(emptied) == held(tmp_path / "back.zip")
