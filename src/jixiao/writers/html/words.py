"""What the page says beside what it shows, in both languages."""

from __future__ import annotations

from jixiao.model.message import Message
from jixiao.writers.html.trace import Role

PAGE_TITLE = Message("绩效目标表核对", "Performance targets beside their source")
HINT = Message(
    "左边是原件，右边是读出的内容。指向或点选一行，原件上的格子随之亮起，反之亦然。"
    "键盘：Tab、↑ ↓ 换行，Enter 跳转。",
    "The source stands beside what was read from it. Point at a row and its cells light up, and the other way"
    " round. Keys: Tab, ↑ and ↓ move by rows, Enter jumps.",
)
ROLES = {
    Role.LEVEL: Message("一、二级指标", "levels"),
    Role.NAME: Message("三级指标", "indicator"),
    Role.TARGET: Message("指标值", "target"),
    Role.VALUE: Message("分值、完成值等", "weight, actual …"),
    Role.FUNDS: Message("资金", "funds"),
    Role.GOAL: Message("绩效目标", "goal"),
    Role.FACT: Message("项目、单位", "subject, unit"),
}
LEGEND = Message("图例", "Legend")
CONTENTS = Message("目录", "Tables")
NO_TABLE = Message("没有绩效目标表。", "There is no performance-target table.")
SOURCE = Message("原件", "Source")
PAGE = Message("第 {} 页", "page {}")
SHEET = Message("工作表 {}", "sheet {}")
GRID = Message("表 {}", "table {}")
LEFT_OUT = Message("…… 省略 {} 行 ……", "… {} rows left out …")
NOT_SHOWN = Message(
    "原件中没有可以指给您看的位置。", "The source has no place for these values that could be shown."
)
COUNTS = Message("{} 张表 · {} 项指标 · {} 个问题", "tables: {} · indicators: {} · findings: {}")
INDICATORS = Message("{} 项指标", "indicators: {}")
RANGE = Message("区间", "range")
DATE = Message("日期", "date")
GRADED = Message("定性", "graded word")
WORDS = Message("文字", "words")
BLANK = Message("空白", "blank")
NO_COMPARATOR = Message("无比较符", "no comparator")
ASSUMED = Message("{}（未写明，推断）", "{} (assumed)")
