"""What the forms and their parts are called, in both languages."""

from __future__ import annotations

from jixiao.model.finding import Finding, Level
from jixiao.model.message import Language, Message
from jixiao.model.table import Closing, Form, GoalSpan

FORMS = {
    Form.PROJECT_TARGETS: Message("项目绩效目标表", "project targets"),
    Form.UNIT_TARGETS: Message("单位整体绩效目标表", "unit targets"),
    Form.TRANSFER_TARGETS: Message("转移支付绩效目标表", "transfer targets"),
    Form.PROJECT_SELF_EVALUATION: Message("项目绩效自评表", "project self-evaluation"),
    Form.UNIT_SELF_EVALUATION: Message("单位整体绩效自评表", "unit self-evaluation"),
    Form.TRANSFER_SELF_EVALUATION: Message("转移支付绩效自评表", "transfer self-evaluation"),
    Form.PROJECT_MONITORING: Message("项目绩效运行监控表", "project monitoring"),
    Form.UNIT_MONITORING: Message("单位整体绩效运行监控表", "unit monitoring"),
}

LEVELS = {
    Level.ERROR: Message("错误", "error"),
    Level.WARNING: Message("警告", "warning"),
    Level.NOTE: Message("提示", "note"),
}

CLOSINGS = {
    Closing.PROVEN: Message("勾稽相符", "closed"),
    Closing.OPEN: Message("勾稽不符", "not closed"),
    Closing.NONE: Message("无可勾稽的合计", "no sums"),
}

# For people; the contract's own words are in contract.py.
COMPARATORS = {
    ">=": Message("≥", "≥"),
    "<=": Message("≤", "≤"),
    "range": Message("区间", "range"),
    "text": Message("文字", "words"),
    "none": Message("", ""),
}

SPANS = {
    GoalSpan.ANNUAL: Message("年度目标", "annual goal"),
    GoalSpan.TOTAL: Message("总体目标", "overall goal"),
    GoalSpan.UNSAID: Message("绩效目标", "goal"),
}

ACHIEVED = Message("实际完成情况", "achieved")  # told beside a goal

# What stands above a column, or before a value, by the name of the datum.
HEADINGS = {
    "document": Message("文件", "Document"),
    "table": Message("表序", "Table"),
    "form": Message("表类", "Form"),
    "title": Message("表名", "Title"),
    "year": Message("年度", "Year"),
    "subject": Message("项目（单位）", "Subject"),
    "unit": Message("实施单位", "Unit"),
    "department": Message("主管部门", "Department"),
    "goals": Message("绩效目标", "Goals"),
    "closing": Message("勾稽", "Sums"),
    "amount_unit": Message("金额单位", "Amounts in"),
    "indicators": Message("指标", "Indicators"),
    "funds": Message("资金", "Funds"),
    "findings": Message("问题", "Findings"),
    "tables": Message("目标表", "Tables"),
    "level1": Message("一级指标", "Level 1"),
    "level2": Message("二级指标", "Level 2"),
    "level3": Message("三级指标", "Indicator"),
    "target": Message("指标值", "Target"),
    "comparator": Message("比较符", "Comparator"),
    "value": Message("数值", "Value"),
    "value_unit": Message("计量单位", "Unit of value"),
    "weight": Message("分值", "Weight"),
    "actual": Message("实际完成值", "Actual"),
    "expected": Message("全年预计", "Expected"),
    "achieved": Message("实际完成情况", "Achieved"),
    "score": Message("得分", "Score"),
    "reason": Message("偏差原因", "Reason"),
    "label": Message("资金项目", "Item"),
    "column": Message("栏目", "Column"),
    "amount": Message("金额（元）", "Amount (yuan)"),
    "level": Message("等级", "Level"),
    "rule": Message("规则", "Rule"),
    "indicator": Message("指标", "Indicator"),
    "message": Message("说明", "Message"),
    "suggestion": Message("建议", "Suggestion"),
    "basis": Message("依据", "Basis"),
    "place": Message("位置", "Place"),
    "cell": Message("单元格内容", "Cell"),
    "opinion": Message("意见", "No."),
    "opinion_words": Message("审核意见", "Opinion"),
    "correction": Message("可改为", "Could read"),
    "required": Message("问题与要求", "What is wrong and required"),
    "group": Message("规则组", "Group"),
    "problem": Message("问题类型", "Problem"),
    "errors": Message("错误", "Errors"),
    "warnings": Message("警告", "Warnings"),
    "notes": Message("提示", "Notes"),
    "total": Message("合计", "Total"),
    "count": Message("个数", "Count"),
    "by_document": Message("按文件", "By document"),
    "by_rule": Message("按规则", "By rule"),
    "by_opinion": Message("按审核意见", "By opinion"),
    "by_level": Message("按等级", "By level"),
    "opinions": Message("审核意见", "Opinions"),
    "findings_title": Message("绩效目标审核意见汇总表", "Performance targets: findings"),
    "documents": Message("文件", "Documents"),
    "rules_explained": Message("规则说明", "The rules"),
    "bases": Message("依据", "Bases"),
    "no_table": Message("没有绩效目标表", "no performance-target table"),
    "clean": Message("没有发现问题", "nothing found"),
    "on_reading": Message("读取时的说明", "remarks on reading"),
    "method": Message("所用规定", "Method"),
    "due": Message("应得分", "Due"),
    "printed": Message("自评得分", "Printed"),
    "row": Message("指标或评分项", "Row"),
    "standing": Message("性质", "Standing"),
    "light": Message("灯", "Light"),
    "month": Message("截至月份", "Month"),
    "grade": Message("评价等级", "Grade"),
    "left_out": Message("未计入总分", "Left out"),
    "what_follows": Message("处理意见", "What follows"),
    "rule_of_points": Message("计分规则", "Rule"),
    "inputs": Message("数据", "Inputs"),
    "steps": Message("计算", "Arithmetic"),
    "remarks": Message("说明", "Remarks"),
    "scores": Message("得分明细", "Scores"),
    "totals": Message("得分汇总", "Totals"),
}

#: What the groups of rules are about; the remarks on reading are the last one.
GROUPS = {
    "funds": Message("资金", "funds"),
    "structure": Message("指标结构", "structure"),
    "value": Message("指标值", "target values"),
    "direction": Message("方向", "direction"),
    "classification": Message("指标分类", "classification"),
    "wording": Message("文字", "wording"),
    "consistency": Message("前后一致", "consistency"),
    "weights": Message("分值权重", "weights"),
    "evaluation": Message("监控与自评", "monitoring and self-evaluation"),
    "reading": Message("读取", "reading"),
}

COULD_READ = Message("可改为：", "could read: ")


def advice_of(found: Finding, language: Language) -> tuple[str, ...]:
    """What to do, and what the cell could read where the advice does not say it."""
    advice = found.suggestion.said_in(language) if found.suggestion else ""
    text = found.correction.text if found.correction else ""
    could = f"{COULD_READ.said_in(language)}{text}" if text and text not in advice else ""
    return tuple(filter(None, (advice, could)))


def sentence(found: Finding) -> Message:
    """A finding as one line: where, what was found and is required, on which basis, what to do.

    >>> found = Finding("a-rule", Level.NOTE, Message("没有数字", "no number"), "项目", "合格率")
    >>> sentence(found).zh
    '《项目》“合格率”：没有数字'
    """
    zh = f"《{found.table}》" * bool(found.table) + f"“{found.indicator}”" * bool(found.indicator)
    en = ", ".join(filter(None, (found.table, found.indicator)))
    advice = found.suggestion
    return Message(
        (f"{zh}：" if zh else "")
        + found.message.zh
        + (f"（依据：{found.basis.zh}）" if found.basis else "")
        + (f"。{advice.zh}" if advice else ""),
        (f"{en}: " if en else "")
        + found.message.en
        + (f" (basis: {found.basis.en})" if found.basis else "")
        + (f". {advice.en[:1].upper()}{advice.en[1:]}" if advice else ""),
    )
