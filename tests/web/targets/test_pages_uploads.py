"""A file on its way to filings: dropped, read, looked at beside the original, taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jixiao.model.state import Role
from jixiao.web.targets import files
from jixiao.web.targets.domain import content, uploads
from jixiao.web.targets.domain.errors import Refusal
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


def test_what_was_read_stands_beside_the_cell_it_was_read_from(browser, gansu):
    page = browser.get(f"{reverse('upload', args=[gansu.pk])}?at=1.indicator.14")

    first, second, *others = page.context["readings"]
    assert ("中共甘肃省委政法委员会", 33, 0) == (
        first.table.subject,
        len(first.table.indicators),
        first.open_sums,
    )
    assert ("≥95%", None) == (second.source.text, second.page)
    assert [None] * 4 == [each.source for each in others]
    assert {"≥95%"} == {each.text for each in [second.shown.rows[14].cells["target"]]}
    assert second.errors == 2


def test_a_page_of_a_pdf_is_shown_with_a_frame_to_who_may_see_it(browser, uploaded, signed_in, bureau):
    upload = uploaded("gansu-2024.pdf", (CORPUS / "gansu-2024.pdf").read_bytes())

    reading = browser.get(f"{reverse('upload', args=[upload.pk])}?at=0.indicator.3").context["readings"][0]

    left, top, width, height = reading.frame
    assert 0 <= left < left + width <= reading.page.width
    assert 0 <= top < top + height <= reading.page.height
    address = reverse("upload-page", args=[upload.pk, reading.page.document, reading.page.number])
    picture = browser.get(address)
    assert picture.getvalue().startswith(b"\x89PNG")
    assert 404 == signed_in(bureau.people[Role.AUDITOR]).get(address).status_code


def test_ticked_tables_become_filings_with_their_corrections_and_the_rest_is_left(browser, gansu):
    answer = browser.post(
        reverse("upload-confirm", args=[gansu.pk]),
        {
            "take": ["0", "1", "77", "x"],
            "cell.1.indicator.14.target": "≤95%",
            "cell.1.indicator.99.target": "1",
            "cell.2.subject": "不采用的表",
        },
    )

    unit, project = Filing.objects.order_by("pk")
    assert 200 == answer.status_code
    assert "≤95%" == content.table_in(project.version).indicators[14].printed
    assert (33, gansu.pk) == (unit.indicators, unit.version.upload_id)
    assert UploadState.CONFIRMED == Upload.objects.get(pk=gansu.pk).state
    again = browser.post(reverse("upload-confirm", args=[gansu.pk]), {"take": ["2"]})
    assert (409, 2) == (again.status_code, Filing.objects.count())


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
