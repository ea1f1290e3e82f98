"""What the lines above a table say: its title, year, form and unit of amounts."""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao.forms import vocabulary
from jixiao.grid.text import compact, folded
from jixiao.model.table import Form

_TITLE = re.compile(r".*(绩效|目标).*表(\(.*\))?[一二三四五六七八九十\d]?$")
_CERTAIN = re.compile(
    r"^(?!\d{1,2}[.、．])[^-]*绩效.*(目标|自评|监控|评价|执行|运行|跟踪|指标|批复|申报|填报).*表(\(.*\))?$"
)
# Without the word 绩效: 2022年度某某项目自评表 (Hubei).
_PLAIN = re.compile(r"(?:项目|支出|整体|部门|单位)(?:资金)?自评(?:结果|情况)?表(?:\(.*\))?$")
_FOREIGN = re.compile(
    r"[。；;?？]|员工|人员绩效|个人|考核评分|考核表|绩效工资|目录|\.{3}|…{2}|详见|见附|公开表|附件[:：].*\.(xlsx?|docx?|pdf)|指标体系|评分表"
)
_PREFIX = re.compile(r"^(附件|附表|附|表)[一二三四五六七八九十\d\-—.]*[:：、.]?(?=.*绩效.*表)")
# The year may be left to be filled in: （    年度）.
_YEAR_BRACKET = re.compile(r"[(（]\s*(?:(?:19|20)?\d{2}\s*年?\s*度?|年度?)\s*[)）]$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|\)|）|-|—|财政年度|度|$|(?=[^\d.,元万]))")
_YEAR_LINE = re.compile(r"^[(（]?((?:19|20)\d{2})年?度?[)）]?$")
_OTHER_TABLE = re.compile(r"^[^。；，,;]{2,30}(?<!绩效)表([(].{1,12}[)])?$")
_BUDGET_TABLE = re.compile(
    r"(收支|收入|支出|预算|经费|基金|采购|资产|拨款|结转|债务|购买服务).*(?<!\d)表([(].{1,12}[)])?$"
)
_UNIT_LINE = re.compile(r"(金额)?单位:(人民币)?(万|千|亿)?元")
_AMOUNT_UNIT = re.compile(
    r"(?:金额)?单位[:：]?(?:人民币)?(亿元|百万元|万元|千元|元)|[(（](?:单位[:：])?(?:人民币)?(亿元|万元|千元|元)[)）]"
)


@lru_cache(maxsize=4096)
def title_rank(text: str) -> int:
    """How surely a line is the title of a target table: 0 not, 1 maybe, 2 surely."""
    line = folded(text)
    if not 4 <= len(line) <= 60 or _FOREIGN.search(line) or vocabulary.is_group(line):
        return 0
    if _PLAIN.search(line):
        return 2
    if "绩效" not in line:
        return 0
    if _CERTAIN.match(line):
        return 2
    return 1 if _TITLE.match(line) else 0


@lru_cache(maxsize=4096)
def is_foreign_title(text: str) -> bool:
    """The title of another kind of table (收支总表, 政府采购预算表)."""
    return bool(_OTHER_TABLE.match(folded(text))) and not title_rank(text)


@lru_cache(maxsize=4096)
def is_budget_title(text: str) -> bool:
    """A foreign title of which no doubt is left: 部门收支总表, but not 预算公开11表, a number of a form."""
    return is_foreign_title(text) and bool(_BUDGET_TABLE.search(folded(text)))


@lru_cache(maxsize=4096)
def states_unit(text: str) -> bool:
    """A line that says nothing but the unit of amounts: "金额单位：万元"."""
    return bool(_UNIT_LINE.match(folded(text)))


def title_of(line: str) -> str:
    """The printed title without white space, annex number and year bracket.

    >>> title_of("附件2：项目支出绩效目标表（2024年度）")
    '项目支出绩效目标表'
    """
    return _YEAR_BRACKET.sub("", _PREFIX.sub("", compact(line)))


@lru_cache(maxsize=4096)
def year_in(text: str) -> int | None:
    """The first plausible year a title or year line names.

    >>> year_in("（2024 年度）"), year_in("2023年一般性项目绩效目标表"), year_in("财预〔2021〕101号")
    (2024, 2023, None)
    """
    line = folded(text)
    if len(line) > 80 or "〔" in line:
        return None
    found = _YEAR.search(line)
    return int(found[1]) if found else None


@lru_cache(maxsize=4096)
def year_line(text: str) -> int | None:
    """The year of a line that says nothing else: "（2024年度）"."""
    found = _YEAR_LINE.match(folded(text).strip("()"))
    return int(found[1]) if found else None


@lru_cache(maxsize=4096)
def amount_unit_in(text: str) -> str | None:
    """The unit of amounts a line or label states.

    >>> amount_unit_in("金额单位：元"), amount_unit_in("项目资金\\n（万元）"), amount_unit_in("预算数")
    ('元', '万元', None)
    """
    found = _AMOUNT_UNIT.search(folded(text))
    return (found[1] or found[2]) if found else None


@lru_cache(maxsize=1024)
def form_of(title: str) -> tuple[str, str]:
    """Whose table it is ("unit", "transfer", "project", "") and which stage ("targets", …, "")."""
    line = folded(title)
    whose = ""
    if re.search("整体|部门预算绩效目标|单位预算绩效目标|部门绩效目标|部门(?:\\(单位\\))?绩效", line):
        whose = "unit"
    if re.search("转移支付|区域绩效|专项转移", line):
        whose = "transfer"
    elif "项目" in line and "整体" not in line:
        whose = "project"
    stage = ""
    if re.search("监控|运行监|执行监|跟踪", line):
        stage = "monitoring"
    elif re.search("自评|自我评价|评价表|完成情况", line):
        stage = "self-evaluation"
    elif re.search("目标|申报|批复|指标", line):
        stage = "targets"
    return whose, stage


def form_named(whose: str, stage: str) -> Form:
    if stage == "monitoring" and whose == "transfer":
        whose = "project"
    return Form(f"{whose or 'project'}-{stage or 'targets'}")
