"""What holds of every score, whatever a form prints: bounds, sums, trails; nothing is raised."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jixiao.scoring.score import Standing
from tests.scoring.scenarios import scored

TARGETS = """
≥280人次 ≤40天 ＝0起 ＝12个 90%-95% ≥95% 30万元 ≤-5% 有效提升 健全 2024年12月底前 不适用 ≥0.00个
成效良好，无投诉
"""
ACTUALS = """
260人次 0 -3 50天 2.5% 95% 0.93 达成年度指标 部分达成预期指标并具有一定效果 未完成 2025年2月
良好 — 不适用 3批 1e5 ∞ 9999999999999999999999999999999999999999
"""
SCORES = "10 9.3 0 -1 10.00 7.5分 满分 不适用 （10%） 9999999999999999999999999999999999"
WEIGHTS = "10 5 0 0.05 33.3 100 15分 — -5 权重"
REASONS = "无 名单核减 如未完成请说明"
PROFILES = "mof/2020-10 mof/2021-101 hubei/self-evaluation practice/limit-over-actual"


pieces = st.text("0123456789.%≥≤=-~天人个月年日达成未完", max_size=8)


def one_of(words):
    return st.none() | st.sampled_from(words.split())


rows = st.fixed_dictionaries(
    {
        "一级": st.sampled_from(["产出指标", "效益指标", "满意度指标", "成本指标", "部门管理", ""]),
        "指标值": st.sampled_from(TARGETS.split()) | pieces,
        "完成值": one_of(ACTUALS) | pieces,
        "分值": one_of(WEIGHTS),
        "得分": one_of(SCORES),
        "原因": one_of(REASONS),
    }
)
amounts = st.sampled_from(["0", "0.00", "200", "176.5", "-5", "210", "1e40"])
money = st.fixed_dictionaries(
    {}, optional={"预算": amounts, "执行": amounts, "分值": st.sampled_from(["10", "20", "—"])}
)
tables = st.fixed_dictionaries(
    {
        "规定": st.none() | st.sampled_from(PROFILES.split()),
        "情况": st.fixed_dictionaries(
            {"年度": st.integers(2015, 2030), "指标": st.lists(rows, max_size=4), "资金": money}
        ),
    }
)


@given(tables)
def test_a_score_keeps_within_its_weights_and_can_be_followed(told):
    score = scored(told)

    held = [*([score.execution] if score.execution else []), *score.rows]
    for points in held:
        assert points.trail.formula
        if points.standing in (Standing.LEFT_OUT, Standing.NOT_APPLICABLE):
            assert (None, None) == (points.least, points.most)
        else:
            assert 0 <= points.least <= points.most <= points.weight
        if points.standing in (Standing.COMPUTED, Standing.JUDGED):
            assert points.least == points.most
    assert sum((each.least or Decimal(0) for each in held), Decimal(0)) == score.least
    assert sum((each.most or Decimal(0) for each in held), Decimal(0)) == score.most
    assert sum((each.weight or Decimal(0) for each in held), Decimal(0)) == score.weight
