"""0 done and clean, 1 findings, 2 usage, 3 a file could not be read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from jixiao import api
from jixiao.model.finding import Level
from tests import factories


def with_finding(level):
    found = replace(factories.findings()[0], level=level)
    return factories.document(findings=(found,))


def test_clean(jixiao, files):
    files["a.docx"] = factories.document(findings=())

    assert 0 == jixiao("read", "a.docx").code


@pytest.mark.parametrize(
    ("level", "fail_on", "code"),
    [
        (Level.ERROR, "error", 1),
        (Level.WARNING, "error", 0),
        (Level.WARNING, "warning", 1),
        (Level.NOTE, "warning", 0),
        (Level.NOTE, "note", 1),
        (Level.ERROR, "note", 1),
        (Level.ERROR, "never", 0),
    ],
)
def test_findings_at_or_above_the_level(jixiao, files, level, fail_on, code):
    files["a.docx"] = with_finding(level)

    assert code == jixiao("read", "a.docx", "--to", "json", "--fail-on", fail_on).code


def test_a_file_that_cannot_be_read_does_not_stop_the_others(jixiao, files, damaged):
    files |= {"a.docx": with_finding(Level.ERROR), "b.docx": damaged, "c.docx": factories.document()}

    result = jixiao("read", "a.docx", "b.docx", "c.docx", "--to", "jsonl")

    assert 3 == result.code
    assert ["a.docx", "a.docx", "c.docx", "c.docx"] == [
        json.loads(line)["source"]["name"] for line in result.out.splitlines()
    ]
    assert "cannot read b.docx: the file breaks off\n" == result.err


VERBS = (
    *("annotate", "audit", "backup", "check", "convert", "index", "read"),
    *("regulations", "restore", "rules", "score", "serve"),
)
FORMATS = ("table", "json", "jsonl", "csv", "xlsx", "parquet", "markdown", "html")
SUFFIXES = ".docx .xlsx .pdf .html .json .jsonl .csv .parquet .md"
REFUSED = {
    ("read",): ("Missing argument 'FILE...'.", "缺少 FILE..."),
    ("read", "--speed", "a"): ("No such option '--speed'.", "没有选项 --speed"),
    ("red", "a"): (
        f"there is no command red; there are: {', '.join(VERBS)}",
        f"没有命令 red；可用：{'、'.join(VERBS)}",
    ),
    ("read", "a", "--to", "yaml"): (
        f"Invalid value for '--to': 'yaml' is not one of {', '.join(map(repr, FORMATS))}.",
        f"--to 的取值不对；可用：{'、'.join(FORMATS)}",
    ),
    ("score", "a", "--month", "13"): (
        "Invalid value for '--month': 13 is not in the range 1<=x<=12.",
        "--month 应为 1 至 12 的整数",
    ),
    ("convert", "a", "b.yaml"): (
        f"b.yaml names no format; end it in one of {SUFFIXES}, or say --to, or name a folder with /",
        f"b.yaml 的后缀不说明格式；请用 {SUFFIXES} 之一，或加 --to，或给出以 / 结尾的文件夹",
    ),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.items())
@pytest.mark.parametrize(("place", "lang"), [(0, "en_US.UTF-8"), (1, "zh_CN.UTF-8")])
def test_usage(jixiao, arguments, said, place, lang):
    result = jixiao(*arguments, lang=lang)

    assert (2, f"jixiao: {said[place]}\n", "") == (result.code, result.err, result.out)


def test_a_password_comes_from_the_environment(jixiao, monkeypatch, tmp_path):
    given = []
    monkeypatch.setattr(api, "originals", lambda *_, password, **__: given.append(password) or [])
    monkeypatch.setenv("SECRET", "密码")

    assert 0 == jixiao("read", "a", "--password-env", "SECRET").code
    assert 0 == jixiao("convert", "a", tmp_path / "b.json", "--password-env", "SECRET").code
    assert ["密码", "密码"] == given


def test_a_variable_that_is_not_there(jixiao):
    result = jixiao("read", "a", "--password-env", "NOWHERE")

    assert (2, "jixiao: --password-env: there is no environment variable NOWHERE\n") == (
        result.code,
        result.err,
    )
