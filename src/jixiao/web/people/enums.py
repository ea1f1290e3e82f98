"""The kinds of offices, and what kinds and roles are called."""

from __future__ import annotations

from enum import StrEnum

from jixiao.model.message import Message
from jixiao.model.state import Role

#: What user names and codes of offices are made of.
USERNAME = r"^[\w.@+-]+$"
CODE = r"^[0-9A-Za-z._-]+$"

#: Levels of the tree. Real ones have six: province, city, county, department, unit, its branch.
DEPTH = 12


class Kind(StrEnum):
    REGION = "region"  # 省、市、县
    DEPARTMENT = "department"  # 主管部门
    UNIT = "unit"  # 预算单位


class RoleAct(StrEnum):
    """What becomes of a role."""

    APPOINT = "appoint"
    DISMISS = "dismiss"


#: What an office may stand below; None: it may be the root.
PARENTS: dict[Kind, frozenset[Kind | None]] = {
    Kind.REGION: frozenset({None, Kind.REGION}),
    Kind.DEPARTMENT: frozenset({Kind.REGION}),
    Kind.UNIT: frozenset({Kind.DEPARTMENT, Kind.UNIT}),
}

KINDS = {
    Kind.REGION: Message("地区", "region"),
    Kind.DEPARTMENT: Message("主管部门", "department"),
    Kind.UNIT: Message("预算单位", "unit"),
}
ROLES = {
    Role.FILER: Message("填报", "filer"),
    Role.UNIT_APPROVER: Message("单位审核", "unit approver"),
    Role.DEPARTMENT_REVIEWER: Message("主管部门审核", "department reviewer"),
    Role.FINANCE_REVIEWER: Message("财政审核", "finance reviewer"),
    Role.EVALUATOR: Message("评价机构", "evaluator"),
    Role.AUDITOR: Message("查阅", "auditor"),
    Role.ADMINISTRATOR: Message("管理员", "administrator"),
}
