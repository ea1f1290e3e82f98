"""What layouts share: titles, the unit of money, heads of project forms, lines after the table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..content import PEOPLE, PHONE
from ..document import Cell, Document, Grid, Paragraph
from ..form import Column, Form
from ..maker import Maker

TARGET = ("指标值", "指标值", "年度指标值", "目标值", "指标目标值", "绩效指标值", "年度目标值", "预期指标值")
ACTUAL = ("实际完成值", "全年完成值", "完成值", "实际完成指标值", "年度实际完成值", "实际\n完成值")
REASON = (
    "偏差原因分析及改进措施",
    "偏差原因\n分析及改进措施",
    "未完成原因分析",
    "偏差原因分析",
    "未完成原因及拟采取的改进措施",
)
WEIGHT = ("分值", "权重", "分值权重", "指标分值", "分值（权重）")


def start(
    maker: Maker,
    document: Document,
    kind: str,
    titles: Sequence[str],
    width: int,
    *,
    grid: Grid | None = None,
    years: Sequence[str] = ("line", "line", "line", "before", "behind", "none"),
) -> Form:
    """A form with its title and year printed, as paragraphs or as the first rows of the grid."""
    title, how = maker.voice.say(maker.pick(*titles)), maker.pick(*years)
    line = maker.voice.say(maker.pick("（{}年度）", "（{}年）", "{}年度", "（ {}年度 ）").format(maker.year))
    if not maker.traits.spaced:
        line = line.replace(" ", "")
    printed = title
    if how == "before":
        title = printed = f"{maker.year}{maker.pick('年', '年度')}{title}"
    elif how == "behind":
        printed = title + maker.voice.say(f"（{maker.year}年度）")
    form = Form(maker, document, kind, title, None if how == "none" else maker.year, grid)
    inside = maker.chance(0.4)
    for text, style in ((printed, "title"), (line if how == "line" else "", "year")):
        if text and inside:
            form.grid.add(Cell(text, width))
        elif text:
            document.blocks.append(Paragraph(text, style))
    return form


def finish(form: Form) -> None:
    """The grid goes into the document, when all is in it; at times a line follows."""
    form.document.blocks.append(form.grid)
    if form.maker.traits.blanks and form.maker.chance(0.15):
        who = f"单位负责人：{PEOPLE}    经办人：{PEOPLE}    联系电话：{PHONE}"
        note = "注：其他资金包括和财政资金共同投入到同一项目的自有资金、社会资金等。"
        form.document.blocks.append(Paragraph(form.voice.say(form.maker.pick(who, note))))


def money(
    form: Form, width: int, places: Sequence[str] = ("label", "label", "line", "cell"), yuan: float = 0.15
) -> str:
    """Decide where the unit of money is said; gives the words to print behind the label, mostly none."""
    maker = form.maker
    form.in_yuan = maker.chance(yuan)
    unit = "元" if form.in_yuan else "万元"
    place = maker.pick(*places)
    if place == "cell":
        form.money_mark = unit
    elif place == "line":
        text = maker.voice.say(maker.pick("单位：", "金额单位：", "计量单位：") + unit)
        if form.grid.rows:
            form.grid.add(Cell(text, width))
        else:
            form.document.blocks.append(Paragraph(text))
    elif place == "none":
        form.document.note = f"{form.truth.title} prints no amount unit: {unit}"
    if place != "label":
        return ""
    gap = "\n" if maker.traits.breaks and maker.chance(0.5) else ""
    return gap + maker.voice.say(f"（{unit}）")


def sources(maker: Maker) -> list[tuple[str, Decimal]]:
    """The usual lines of a year's money; they add up."""
    total = maker.content.amount()
    own = Decimal(int(total * maker.rng.choice([0, 0, 0, 1, 2]) / 1000) * 100)
    left = Decimal(int(total * maker.rng.choice([0, 0, 1]) / 2000) * 100)
    style = maker.pick("gansu", "simple", "simple", "colon")
    granted = total - own
    if style == "simple":
        return [("年度资金总额：", total), ("其中：财政拨款", granted), (_indent(maker, "其他资金"), own)]
    rows = [
        ("年度资金总额" + ("：" if style == "gansu" else ""), total),
        (maker.pick("其中：当年财政拨款", "其中：本年财政拨款"), granted - left),
        (_indent(maker, maker.pick("上年结转资金", "上年结转")), left),
        (_indent(maker, "其他资金"), own),
    ]
    return rows if style == "gansu" else [*rows[:2], rows[3]] if left == 0 else rows


def _indent(maker: Maker, label: str) -> str:
    return maker.pick("", "      ") + label if maker.traits.spaced else label


def total_of(items: Sequence[tuple[str, Decimal]]) -> Decimal:
    return items[0][1]


def project_head(form: Form, project: str, width: int, *, code: bool = True) -> None:
    """项目名称, 主管部门, 实施单位 and what else stands there."""
    maker, content = form.maker, form.maker.content
    form.pairs(
        (
            form.label("项目名称", "项目名称", "项 目 名 称" if maker.traits.spaced else "项目名称"),
            form.subject(project, width - 1),
        )
    )
    bureau = content.bureau
    labels = ["主管部门"]
    if code and maker.chance(0.7):
        labels = ["主管部门及代码", "主管部门\n及代码", "主管部门\n及编码"]
        bureau = maker.pick("{}-{}", "[{}]{}", "{}{}").format(content.code(), bureau)
    left = (width - 2) // 2
    form.pairs(
        (form.label(*labels), form.department(bureau, left)),
        (
            form.label("实施单位", "实施单位", "项目单位", "项目实施单位"),
            form.unit(content.body(), width - 2 - left),
        ),
    )
    if maker.chance(0.35):
        nature = maker.pick("新增项目□延续项目☑", "延续性项目", "1.新增2.延续√")
        period = maker.pick("1年", f"{maker.year}年1月-12月", "长期")
        form.pairs(
            (form.label("项目属性"), Cell(nature, left)),
            (form.label("项目期", "项目期限", "项目起止时间"), Cell(period, width - 2 - left)),
        )
    if maker.chance(0.2):
        form.pairs(
            (form.label("项目负责人", "项目联系人"), Cell(PEOPLE, left)),
            (form.label("联系电话"), Cell(PHONE, width - 2 - left)),
        )


def goal_block(form: Form, width: int) -> None:
    """The goal beside its label, or under a head of its own."""
    maker = form.maker
    text = maker.goal()
    if maker.chance(0.25):
        form.grid.add(
            form.label("总体目标", "总体\n目标", "绩效目标", rows=2),
            form.label("年度目标", "年度总体目标", cols=width - 1),
        )
        form.grid.add(form.goal(text, width - 1))
        return
    names = (
        "年度总体目标",
        "年度\n总体\n目标",
        "总体目标",
        "年度目标",
        "年度绩效目标",
        "总体绩效目标",
        "项目绩效目标",
    )
    form.grid.add(form.label(*names), form.goal(text, width - 1))


def side(form: Form, *names: str) -> list[Cell]:
    return [
        form.label(*(names or ("绩效指标", "绩效\n指标", "绩\n效\n指\n标", "年度绩效指标", "年度绩\n效指标")))
    ]


def grid_columns(maker: Maker, *, name_cols: int = 1, target: Sequence[str] = TARGET) -> list[Column]:
    return [
        Column("一级指标", "level1"),
        Column("二级指标", "level2"),
        Column(maker.pick("三级指标", "三级指标", "三级指标", "指标内容", "指标名称"), "level3", name_cols),
        Column(maker.pick(*target), "target"),
    ]


def signatures(form: Form, width: int) -> None:
    """Who filled it in: as a last row or as a line below."""
    maker = form.maker
    if maker.chance(0.5) or not maker.traits.blanks:
        return
    text = maker.voice.say(
        maker.pick(
            f"单位负责人：{PEOPLE}  填表人：{PEOPLE}  联系电话：{PHONE}",
            f"填报人：{PEOPLE}  填报日期：{maker.year}年3月5日",
            "注：1.绩效目标应当细化量化；2.其他资金包括事业收入、经营收入等。",
            "填报说明：本表由项目单位填写，主管部门审核后报财政部门。",
        )
    )
    form.grid.add(Cell(text, width))
