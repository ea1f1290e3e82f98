"""``jixiao score``: what is shown, what the user gives, and what decides the exit code."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from rich.cells import cell_len

from jixiao import api
from jixiao.model.table import Form
from jixiao.scoring.score import Deduction, Place
from tests import factories
from tests.scored import scored


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def made():
    return scored()


@pytest.fixture
def given(made, monkeypatch):
    """What the three functions were asked, by their names; their results are made by hand."""
    asked = {}
    results = {"score": made.scores, "watch": made.watches, "review": made.reviews}

    def function(name):
        def answer(_, **how):
            asked[name] = how
            return results[name]

        return answer

    for name in results:
        monkeypatch.setattr(api, name, function(name))
    return asked


@pytest.fixture
def score(jixiao, files, place, made, given):  # noqa: ARG001  paths are beside the test, results made by hand
    files["年度/自评表.docx"] = replace(made.document, findings=())
    return lambda *more, **how: jixiao("score", "年度/自评表.docx", *more, **how)


@pytest.mark.parametrize(("lang", "columns"), [("zh_CN", 60), ("zh_CN", 100), ("en_US", 120)])
def test_results(golden, score, lang, columns):
    golden(f"score-{lang[:2]}-{columns}.txt", score("--review", lang=lang, columns=columns).out)


def test_the_path_stands_below_each_row(golden, score):
    golden("score-explain.txt", score("--review", "--explain", lang="zh_CN", columns=80).out)


@pytest.mark.parametrize("options", [("--review",), ("--review", "--explain")])
def test_no_line_is_wider_than_the_terminal(score, options):
    for columns in (50, 80, 300):
        lines = score(*options, columns=columns).out.splitlines()
        assert max(map(cell_len, lines)) <= min(columns, 120)


def test_what_was_asked_reaches_the_functions(score, given):
    assert 1 == score("--profile", "mof/2021-101", "--region", "四川", "--month", "6").code

    assert ("mof/2021-101", "四川") == (given["score"]["profile"], given["score"]["region"])
    assert (6, "四川") == (given["watch"]["month"], given["watch"]["region"])
    assert "review" not in given


def test_deductions_find_their_rows(score, place, given):
    (place / "d.toml").write_text(
        '[[deduction]]\nindicator = "慰问人数"\ntable = "见义勇为专项"\npoints = "1.50"\nreason = "缺件"\n'
        '[[deduction]]\nrow = 2\npoints = 1\nreason = "迟报"\n'
        '[[deduction]]\nrow = "execution"\npoints = 0.5\nreason = "沉淀"\n'
        '[[deduction]]\nindicator = "慰问次数"\npoints = 1\nreason = "迟报"\n'
    )

    result = score("--deductions", "d.toml")

    assert (
        Deduction(Place(0, 0), Decimal("1.50"), "缺件"),
        Deduction(Place(0, 1), Decimal(1), "迟报"),
        Deduction(Place(0, None), Decimal("0.5"), "沉淀"),
    ) == given["score"]["deductions"]
    assert "the deduction “慰问次数 1 迟报” fits no row\n" == result.err


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a = 1", "it holds [[deduction]] and nothing else"),
        ("deduction = [1]", "it holds [[deduction]] and nothing else"),
        ('[[deduction]]\npoints = 1\nreason = "a"', "[[deduction]] 1: give indicator, the name, or row"),
        (
            '[[deduction]]\nrow = 0\npoints = 1\nreason = "a"',
            "[[deduction]] 1: give indicator, the name, or row",
        ),
        (
            '[[deduction]]\nrow = 1\npoints = "viel"\nreason = "a"',
            "[[deduction]] 1: points is a number above zero",
        ),
        (
            '[[deduction]]\nrow = 1\npoints = nan\nreason = "a"',
            "[[deduction]] 1: points is a number above zero",
        ),
        ("[[deduction]]\nrow = 1\npoints = 1", "[[deduction]] 1: give the reason"),
        ('[[deduction]]\nrow = 1\npoint = 1\nreason = "a"', "[[deduction]] 1: point is not known"),
    ],
)
def test_a_file_of_deductions_that_cannot_be_meant(score, place, text, fault):
    (place / "d.toml").write_text(text)

    result = score("--deductions", "d.toml")

    assert (2, f"jixiao: d.toml: {fault}") == (result.code, result.err[: len(f"jixiao: d.toml: {fault}")])


def test_a_deduction_that_fits_two_rows_is_refused(jixiao, files, place, given):  # noqa: ARG001  as above
    files["a.docx"] = factories.document(tables=(factories.evaluation_table(), factories.evaluation_table()))
    (place / "d.toml").write_text('[[deduction]]\nindicator = "慰问人数"\npoints = 1\nreason = "材料缺失"')

    result = jixiao("score", "a.docx", "--deductions", "d.toml")

    assert (2, "jixiao: the deduction “慰问人数 1 材料缺失” fits several rows; give table or row\n") == (
        result.code,
        result.err,
    )


def test_facts_give_the_actuals_that_a_form_leaves_blank(jixiao, files, place):
    row = factories.indicator("部门管理", "资金投入", "“三公经费”控制率", "≤100%", weight="90")
    table = factories.evaluation_table(indicators=(row,), funds=())
    files["a.docx"] = factories.document(tables=(table,), findings=())
    (place / "f.toml").write_text('"三公经费实际支出数" = 8.6\n["见义勇为专项"]\n"三公经费预算数" = "10"')

    result = jixiao("score", "a.docx", "--facts", "f.toml", "--to", "json")
    (document,) = json.loads(result.out)["documents"]

    assert "86%" == document["tables"][0]["indicators"][0]["actual"]
    assert "90" == document["scores"][0]["rows"][0]["most"].removesuffix(".00")
    assert "the actual follows from what was given: 8.6 ÷ 10 × 100% = 86%" in [
        each["message"] for each in document["findings"]
    ]


def test_facts_of_no_table_are_said(score, place):
    (place / "f.toml").write_text('["见义勇为专款"]\n"三公经费预算数" = 10')

    assert (
        "the facts of “见义勇为专款” fit no table\n" == score("--facts", "f.toml", "--fail-on", "never").err
    )


def test_a_monitoring_table_without_rows_has_no_lights(jixiao, files, place):  # noqa: ARG001  as above
    bare = factories.evaluation_table(form=Form.PROJECT_MONITORING, indicators=(), funds=(), sums=())
    files["a.docx"] = factories.document(tables=(bare,), findings=())

    assert "Light" not in jixiao("score", "a.docx").out


def test_facts_that_are_no_numbers_are_refused(score, place):
    (place / "f.toml").write_text('"三公经费预算数" = "many"')

    assert "jixiao: f.toml: 三公经费预算数: a number is wanted\n" == score("--facts", "f.toml").err


def test_a_year_given_stands_before_the_printed_one(jixiao, files, place):  # noqa: ARG001  as above
    files["a.docx"] = factories.document(tables=(factories.evaluation_table(year=2023),), findings=())

    result = jixiao("score", "a.docx", "--year", "2021", "--to", "json")

    assert [2021] == [each["year"] for each in json.loads(result.out)["documents"][0]["scores"]]


def test_a_place_given_stands_before_the_printed_one_and_may_be_written_in_full(jixiao, files, place):  # noqa: ARG001  as above
    files["a.docx"] = factories.document(tables=(factories.evaluation_table(year=2023),), findings=())

    methods = [
        json.loads(jixiao("score", "a.docx", "--to", "json", *region).out)["documents"][0]["scores"][0][
            "method"
        ]
        for region in ((), ("--region", "湖北省武汉市"))
    ]

    assert ["mof/2020-10", "hubei/self-evaluation"] == methods


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("never", 0)])
def test_what_scoring_finds_decides_the_exit_code(score, fail_on, code):
    assert code == score("--fail-on", fail_on).code


def test_a_document_without_a_table_to_score(jixiao, files, place):  # noqa: ARG001  as above
    files["a.docx"] = factories.document(tables=(factories.unit_table(),), findings=())

    result = jixiao("score", "a.docx")

    assert 0 == result.code
    assert (
        "a.docx  docx  no self-evaluation and no monitoring table; --review reviews target tables"
        == (result.out.splitlines()[0])
    )


def test_the_format_follows_from_the_suffix(score, place):
    kinds = {"json": '{"doc', "jsonl": '{"sou', "csv": "\ufeffdoc", "xlsx": "PK", "txt": "年度"}
    for suffix, start in kinds.items():
        assert "" == score("-o", f"scores.{suffix}").out
        assert (place / f"scores.{suffix}").read_bytes().startswith(start.encode())
