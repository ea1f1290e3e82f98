"""What holds no performance targets: budget tables, appraisal sheets, frameworks, prose."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from .document import Block, Cell, Document, Grid, Paragraph
from .maker import Maker


def _amount(maker: Maker, low: int = 1, high: int = 900) -> Cell:
    return maker.voice.amount(maker.content.amount(low, high))


def _headed(maker: Maker, title: str, width: int, grid: Grid) -> list[Block]:
    """A budget table under its title; the office and the unit of money above it."""
    say = maker.voice.say
    head = [Paragraph(title, "title")]
    office = say(f"{maker.pick('编制单位', '部门名称', '公开部门')}：{maker.content.bureau}")
    unit = say(maker.pick("单位：万元", "金额单位：万元"))
    if width > 2:
        grid.rows.insert(0, [Cell(office, width - 1), Cell(unit)])
    return [*head, grid]


def income(maker: Maker) -> list[Block]:
    """收支总表."""
    grid = Grid()
    grid.add(Cell("收入", 2), Cell("支出", 2))
    grid.add(Cell("项目"), Cell("预算数"), Cell("项目"), Cell("预算数"))
    left = [
        "一、一般公共预算拨款收入",
        "二、政府性基金预算拨款收入",
        "三、国有资本经营预算拨款收入",
        "四、事业收入",
        "五、其他收入",
    ]
    right = [
        "一、一般公共服务支出",
        "二、教育支出",
        "三、社会保障和就业支出",
        "四、卫生健康支出",
        "五、住房保障支出",
    ]
    for a, b in zip(left, right, strict=True):
        grid.add(Cell(a), _amount(maker) if maker.chance(0.5) else Cell(""), Cell(b), _amount(maker))
    grid.add(Cell("本年收入合计"), _amount(maker), Cell("本年支出合计"), _amount(maker))
    grid.add(Cell("上年结转结余"), Cell(""), Cell("年终结转结余"), Cell(""))
    return _headed(maker, f"{maker.year}年部门收支总表", 4, grid)


def expenditure(maker: Maker) -> list[Block]:
    """一般公共预算支出表 by function."""
    grid = Grid()
    grid.add(
        Cell("科目编码", 1, 2),
        Cell("科目名称", 1, 2),
        Cell("合计", 1, 2),
        Cell("基本支出", 2),
        Cell("项目支出", 1, 2),
    )
    grid.add(Cell("人员经费"), Cell("公用经费"))
    for code, name in (
        ("205", "教育支出"),
        ("20502", "  普通教育"),
        ("2050202", "    小学教育"),
        ("208", "社会保障和就业支出"),
        ("221", "住房保障支出"),
    ):
        label = name if maker.traits.spaced else name.strip()
        grid.add(Cell(code), Cell(label), _amount(maker), _amount(maker), _amount(maker), _amount(maker))
    grid.add(Cell("合计", 2), *(_amount(maker) for _ in range(4)))
    return _headed(maker, "一般公共预算支出表", 6, grid)


def three_public(maker: Maker) -> list[Block]:
    """“三公”经费支出表."""
    grid = Grid()
    grid.add(
        Cell("“三公”经费合计", 1, 2),
        Cell("因公出国（境）费", 1, 2),
        Cell("公务用车购置及运行费", 3),
        Cell("公务接待费", 1, 2),
    )
    grid.add(Cell("小计"), Cell("公务用车购置费"), Cell("公务用车运行费"))
    grid.add(*(_amount(maker, 0, 20) for _ in range(6)))
    return _headed(maker, "一般公共预算“三公”经费支出表", 6, grid)


def assets(maker: Maker) -> list[Block]:
    """国有资产占有使用情况表."""
    grid = Grid()
    grid.add(*(Cell(h) for h in ("行次", "资产类别", "计量单位", "数量", "账面价值（万元）")))
    rows = (
        ("土地、房屋及构筑物", "平方米"),
        ("其中：办公用房", "平方米"),
        ("通用设备", "台"),
        ("其中：车辆", "辆"),
        ("家具、用具、装具", "件"),
    )
    for n, (name, unit) in enumerate(rows, 1):
        count = str(maker.rng.randint(2, 9000))
        grid.add(
            Cell(str(n), number=n), Cell(name), Cell(unit), Cell(count, number=float(count)), _amount(maker)
        )
    return _headed(maker, "国有资产占有使用情况表", 5, grid)


def procurement(maker: Maker) -> list[Block]:
    """政府采购预算表."""
    grid = Grid()
    grid.add(*(Cell(h) for h in ("项目名称", "采购品目", "计量单位", "采购数量", "采购金额", "资金来源")))
    for name in maker.content.projects(4):
        count = str(maker.rng.randint(1, 90))
        grid.add(
            Cell(name),
            Cell(maker.pick("办公设备", "印刷服务", "物业管理服务", "修缮工程")),
            Cell(maker.pick("台", "项", "批")),
            Cell(count, number=float(count)),
            _amount(maker, 1, 90),
            Cell("一般公共预算"),
        )
    grid.add(Cell("合计", 4), _amount(maker), Cell(""))
    return _headed(maker, "政府采购预算表", 6, grid)


def staff(maker: Maker) -> list[Block]:
    """员工绩效考核表: indicators, weights and points of a person."""
    grid = Grid()
    say = maker.voice.say
    grid.add(
        Cell("姓名"),
        Cell("×××"),
        Cell("部门"),
        Cell(maker.pick("办公室", "财务科", "业务科")),
        Cell("考核周期"),
        Cell(f"{maker.year}年度"),
    )
    grid.add(*(Cell(h) for h in ("考核项目", "考核指标", "权重", "评分标准", "自评得分", "考核得分")))
    rows = [
        ("工作业绩", ["任务完成率", "工作质量", "工作效率"]),
        ("工作能力", ["沟通协调能力", "专业知识"]),
        ("工作态度", ["出勤率", "责任心"]),
    ]
    for item, names in rows:
        for n, name in enumerate(names):
            weight = maker.pick("10%", "15%", "20%")
            first = [Cell(item, 1, len(names))] if n == 0 else []
            score = str(maker.rng.randint(7, 20))
            grid.add(
                *first,
                Cell(name),
                Cell(weight),
                Cell("按要求完成得满分，未完成酌情扣分"),
                Cell(score, number=float(score)),
                Cell(""),
            )
    grid.add(Cell("合计", 2), Cell("100%"), Cell("", 3))
    return [
        Paragraph(say(maker.pick("员工绩效考核表", "职工年度绩效考核评分表", "工作人员平时考核表")), "title"),
        grid,
    ]


def framework(maker: Maker) -> list[Block]:
    """指标体系框架: levels and explanations, no values."""
    grid = Grid()
    grid.add(*(Cell(h) for h in ("一级指标", "二级指标", "三级指标", "指标解释", "指标说明")))
    rows = [
        ("决策", "项目立项", ["立项依据充分性", "立项程序规范性"]),
        ("过程", "资金管理", ["资金到位率", "预算执行率"]),
        ("过程", "组织实施", ["管理制度健全性"]),
        ("产出", "产出数量", ["实际完成率"]),
        ("效益", "项目效益", ["实施效益", "满意度"]),
    ]
    for one, two, names in rows:
        for n, name in enumerate(names):
            cells = [Cell(one), Cell(two)] if n == 0 else [Cell(""), Cell("")]
            grid.add(
                *cells,
                Cell(name),
                Cell(f"用以反映和考核项目{name}情况"),
                Cell("评价要点：是否符合有关规定和要求"),
            )
    return [
        Paragraph(
            maker.pick("项目支出绩效评价指标体系框架（参考）", "预算绩效评价共性指标体系框架"), "title"
        ),
        grid,
    ]


def organisation(maker: Maker) -> list[Block]:
    """Prose on what the office is."""
    bureau, n = maker.content.bureau, maker.rng.randint
    goals = maker.content.goals(3)
    duties = f"{bureau}是主管本行政区域有关工作的政府工作部门，主要职责是：" + "；".join(goals) + "。"
    offices = f"{bureau}内设办公室、财务科等{n(3, 12)}个机构，下属事业单位{n(1, 9)}个，编制{n(20, 90)}名。"
    return [Paragraph("一、主要职责"), Paragraph(duties), Paragraph("二、机构设置"), Paragraph(offices)]


def explained(maker: Maker) -> list[Block]:
    """Prose on the money and on targets, with figures but without a table."""
    a, b = maker.content.amount() / 10000, maker.content.amount(1, 90) / 10000
    n = maker.rng.randint
    targets = f"{maker.year}年本部门实行绩效目标管理的项目{n(2, 30)}个，涉及一般公共预算当年拨款{a:.2f}万元，"
    less = Decimal(n(10, 900)) / 100
    return [
        Paragraph("三、预算绩效情况说明"),
        Paragraph(targets + f"占项目支出的{n(60, 99)}%，绩效目标覆盖率100%。"),
        Paragraph(f"政府采购预算总额{b:.2f}万元，较上年减少{less}万元。"),
        Paragraph("名词解释：基本支出是指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"),
    ]


def policy(maker: Maker) -> list[Block]:
    """A regulation that speaks of targets."""
    return [
        Paragraph(
            maker.pick(
                "预算绩效目标管理暂行办法", "关于加强预算绩效管理工作的通知", "项目支出绩效评价工作方案"
            ),
            "title",
        ),
        Paragraph("第一条 为规范预算绩效目标管理，提高财政资金使用效益，结合本地实际，制定本办法。"),
        Paragraph(
            "第二条 绩效目标包括产出指标、效益指标和满意度指标，产出指标分为数量指标、质量指标、时效指标。"
        ),
        Paragraph("第三条 绩效指标应当细化量化，指标值应当有依据。满意度指标一般不低于90%。"),
        Paragraph("第四条 绩效评价得分在90分以上为优，80分至90分为良，60分至80分为中，60分以下为差。"),
        Paragraph(f"本办法自{maker.year}年1月1日起施行。"),
    ]


KINDS: dict[str, Callable[[Maker], list[Block]]] = {
    "income": income,
    "expenditure": expenditure,
    "three-public": three_public,
    "assets": assets,
    "procurement": procurement,
    "staff": staff,
    "framework": framework,
    "prose": lambda maker: [*organisation(maker), *explained(maker)],
    "policy": policy,
    "package": lambda maker: [*organisation(maker), *income(maker), *three_public(maker), *explained(maker)],
}
BEFORE = (organisation, explained, income, expenditure, three_public, assets)
AFTER = (three_public, assets, procurement, explained)


def dress(maker: Maker, document: Document) -> None:
    """At times the document says and shows other things before and after its targets."""
    plain = (organisation, explained) if not maker.traits.borders else BEFORE
    if maker.chance(0.35):
        for make in maker.rng.sample(plain, maker.rng.randint(1, 2)):
            document.blocks[:0] = make(maker)
    if maker.chance(0.15):
        cover = f"{maker.content.bureau}{maker.year}年部门预算公开"
        document.blocks.insert(0, Paragraph(maker.voice.say(maker.pick("附件2", cover, "附件：", "表11"))))
    if maker.chance(0.2) and maker.traits.borders:
        document.blocks += maker.rng.choice(AFTER)(maker)
