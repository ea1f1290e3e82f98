"""The pages: who reaches which, what they do, and how often they ask the database."""

from __future__ import annotations

import io
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jixiao.model.state import Role
from jixiao.web.people import reading
from jixiao.web.people.domain import appoint, dismiss
from jixiao.web.people.enums import Kind
from jixiao.web.people.models import Account, Assignment, ImportDraft, Office
from jixiao.web.people.signing_in import password_path
from jixiao.writers.lists import Column, List, write_lists


@pytest.fixture
def keeper(tree, person):
    """The administrator of the department."""
    return person("keeper", Role.ADMINISTRATOR, tree.department)


def addresses(office, account, assignment):
    """Every address that leads to one thing, and how it is asked."""
    yield "get", reverse("office", args=[office.pk])
    for name in ("office-new", "office-change", "appoint", "import"):
        yield "get", reverse(name, args=[office.pk])
        yield "post", reverse(name, args=[office.pk])
    yield "get", reverse("account", args=[account.pk])
    yield "post", reverse("account", args=[account.pk])
    yield "post", reverse("password-link", args=[account.pk])
    yield "post", reverse("dismiss", args=[assignment.pk])


# ------------------------------------------------------------------------------ who reaches
@pytest.mark.parametrize("place", ["province", "beside", "other"])
def test_what_is_outside_ones_part_is_not_there(tree, keeper, person, signed_in, place):
    office = getattr(tree, place)
    somebody = person("somebody", Role.FILER, office)
    browser = signed_in(keeper)

    answers = {
        (how, address): getattr(browser, how)(address).status_code
        for how, address in addresses(office, somebody, somebody.assignments.get())
    }

    assert {404} == set(answers.values()), answers
    assert somebody.assignments.exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_offices_and_people_are_for_administrators(tree, person, signed_in, role):
    account = person("li", role, tree.department)
    browser = signed_in(account)

    for how, address in addresses(tree.department, account, account.assignments.get()):
        assert 404 == getattr(browser, how)(address).status_code, address
    assert "机构与人员" not in browser.get("/").content.decode()


def test_who_is_not_signed_in_is_asked_to(tree, person):
    account = person("li", Role.FILER, tree.unit)

    for how, address in addresses(tree.unit, account, account.assignments.get()):
        got = getattr(Client(), how)(address)
        place = got.headers.get("Location", "").partition("?")[0]
        asked = (302, "/sign-in/") if how == "get" else (401, "")
        assert asked == (got.status_code, place), address


def test_an_import_is_its_own_persons(tree, keeper, person, signed_in):
    other = person("other", Role.ADMINISTRATOR, tree.department)
    draft = ImportDraft.objects.create(account=keeper, office=tree.department, rows=[])

    assert 404 == signed_in(other).get(reverse("import-preview", args=[draft.pk])).status_code


# ----------------------------------------------------------------------------- what they do
def test_an_office_is_added_changed_and_moved(tree, keeper, signed_in):
    browser = signed_in(keeper)

    browser.post(
        reverse("office-new", args=[tree.department.pk]), {"kind": "unit", "code": "7", "name": "新单位"}
    )
    made = Office.objects.get(name="新单位")
    browser.post(
        reverse("office-change", args=[made.pk]), {"code": "8", "name": "旧单位", "parent": tree.unit.pk}
    )

    made.refresh_from_db()
    assert ("8", "旧单位", False, f"{tree.unit.path}{made.pk}/") == (
        made.code,
        made.name,
        made.is_active,
        made.path,
    )


def test_what_cannot_be_is_said_beside_the_form(tree, keeper, signed_in):
    got = signed_in(keeper).post(
        reverse("office-new", args=[tree.department.pk]), {"kind": "unit", "code": "001", "name": "新单位"}
    )

    assert "代码 001 已属于示例省水文站；同一上级之下代码不能重复" in got.content.decode()
    assert not Office.objects.filter(name="新单位").exists()


def test_somebody_new_sets_a_password_by_a_link_that_is_good_once(tree, keeper, signed_in):
    told = {"username": "li", "name": "李某", "role": "filer"}
    page = signed_in(keeper).post(reverse("appoint", args=[tree.unit.pk]), told).content.decode()
    link = re.search(r"http://testserver(/sign-in/password/set/\S+?/)<", page)[1]

    browser, words = Client(), {"password1": "水文站-2026-夏", "password2": "水文站-2026-夏"}
    form = browser.get(link, follow=True)
    browser.post(form.redirect_chain[-1][0], words)

    assert Client().login(username="li", password=words["password1"])
    assert "链接不能再用" in Client().get(link, follow=True).content.decode()


def test_the_first_page_says_what_one_does_where(tree, person, signed_in):
    page = signed_in(person("li", Role.FILER, tree.unit)).get("/").content.decode()

    assert "填报" in page
    assert "示例省水文站" in page


def test_who_had_a_role_until_when_and_by_whom_stays_with_the_office_and_the_account(
    tree, keeper, person, signed_in
):
    li = person("li", Role.FILER, tree.unit)
    appoint(by=keeper, account=li, role=Role.AUDITOR, office=tree.unit)
    dismiss(by=keeper, assignment=li.assignments.get(role=Role.AUDITOR))
    browser = signed_in(keeper)

    for address in (reverse("office", args=[tree.unit.pk]), reverse("account", args=[li.pk])):
        shown = re.sub(r"(<[^>]*>|\s)+", " ", browser.get(address).content.decode().split("任免记录")[1])
        instant = r"\d{4}-\d\d-\d\d \d\d:\d\d"
        assert re.search(f"查阅 {instant} 用户keeper {instant} 用户keeper .*填报 {instant} 系统 至今", shown)


def test_a_role_is_taken_away(tree, keeper, person, signed_in):
    account = person("li", Role.FILER, tree.unit)

    signed_in(keeper).post(reverse("dismiss", args=[account.assignments.get().pk]))

    assert not account.assignments.exists()


def test_who_is_closed_is_signed_out_at_once(tree, keeper, person, signed_in):
    account = person("li", Role.FILER, tree.unit)
    theirs = signed_in(account)

    signed_in(keeper).post(reverse("account", args=[account.pk]), {"name": "李某", "email": ""})

    assert 302 == theirs.get(reverse("profile")).status_code


def test_people_change_their_own_facts_and_nothing_else(tree, person, signed_in):
    account = person("li", Role.FILER, tree.unit)

    signed_in(account).post(
        reverse("profile"), {"name": "李某", "email": "li@example.gov.cn", "language": "en", "username": "x"}
    )

    account.refresh_from_db()
    assert ("li", "李某", "li@example.gov.cn", "en") == (
        account.username,
        account.name,
        account.email,
        account.language,
    )


# ----------------------------------------------------------------------------------- import
def workbook(offices, people=()):
    heads = (("类型", "代码", "名称", "上级代码"), ("用户名", "姓名", "邮箱", "角色", "机构代码"))
    data = write_lists(
        [
            List("机构", tuple(map(Column, heads[0])), offices),
            List("人员", tuple(map(Column, heads[1])), people),
        ]
    )
    return SimpleUploadedFile("people.xlsx", data)


def upload(browser, office, file):
    return browser.post(reverse("import", args=[office.pk]), {"file": file})["Location"]


def test_nothing_is_written_before_it_is_confirmed_and_then_once(tree, keeper, signed_in):
    browser = signed_in(keeper)
    file = workbook([("预算单位", "002", "示例站", "")], [("li", "李某", "", "填报", "002")])

    preview = upload(browser, tree.department, file)
    page = browser.get(preview).content.decode()
    assert "将新增机构 1 个、账号 1 个、角色 1 个" in page
    assert not Office.objects.filter(name="示例站").exists()

    done = browser.post(preview, {"confirmed": "yes"}).content.decode()
    assert "/sign-in/password/set/" in done
    assert ("示例站", "filer") == Assignment.objects.values_list("office__name", "role").get(
        account__username="li"
    )
    assert 404 == browser.post(preview, {"confirmed": "yes"}).status_code


def test_with_one_wrong_row_nothing_is_written(tree, keeper, signed_in):
    browser = signed_in(keeper)
    file = workbook([("预算单位", "002", "示例站", ""), ("预算单位", "", "无代码", "")])

    preview = upload(browser, tree.department, file)
    got = browser.post(preview, {"confirmed": "yes"}).content.decode()

    assert "“机构”第 3 行：缺少代码" in got
    assert not Office.objects.filter(name="示例站").exists()


def test_the_workbook_to_fill_in_is_one_that_can_be_read(tree, keeper, signed_in):
    browser = signed_in(keeper)
    empty = browser.get(reverse("import-template")).getvalue()

    preview = upload(browser, tree.department, SimpleUploadedFile("empty.xlsx", empty))

    assert "没有找到数据行" in browser.get(preview).content.decode()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [("a.xlsx", b"PK\x03\x04broken", "损坏"), ("a.xlsx", b"x" * 2_000_001, "超过 2 MB")],
)
def test_a_file_that_cannot_be_read_is_told(tree, keeper, signed_in, name, data, said):
    got = signed_in(keeper).post(
        reverse("import", args=[tree.department.pk]), {"file": SimpleUploadedFile(name, data)}
    )

    assert said in got.content.decode()


def test_a_workbook_whose_reading_ran_wild_is_told(tree, keeper, signed_in, monkeypatch):
    monkeypatch.setattr(reading, "output_of", lambda *_, **__: b"")
    file = SimpleUploadedFile("offices.xlsx", b"PK")

    got = signed_in(keeper).post(reverse("import", args=[tree.department.pk]), {"file": file})

    assert "超出了时间或内存的限制；请拆分后再上传" in got.content.decode()
    assert not ImportDraft.objects.exists()


# ------------------------------------------------------------------------------- signing in
@pytest.fixture
def li(tree, person):
    cache.clear()
    account = person("li", Role.FILER, tree.unit, email="li@example.gov.cn")
    account.set_password("水文站-2026-夏")
    account.save()
    return account


def sign_in(password, **headers):
    return Client(**headers).post("/sign-in/", {"login": "li", "password": password})


@pytest.mark.usefixtures("li")
def test_signing_in():
    assert (302, "/") == ((got := sign_in("水文站-2026-夏")).status_code, got["Location"])
    assert 200 == sign_in("another").status_code


@pytest.mark.usefixtures("li")
def test_who_guesses_has_to_wait():
    answers = [sign_in(f"guess {number}") for number in range(6)]
    right = sign_in("水文站-2026-夏")

    assert {200} == {answer.status_code for answer in answers[:5]}
    assert (200, 200) == (answers[5].status_code, right.status_code)
    assert "登录失败次数过多" in right.content.decode()


@pytest.mark.usefixtures("li")
def test_a_forgotten_password_is_set_by_mail():
    Client().post("/sign-in/password/reset/", {"email": "li@example.gov.cn"})

    (sent,) = mail.outbox
    assert "/sign-in/password/set/" in sent.body


def test_a_link_dies_with_the_password_it_was_for(li):
    link = password_path(li)
    li.set_password("另一个-2026-密码")
    li.save()

    assert "链接不能再用" in Client().get(link, follow=True).content.decode()


def test_accounts_are_not_made_by_oneself(db):  # noqa: ARG001
    for address in ("/sign-in/signup/", "/sign-in/by/signup/"):
        got = Client().post(address, {"username": "x", "password1": "a-long-password"})
        assert got.status_code in {302, 404}, address
    assert not Account.objects.exists()


def test_a_second_factor_is_asked_for(li):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(li, generate_totp_secret())

    got = sign_in("水文站-2026-夏")

    assert "/sign-in/second/authenticate/" == got["Location"]


# ---------------------------------------------------------------------------------- queries
@pytest.mark.parametrize("rows", [1, 3, 300])
def test_a_page_asks_the_database_as_often_whatever_it_shows(
    tree, keeper, signed_in, rows, django_assert_num_queries
):
    for number in range(rows):
        office = Office.objects.create(
            kind=Kind.UNIT, code=f"n{number}", name=f"站 {number}", parent=tree.department
        )
        Office.objects.filter(pk=office.pk).update(path=f"{tree.department.path}{office.pk}/")
        account = Account.objects.create(username=f"n{number}", name="某")
        Assignment.objects.create(account=account, role=Role.FILER, office=tree.department)
    browser = signed_in(keeper)

    with django_assert_num_queries(11):
        browser.get(reverse("office", args=[tree.department.pk]))
    with django_assert_num_queries(6):
        browser.get(reverse("offices"), {"q": "站"})


def test_the_form_of_a_workbook_is_told_in_both_languages(tree, person, signed_in):
    import openpyxl

    account = person("keeper", Role.ADMINISTRATOR, tree.province)
    Account.objects.filter(pk=account.pk).update(language="en")
    book = openpyxl.load_workbook(io.BytesIO(signed_in(account).get(reverse("import-template")).getvalue()))

    assert ["Offices", "People"] == book.sheetnames
    assert ["Kind", "Code", "Name", "Code of parent"] == [cell.value for cell in book["Offices"][1]]
