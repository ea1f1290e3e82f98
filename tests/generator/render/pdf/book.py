"""A budget book: dozens of pages of other tables and of prose, and the target tables somewhere inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...document import Block, Cell, Document, Grid, Paragraph
from ...maker import Maker
from ...negatives import assets, expenditure, explained, income, organisation, procurement, three_public

BREAK = Paragraph("", "break")
SECTIONS = (
    "第一部分 部门概况",
    "第二部分 部门预算表",
    "第三部分 部门预算情况说明",
    "第四部分 名词解释",
    "第五部分 附件",
)
SUBJECTS = (
    ("201", "一般公共服务支出", ("行政运行", "一般行政管理事务", "机关服务", "事业运行", "信息化建设")),
    ("205", "教育支出", ("学前教育", "小学教育", "初中教育", "高中教育", "培训支出")),
    ("206", "科学技术支出", ("机构运行", "社会公益研究", "科技成果转化与扩散")),
    ("207", "文化旅游体育与传媒支出", ("图书馆", "群众文化", "文物保护", "体育场馆")),
    ("208", "社会保障和就业支出", ("行政单位离退休", "养老保险缴费支出", "职业年金缴费支出", "死亡抚恤")),
    ("210", "卫生健康支出", ("行政单位医疗", "事业单位医疗", "公务员医疗补助", "基本公共卫生服务")),
    ("213", "农林水支出", ("农村道路建设", "防汛", "水利工程建设", "农村人畜饮水")),
    ("221", "住房保障支出", ("住房公积金", "购房补贴")),
)
SITUATIONS = (
    "收入预算",
    "支出预算",
    "财政拨款收支预算",
    "一般公共预算当年拨款",
    "一般公共预算基本支出",
    "“三公”经费预算",
    "政府性基金预算支出",
    "机关运行经费",
    "政府采购预算",
)
TERMS = (
    ("基本支出", "指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出"),
    ("项目支出", "指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出"),
    ("“三公”经费", "指用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费"),
    ("绩效目标", "指财政预算资金计划在一定期限内达到的产出和效果，由绩效指标和指标值组成"),
    ("数量指标", "反映预期提供的公共产品和服务数量，例如培训人数不少于200人次"),
)


def book(maker: Maker, targets: Document, units: int = 5) -> Document:
    """The given targets stand in it after what comes before them in the books of real offices.

    It has the tables of so many ``units``, which take about eight pages each.
    """
    bureau = maker.content.bureau
    title = f"{bureau}{maker.year}年部门预算公开"
    blocks: list[Block] = [*[Paragraph("")] * 9, Paragraph(title, "title")]
    blocks += [*[Paragraph("")] * 12, Paragraph(f"{maker.year}年2月", "year"), BREAK]
    blocks += [Paragraph("目录", "title"), *map(Paragraph, _contents()), BREAK]
    blocks += _part(SECTIONS[0], organisation(maker))
    blocks += _tables(maker, bureau)
    for unit in range(1, units):
        blocks += _tables(maker, f"{bureau}下属单位{unit}")
    blocks += _part(SECTIONS[2], [*_situation(maker), *explained(maker)])
    behind = maker.chance(0.7)
    attached = [Paragraph(SECTIONS[4], "title"), *targets.blocks, BREAK] if targets.blocks else []
    terms = _part(
        SECTIONS[3], [Paragraph(f"{n}、{name}：{text}。") for n, (name, text) in enumerate(TERMS, 1)]
    )
    blocks += [*terms, *attached] if behind else [*attached, *terms]
    return Document(blocks, targets.tables, targets.note)


def _contents() -> Iterator[str]:
    for section in SECTIONS:
        yield section
        if section == SECTIONS[1]:
            yield from (
                "　一、收支总表",
                "　二、支出总表",
                "　三、“三公”经费支出表",
                "　四、项目支出绩效目标表",
            )


def _part(title: str, blocks: list[Block]) -> list[Block]:
    return [Paragraph(title, "title"), *blocks, BREAK]


def _tables(maker: Maker, unit: str) -> list[Block]:
    """What a unit shows of its money, each table on pages of its own."""
    makes: tuple[Callable[[Maker], list[Block]], ...] = (
        income,
        by_subject,
        expenditure,
        three_public,
        procurement,
        assets,
    )
    out: list[Block] = [Paragraph(f"{SECTIONS[1]}（{unit}）", "title"), BREAK]
    for make in makes:
        out += [*make(maker), BREAK]
    return out


def _situation(maker: Maker) -> Iterator[Block]:
    """Prose on each table, with its figures."""
    for n, name in zip("一二三四五六七八九", SITUATIONS, strict=True):
        now, before = maker.content.amount(), maker.content.amount()
        change = "增加" if now > before else "减少"
        yield Paragraph(f"（{n}）{name}情况说明")
        yield Paragraph(
            f"{maker.content.bureau}{maker.year}年{name}{now / 10000:.2f}万元，"
            f"较上年{change}{abs(now - before) / 10000:.2f}万元，主要原因是："
            f"{'；'.join(maker.content.goals(3))}。"
        )


def by_subject(maker: Maker) -> list[Block]:
    """部门支出总表 by subject of function, over several pages."""
    grid = Grid()
    grid.add(Cell("科目编码"), Cell("科目名称"), Cell("合计"), Cell("基本支出"), Cell("项目支出"))
    for code, name, items in SUBJECTS:
        grid.add(Cell(code), Cell(name), *_amounts(maker))
        for n, item in enumerate(items, 1):
            grid.add(Cell(f"{code}{n:02d}"), Cell(item), *_amounts(maker))
            for last in range(1, maker.rng.randint(1, 4)):
                grid.add(Cell(f"{code}{n:02d}{last:02d}"), Cell(f"{item}（{last}）"), *_amounts(maker))
    return [Paragraph(f"{maker.year}年部门支出总表", "title"), Paragraph("单位：万元"), grid]


def _amounts(maker: Maker) -> list[Cell]:
    return [maker.voice.amount(maker.content.amount()) for _ in range(3)]
