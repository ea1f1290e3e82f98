"""What a reviewer writes beside an indicator (审核意见): the closed list in use."""

from __future__ import annotations

from enum import IntEnum

from jixiao.model.message import Message


class Opinion(IntEnum):
    """One of the eleven opinions; every finding maps to one of them."""

    INCOMPLETE = 1
    UNQUANTIFIED = 2
    UNRELATED = 3
    MISMATCH = 4
    TO_SPLIT = 5
    WRONG_LEVEL1 = 6
    WRONG_LEVEL2 = 7
    BENEFIT_WANTED = 8
    OUTPUT_WANTED = 9
    SATISFACTION_WANTED = 10
    OTHER = 11

    @property
    def said(self) -> Message:
        return _SAID[self]


_SAID = {
    Opinion.INCOMPLETE: Message("指标不够完整", "indicators are incomplete"),
    Opinion.UNQUANTIFIED: Message("指标不够细化、量化", "not detailed or quantified enough"),
    Opinion.UNRELATED: Message("指标与项目的相关性不够", "not related enough to the project"),
    Opinion.MISMATCH: Message("指标与指标值不匹配", "indicator and target do not match"),
    Opinion.TO_SPLIT: Message("建议拆分指标", "better split into several"),
    Opinion.WRONG_LEVEL1: Message("一级指标类型错误", "wrong first-level class"),
    Opinion.WRONG_LEVEL2: Message("二级指标类型错误", "wrong second-level class"),
    Opinion.BENEFIT_WANTED: Message("建议增加明确效益指标", "a clear benefit indicator is wanted"),
    Opinion.OUTPUT_WANTED: Message("建议增加明确产出指标", "a clear output indicator is wanted"),
    Opinion.SATISFACTION_WANTED: Message("建议增加满意度指标", "a satisfaction indicator is wanted"),
    Opinion.OTHER: Message("其他", "other"),
}
