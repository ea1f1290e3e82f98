"""Turns content into the lines of an indicator table: classes under printed levels, values in a voice."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from .content import Content, Measure, topics
from .voice import Traits, Voice

Tree = list[
    tuple[str, list[tuple[str, str]]]
]  # level 1 with its level 2, each with the class of its measures

OUTPUT = [("数量指标", "quantity"), ("质量指标", "quality"), ("时效指标", "time")]
EFFECT = [
    ("经济效益指标", "economy"),
    ("社会效益指标", "society"),
    ("生态效益指标", "ecology"),
    ("可持续影响指标", "lasting"),
]
COST = [("经济成本指标", "cost"), ("社会成本指标", "society_cost"), ("生态环境成本指标", "ecology_cost")]
P2015: Tree = [
    ("产出指标", [*OUTPUT, ("成本指标", "cost")]),
    ("效益指标", EFFECT),
    ("满意度指标", [("服务对象满意度指标", "satisfaction")]),
]
P2021: Tree = [
    ("成本指标", COST),
    ("产出指标", OUTPUT),
    ("效益指标", EFFECT),
    ("满意度指标", [("服务对象满意度指标", "satisfaction")]),
]
P2021_LAST: Tree = [*P2021[1:], P2021[0]]
SPELLINGS = {
    "服务对象满意度指标": (
        "服务对象满意度指标",
        "服务对象满意度指标",
        "社会公众或服务对象满意度指标",
        "满意度指标",
        "受益对象满意度指标",
    ),
    "生态效益指标": ("生态效益指标", "生态效益指标", "环境效益指标"),
}
SPAN = {"quantity": (1, 4), "quality": (1, 2), "time": (1, 2), "cost": (1, 2), "society": (1, 2)}


@dataclass
class Line:
    """A row of the indicator table; without a measure it is a row of the template left empty."""

    level1: str
    level2: str
    measure: Measure | None
    cls: str = ""
    counter: str = ""
    weight: str = ""
    score: str = ""
    reached: bool = True
    extra: dict[str, str] = field(default_factory=dict)


class Maker:
    """Everything a layout draws from: chance, content and voice of one document."""

    def __init__(self, seed: str, traits: Traits) -> None:
        self.rng = Random(seed)
        self.traits = traits
        self.year = self.rng.randint(2019, 2026)
        self.content = Content(self.rng, self.rng.choice(topics()), self.year)
        self.voice = Voice(self.rng, traits)
        self.numbered = traits.borders and self.rng.random() < 0.04  # （一）产出指标
        self.bare_level1 = not self.numbered and not self.voice.suffix and self.rng.random() < 0.3

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def pick(self, *options: str) -> str:
        return self.rng.choice(options)

    # ---- trees

    def tree(self, *trees: Tree) -> Tree:
        """One of the trees, its labels spelled for this document."""
        chosen = self.rng.choice(trees or (P2015, P2021, P2021_LAST))
        if self.numbered:
            chosen = [(f"（{'一二三四'[n]}）{one}", twos) for n, (one, twos) in enumerate(chosen)]
        return [(self.level1(one), [(self.level2(two), cls) for two, cls in twos]) for one, twos in chosen]

    def level1(self, text: str) -> str:
        if self.bare_level1 and text.endswith("指标"):
            text = text[:-2]
        return self.voice.say(text)

    def level2(self, text: str) -> str:
        spelled = self.rng.choice(SPELLINGS.get(text, [text]))
        if not self.voice.suffix and spelled.endswith("指标") and spelled != "满意度指标":
            spelled = spelled[:-2]
        return self.voice.say(spelled)

    # ---- lines

    def lines(self, tree: Tree, budget: Decimal, *, small: bool = False, template: bool = True) -> list[Line]:
        self.content.fresh()
        template = template and self.traits.borders
        out: list[Line] = []
        for one, twos in tree:
            out += self._branch(one, twos, budget, small=small, template=template)
        return out

    def _branch(
        self, one: str, twos: list[tuple[str, str]], budget: Decimal, *, small: bool, template: bool
    ) -> list[Line]:
        out: list[Line] = []
        rare = {"society_cost", "ecology_cost", "ecology", "economy", "lasting"}
        for two, cls in twos:
            low, high = (1, 1) if small else SPAN.get(cls, (1, 1))
            count = 0 if cls in rare and self.chance(0.4) else self.rng.randint(low, high)
            measures = self.content.measures(cls, count, budget)
            if not measures and template and self.chance(0.4):
                out.append(Line(one, two, None, cls, self.counter(1)))
            out += [Line(one, two, m, cls, self.counter(n)) for n, m in enumerate(measures, 1)]
            if measures and template and self.voice.counter and self.chance(0.25):
                empty = self.pick(self.counter(len(measures) + 1), "……")
                out.append(Line(one, two, None, cls, empty))
        if not any(line.measure for line in out):
            two, cls = twos[0]
            found = self.content.measures(cls, 1, budget)
            out = [Line(one, two, m, cls, self.counter(1)) for m in found]
        return out

    def counter(self, n: int) -> str:
        return self.voice.say(f"指标{n}：") if self.voice.counter else ""

    def weigh(self, lines: list[Line], total: int) -> None:
        """Weights that add up, and scores: mostly full, sometimes less with a reason."""
        real = [line for line in lines if line.measure]
        base = total // len(real)
        points = [base] * len(real)
        for i in range(total - base * len(real)):
            points[-1 - i] += 1
        for i in range(len(points) // 2):
            if points[i] > 2 and self.chance(0.5):
                points[i] -= 1
                points[-1 - i] += 1
        for line, n in zip(real, points, strict=True):
            line.weight = str(n)
            line.reached = not self.chance(0.15)
            line.score = str(n) if line.reached else f"{n * 0.9:.2f}".rstrip("0").rstrip(".")
            if not line.reached:
                line.extra["reason"] = self.pick(
                    "受天气影响，进度略有滞后", "部分资金到位较晚", "前期手续办理时间较长", "实际需求低于预期"
                )

    def point(self, lines: list[Line]) -> None:
        """Say in each level 1 label how many points its lines have: 产出指标（50分）."""
        sums: dict[str, int] = {}
        for line in lines:
            sums[line.level1] = sums.get(line.level1, 0) + int(line.weight or 0)
        for line in lines:
            line.level1 += self.voice.say(f"（{sums[line.level1]}分）")

    def goal(self, count: int = 0, style: str = "") -> str:
        goals = self.content.goals(count or self.rng.randint(1, 4))
        style = style or self.rng.choice(["plain", "numbered", "goals"])
        if style == "plain" or len(goals) == 1:
            return "；".join(goals) + "。"
        mark = "目标{}：" if style == "goals" else "{}."
        gap = "\n" if self.traits.breaks and self.chance(0.6) else ""
        return gap.join(self.voice.say(mark.format(n)) + g + "。" for n, g in enumerate(goals, 1))

    def achieved(self) -> str:
        return (
            self.pick("已按计划完成全年工作任务", "完成年初设定的各项目标", "年度任务全部完成")
            + "，"
            + (self.content.goals(1)[0] + "。")
        )
