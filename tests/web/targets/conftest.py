from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from jixiao.model.state import Role
from jixiao.model.table import Form
from jixiao.web.targets.domain import campaigns, filings, steps, uploads
from jixiao.web.targets.models import Filing
from tests.factories import unit_table


@dataclass
class Bureau:
    """A province with one person for each role, and an open campaign."""

    tree: object
    people: dict[Role, object]
    campaign: object
    _made: int = field(default=0)

    def filing(self, **changes) -> Filing:
        """A filing with the small table of the factories, in draft with the unit."""
        self._made += 1
        table = unit_table(form=Form.PROJECT_TARGETS, subject=f"项目{self._made}", year=2025, **changes)
        filing = filings.start_empty(
            account=self.people[Role.FILER],
            campaign=self.campaign,
            office=self.tree.unit,
            form=Form.PROJECT_TARGETS,
            subject=table.subject,
        )
        from jixiao.web.targets.domain import content

        content.keep(filing=filing, table=replace(table, unit=self.tree.unit.name))
        filing.save()
        return filing

    def asked(self, role: Role, filing: Filing, key: str = "") -> steps.Asked:
        """As this person sees the filing now."""
        now = Filing.objects.get(pk=filing.pk)
        return steps.Asked(self.people[role], now.pk, now.revision, key)

    def approved(self, filing: Filing) -> Filing:
        """All the way."""
        steps.hand_in(self.asked(Role.FILER, filing))
        steps.submit(self.asked(Role.UNIT_APPROVER, filing))
        steps.review(self.asked(Role.DEPARTMENT_REVIEWER, filing))
        return steps.approve(self.asked(Role.FINANCE_REVIEWER, filing))


@pytest.fixture
def bureau(tree, person):
    places = {
        Role.FILER: tree.unit,
        Role.UNIT_APPROVER: tree.unit,
        Role.DEPARTMENT_REVIEWER: tree.department,
        Role.FINANCE_REVIEWER: tree.province,
        Role.EVALUATOR: tree.province,
        Role.AUDITOR: tree.province,
        Role.ADMINISTRATOR: tree.province,
    }
    people = {role: person(role.value, role, office) for role, office in places.items()}
    campaign = campaigns.open_campaign(
        account=people[Role.ADMINISTRATOR],
        office=tree.province,
        name="2025年预算绩效目标申报",
        year=2025,
        forms=[Form.PROJECT_TARGETS, Form.UNIT_TARGETS],
        deadlines=(date(2024, 10, 31), date(2024, 11, 15), date(2024, 11, 30)),
        offices=[tree.unit, tree.other],
    )
    return Bureau(tree, people, campaign)


@pytest.fixture
def dropped(bureau):
    """Drops a file for the bureau's unit, which nobody has read yet."""

    def make(name, data):
        return uploads.drop(
            account=bureau.people[Role.FILER],
            campaign=bureau.campaign,
            office=bureau.tree.unit,
            name=name,
            pieces=[data],
        )

    return make


@pytest.fixture
def uploaded(dropped):
    """Drops a file for the bureau's unit and reads it."""

    def make(name, data):
        upload = dropped(name, data)
        uploads.read(upload)
        upload.refresh_from_db()
        return upload

    return make
