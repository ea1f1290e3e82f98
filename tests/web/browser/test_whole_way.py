"""A table on its whole way, by those who take its steps: from a Word file to the approved, adjusted form."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from jixiao import api
from jixiao.model.state import Role
from jixiao.web.targets.models import Filing
from tests.web.browser.person import Person, indicators, sign_in, table_of

CORPUS = Path(__file__).parents[2] / "corpus"

CORRECTED, UNLOCKED = ("≤24小时", "≤95%"), ("≤12小时", "≤95%")
SUBJECT = "信息化建设及运行维护费"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

DROP = """(box, [name, type, data]) => {
  const held = new DataTransfer();
  const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
  held.items.add(new File([bytes], name, { type }));
  const event = new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true });
  box.dispatchEvent(event);
}"""

FORCE = """async (address) => {
  const form = document.getElementById("fill");
  const body = new FormData(form);
  body.set(`was.${address}`, "≤95%");
  body.set(`cell.${address}`, "≤1%");
  return (await fetch(form.dataset.cells, { method: "POST", body })).status;
}"""
ACTS = [
    *("建表", "送审", "上报", "审核意见", "退回", "填写"),
    *("送审", "上报", "评分", "审核通过", "批复", "解锁", "填写"),
    *("送审", "上报", "审核通过", "批复", "调整", "填写"),
]


@pytest.fixture
def people(open_as, live_server, bureau):
    """Each of them at a browser, opened when first asked for."""
    held = {}

    def at(role):
        if role not in held:
            held[role] = Person(open_as(bureau.people[role])[0], live_server.url)
        return held[role]

    return at


def targets(filing):
    printed = [each.printed for each in table_of(filing).indicators]
    return printed[7], printed[10]


def dropped(page, work):
    """The file is dropped, read, and looked at beside where it was read; two cells are corrected."""
    page.get_by_role("link", name="申报", exact=True).click()
    page.get_by_role("link", name="新建申报").first.click()
    page.wait_for_url("**/filings/new/")  # and its script is there
    data = b64encode((CORPUS / "gansu-2024.docx").read_bytes()).decode()
    page.locator(".jx-drop").evaluate(DROP, ["gansu-2024.docx", WORD, data])
    page.get_by_role("button", name="上传并读取").click()
    expect(page.locator("#progress")).to_contain_text("等待读取")
    work()
    expect(page.locator(".jx-toc h2")).to_have_text("读到 6 张表")

    page.locator("#table-3 summary").click()
    page.locator('#table-3 tr[data-row="10"] .jx-tools a').click()
    expect(page.locator("#table-3 .jx-lit").last).to_contain_text("95%")
    for place, target in zip((7, 10), CORRECTED, strict=True):
        page.locator(f'[name="cell.3.indicator.{place}.target"]').fill(target)
    page.get_by_role("button", name="确认采用勾选的表").click()
    taken = page.locator(".alert-success")
    expect(taken).to_contain_text("已采用 6 张表")
    taken.get_by_role("link", name=SUBJECT).click()
    return Filing.objects.get(subject=SUBJECT)


@dataclass
class Way:
    """One filing, and those it passes."""

    filing: Filing
    filer: Person
    unit: Person
    department: Person
    finance: Person

    @property
    def table(self):
        return f"/filings/{self.filing.pk}/"

    @property
    def review(self):
        return f"/review/{self.filing.pk}/"

    def fill(self, address, text):
        self.filer.go(f"{self.table}fill/")
        self.filer.fill(address, text)

    def on(self, *names):
        """Further by as many steps, each by the next of them."""
        people = (self.filer, self.unit, self.department, self.finance)
        for person, name in zip(people, names, strict=False):
            person.go(self.table)
            person.take(name)


def returned(way):
    """With a comment on a row and a reason; the unit sees both."""
    page = way.department.page
    way.department.go("/review/")
    page.get_by_role("link", name=SUBJECT).click()
    page.locator("#row-9 [data-comment]").click()
    page.locator("#text-9").fill("写明调查的人群")
    page.locator("#row-9 [name=save]").click()
    expect(page.locator("#row-9 .jx-mark")).to_contain_text("写明调查的人群")
    page.locator("#d-reason").fill("请按意见修改后再报")
    way.department.press("退回")

    way.filer.go(way.table)
    expect(way.filer.page.locator(".alert-warning")).to_contain_text("请按意见修改后再报")
    expect(way.filer.page.locator("#row-9 .jx-mark")).to_contain_text("写明调查的人群")


def scored_and_approved(way):
    way.department.go(way.review)
    for key in ("related", "reasonable", "matched", "attainable", "prepared"):
        way.department.page.locator(f'[name="mark.{key}"]').fill("9")
    expect(way.department.page.locator("#total")).to_contain_text("等级")
    way.department.press("保存评分")
    way.department.press("审核通过")
    way.finance.go(way.review)
    way.finance.press("批复")


def unlocked(way):
    """One value; nothing else can be changed, whatever a page sends."""
    way.finance.go(way.table)
    way.finance.take("解锁", "恢复时长与合同不一致", ["indicator.7.target"])
    way.fill("indicator.7.target", "≤12小时")
    expect(way.filer.page.locator(".jx-cell")).to_have_count(1)
    assert 409 == way.filer.page.evaluate(FORCE, "indicator.10.target")


def adjusted(way):
    """What is other than approved is shown cell by cell."""
    way.filer.go(way.table)
    way.filer.take("调整", "项目增加一个系统")
    way.fill("indicator.10.target", "≤90%")
    way.filer.go(f"{way.table}versions/")
    row = way.filer.page.locator(".jx-differences tbody tr")
    expect(row).to_have_count(1)
    assert ("≤95%", "≤90%") == (row.locator("del").inner_text(), row.locator("ins").inner_text())


def looked_at(auditor, way):
    """The acts of the history in their order, and the official form as it is read again."""
    auditor.go(f"{way.table}history/")
    acts = auditor.page.locator(".jx-history tbody th[scope=row]").all_inner_texts()
    with auditor.page.expect_download() as download:
        auditor.page.locator(".jx-downloads").get_by_role("link", name="Word").click()
    return acts[::-1], api.read(download.value.path().read_bytes(), name="form.docx").tables


@pytest.mark.both
def test_from_a_word_file_to_an_adjusted_table(open_browser, live_server, bureau, people, work):
    page, told = open_browser(1280)
    sign_in(page, live_server.url, bureau.people[Role.FILER])
    filing = dropped(page, work)
    reviewers = (Role.UNIT_APPROVER, Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER)
    way = Way(filing, Person(page, live_server.url), *map(people, reviewers))
    assert (0, CORRECTED) == (filing.errors, targets(filing))

    way.on("送审", "上报")
    returned(way)
    way.fill("indicator.9.level3", "系统使用人员满意度")
    way.on("送审", "上报")
    scored_and_approved(way)
    unlocked(way)
    way.on("送审", "上报", "审核通过", "批复")
    assert UNLOCKED == targets(filing)
    adjusted(way)

    acts, forms = looked_at(people(Role.AUDITOR), way)
    assert (ACTS, [indicators(table_of(filing))]) == (acts, [indicators(each) for each in forms])
    assert [] == [str(line) for line in told if "409" not in str(line)]
