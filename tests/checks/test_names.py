"""What names say: what is measured, in which unit, and which way is good."""

from __future__ import annotations

import pytest

from jixiao.checks.names import Aim, understood

LIMIT = """
项目总成本 印刷费 公务用车运行维护费 单位建设成本 成本控制数 因公出国(境)费用
“三公经费”控制率 预算调整率 医疗费用增长率 城镇登记失业率 孕产妇死亡率 系统故障率 错案率
产品不合格率 漏报告率 有效投诉率（%） 服务对象不满意率 安全生产事故起数 停电、停水次数
有效投诉件数 信访件数量 较大以上事故死亡人数 项目实施引发的投诉数量 违法违纪情况 建设工期
系统故障平均恢复时长 案件平均审理天数 行政审批办理时限 平均住院日 化学需氧量排放量
"""
REACH = """
群众满意度 服务对象满意度% 验收合格率 项目支出预算执行率 资金使用率 支付进度率
违法建筑销项正确率 监测数据有效率 成本节约率 事故下降率 投诉办结率 矛盾纠纷调处成功率
物流成本降低幅度 旅游收入增长率 血压控制率 控辍保学率 群众安全感
"""
OPEN = """
培训人数 道路建设里程 补助标准 养老金标准 营业收入 挽回经济损失 降低企业成本 节约财政资金
城镇化率 老龄化率 投诉举报查实率 参保患者住院费用占比 事故隐患排查数 违法案件查处数
投诉处理件数 化解矛盾纠纷数 消防安全演练次数 成本管理制度 安全事故应急预案 水土流失治理面积
设备使用年限 免费开放天数 培训天数 运维服务期限 系统无故障运行时间
"""


@pytest.mark.parametrize(
    ("aim", "name"),
    [
        *((Aim.LIMIT, name) for name in LIMIT.split()),
        *((Aim.REACH, name) for name in REACH.split()),
        *((Aim.OPEN, name) for name in OPEN.split()),
    ],
)
def test_which_way_is_good(aim, name):
    assert aim is understood(name).aim


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("办事效率", "other"),
        ("监测数据有效率", "rate"),
        ("群众满意程度", "rate"),
        ("政策知晓度", "manner"),
        ("空气质量指数", "other"),
        ("成本控制数", "money"),
        ("护林员年工资标准", "money"),
        ("免费开放天数", "duration"),
        ("检查企业家次", "count"),
        ("医疗服务质量", "manner"),
        ("对居民出行影响程度", "condition"),
    ],
)
def test_the_last_noun_is_what_is_measured(name, kind):
    assert kind == understood(name).kind


@pytest.mark.parametrize(
    ("name", "plain", "unit"),
    [
        ("强制免疫畜禽数量（万头（只、羽））", "强制免疫畜禽数量", "万头(只、羽)"),
        ("耕地面积（单位：亩）", "耕地面积", "亩"),
        ("苗木成活率(≥**%)", "苗木成活率", "%"),
        ("完成及时率%", "完成及时率", "%"),
        ("公路技术状况指数（MQI）", "公路技术状况指数", None),
    ],
)
def test_units_at_the_end_of_names(name, plain, unit):
    understood_name = understood(name)
    assert (plain, unit) == (understood_name.plain, understood_name.unit and understood_name.unit.printed)
