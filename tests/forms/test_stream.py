"""Tables whose columns are lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao import read
from jixiao.forms.stream.align import aligned
from jixiao.forms.stream.cutting import pair
from jixiao.forms.stream.tokens import Gap, Token
from jixiao.forms.vocabulary import Head
from jixiao.grid.grid import Cell

L1, L2, L3, TARGET = Head.LEVEL1, Head.LEVEL2, Head.LEVEL3, Head.TARGET


def tokens(text: str, gap: Gap = Gap.LINE) -> list[Token]:
    return [Token(piece, Cell(row, 1, piece), gap) for row, piece in enumerate(text.split(), 1)]


def rows(text: str, heads: list[Head], gap: Gap = Gap.LINE) -> list[list[tuple[str, str]]]:
    return [[(heads[p.column].value, p.token.text) for p in row] for row in aligned(tokens(text, gap), heads)]


def test_rows_end_where_the_words_say_so():
    assert rows(
        "产出指标 数量指标 里程 ≥3公里 座数 =2座 效益指标 社会效益指标 通行 改善", [L1, L2, L3, TARGET]
    ) == [
        [("level1", "产出指标"), ("level2", "数量指标"), ("level3", "里程"), ("target", "≥3公里")],
        [("level3", "座数"), ("target", "=2座")],
        [("level1", "效益指标"), ("level2", "社会效益指标"), ("level3", "通行"), ("target", "改善")],
    ]


def test_a_name_broken_by_a_line_end_is_whole():
    document = read(
        "项目支出绩效目标表\n项目名称\n农田\n一级指标\n二级指标\n三级指标\n指标值\n产出指标\n质量指标\n"
        "高标准农田建设项目竣工验\n收合格率\n=100%\n".encode(),
        name="t.txt",
    )

    assert [i.level3 for i in document.tables[0].indicators] == ["高标准农田建设项目竣工验收合格率"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("免费开放天数=300天", ("免费开放天数", "=300天")),
        ("校舍维修改造质量合格率100%", ("校舍维修改造质量合格率", "100%")),
        ("桥梁改造平均成本57万元/座", ("桥梁改造平均成本", "57万元/座")),
        ("义务教育优质均衡发展情况稳步提高", ("义务教育优质均衡发展情况", "稳步提高")),
        ("年度任务完成时间2024年10月底前", ("年度任务完成时间", "2024年10月底前")),
        ("促进就业", ("促进就业", "")),
    ],
)
def test_a_glued_name_and_value_are_cut(text, expected):
    assert pair(text) == expected


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "产出指标",
                "数量指标",
                "里程",
                "≥",
                "3",
                "公里",
                "100%",
                "及时",
                "项目名称",
                "一级指标",
                "三级指标",
                "指标值",
                "合计",
            ]
        ),
        max_size=40,
    ),
    st.sampled_from(["\n", " ", " | ", " |\n", "\t", "\n\n", ""]),
)
def test_any_heap_of_words_is_read(words, between):
    """No order of the forms' own words raises or hangs."""
    text = "项目支出绩效目标表\n" + between.join(words)

    assert read(text.encode(), name="t.txt").format
