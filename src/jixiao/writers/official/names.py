"""What can stand in a form: the names of its fields, and what people call them."""

from __future__ import annotations

from jixiao.model.message import Message
from jixiao.model.table import FundsColumn, FundsItem
from jixiao.writers.official.picture import Row
from jixiao.writers.official.sheet import Align

_COLUMNS = ["", *(f".{column}" for column in FundsColumn if column)]
_ITEMS = [item.value for item in FundsItem if item is not FundsItem.OTHER]
_NAMED = {f"{item}{column}" for item in (*_ITEMS, *(f"term.{i}" for i in _ITEMS)) for column in _COLUMNS}
_OTHER = {f"{FundsItem.OTHER}{column}" for column in _COLUMNS}  # told apart by their labels alone
_WITHOUT_PLACE = {f"amount{column}" for column in _COLUMNS}

#: Fields of the table, as messages call them.
FIELDS = {
    "title": Message("表名", "title"),
    "subject": Message("项目（单位）名称", "subject"),
    "unit": Message("实施单位", "unit"),
    "department": Message("主管部门", "department"),
    "year": Message("年度", "year"),
    "period": Message("监控期间", "period of the monitoring"),
    "goal": Message("绩效目标", "goal"),
    "goal.annual": Message("年度目标", "annual goal"),
    "goal.total": Message("总体目标", "overall goal"),
    "goal.achieved": Message("目标完成情况", "what was achieved of the goal"),
    "execution.rate": Message("预算执行率", "execution rate"),
    "execution.weight": Message("预算执行率分值", "weight of the execution"),
    "execution.score": Message("预算执行率得分", "score of the execution"),
    "execution.reason": Message("预算执行偏差原因", "reason for the execution"),
    "conclusion.weight": Message("分值合计", "total of the weights"),
    "conclusion.score": Message("总分", "total score"),
    "conclusion.problems": Message("存在问题", "problems"),
    "conclusion.improvements": Message("改进措施", "improvements"),
    "conclusion.reasons": Message("偏差原因", "reasons"),
    "conclusion.notes": Message("说明", "notes"),
    "review.score": Message("审核总分", "points of the review"),
    "review.grade": Message("审核等级", "grade of the review"),
    "review.handling": Message("综合评定", "what follows from the review"),
}

#: Fields of one indicator, and below them of one item of a review.
COLUMNS = {
    "level1": Message("一级指标", "level 1"),
    "level2": Message("二级指标", "level 2"),
    "level3": Message("三级指标", "level 3"),
    "target": Message("指标值", "target"),
    "comparator": Message("比较符", "comparator"),
    "value": Message("指标值", "value"),
    "unit": Message("计量单位", "unit of measure"),
    "weight": Message("分值", "weight"),
    "actual": Message("实际完成值", "actual"),
    "expected": Message("全年预计完成情况", "expected"),
    "score": Message("得分", "score"),
    "reason": Message("偏差原因", "reason"),
    "criterion": Message("评分标准", "criterion"),
    "chance": Message("完成目标可能性", "chance"),
    "remark": Message("备注", "remark"),
    "dimension": Message("审核内容", "dimension"),
    "item": Message("审核项目", "item"),
    "test": Message("审核要点", "test"),
    "points": Message("分值", "points"),
    "grade": Message("等级", "grade"),
    "evidence": Message("审核依据", "evidence"),
}

#: Fields of a row that stand once beside all rows that say the same, each under the same one before it.
MERGED = ("level1", "level2", "dimension")
_NUMBERS = frozenset({"weight", "score", "actual", "expected", "target", "value", "rate", "points"})
_CENTRED = frozenset(
    {
        "level1",
        "level2",
        "comparator",
        "weight",
        "score",
        "rate",
        "chance",
        "label",
        "dimension",
        "points",
        "grade",
    }
)


def is_number(name: str) -> bool:
    """Whether a plain number that stands there counts, like points, and unlike the name of a year."""
    return is_amount(name) or name.rpartition(".")[2] in _NUMBERS


def is_amount(name: str) -> bool:
    """Whether an amount stands there.

    >>> is_amount("other.original@单位资金"), is_amount("other"), is_amount("execution.rate")
    (True, False, False)
    """
    item, label, _ = name.partition("@")
    return item in _NAMED or item in _WITHOUT_PLACE or bool(label and item in _OTHER)


def align_of(name: str) -> Align:
    if is_amount(name):
        return Align.RIGHT
    return Align.CENTRE if name.rpartition(".")[2].partition("=")[0] in _CENTRED else Align.LEFT


def is_field(name: str, *, in_row: bool) -> bool:
    """Whether a picture may name it: in the rows of the indicators, or elsewhere.

    ``chance=确定能`` is ticked where the chance is that word; ``total@财政拨款``
    is the total printed with that label or under that heading.

    >>> is_field("annual-total.executed", in_row=False), is_field("level3", in_row=False)
    (True, False)
    """
    if in_row:
        return name.partition("=")[0] in COLUMNS
    return name in FIELDS or is_amount(name) or name == "amount.label"


def holds_amounts(row: Row) -> bool:
    """Whether the row is one for amounts that have no place of their own."""
    return any(name.partition(".")[0] == "amount" for mark in row for name in mark.names)


def holds_goals(row: Row) -> bool:
    return any(name.partition(".")[0] == "goal" for mark in row for name in mark.names)
