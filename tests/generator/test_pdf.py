"""Made PDFs keep the generator's word: constant bytes, all of the truth printed, every case met."""

import io
from random import Random

import pypdfium2 as pdfium
import pytest
from PIL import Image

from .document import squeezed, truth
from .negatives import KINDS as NEGATIVES
from .pdf_set import born
from .render.pdf import KINDS, made, negative, office
from .render.pdf.rulings import RULINGS, Box, edges
from .render.pdf.typeset import has_fonts
from .render.pdf.words import em, wrapped
from .render.scan import ONE_PAGE, SCANS, scanned

CASES = {
    "a head repeated",
    "a level blank",
    "a level cut",
    "a level repeated",
    "a row cut by the page end",
    "a table begins amid a page",
    "no head repeated",
    "two target tables on a page",
}
SHAPED = [kind for kind, entry in KINDS.items() if entry.whole != "book" and not entry.office]

pytestmark = pytest.mark.skipif(
    not has_fonts(), reason="the fonts Noto Serif and Noto Sans CJK SC are missing (Debian: fonts-noto-cjk)"
)


@pytest.fixture(scope="module")
def documents():
    return list(born("test", 1, by_office=False))


def text_of(data: bytes) -> str:
    """All that is printed, without white space; a sign at the end of a line is kept apart by pdfium."""
    pages = pdfium.PdfDocument(data)
    return squeezed("".join(page.get_textpage().get_text_bounded() for page in pages)).replace("\x02", "-")


def printed(document) -> list[str]:
    out = []
    for table in truth(document, "")["tables"]:
        out += [table[k] for k in ("title", "subject", "unit", "department") if table[k]]
        out += table["goals"] + [f["label"] for f in table["funds"]]
        for i in table["indicators"]:
            out += [
                i[k] for k in ("level1", "level2", "level3", "weight", "actual", "score", "reason") if i[k]
            ]
    return [squeezed(text) for text in out]


def stands_in(expected: str, text: str) -> bool:
    """Whole, or in two parts where a page end cuts its cell."""
    return expected in text or any(
        expected[:n] in text and expected[n:] in text for n in range(1, len(expected))
    )


@pytest.mark.parametrize("kind", ["solid", "rotated", "cropped", "moved", "forms", "break-cut"])
def test_same_seed_same_bytes(kind):
    layout = KINDS[kind].layouts[0]

    assert made(kind, layout, "1").data == made(kind, layout, "1").data


@pytest.mark.office
@pytest.mark.skipif(not office.is_there(), reason="LibreOffice is not on this machine")
def test_same_seed_same_bytes_from_libreoffice():
    assert made("office", "tianjin", "1").data == made("office", "tianjin", "1").data


def test_what_the_truth_says_is_printed(documents):
    missing = {}
    for each in documents:
        text = text_of(each.data)
        lost = [e for e in printed(each.document) if not stands_in(e, text)]
        if lost:
            missing[each.name] = lost

    assert missing == {}


def test_every_case_occurs(documents):
    assert set().union(*(d.cases for d in documents)) == CASES


def test_pages_are_as_many_as_laid_out(documents):
    assert {d.name: len(pdfium.PdfDocument(d.data)) for d in documents} == {
        d.name: d.pages for d in documents
    }


@pytest.mark.parametrize("kind", SHAPED)
def test_pages_have_the_boxes_of_their_kind(kind):
    document = pdfium.PdfDocument(made(kind, KINDS[kind].layouts[0], "2").data)
    page = document[0]
    turned = any(page.get_rotation() for page in document)
    left, bottom = page.get_mediabox()[:2]

    assert turned == kind.endswith(("rotated", "mixed"))
    assert (page.get_mediabox() != page.get_cropbox()) == (kind == "cropped")
    assert ((left, bottom) != (0, 0)) == (kind in ("cropped", "moved"))


def test_text_stands_in_form_objects():
    page = pdfium.PdfDocument(made("forms", "tianjin", "3").data)[0]

    assert {o.type for o in page.get_objects(max_depth=1)} == {pdfium.raw.FPDF_PAGEOBJ_FORM}


def test_the_printers_notes_lie_outside_what_is_shown():
    page = pdfium.PdfDocument(made("cropped", "tianjin", "3").data)[0]
    left, bottom, right, top = page.get_cropbox()

    assert "proof" in page.get_textpage().get_text_range()
    assert "proof" not in page.get_textpage().get_text_bounded(left, bottom, right, top)


def test_mute_fonts_show_what_they_do_not_say():
    plain, silent = (made(kind, "tianjin", "3") for kind in ("solid", "mute"))

    assert plain.document.tables[0].subject in text_of(plain.data)
    assert silent.document.tables[0].subject not in text_of(silent.data)


def test_a_book_is_long_and_holds_its_tables():
    book = made("book", "gansu-project", "4")
    text = text_of(book.data)

    assert book.pages >= 35
    assert book.document.tables
    assert [e for e in printed(book.document) if not stands_in(e, text)] == []


@pytest.mark.parametrize("content", NEGATIVES)
def test_negatives_hold_no_table(content):
    assert truth(negative("solid", content, "5").document, "")["tables"] == []


@pytest.mark.parametrize("name", SCANS)
def test_scans_are_images_of_all_pages(name):
    scan, short = SCANS[name], SCANS[name].ending in ONE_PAGE
    page = made("solid", "tianjin", "6")
    data = scanned(page.data, scan, Random("6"))

    assert data == scanned(page.data, scan, Random("6"))
    if scan.ending == "pdf":
        pages = pdfium.PdfDocument(data)
        assert len(pages) == page.pages
        assert text_of(data) == ""
    else:
        image = Image.open(io.BytesIO(data))
        assert getattr(image, "n_frames", 1) == (1 if short else page.pages)
        assert image.info["dpi"] == pytest.approx((scan.dpi, scan.dpi), rel=0.01)


def test_lines_break_where_offices_break_them():
    assert wrapped("不低于95.50%的项目", 5) == ("不低于", "95.50%", "的项目")
    assert wrapped("完成率，合格率", 3) == ("完成", "率，合", "格率")
    assert wrapped("出国（境）费", 3) == ("出国", "（境）", "费")
    assert wrapped("12345678", 3) == ("1234", "5678")
    assert all(em(line) <= 4 for line in wrapped("新建改造≥120公里（含桥梁）", 4))


@pytest.mark.parametrize("ruling", RULINGS)
def test_rulings_draw_a_table_of_four_cells(ruling):
    boxes = [Box(x, y, x + 50, y + 20) for x in (0, 50) for y in (0, 20)]
    count = {
        "pieces": 12,
        "filled-pieces": 12,
        "broken": 12,
        "doubled": 12,
        "open-sides": 4,
        "open": 2,
        "rows": 3,
        "none": 0,
        "three": 3,
        "twofold": 24,
        "segments": 105,
        "framed": 10,
        "whitened": 8,
    }

    assert len(list(RULINGS[ruling](edges(boxes)))) == count.get(ruling, 6)
