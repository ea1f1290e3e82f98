"""Words by which a target is graded instead of measured: 及时, 有效提升, 良好, 无."""

from __future__ import annotations

import re

_ADVERBS = """
有效 持续 不断 稳步 逐步 逐年 逐渐 显著 明显 进一步 较为 较 比较 基本 有力 大幅 大幅度 切实 充分 长期 全面
效果 成效 积极 更加 大力 得到 得以 稳定 正面 有所 非常 十分 很 更 极大 大大 严格 按时 按期 及时 足额 按质
按量 完全 全部 深入 可 能 已 实现 保持 达到 确保
"""
_CORES = """
及时 准时 按时 按期 按质 足额 规范 合规 合法 依法 合理 健全 完善 完备 完整 齐全 充足 充分 到位 明确 清晰
准确 真实 严格 科学 公开 公平 公正 透明 提升 提高 改善 改进 增强 加强 增长 增加 上升 扩大 降低 减少 下降
减轻 缓解 遏制 杜绝 控制 优化 促进 推动 推进 带动 巩固 拓展 深化 保障 保证 保持 维护 支撑 支持 满足 落实
履行 实现 完成 执行 发挥 达标 达到 达成 合格 通过 有效 高效 长效 长期 长远 持续 可持续 中长期 短期 永久 稳定
平稳 安全 正常 良好 优良 优秀 优 良 中 差 好 较好 很好 一般 满意 基本满意 非常满意 显著 明显 可控 受控 适应
适当 适中 匹配 符合 相符 一致 有序 顺利 便捷 方便 整洁 干净 美观 和谐 是 否 有 无 高 低 强 弱 大 小 多 少
较高 较低 较强 较大 较小 较少 上级 国家级 省级 市级 县级 稳中有降 稳中有升 稳中向好 未发生 不发生 无发生
零发生 无新增 零增长 不新增 全覆盖 应保尽保 应收尽收 应发尽发 应补尽补 应助尽助 应享尽享 应检尽检 全员 全部
全程 常年 每年 逐年 节约 节省 节能 环保 绿色 无污染 无投诉 无事故 零事故 零投诉 无违规 无异常 影响 覆盖 普及
认可 好评 便利 浓厚 浓郁 知晓 缩小 激发 弘扬 传承 营造 形成 建立 好转 改观 舒适 优美 清洁 丰富
活跃 繁荣 通畅 畅通 凸显 显现 彰显 夯实 强化 引领 培育 稳固 充沛 融洽 先进 凝聚 壮大 恢复 修复
消除 化解 支持度高 影响力 积极 正面 正向 深远 深入 广泛 普遍 规律
"""
_SHAPE = re.compile(
    "(?:{adverbs})*(?:{cores}){{1,2}}".format(
        adverbs="|".join(sorted(_ADVERBS.split(), key=len, reverse=True)),
        cores="|".join(sorted(_CORES.split(), key=len, reverse=True)),
    )
)


def is_graded(text: str) -> bool:
    """Whether the text is nothing but a graded word, with its adverbs.

    >>> is_graded("有效提升"), is_graded("在预算范围内")
    (True, False)
    """
    return len(text) <= 12 and _SHAPE.fullmatch(text) is not None
