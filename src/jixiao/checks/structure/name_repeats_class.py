"""The third level says no more than the class above it."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.case import Measure
from jixiao.checks.rule import Cell, Remark, indicator_rule, remark
from jixiao.checks.structure._classes import is_template_row, repeats_class
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion


@indicator_rule(
    level=Level.ERROR,
    opinion=Opinion.INCOMPLETE,
    basis="mof/2015-88#specific",
    title=Message("三级指标只重复了类别", "The name repeats its class"),
    found=Message("“{name}”只是类别的名称", "“{name}” is only the name of a class"),
    required=Message("三级指标要写明衡量什么", "the third level should say what is measured"),
    advice=Message(
        "写出这一类下具体衡量的内容，如质量指标写“系统验收合格率”",
        "name what is measured in this class, such as 系统验收合格率 for quality",
    ),
    cell=Cell.NAME,
)
def name_repeats_class(measure: Measure) -> Iterator[Remark]:
    if len(measure.name.plain) <= _LONGEST and repeats_class(measure) and not is_template_row(measure):
        yield remark()


_LONGEST = 14  # characters of the longest class: 社会公众或服务对象满意度指标
