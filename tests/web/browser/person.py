"""Somebody at a browser, and what people do there again and again."""

from __future__ import annotations

from playwright.sync_api import expect

from jixiao.web.targets.domain import content
from jixiao.web.targets.models import Filing

PASSWORD = "水文站-2026-夏"  # noqa: S105  of nobody


class Person:
    """Somebody who is signed in, before one page."""

    def __init__(self, page, base):
        self.page, self.base = page, base

    def go(self, address):
        self.page.goto(self.base + address)

    def take(self, step, reason="", cells=()):
        """A step, in the dialog that says what it leads to."""
        self.page.get_by_role("link", name=step, exact=True).click()
        dialog = self.page.locator("dialog[open]")
        for cell in cells:
            dialog.locator(f'[name=cells][value="{cell}"]').check()
        if reason:
            dialog.locator("#reason").fill(reason)
        dialog.locator("button.btn-primary").click()
        expect(self.page.locator(".alert-success")).to_be_visible()

    def press(self, name):
        """A button whose page says that it was done."""
        self.page.get_by_role("button", name=name, exact=True).click()
        expect(self.page.locator(".alert-success")).to_be_visible()

    def cell(self, address):
        return self.page.locator(f'[name="cell.{address}"]')

    def fill(self, address, text):
        self.fill_in(address, text)
        self.is_told("全部已保存")

    def fill_in(self, address, text):
        self.cell(address).fill(text)
        self.cell(address).press("Tab")

    def is_told(self, text):
        expect(self.page.locator("#saving")).to_contain_text(text)


def indicators(table):
    return [(each.level1, each.level2, each.level3, each.printed) for each in table.indicators]


def table_of(filing):
    """The table as it is kept now."""
    return content.table_in(Filing.objects.get(pk=filing.pk).version)


def sign_in(page, base, account):
    account.set_password(PASSWORD)
    account.save()
    page.goto(f"{base}/sign-in/")
    page.get_by_label("用户名").fill(account.username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url(f"{base}/")
