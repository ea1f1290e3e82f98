"""What people do with a table of the example province, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jixiao.forms.edited import Edit, text_at
from jixiao.model.opinion import Opinion
from jixiao.model.state import Role
from jixiao.web.demo.people import Cast
from jixiao.web.reviews.domain import comments, sheets
from jixiao.web.reviews.judging import judged, review_form
from jixiao.web.reviews.remarks import Remark
from jixiao.web.targets import found
from jixiao.web.targets.domain import content, filling, steps
from jixiao.web.targets.models import Filing, Version


@dataclass(frozen=True, slots=True)
class Act:
    """A filing on its way, with those who act and what there is to say."""

    cast: Cast
    filing: int
    reason: str = ""
    change: tuple[int, str] | None = None

    def asked(self, role: Role) -> steps.Asked:
        """As this person sees the filing now."""
        return steps.Asked(self.cast[role], self.filing, self.held.revision)

    @property
    def held(self) -> Filing:
        return Filing.objects.select_related("version", "campaign__office", "office").get(pk=self.filing)

    @property
    def version(self) -> Version:
        version = self.held.version
        if version is None:
            raise ValueError("a filing without content")
        return version

    def type_in(self, texts: Mapping[str, str]) -> None:
        table = content.table_in(self.version)
        edits = [Edit(address, text_at(table, address), text) for address, text in texts.items()]
        filling.save(account=self.cast[Role.FILER], filing=self.filing, edits=edits)


def _comment(act: Act) -> None:
    remarks = [
        Remark(2, Opinion.UNQUANTIFIED, "“较好”无法考核，请写明合格率等可量化的标准。"),
        Remark(5, Opinion.BENEFIT_WANTED, "请写明成果用于哪些治理工程。"),
        Remark(None, Opinion.OTHER, "请附上年监测公报，以便核对调查单元数量。"),
    ]
    comments.comment(act.asked(Role.DEPARTMENT_REVIEWER), version=act.version.number, remarks=remarks)


def _return(act: Act) -> None:
    remark = Remark(0, Opinion.UNQUANTIFIED, "请写明数量及测算依据。")
    asked = act.asked(Role.DEPARTMENT_REVIEWER)
    comments.comment(asked, version=act.version.number, remarks=[remark])
    comments.send_back(act.asked(Role.DEPARTMENT_REVIEWER), reason=act.reason)


def _score(act: Act) -> None:
    """Full points where nothing speaks against them and nobody has marked yet."""
    filing, version = act.held, act.version
    table, kept = content.table_in(version), found.read(version.findings)
    form = review_form(table, content.place_of(filing), filing.campaign.year)
    marks = {each.item.key: each.most for each in judged(table, kept, form, {}).open}
    note = "指标与资金匹配，按审核表逐项评定。"
    sheets.score(act.asked(Role.EVALUATOR), version=version.number, marks=marks, note=note)


def _unlock(act: Act) -> None:
    steps.unlock(act.asked(Role.FINANCE_REVIEWER), cells=["indicator.0.target"], reason=act.reason)


def _correct(act: Act) -> None:
    if act.change is None:
        raise ValueError("a correction says what it changes")
    row, text = act.change
    act.type_in({f"indicator.{row}.target": text})


def _nothing(_: Act) -> None:
    """The table stays as it was begun."""


STEPS: Mapping[str, Callable[[Act], object]] = {
    "begin": _nothing,
    "from-last-year": _nothing,
    "hand-in": lambda act: steps.hand_in(act.asked(Role.FILER)),
    "submit": lambda act: steps.submit(act.asked(Role.UNIT_APPROVER)),
    "comment": _comment,
    "return": _return,
    "correct": _correct,
    "review": lambda act: steps.review(act.asked(Role.DEPARTMENT_REVIEWER)),
    "score": _score,
    "approve": lambda act: steps.approve(act.asked(Role.FINANCE_REVIEWER)),
    "unlock": _unlock,
    "adjust": lambda act: steps.adjust(act.asked(Role.FILER), reason=act.reason),
}
