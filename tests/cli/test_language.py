"""Chinese or English by the locale, unless told."""

from __future__ import annotations

import pytest

from jixiao.cli.language import language_of
from tests import factories


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
    ],
)
def test_the_locale(environment, language):
    assert language == language_of(environment)


def test_lang_overrides_the_locale(jixiao, files):
    files["a.docx"] = factories.document()

    english = jixiao("read", "a.docx", "--lang", "en", lang="zh_CN.UTF-8")
    chinese = jixiao("read", "a.docx", "--lang", "zh")

    assert "2 tables, 6 indicators, 2 findings; 1 of 2 sums closed" == english.out.splitlines()[-1]
    assert "2 张表，6 项指标，2 个问题；2 个合计中 1 个相符" == chinese.out.splitlines()[-1]
    assert "a.docx: note unit-assumed: amounts were read as 万元" == english.err.splitlines()[-1]
    assert "a.docx：提示 unit-assumed：金额单位按万元读取" == chinese.err.splitlines()[-1]


def test_help_in_both_languages(jixiao):
    english, chinese = jixiao("read", "--help"), jixiao("read", "--help", lang="zh_CN.UTF-8")

    assert english.out.startswith(
        "Usage: jixiao read [OPTIONS] FILE...\n\n  Read performance-target tables\n"
    )
    assert chinese.out.startswith("用法：jixiao read [OPTIONS] FILE...\n\n  读取绩效目标表\n")
    assert (0, 0) == (english.code, chinese.code)


def test_without_arguments_help_is_shown(jixiao):
    assert jixiao("--help").out == jixiao().out
