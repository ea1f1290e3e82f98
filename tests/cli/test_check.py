"""``jixiao check``: what is shown, what is left out, and what decides the exit code."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from jixiao import api
from jixiao.checks import select
from jixiao.checks.catalogue import rules
from jixiao.model.finding import Level
from tests import factories

UNUSED = "the suppression covers nothing and may go"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def check(jixiao, files, place, monkeypatch):  # noqa: ARG001  paths are beside the test
    """Checks ``年度/附件2.docx``, whose findings are made by hand."""
    files["年度/附件2.docx"] = factories.checked_document()
    monkeypatch.setattr(api, "check", lambda document, **_: document)
    return lambda *more, **how: jixiao("check", "年度/附件2.docx", *more, **how)


@pytest.mark.parametrize(("lang", "columns"), [("zh_CN", 60), ("zh_CN", 100), ("en_US", 140)])
def test_findings(golden, check, lang, columns):
    golden(f"check-{lang[:2]}-{columns}.txt", check(lang=lang, columns=columns).out)


def test_statistics(golden, check):
    golden("check-statistics.txt", check("--statistics", lang="zh_CN").out)


def test_statistics_for_programs(check):
    told = json.loads(check("--statistics", "--format", "json").out)

    assert {"error": 4, "warning": 1, "note": 1} == told["levels"]
    assert {"rule": "word-as-rate", "error": 2, "warning": 0, "note": 0} == told["rules"][0]
    assert "--statistics is text or json, not csv" in check("--statistics", "--format", "csv").err


def test_no_line_is_wider_than_the_terminal(jixiao, files, check, monkeypatch):  # noqa: ARG001  api.check is faked
    from rich.cells import cell_len

    row = factories.indicator("产出指标", "数量指标", "名" * 90, "≥1" + "个" * 90)
    found = factories.found_on(row, "a-" + "rule-" * 9, Level.ERROR, factories.findings()[0].message)
    files["a.docx"] = factories.document(
        tables=(factories.unit_table(subject="单" * 90, indicators=(row,)),),
        findings=(replace(found, table="单" * 90),),
    )

    for columns in (60, 80, 300):
        lines = jixiao("check", "a.docx", columns=columns).out.splitlines()
        assert max(map(cell_len, lines)) <= min(columns, 120)


def test_a_clean_document(jixiao, files, check):  # noqa: ARG001  api.check is faked
    files["a.docx"] = factories.document(findings=())

    assert "nothing found; 2 tables, 6 indicators" == jixiao("check", "a.docx").out.splitlines()[-1]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--ignore", "reading", "--fail-on", "warning"), 1),
        (("--level", "error", "--fail-on", "note"), 1),
    ],
)
def test_exit_codes(check, options, code):
    assert code == check(*options, "--format", "line").code


def test_what_is_not_shown_counts(check):
    shown = check("--level", "warning", "--format", "line").out.splitlines()

    assert 5 == len(shown)
    assert not [line for line in shown if ": note " in line]


def test_the_format_follows_from_the_suffix(check, place):
    kinds = {"json": '{"doc', "sarif": '{"$sch', "xml": "<?xml", "xlsx": "PK", "html": "<!doc", "txt": "年度"}
    for suffix, start in kinds.items():
        assert "" == check("-o", f"found.{suffix}").out
        assert (place / f"found.{suffix}").read_bytes().startswith(start.encode())


def test_json_is_the_contract_with_findings(check):
    found = json.loads(check("--format", "json").out)["documents"][0]["findings"]
    corrected = next(each for each in found if each["correction"])

    assert (11, "三公经费控制率", True) == (
        corrected["opinion"],
        corrected["correction"]["text"],
        corrected["correction"]["safe"],
    )
    assert None is found[0]["opinion"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("rate-with-number", "there is no rule or group rate-with-number; did you mean rate-without-number?"),
        ("value,fund", "there is no rule or group fund; did you mean funds?"),
        ("xyzzy", "there is no rule or group xyzzy; jixiao rules lists them"),
    ],
)
def test_names_that_are_none(check, names, said):
    result = check("--select", names)

    assert (2, f"jixiao: {said}\n") == (result.code, result.err)


def test_settings_from_a_file(check, place):
    (place / "jixiao.toml").write_text('[check]\nlevel = "error"\nfail-on = "never"\nselect = ["reading"]\n')

    assert (0, 1) == ((result := check("--format", "line")).code, len(result.out.splitlines()))
    assert 1 == check("--fail-on", "error").code


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[check]\nfail_on = 1", "check.fail_on: not known; did you mean fail-on?"),
        ("[checks]", "checks: not known; did you mean check?"),
        ('[check]\nlevel = "bad"', "check.level: one of error, warning, note is wanted"),
        ('[check]\nselect = "value"', "check.select: a list of names of rules or groups is wanted"),
        ("[check", "is no valid TOML"),
    ],
)
def test_settings_that_cannot_be(check, place, text, said):
    (place / "jixiao.toml").write_text(text)

    result = check()

    assert 2 == result.code
    assert result.err.startswith(f"jixiao: {place}/jixiao.toml")
    assert said in result.err


ENTRY = 'rule = "sum-open"\ntable = "见义勇为专项"\nreason = "已说明"\n'


def test_what_someone_answers_for_is_not_said(check, place):
    (place / "jixiao-suppressions.toml").write_text(f"[[suppress]]\n{ENTRY}expires = 2999-12-31\n")

    result = check("--format", "line")

    assert "sum-open" not in result.out
    assert "" == result.err
    assert "; 1 suppressed" in check().out.splitlines()[-1]


def test_it_is_said_again_after_its_last_day(check, place):
    (place / "jixiao-suppressions.toml").write_text(f"[[suppress]]\n{ENTRY}expires = 2020-12-31\n")

    result = check("--format", "line")

    assert "sum-open" in result.out
    assert (
        "sum-open 见义勇为专项: the suppression expired on 2020-12-31; what it covered is shown again\n"
        == result.err
    )


def test_an_entry_that_covers_nothing(check, place):
    entries = f'[[suppress]]\n{ENTRY}text = "300"\nexpires = 2999-12-31\n'
    other = f'[[suppress]]\n{ENTRY}document = "附件3.docx"\nexpires = 2999-12-31\n'
    (place / "jixiao-suppressions.toml").write_text(entries + other)

    assert f"sum-open 见义勇为专项 300: {UNUSED}\n" == check("--format", "line").err


def test_only_what_is_new(check, files, place):
    written = check("--baseline", "known.json", "--write-baseline")
    known = check("--baseline", "known.json", "--format", "line")
    old = files["年度/附件2.docx"]
    files["年度/附件2.docx"] = replace(old, findings=(*old.findings, old.findings[1]))
    twice = check("--baseline", "known.json", "--format", "line")

    assert (0, "", "known.json knows 6 findings now\n") == (written.code, written.out, written.err)
    assert (0, "") == (known.code, known.out)
    assert 1 == len(twice.out.splitlines())
    (place / "known.json").write_text("[]")
    assert "known.json is no baseline" in check("--baseline", "known.json").err


def test_files_with_settings_of_their_own(check, jixiao, place):  # noqa: ARG001  api.check is faked
    for name in ("a", "b"):
        (place / name).mkdir()
        (place / name / "jixiao.toml").write_text("[check]\n")

    result = jixiao("check", "a/1.docx", "b/2.docx")

    assert 2 == result.code
    assert "check them one after the other" in result.err


def test_a_rule_that_is_not_looked_at_leaves_its_entries_alone(check, place):
    (place / "jixiao-suppressions.toml").write_text(
        f'[[suppress]]\n{ENTRY}text = "300"\nexpires = 2999-12-31\n'
    )

    assert "" == check("--select", "value", "--format", "line").err


@pytest.mark.parametrize("name", ["approved", "approved/附件2.docx"])
def test_the_approved_version(jixiao, files, place, monkeypatch, name):
    (place / "approved").mkdir()
    (place / "approved/附件2.docx").touch()
    held = []
    monkeypatch.setattr(api, "read", lambda path: factories.document(name=str(path)))
    monkeypatch.setattr(api, "check", lambda document, **how: held.append(how["approved"]) or document)
    files["附件2.docx"] = factories.document()

    jixiao("check", "附件2.docx", "--approved", name)

    assert ["approved/附件2.docx"] == [each.name for each in held]


SUPPRESS = ("--suppress", "word-as-rate", "--reason", "说好的“口径”", "--expires", "2999-12-31")


@pytest.fixture
def known_rule(monkeypatch):
    """The rule of the hand-made findings is one that there is."""
    monkeypatch.setattr(select, "rules", lambda: (replace(rules()[0], name="word-as-rate"),))


@pytest.mark.usefixtures("known_rule")
def test_entries_are_written_and_hold(check, place):
    own = "# ours\n"
    (place / "jixiao-suppressions.toml").write_text(own)
    one = check(*SUPPRESS, "--indicator", "政府采购规范性")
    other = check(*SUPPRESS)

    assert (0, 0, 1, 1) == (one.code, other.code, len(one.err.splitlines()), len(other.err.splitlines()))
    assert (place / "jixiao-suppressions.toml").read_text("utf-8").startswith(own)
    assert "; 2 suppressed" in check().out.splitlines()[-1]
    assert "there is no finding of word-as-rate" in check(*SUPPRESS).err


@pytest.mark.usefixtures("known_rule")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (SUPPRESS[:4], "--suppress needs --reason and --expires"),
        ((*SUPPRESS[:5], "2020-01-01"), "--expires is a day to come, such as 2025-12-31, not 2020-01-01"),
        (("--suppress", "value", *SUPPRESS[2:]), "value is a group; name one rule"),
        ((*SUPPRESS, "--indicator", "没有"), "there is no finding of word-as-rate “没有”"),
    ],
)
def test_entries_that_cannot_be_written(check, place, options, said):
    result = check(*options)

    assert 2 == result.code
    assert said in result.err
    assert [] == list(place.iterdir())
