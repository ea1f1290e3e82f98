"""Results as rows of a terminal: what a score, the lights and a review say of each line of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rich.text import Text

from jixiao.model.indicator import Indicator
from jixiao.model.message import Language, Message
from jixiao.model.table import Execution, Fund, Table
from jixiao.regulations.lights import Light
from jixiao.scoring.monitoring import Lit, Watch
from jixiao.scoring.review import Review, Reviewed
from jixiao.scoring.score import Points, Standing, TableScore, Trail
from jixiao.writers.findings import Cards
from jixiao.writers.printed import amount_in, one_line
from jixiao.writers.scores.scored import Scored
from jixiao.writers.scores.words import STANDINGS, left_out_of, name_of, plain_points, span_of
from jixiao.writers.words import HEADINGS

STYLES = {Light.RED: "bold red", Light.YELLOW: "yellow", Light.GREEN: "green", Light.BLUE: "blue"}
SCORE_DIFFERS = "score-differs"
WRONG, OTHERWISE = "bold red", "yellow"  # a finding says so, or another way in use gives it
TOO_HIGH = Message("≠ 多 {}", "≠ {} too high")
TOO_LOW = Message("≠ 少 {}", "≠ {} too low")
UNDECIDED = Message("未定", "not decided")
TO_CHOOSE = Message("{} 项待人评定", "{} for a person to choose")
NOT_COUNTED = Message("{} 项未计算", "{} left out")
OR_ELSE = Message("；或：", "; or: ")
COMMA = Message("、", ", ")
AND = Message("；", "; ")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: ``above`` are its levels, ``details`` stand beside the name or below it.

    ``numbers`` are columns at any width; ``mark`` says what is remarkable. A
    line of totals has no path.
    """

    above: str
    name: Text
    details: tuple[str, ...]
    numbers: tuple[Text, ...]
    mark: Text
    trail: Trail | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said of a row or a table, under the heading ``name``, in one line or several.

    ``reference`` stands at the right end.
    """

    name: str
    said: str
    style: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What was worked out of one table, by the regulation with the key ``method``."""

    details: tuple[str, ...]
    numbers: tuple[str, ...]
    lines: Sequence[Line]
    facts: Sequence[Fact]
    method: str


def results_of(scored: Scored, cards: Cards, language: Language) -> dict[int, Result]:
    """By the identity of the table; no table has more than one. ``cards`` have the titles of rules."""
    return {
        **{id(each.table): _score(each, language) for each in scored.scores},
        **{id(each.table): _watch(each, language) for each in scored.watches},
        **{id(each.table): _review(each, cards, language) for each in scored.reviews},
    }


# ----------------------------------------------------------------------- scores
def _score(score: TableScore, language: Language) -> Result:
    held = (*score.rows, *([score.execution] if score.execution else []))
    wrong = {each.indicator for each in score.findings if each.rule == SCORE_DIFFERS}
    lines = [*(_points(each, wrong, language) for each in held), _total(score, wrong, language)]
    standings = Counter(each.standing for each in held)
    grade = score.grade.said_in(language) if score.grade else _undecided(standings, language)
    facts = [*_year(score.table, score.year), Fact("grade", grade, "bold")]
    if left_out := [_left_out(points, why, language) for points, why in left_out_of(score, language)]:
        facts.append(Fact("left_out", "\n".join(left_out)))
    return Result(("target", "actual"), ("weight", "due", "printed"), lines, facts, score.method)


def _points(points: Points, wrong: set[str], language: Language) -> Line:
    row, due = points.row, Due(points.least, points.most, points.printed)
    details = (row.printed, row.actual or "") if isinstance(row, Indicator) else ("", row.rate or "")
    style = WRONG if (row.level3 if isinstance(row, Indicator) else "") in wrong else OTHERWISE
    name = Text(one_line(name_of(row, language)))
    numbers = (Text(plain_points(points.weight)), *due.numbers(style))
    mark = due.difference(style, language)
    if not mark and points.standing is not Standing.COMPUTED:
        mark = Text(STANDINGS[points.standing].said_in(language), "dim")
    return Line(_levels(row), name, _plain(details), numbers, mark, points.trail)


def _total(score: TableScore, wrong: set[str], language: Language) -> Line:
    due, style = Due(score.least, score.most, score.printed), WRONG if wrong else OTHERWISE
    numbers = (Text(plain_points(score.weight)), *due.numbers("" if score.left_out else style))
    for each in numbers:
        each.stylize("bold")
    name = Text(HEADINGS["total"].said_in(language), "bold")
    mark = Text() if score.left_out else due.difference(style, language)  # the printed one counts all rows
    return Line("", name, ("", ""), numbers, mark)


@dataclass(frozen=True, slots=True)
class Due:
    """The least and the most that follow, beside what the document prints."""

    least: Decimal | None
    most: Decimal | None
    printed: Decimal | None = None

    def numbers(self, style: str = "") -> tuple[Text, Text]:
        """Both, the printed one in the style where it differs."""
        shown = Text(plain_points(self.printed), style if self._by else "")
        return Text(span_of(self.least, self.most)), shown

    def difference(self, style: str, language: Language) -> Text:
        by = self._by
        said = TOO_HIGH if by > 0 else TOO_LOW
        return Text(said.said_in(language).format(plain_points(abs(by))) if by else "", style)

    @property
    def _by(self) -> Decimal:
        """By how much the printed score is above the most, or below the least."""
        if self.least is None or self.most is None or self.printed is None:
            return Decimal(0)
        return max(self.printed - self.most, Decimal(0)) or min(self.printed - self.least, Decimal(0))


def _undecided(standings: Counter[Standing], language: Language) -> str:
    why = [
        said.said_in(language).format(standings[standing])
        for standing, said in ((Standing.OPEN, TO_CHOOSE), (Standing.LEFT_OUT, NOT_COUNTED))
        if standings[standing]
    ]
    colon = "：" if language is Language.CHINESE else ": "
    return colon.join([UNDECIDED.said_in(language), *([COMMA.said_in(language).join(why)] if why else [])])


def _year(table: Table, year: int) -> Iterator[Fact]:
    """The year that was assumed, where the table prints none."""
    if table.year is None:
        yield Fact("year", f"{year}")


def _left_out(points: Points, why: str, language: Language) -> str:
    weight = plain_points(points.weight)
    name = one_line(name_of(points.row, language)) + (f" ({weight})" if weight else "")
    return name + (f"{'：' if language is Language.CHINESE else ': '}{one_line(why)}" if why else "")


# ----------------------------------------------------------------------- lights
def _watch(watch: Watch, language: Language) -> Result:
    told = any(each.expected for each in watch.table.indicators)
    names = ("target", "actual", *(["expected"] if told else []))
    held = (*([watch.budget] if watch.budget else []), *watch.rows)
    facts = [*_year(watch.table, watch.year), *_lights_facts(watch, language)]
    lines = [_lit(each, _lit_details(each.row, watch.table), len(names), language) for each in held]
    return Result(names, ("light",), lines, facts, watch.method)


def _lit_details(row: Indicator | Fund, table: Table) -> tuple[str, ...]:
    if isinstance(row, Indicator):
        return _plain((row.printed, row.actual, row.expected))
    return ("", amount_in(table.amount_unit, row.yuan) + table.amount_unit.unit, "")


def _lit(lit: Lit, details: tuple[str, ...], columns: int, language: Language) -> Line:
    row, light = lit.row, lit.light
    shown = Text(f"● {light.said.said_in(language)}", STYLES[light]) if light else Text("○", "dim")
    mark = Text(lit.dark.said.said_in(language) if lit.dark else "", "dim")
    name = Text(one_line(name_of(row, language)))
    return Line(_levels(row), name, details[:columns], (shown,), mark, lit.trail)


def _lights_facts(watch: Watch, language: Language) -> Iterator[Fact]:
    if watch.month:
        yield Fact("month", f"{watch.month}")
    if watch.worst:
        yield Fact("light", watch.worst.said.said_in(language), STYLES[watch.worst])
    if watch.choices:
        first, *others = (each.said.said_in(language) for each in watch.choices)
        more = OR_ELSE.said_in(language) + COMMA.said_in(language).join(others) if others else ""
        yield Fact("what_follows", first + more)


# ---------------------------------------------------------------------- reviews
def _review(review: Review, cards: Cards, language: Language) -> Result:
    lines = [*(_item(each, cards, language) for each in review.items), _review_total(review, language)]
    grade = review.grade.said.said_in(language) if review.grade else ""
    standings = Counter(each.standing for each in review.items)
    facts = [Fact("grade", grade or _undecided(standings, language), "bold")]
    if review.handling:
        facts.append(Fact("what_follows", review.handling.said_in(language)))
    return Result((), ("weight", "score", "grade"), lines, facts, review.form.key)


def _item(reviewed: Reviewed, cards: Cards, language: Language) -> Line:
    item = reviewed.item
    weight, (due, _) = Text(plain_points(item.points)), Due(reviewed.least, reviewed.most).numbers()
    grade = Text(reviewed.grade.said.said_in(language) if reviewed.grade else "")
    mark = Text(AND.said_in(language).join(_remarks(reviewed, cards, language)), "dim")
    name, above = item.name.said_in(language), item.dimension.said_in(language)
    return Line(above, Text(name), (), (weight, due, grade), mark, reviewed.trail)


def _remarks(reviewed: Reviewed, cards: Cards, language: Language) -> Iterator[str]:
    """Who decides, what a person notes, and what was found."""
    if reviewed.standing is not Standing.COMPUTED:
        yield STANDINGS[reviewed.standing].said_in(language)
    if reviewed.note:
        yield one_line(reviewed.note)
    for rule, count in Counter(each.rule for each in reviewed.evidence).items():
        title = cards[rule].title.said_in(language) if rule in cards else rule
        yield f"{title}×{count}" if count > 1 else title


def _review_total(review: Review, language: Language) -> Line:
    weight, (due, _) = Text(plain_points(review.form.total)), Due(review.least, review.most).numbers()
    name = Text(HEADINGS["total"].said_in(language), "bold")
    return Line("", name, (), (weight, due, Text()), Text())


def _levels(row: Indicator | Execution | Fund) -> str:
    levels = (row.level1, row.level2) if isinstance(row, Indicator) else ()
    return one_line(" · ".join(filter(None, levels)))


def _plain(texts: Sequence[str | None]) -> tuple[str, ...]:
    clean: Callable[[str], str] = one_line
    return tuple(clean(each or "") for each in texts)
