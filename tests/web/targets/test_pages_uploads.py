"""A file on its way to filings: dropped, read, looked at beside the original, taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jixiao.forms.edited import Edit
from jixiao.model.state import Role
from jixiao.web.targets import files
from jixiao.web.targets.domain import campaigns, content, uploads
from jixiao.web.targets.domain.errors import NotAllowed, Refusal
from jixiao.web.targets.enums import UploadState
from jixiao.web.targets.models import Filing, Upload

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture
def browser(bureau, signed_in):
    return signed_in(bureau.people[Role.FILER])


@pytest.fixture
def gansu(uploaded):
    return uploaded("gansu-2024.docx", (CORPUS / "gansu-2024.docx").read_bytes())


def text_of(response):
    return response.content.decode()


def test_a_dropped_file_waits_to_be_read_and_a_second_click_drops_nothing(bureau, browser):
    address = reverse("filing-from-file")

    def drop():
        facts = {"campaign": bureau.campaign.pk, "office": bureau.tree.unit.pk, "key": "k"}
        return browser.post(address, facts | {"file": SimpleUploadedFile("目标表.docx", b"PK")})

    first, second = drop(), drop()

    upload = Upload.objects.get()
    assert {reverse("upload", args=[upload.pk])} == {first.url, second.url}
    page = browser.get(first.url)
    assert reverse("upload-state", args=[upload.pk]) in text_of(page)
    assert "HX-Refresh" not in browser.get(reverse("upload-state", args=[upload.pk])).headers
    assert b"PK" == files.path_of(upload.sha256).read_bytes()


def test_a_page_that_waits_is_told_to_load_anew_once_the_file_is_read(browser, uploaded):
    upload = uploaded("空.txt", b"nothing of ours")

    assert "true" == browser.get(reverse("upload-state", args=[upload.pk])).headers["HX-Refresh"]
    page = browser.get(reverse("upload", args=[upload.pk]))
    assert (UploadState.FAILED, True) == (upload.state, upload.problem["zh"] in text_of(page))


@pytest.mark.parametrize(("name", "data"), [("空.docx", b""), ("大.docx", b"x" * 1_000_001)])
def test_empty_and_too_large_files_are_said_beside_the_field(bureau, browser, settings, name, data):
    settings.ENVIRONMENT = type("Small", (), {"upload": 1_000_000})
    facts = {"campaign": bureau.campaign.pk, "office": bureau.tree.unit.pk}

    answer = browser.post(reverse("filing-from-file"), facts | {"file": SimpleUploadedFile(name, data)})

    assert 1 == len(answer.context["file"].errors["file"])
    assert not Upload.objects.exists()


def cells_of(origin):
    """What stands in the cells of a file that were read, by the addresses of what they became."""
    texts = [
        text for figure in origin.figures for row in figure.rows for cell in row.cells for text in cell.texts
    ]
    return {at: text.text for text in texts for at in text.at}


@pytest.mark.parametrize("suffix", ["docx", "doc", "xlsx", "html", "txt"])
def test_what_was_read_stands_beside_the_cells_of_the_file(browser, uploaded, suffix):
    name = f"gansu-2024.{suffix}"
    upload = uploaded(name, (CORPUS / name).read_bytes())

    readings = browser.get(f"{reverse('upload', args=[upload.pk])}?at=1.indicator.14").context["readings"]

    assert [None, True, None, None, None, None] == [each.origin and True for each in readings]
    read, cells = readings[1], cells_of(readings[1].origin)
    assert ("≥95%", "成本控制率", "成本指标", "政法维稳工作专项补助") == (
        cells["indicator.14.target"],
        cells["indicator.14.level3"],
        cells["indicator.14.level1"],
        cells["subject"],
    )
    # Every cell that a page lets people correct leads to its own place in the file, but the year.
    assert {"year"} == {each.address for each in read.shown.cells} - set(cells)
    figure = read.origin.figures[-1]
    assert (("A", "B", "C", "D") if suffix == "xlsx" else ()) == tuple(figure.letters)


def test_cells_of_the_file_and_what_they_became_lead_to_each_other(browser, gansu):
    page = text_of(browser.get(f"{reverse('upload', args=[gansu.pk])}?at=1.indicator.14"))

    assert 'href="#c-1.indicator.14.target"' in page
    assert 'id="c-1.indicator.14.target"' in page
    assert 'id="s-1.indicator.14.target"' in page
    assert f"{reverse('upload', args=[gansu.pk])}?at=1.indicator.14#s-1.indicator.14.target" in page
    assert 4 == page.count("jx-from jx-lit")  # both levels, name and target


def test_the_source_of_a_table_is_sent_when_it_is_opened(browser, gansu, signed_in, bureau):
    page = text_of(browser.get(reverse("upload", args=[gansu.pk])))
    address = reverse("upload-source", args=[gansu.pk, 5])
    part = browser.get(address)

    assert (False, True) == ("“雪亮工程”" in page.partition('id="table-1"')[2], address in page)
    assert "indicator.14.target" in cells_of(part.context["origin"])
    assert 404 == browser.get(reverse("upload-source", args=[gansu.pk, 6])).status_code
    assert 404 == signed_in(bureau.people[Role.AUDITOR]).get(address).status_code


def test_pages_of_a_pdf_are_shown_with_their_boxes_to_who_may_see_them(browser, uploaded, signed_in, bureau):
    upload = uploaded("gansu-2024.pdf", (CORPUS / "gansu-2024.pdf").read_bytes())

    first = browser.get(reverse("upload", args=[upload.pk])).context["readings"][0]

    boxes = {at: box for page in first.origin.pages for box in page.boxes for at in box.at}
    assert ("≤100%", {"year"}) == (
        boxes["indicator.3.target"].text,
        {each.address for each in first.shown.cells} - set(boxes),
    )
    page = first.origin.pages[0]
    assert all(0 <= box.left and box.left + box.width <= page.width for box in page.boxes)
    address = reverse("upload-page", args=[upload.pk, page.document, page.number])
    assert browser.get(address).getvalue().startswith(b"\x89PNG")
    assert 404 == signed_in(bureau.people[Role.AUDITOR]).get(address).status_code


def test_ticked_tables_become_filings_with_their_corrections_and_the_rest_is_left(browser, gansu):
    answer = browser.post(
        reverse("upload-confirm", args=[gansu.pk]),
        {
            "take": ["0", "1", "77", "x"],
            "cell.1.indicator.14.target": "≤95%",
            "cell.1.indicator.99.target": "1",
            "cell.2.subject": "改过的名称",
        },
    )

    unit, project = Filing.objects.order_by("pk")
    assert 200 == answer.status_code
    assert "≤95%" == content.table_in(project.version).indicators[14].printed
    assert (33, gansu.pk, 0) == (unit.indicators, unit.version.upload_id, unit.version.place)
    third = answer.context["readings"][2]
    assert ("改过的名称", True) == (third.shown.names[0].text, third.is_open)
    assert UploadState.READ == Upload.objects.get(pk=gansu.pk).state
    again = browser.post(reverse("upload-confirm", args=[gansu.pk]), {"take": ["0", "1"]})
    assert (409, 2, 2) == (again.status_code, Filing.objects.count(), len(again.context["left"]))


def test_the_year_of_a_file_that_is_not_the_campaign_s_is_told_until_it_is_put_right(browser, gansu):
    told = "表上的年度是2024年，这个批次申报的是2025年"
    assert told in text_of(browser.get(reverse("upload", args=[gansu.pk])))

    form = {"take": ["0", "1"], "cell.1.year": "2025"}
    browser.post(reverse("upload-confirm", args=[gansu.pk]), form)

    kept = [each.version.findings for each in Filing.objects.order_by("pk")]
    assert [True, False] == [told in each for each in kept]


def test_a_file_is_confirmed_once_each_table_was_taken_or_put_aside(browser, gansu):
    address = reverse("upload-confirm", args=[gansu.pk])

    def do(what, **more):
        page = browser.post(address, {"do": what} | more)
        gansu.refresh_from_db()
        return page

    do("take", take=["0", "1", "2"])
    kept = do("aside.5", **{"cell.5.subject": "改过的名称"})
    assert ([5], UploadState.READ) == (gansu.aside, gansu.state)
    assert "改过的名称" == kept.context["readings"][5].shown.names[0].text
    assert "6 张表：采用 3，暂不采用 1，待确认 2" in text_of(browser.get(reverse("home")))
    assert "6 张表：采用 3，暂不采用 1，待确认 2" in text_of(browser.get(reverse("filing-new")))
    do("aside.3")
    do("aside.4")
    do("aside.4")
    do("aside.0")  # which was taken
    assert ([3, 4, 5], UploadState.CONFIRMED) == (gansu.aside, gansu.state)
    do("back.4")
    assert ([3, 5], UploadState.READ) == (gansu.aside, gansu.state)
    do("take", take=["4"])
    assert (UploadState.CONFIRMED, 4) == (gansu.state, Filing.objects.count())


def test_nobody_without_the_role_puts_a_table_aside(bureau, gansu):
    with pytest.raises(NotAllowed):
        uploads.put_aside(account=bureau.people[Role.AUDITOR], upload=gansu.pk, place=0)


def test_a_table_that_is_there_already_is_said_and_the_others_go_on(bureau, browser, gansu, uploaded):
    uploads.confirm(account=bureau.people[Role.FILER], upload=gansu.pk, chosen={0: []})
    again = uploaded("gansu-2024.docx", (CORPUS / "gansu-2024.docx").read_bytes())

    answer = browser.post(reverse("upload-confirm", args=[again.pk]), {"take": ["0", "1"]})

    assert (["政法维稳工作专项补助"], 1) == (
        [each.subject for each in answer.context["made"]],
        len(answer.context["left"]),
    )
    assert "中共甘肃省委政法委员会" in text_of(answer)


def test_the_file_stays_with_the_table_for_all_who_see_it(bureau, gansu, signed_in):
    uploads.confirm(account=bureau.people[Role.FILER], upload=gansu.pk, chosen={0: []})
    address = reverse("filing-origin-file", args=[Filing.objects.get().pk])

    answer = signed_in(bureau.people[Role.AUDITOR]).get(address)

    assert (CORPUS / "gansu-2024.docx").read_bytes() == answer.getvalue()
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_table_is_shown_beside_its_file_as_it_was_read_to_all_who_see_it(bureau, uploaded, signed_in):
    upload = uploaded("gansu-2024.pdf", (CORPUS / "gansu-2024.pdf").read_bytes())
    correction = Edit("indicator.3.target", "≤100%", "≤90%")
    uploads.confirm(account=bureau.people[Role.FILER], upload=upload.pk, chosen={0: [correction]})
    filing = Filing.objects.get()
    auditor = signed_in(bureau.people[Role.AUDITOR])

    page = auditor.get(f"{reverse('filing-origin', args=[filing.pk])}?at=0.indicator.3")

    assert "≤100%" == page.context["shown"].rows[3].cells["target"].text
    assert 4 == text_of(page).count("jx-from jx-lit")
    assert auditor.get(f"{page.context['pictures']}0/1/").getvalue().startswith(b"\x89PNG")
    assert 404 == auditor.get(f"{page.context['pictures']}0/99/").status_code


def test_an_encrypted_file_is_answered_with_what_a_person_at_a_browser_can_do(browser, uploaded):
    upload = uploaded("加密.xlsx", (CORPUS / "encrypted.xlsx").read_bytes())

    page = text_of(browser.get(reverse("upload", args=[upload.pk])))

    assert (True, False) == ("取消打开密码，另存后重新上传" in page, "--password-env" in page)


def test_an_earlier_table_is_offered_once_it_was_approved(bureau, browser):
    bureau.campaign.__class__.objects.filter(pk=bureau.campaign.pk).update(year=2024)
    draft, old = bureau.filing(), bureau.approved(bureau.filing())
    bureau.campaign.pk, bureau.campaign.year = None, 2025
    bureau.campaign.save(force_insert=True)

    page = browser.get(reverse("filing-new"))
    assert [old.approved.pk] == [each.pk for each in page.context["earlier"]]
    begun = browser.post(
        reverse("filing-from-earlier"),
        {"campaign": bureau.campaign.pk, "office": bureau.tree.unit.pk, "earlier": old.approved.pk},
    )

    made = Filing.objects.get(campaign__year=2025)
    table = content.table_in(made.version)
    assert (begun.url, 2025, 3, ()) == (
        reverse("fill", args=[made.pk]),
        table.year,
        len(table.indicators),
        table.funds,
    )
    refused = browser.post(
        reverse("filing-from-earlier"),
        {"campaign": bureau.campaign.pk, "office": bureau.tree.unit.pk, "earlier": draft.version.pk},
    )
    assert 404 == refused.status_code


def test_a_table_of_a_form_the_campaign_does_not_take_and_one_that_comes_too_late_are_told_so(
    bureau, browser, uploaded, gansu
):
    evaluation = "xlsx_chongqing_yuzhong_2021_self_eval.xlsx"
    other = uploaded(evaluation, (CORPUS / evaluation).read_bytes())
    answer = browser.post(reverse("upload-confirm", args=[other.pk]), {"take": ["0"]})
    assert "自评表，这次申报只收项目绩效目标表、单位整体绩效目标表" in text_of(answer)

    campaigns.close(account=bureau.people[Role.ADMINISTRATOR], campaign=bureau.campaign)
    answer = browser.post(reverse("upload-confirm", args=[gansu.pk]), {"take": ["0"]})
    assert "结束，不再收新的表" in text_of(answer)
    assert not Filing.objects.exists()


def test_a_campaign_takes_tables_of_its_own_part_of_the_tree_alone(bureau, browser, tree):
    bureau.campaign.__class__.objects.filter(pk=bureau.campaign.pk).update(office=tree.beside)
    bureau.campaign.refresh_from_db()

    with pytest.raises(Refusal, match="not for 示例省水文站"):
        bureau.filing()
    facts = {"campaign": bureau.campaign.pk, "office": bureau.tree.unit.pk}
    answer = browser.post(
        reverse("filing-from-nothing"), facts | {"form": "project-targets", "subject": "甲"}
    )
    assert 404 == answer.status_code
