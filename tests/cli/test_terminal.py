"""What the user sees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import factories


@pytest.mark.parametrize(("lang", "columns"), [("zh_CN", 60), ("zh_CN", 100), ("en_US", 140)])
def test_tables(golden, jixiao, files, lang, columns):
    files["附件2.docx"] = factories.document()

    golden(f"{lang[:2]}-{columns}.txt", jixiao("read", "附件2.docx", lang=lang, columns=columns).out)


def test_no_line_is_wider_than_the_terminal(jixiao, files):
    from rich.cells import cell_len

    long = replace(
        factories.indicator("产出指标" * 5, "数量指标" * 9, "名" * 90, "≥1" + "个" * 30), weight="5"
    )
    files["a.docx"] = factories.document(tables=(factories.evaluation_table(indicators=(long,)),))

    for columns in (40, 80, 300):
        lines = jixiao("read", "a.docx", columns=columns).out.splitlines()
        assert max(map(cell_len, lines)) <= min(columns, 120)


def test_colours_on_a_terminal_only_and_not_against_the_users_will(jixiao, files, monkeypatch):
    files["a.docx"] = factories.document()
    monkeypatch.setenv("TERM", "xterm")
    piped = jixiao("read", "a.docx").out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    shown = jixiao("read", "a.docx").out
    monkeypatch.setenv("NO_COLOR", "1")
    plain = jixiao("read", "a.docx").out

    assert "\x1b" not in piped
    assert "\x1b[32m19,806.52 = 17,200.01 + 2,606.51 + 0.00 ✓" in shown
    assert "\x1b[32m" not in plain


def test_a_document_does_not_steer_the_terminal(jixiao, files):
    escape = "\x1b]0;owned\x07\x1b[2J\x9b31m"
    hostile = factories.unit_table(
        title=escape, subject=escape, indicators=(factories.indicator(escape, escape, escape, escape),)
    )
    found = replace(
        factories.findings()[1], message=replace(factories.findings()[1].message, en=f"{escape}\n2")
    )
    files["a.docx"] = factories.document(tables=(hostile,), findings=(found,))

    result = jixiao("read", "a.docx")

    assert not {"\x1b", "\x07", "\x9b"} & set(result.out + result.err)
    assert 1 == len(result.err.splitlines())


def test_the_last_line_shows_that_the_sums_close(jixiao, files):
    files["a.docx"] = factories.document(tables=(factories.unit_table(),), findings=())

    last = jixiao("read", "a.docx").out.splitlines()[-1]

    assert "1 table, 3 indicators, 0 findings; 19,806.52 = 19,806.52 closed" == last
