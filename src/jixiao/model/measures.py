"""The measure words of government tables: what each counts and how much it is.

Several spellings in one row are one unit. The base is what amounts are compared
in; where no factor is exact (亩 to 平方米, 月 to 天) units stay apart.
"""

from __future__ import annotations

from enum import StrEnum


class UnitFamily(StrEnum):
    """What a unit measures. RATE is one thing per another; NONE is a bare number."""

    RATIO = "ratio"
    MONEY = "money"
    COUNT = "count"
    SCORE = "score"
    GRADE = "grade"
    TIME = "time"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    MASS = "mass"
    ENERGY = "energy"
    POWER = "power"
    DATA = "data"
    TEMPERATURE = "temperature"
    RATE = "rate"
    NONE = "none"
    UNKNOWN = "unknown"


#: (family, base unit, how many of the base, spellings: the first one is the unit's name)
MEASURES = (
    # A ratio's base is the plain fraction, called % whatever it was printed in.
    (UnitFamily.RATIO, "%", "0.01", "% 百分比 百分数 百分率 percent"),
    (UnitFamily.RATIO, "%", "0.001", "‰ 千分比"),
    (UnitFamily.RATIO, "%", "1", "比例 比率"),
    (UnitFamily.RATIO, "%", "0.1", "成"),
    (UnitFamily.RATIO, "个百分点", "1", "个百分点 百分点 个点"),
    (UnitFamily.RATIO, "倍", "1", "倍 倍数"),
    (UnitFamily.MONEY, "元", "1", "元 圆 元整 元人民币 人民币元 元钱"),
    (UnitFamily.MONEY, "美元", "1", "美元 USD 美金"),
    (UnitFamily.MONEY, "港元", "1", "港元 港币"),
    (UnitFamily.MONEY, "欧元", "1", "欧元"),
    (UnitFamily.SCORE, "分", "1", "分 分值 得分"),
    (UnitFamily.GRADE, "级", "1", "级 等级"),
    (UnitFamily.GRADE, "星", "1", "星 星级"),
    (UnitFamily.GRADE, "等", "1", "等"),
    (UnitFamily.TIME, "秒", "1", "秒 秒钟 s"),
    (UnitFamily.TIME, "秒", "0.001", "毫秒 ms"),
    (UnitFamily.TIME, "秒", "60", "分钟 min"),
    (UnitFamily.TIME, "秒", "3600", "小时 个小时 h"),
    (UnitFamily.TIME, "秒", "86400", "天 日 自然日 日历天 日历日 昼夜 天数"),
    (UnitFamily.TIME, "秒", "604800", "周 星期 个星期 礼拜"),
    (UnitFamily.TIME, "工作日", "1", "工作日 个工作日 工作天 交易日"),
    (UnitFamily.TIME, "月", "1", "月 个月 月份 个月份 月数"),
    (UnitFamily.TIME, "月", "3", "季度 个季度 季"),
    (UnitFamily.TIME, "月", "6", "个半年"),
    (UnitFamily.TIME, "月", "12", "年 年度 个年度 周年 年数 个年头"),
    (UnitFamily.TIME, "学年", "1", "学年 个学年"),
    (UnitFamily.TIME, "学期", "1", "学期 个学期"),
    (UnitFamily.TIME, "学时", "1", "学时 课时 个学时 个课时"),
    (UnitFamily.LENGTH, "米", "1", "米 公尺 延米 延长米 直线米 m"),
    (UnitFamily.LENGTH, "米", "1000", "公里 千米 km ㎞"),
    (UnitFamily.LENGTH, "米", "500", "里 华里"),
    (UnitFamily.LENGTH, "米", "0.1", "分米 dm"),
    (UnitFamily.LENGTH, "米", "0.01", "厘米 公分 cm ㎝"),
    (UnitFamily.LENGTH, "米", "0.001", "毫米 mm ㎜"),
    (UnitFamily.LENGTH, "海里", "1", "海里"),
    (UnitFamily.AREA, "平方米", "1", "平方米 平米 平方 方米 ㎡ m2 m² M2"),
    (UnitFamily.AREA, "平方米", "10000", "公顷 hm2 hm² ha"),
    (UnitFamily.AREA, "平方米", "1000000", "平方公里 平方千米 km2 km² ㎢"),
    (UnitFamily.AREA, "平方米", "0.0001", "平方厘米 cm2 cm²"),
    (UnitFamily.AREA, "亩", "1", "亩"),
    (UnitFamily.VOLUME, "立方米", "1", "立方米 立方 方 m3 m³ M3 ㎥ 标方 标准立方米"),
    (UnitFamily.VOLUME, "立方米", "0.001", "升 公升 L l 立升"),
    (UnitFamily.VOLUME, "立方米", "0.000001", "毫升 mL ml ML 立方厘米"),
    (UnitFamily.MASS, "公斤", "1000", "吨 t 公吨"),
    (UnitFamily.MASS, "公斤", "1", "公斤 千克 kg KG ㎏"),
    (UnitFamily.MASS, "公斤", "0.5", "斤 市斤"),
    (UnitFamily.MASS, "公斤", "0.001", "克 g"),
    (UnitFamily.MASS, "公斤", "0.000001", "毫克 mg ㎎"),
    (UnitFamily.MASS, "公斤", "0.000000001", "微克 ug μg"),
    (UnitFamily.MASS, "吨标准煤", "1", "吨标准煤 吨标煤 tce"),
    (UnitFamily.MASS, "吨二氧化碳", "1", "吨二氧化碳 吨二氧化碳当量"),
    (UnitFamily.ENERGY, "千瓦时", "1", "千瓦时 千瓦·时 千瓦小时 度 度电 kWh KWH kwh"),
    (UnitFamily.ENERGY, "千瓦时", "1000", "兆瓦时 MWh"),
    (UnitFamily.ENERGY, "焦耳", "1", "焦耳 焦 J"),
    (UnitFamily.ENERGY, "焦耳", "1000000000", "吉焦 GJ"),
    (UnitFamily.POWER, "千瓦", "1", "千瓦 kW KW kw"),
    (UnitFamily.POWER, "千瓦", "1000", "兆瓦 MW"),
    (UnitFamily.POWER, "千瓦", "0.001", "瓦 W 瓦特"),
    (UnitFamily.POWER, "千伏安", "1", "千伏安 kVA KVA"),
    (UnitFamily.POWER, "马力", "1", "马力"),
    (UnitFamily.POWER, "伏", "1", "伏 伏特 V"),
    (UnitFamily.POWER, "伏", "1000", "千伏 kV KV"),
    (UnitFamily.DATA, "GB", "1", "GB G 吉字节"),
    (UnitFamily.DATA, "GB", "1024", "TB T 太字节"),
    (UnitFamily.DATA, "GB", "1048576", "PB"),
    (UnitFamily.DATA, "MB", "1", "MB M 兆 兆字节"),
    (UnitFamily.DATA, "Mbps", "1", "Mbps Mb/s"),
    (UnitFamily.TEMPERATURE, "℃", "1", "℃ 摄氏度 度℃ °C"),
    (UnitFamily.UNKNOWN, "分贝", "1", "分贝 dB db DB dB(A)"),
    (UnitFamily.UNKNOWN, "帕", "1", "帕 Pa"),
    (UnitFamily.UNKNOWN, "帕", "1000000", "兆帕 MPa"),
    (UnitFamily.UNKNOWN, "赫兹", "1", "赫兹 Hz HZ"),
    (UnitFamily.UNKNOWN, "ppm", "1", "ppm"),
    # Counted things with more than one spelling; the rest follows below.
    (UnitFamily.COUNT, "人", "1", "人 名 位 人数 口人"),
    (UnitFamily.COUNT, "人次", "1", "人次 人/次 人·次 人次数 名次"),
    (UnitFamily.COUNT, "次", "1", "次 次数 回 趟 频次"),
    (UnitFamily.COUNT, "个", "1", "个 個 个数"),
    (UnitFamily.COUNT, "户", "1", "户 户数 家庭 农户"),
    (UnitFamily.COUNT, "场", "1", "场 场次"),
    (UnitFamily.COUNT, "期", "1", "期 期次 期数"),
    (UnitFamily.COUNT, "件", "1", "件 件数"),
    (UnitFamily.COUNT, "份", "1", "份 份数"),
    (UnitFamily.COUNT, "批", "1", "批 批次"),
    (UnitFamily.COUNT, "套", "1", "套 套数"),
    (UnitFamily.COUNT, "台套", "1", "台套 台/套"),
    (UnitFamily.COUNT, "台件", "1", "台件 台/件 件台"),
    (UnitFamily.COUNT, "件套", "1", "件套 件/套 套件"),
    (UnitFamily.COUNT, "台", "1", "台 台数"),
    (UnitFamily.COUNT, "处", "1", "处 处数"),
    (UnitFamily.COUNT, "项", "1", "项 项数 项目 个项目"),
    (UnitFamily.COUNT, "村", "1", "村 个村 行政村 个行政村 自然村 个自然村"),
    (UnitFamily.COUNT, "社区", "1", "社区 个社区"),
    (UnitFamily.COUNT, "标段", "1", "标段 个标段"),
    (UnitFamily.COUNT, "字", "1", "字 字数"),
    (UnitFamily.COUNT, "只", "1", "只 隻 羽"),
    (UnitFamily.COUNT, "人年", "1", "人年 人·年"),
    (UnitFamily.COUNT, "人月", "1", "人月 人·月"),
    (UnitFamily.COUNT, "人天", "1", "人天 人日 人·天 人·日 工日 个工日"),
)

#: Things that are counted under one name only.
COUNTS = """
层 条 起 宗 家 所 间 座 栋 幢 楼 张 册 本 部 篇 幅 卷 页 版 枚 块 片 段 株 棵 丛 盆 束 根 支 枝 杆 盏 盒 箱
包 袋 瓶 桶 罐 车 匹 峰 尾 头 只次 羽次 头次 辆 架 艘 例 窝 门 口 口井 眼 眼井 面 扇 班 组 队 支队伍 支队 团
对 双 副 道 顶 把 类 种 类别 样 款 式 节 课 堂 节课 门课 讲 轮 遍 步 笔 单 票 班组 班级 床 床位 张床 座位 席
席位 窗口 岗位 岗 站 点 站点 点位 路 路段 线 线路 县 区 市 乡 镇 乡镇 街道 省 州 旗 组织 单位 机构 企业 部门
学校 学生 生 教师 案 案件 文 样本 样品 批样品 网格 小区 村民小组 村组 流域 河段 水库 泵站 机组 系统 平台
模块 数据 条数据 条信息 信息 账号 用户 标准箱 标箱 标台 头份 毫升份 羽份 人份 剂 剂次 针 针次 针剂 粒 穴 行
列 圈 品种 品次 课题 专利 论文 著作 成果 活动 会议 培训 讲座 届 任 代 名额 人员 职工 干部 老人 儿童 残疾人
居民 村民 群众 受益人 师生 学员 台次 件次 项次 例次 户次 班次 车次 辆次 艘次 架次 门次 轮次 套次 份次 册次
本次 张次 幅次 篇次 届次 亩次 家次 条次 处次 座次 点次 床次 人·次 人·场 人学时
"""

#: What a form offers where a unit is written; any other may stand there too.
USUAL = """
% 个 人 人次 次 项 件 户 家 套 台 辆 份 场 期 批 处 篇 条 天 个月 年 小时 工作日 元 万元
公里 米 平方米 亩 吨 分
"""

#: Written before a unit, alone or together: 万人次, 千万元.
MULTIPLIERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
