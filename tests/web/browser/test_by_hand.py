"""The same typed in: by keys, pasted, beside somebody else, without a connection."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from jixiao.model.state import Role
from jixiao.web.targets.models import Filing
from tests.web.browser.person import Person, indicators, sign_in, table_of

ROWS = (
    ("产出指标", "数量指标", "水文站巡测次数", "≥120次"),
    ("产出指标", "质量指标", "测验资料合格率", "≥98%"),
    ("产出指标", "时效指标", "汛期报汛完成时间", "2025年10月底前"),
    ("效益指标", "社会效益指标", "洪水预报准确率", "≥85%"),
    ("满意度指标", "服务对象满意度指标", "防汛部门满意度", "≥90%"),
)
COST = ("成本指标", "经济成本指标", "单次巡测成本", "≤2000元")


@pytest.fixture
def filer(open_as, live_server, bureau):
    """Somebody who has begun an empty form."""
    filer = Person(open_as(bureau.people[Role.FILER])[0], live_server.url)
    filer.go("/filings/new/")
    filer.page.get_by_label("表类").select_option("project-targets")
    filer.page.get_by_label("项目（单位）名称").fill("水文测验")
    filer.page.get_by_role("button", name="开始填写").click()
    filer.page.wait_for_url("**/fill/")
    return filer


@pytest.fixture
def filing(filer):  # noqa: ARG001  the one that was begun
    return Filing.objects.get(subject="水文测验")


def offered(filer, name):
    """What a picker offers for the cell one is in."""
    options = filer.page.locator(f"#{name} option")
    return options.evaluate_all("(options) => options.map((each) => each.value)")


def type_on(filer, texts):
    """Into the cell one is in and those after it."""
    for text in texts:
        filer.page.keyboard.type(text)
        filer.page.keyboard.press("Tab")


def test_a_table_is_typed_by_keys_alone_and_handed_in(filer, filing):
    keys = filer.page.keyboard
    filer.cell("goal.0").focus()
    keys.type("全年巡测120次，按时报汛。")
    total = filer.cell("fund.annual-total")
    total.focus()
    for amount in ("100.5", "80", "20.5"):
        keys.type(amount)
        keys.press("Enter")
    keys.type("0")
    note = total.locator("xpath=ancestor::tr").locator("[data-sum]")
    expect(note).to_have_text("分项合计 100.50 ✓")
    filer.is_told("全部已保存")

    filer.page.get_by_role("button", name="＋ 加一项指标").focus()
    # The classes of the row above stand in the second, so that one goes on at its name.
    for place, (row, empty, back) in enumerate(((ROWS[0], "level1", 0), (COST, "level3", 2))):
        keys.press("Enter")
        expect(filer.cell(f"indicator.{place}.{empty}")).to_be_focused()
        for _ in range(back):
            keys.press("Shift+Tab")
        type_on(filer, row[:3])
        keys.type(row[3])
        filer.is_told("全部已保存")
        keys.press("Enter")
    filer.take("送审")

    table, held = table_of(filing), Filing.objects.get(pk=filing.pk)
    assert ([ROWS[0], COST], "handed-in") == (indicators(table), held.state)
    assert {1_005_000, 800_000, 205_000, 0} == {each.yuan for each in table.funds}


def test_pickers_offer_what_fits_and_findings_appear_beside_the_cell(filer, filing):
    filer.page.get_by_role("button", name="＋ 加一项指标").click()
    filer.fill("indicator.0.level1", "成本指标")
    filer.cell("indicator.0.level2").focus()
    assert ["经济成本指标", "社会成本指标", "生态环境成本指标"] == offered(filer, "levels2")
    filer.fill("indicator.0.level3", "成本控制率")

    filer.cell("indicator.0.target").focus()
    filer.page.keyboard.type(">=95")
    assert ("≥95", True) == (
        filer.cell("indicator.0.target").input_value(),
        "≥95%" in offered(filer, "targets"),
    )
    filer.page.keyboard.type("%")
    filer.page.keyboard.press("Tab")
    beside = filer.page.locator('[data-found="indicator.0.target"]')
    expect(beside).to_contain_text("改用“≤”")
    filer.fill("indicator.0.target", "<=95%")
    expect(beside).to_be_empty()

    assert [("成本指标", "", "成本控制率", "≤95%")] == indicators(table_of(filing))


def test_five_rows_from_a_spreadsheet_go_in_from_the_cell_on(filer, filing):
    filer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    filer.page.get_by_role("button", name="＋ 加一项指标").click()
    block = "\r\n".join("\t".join(row) for row in ROWS)
    filer.page.evaluate("(text) => navigator.clipboard.writeText(text)", block)

    filer.cell("indicator.0.level1").focus()
    filer.page.keyboard.press("Control+V")
    expect(filer.cell("indicator.4.target")).to_have_value("≥90%")

    assert list(ROWS) == indicators(table_of(filing))


def test_of_two_who_change_one_cell_neither_loses_a_text(filer, filing, open_as, person, bureau):
    filer.fill("goal.0", "目标")
    second = Person(open_as(person("second", Role.FILER, bureau.tree.unit))[0], filer.base)
    second.go(f"/filings/{filing.pk}/fill/")
    filer.fill("goal.0", "甲写的目标")
    second.cell("goal.0").fill("乙写的目标")
    second.cell("goal.0").press("Tab")

    second.is_told("冲突")
    expect(second.page.locator(".jx-conflict")).to_contain_text("甲写的目标")
    assert ("甲写的目标", "乙写的目标") == (
        table_of(filing).goals[0].text,
        second.cell("goal.0").input_value(),
    )
    second.page.get_by_role("button", name="用我填的").click()
    second.is_told("全部已保存")

    second.go(f"/filings/{filing.pk}/history/?single=1")
    assert ["目标", "甲写的目标", "乙写的目标"] == second.page.locator("ins").all_inner_texts()[::-1]


def test_what_is_typed_without_a_connection_is_there_when_it_is_back(filer, filing):
    filer.page.get_by_role("button", name="＋ 加一项指标").click()
    expect(filer.cell("indicator.0.level3")).to_be_visible()
    filer.page.context.set_offline(True)
    for field, text in (("level3", "巡测次数"), ("target", "≥120次")):
        filer.cell(f"indicator.0.{field}").fill(text)
        filer.cell(f"indicator.0.{field}").press("Tab")
    filer.is_told("2 格尚未保存")

    filer.page.context.set_offline(False)
    filer.is_told("全部已保存")

    assert [("", "", "巡测次数", "≥120次")] == indicators(table_of(filing))


def test_what_is_typed_after_the_session_ended_is_saved_once_one_signs_in_again(filer, filing, bureau):
    other = filer.page.context.new_page()

    filer.page.context.clear_cookies(name="sessionid")
    filer.fill_in("goal.0", "全年巡测120次")
    filer.is_told("登录已失效，1 格尚未保存")

    sign_in(other, filer.base, bureau.people[Role.FILER])
    filer.page.bring_to_front()
    filer.is_told("全部已保存")

    assert "全年巡测120次" == table_of(filing).goals[0].text


def test_nothing_is_saved_by_another_person_who_has_signed_in_meanwhile(filer, filing, bureau, person):
    second = person("second", Role.FILER, bureau.tree.unit)
    other = filer.page.context.new_page()
    filer.page.context.clear_cookies(name="sessionid")
    sign_in(other, filer.base, second)

    filer.fill_in("goal.0", "全年巡测120次")
    filer.is_told("登录已失效，1 格尚未保存")

    assert "" == table_of(filing).goals[0].text
