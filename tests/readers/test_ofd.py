"""OFD files: objects in spaces of their own, and what does not print."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pypdfium2
import pytest
from PIL import Image

import jixiao
from jixiao.grid.grid import Grid, Reading
from jixiao.model.errors import DamagedFile, EmptyFile, EncryptedFile
from jixiao.readers import scan
from jixiao.readers.limits import Limits
from jixiao.readers.ofd_objects import _deltas
from jixiao.readers.open import File, images_of, open_reading
from tests.readers.ofd_files import as_ofd, layer, ofd, packed, path, resources, template, text
from tests.truth import differences

NEEDS_OCR = pytest.mark.skipif(not scan.can_read(), reason="the ocr extra is not installed")
CORPUS = Path(__file__).parents[1] / "corpus"
FRAME = path("M 10 10 L 110 10 L 110 30 L 10 30 C M 60 10 L 60 30 M 10 20 L 110 20")
TEXTS = [text(12, 16, "产出"), text(62, 16, "数量"), text(12, 26, "修路"), text(62, 26, "≥5公里")]
GROUP = '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="5"/>'
NAMED = "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
CELLS = [(1, 1, "产出"), (1, 2, "数量"), (2, 1, "修路"), (2, 2, "≥5公里")]


def read(data: bytes, limits: Limits | None = None) -> Reading:
    (found,) = open_reading(data, "test.ofd", limits)
    if isinstance(found, Exception):
        raise found
    return found


def cells(data: bytes) -> list[tuple[int, int, str]]:
    return [(c.row, c.column, c.text) for grid in read(data).grids for c in grid.cells]


def texts(data: bytes) -> list[str]:
    return [b.text for b in read(data).blocks if not isinstance(b, Grid)]


@pytest.mark.parametrize("name", ["gansu-2024", "hard-pdf-001", "hard-pdf-002"])
def test_pages_say_the_same_as_ofd_and_as_pdf(name):
    (truth,) = CORPUS.glob(f"{name}*.truth.json") if "hard" in name else CORPUS.glob(f"{name}-pdf.truth.json")

    document = jixiao.read(as_ofd(CORPUS / f"{name}.pdf"), name=f"{name}.ofd")

    assert document.format == "ofd"
    assert differences(json.loads(truth.read_text("utf-8")), document.tables) == []


def test_cells_say_where_they_stand_in_points():
    (grid,) = read(ofd([layer(FRAME, *TEXTS)])).grids

    assert [(c.row, c.column, c.text) for c in grid.cells] == CELLS
    assert grid.page == 1
    assert grid.cells[0].box == pytest.approx((28.3, 28.3, 170.1, 56.7), abs=0.1)


def test_rulings_may_lie_in_a_template():
    page = f'<ofd:Template TemplateID="7"/>{layer(*TEXTS)}'
    common = '<ofd:TemplatePage ID="7" BaseLoc="Under.xml"/>'

    assert cells(ofd([page], common=common, Under=template(FRAME))) == CELLS


def test_groups_are_scaled_and_moved():
    shown = '<ofd:CompositeObject Boundary="20 40 90 90" CTM="0.5 0 0 0.5 0 0" ResourceID="5"/>'
    data = ofd([layer(shown)], common=NAMED, Res=resources(FRAME, *TEXTS))

    assert cells(data) == CELLS
    assert next(read(data).grids).cells[0].box == pytest.approx((70.9, 127.6, 141.7, 141.7), abs=0.1)


def test_a_group_in_itself_ends():
    data = ofd([layer(*TEXTS, GROUP)], common=NAMED, Res=resources(*[GROUP] * 3))

    assert "产出\t数量" in texts(data)[0]


def test_the_corner_of_the_page_may_lie_anywhere():
    area = "<ofd:Area><ofd:PhysicalBox>10 10 200 200</ofd:PhysicalBox></ofd:Area>"

    (grid,) = read(ofd([area + layer(FRAME, *TEXTS)])).grids

    assert grid.cells[0].box == pytest.approx((0, 0, 141.7, 28.3), abs=0.1)


@pytest.mark.parametrize(
    "more",
    ['Alpha="40"', 'Visible="false"', 'CTM="0.7 0.7 -0.7 0.7 0 0"'],
    ids=["faint", "hidden", "leaning"],
)
def test_watermarks_are_not_read(more):
    assert cells(ofd([layer(FRAME, *TEXTS, text(14, 16, "样张", more=more))])) == CELLS


def test_white_lines_are_no_rulings():
    white = path("M 35 10 L 35 30", inside='<ofd:StrokeColor Value="255 255 255"/>')

    assert cells(ofd([layer(FRAME, white, *TEXTS)])) == CELLS


def test_steps_between_characters_may_be_said_once():
    assert _deltas("1.5 g 3 4 2", 9) == [1.5, 4, 4, 4, 2]
    assert _deltas("g 999999999 4", 3) == [4, 4, 4]
    assert _deltas("g 2", 3) == []


def test_characters_far_apart_stay_apart():
    assert texts(ofd([layer(text(10, 20, "合计120", steps="4 40 2 2"))])) == ["合计\t120"]


RESOURCES = "<ofd:DocumentRes>Res.xml</ofd:DocumentRes>"
WHOLE = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>'


def with_picture(page, name, data):
    """A file of this page, with a picture as the resource 3."""
    listed = f'<ofd:MultiMedia ID="3" Type="Image"><ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia>'
    media = resources().replace("</ofd:Res>", f"<ofd:MultiMedias>{listed}</ofd:MultiMedias></ofd:Res>")
    file = io.BytesIO(ofd([page], common=RESOURCES, Res=media))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(f"Doc_0/{name}", data)
    return file.getvalue()


def test_a_page_that_is_a_picture_is_told(monkeypatch):
    monkeypatch.setattr(scan, "can_read", lambda: False)
    number = text(100, 290, "—3—")

    for page in (layer(WHOLE), layer(WHOLE, number)):
        assert ["pages-are-pictures"] == [finding.rule for finding in read(ofd([page])).findings]
    assert ["—3—"] == texts(ofd([layer(WHOLE, text(100, 200, "—3—"))]))
    assert () == read(ofd([layer(FRAME, *TEXTS, WHOLE, text(20, 200, "目标" * 20))])).findings


@NEEDS_OCR
@pytest.mark.parametrize("page", [layer(WHOLE), layer(WHOLE, text(100, 290, "—3—"))])
def test_a_picture_of_a_kind_that_is_not_known_is_told(page):
    for data in (ofd([page]), with_picture(page, "1.jb2", b"\x97JB2\r\n\x1a\n")):
        assert ["picture-not-decoded"] == [finding.rule for finding in read(data).findings]


@NEEDS_OCR
def test_pictures_are_put_where_they_stand():
    from jixiao.readers.scan.mounted import mounted

    half = np.zeros((10, 20), dtype=np.uint8)
    half[:, 10:] = 255
    file = io.BytesIO()
    Image.fromarray(half).save(file, "PNG")
    grey = mounted([(file.getvalue(), (36, 0, 0, 18, 72, 36))], (144, 72), Limits()).grey
    turned = mounted([(file.getvalue(), (0, 36, -18, 0, 90, 18))], (144, 72), Limits()).grey

    assert (200, 400) == grey.shape
    assert [255, 0, 255] == [grey[125, x] for x in (190, 220, 280)]
    assert [255, 0, 255] == [turned[y, 225] for y in (40, 70, 130)]


@NEEDS_OCR
def test_a_page_that_is_a_picture_is_read():
    pdf = CORPUS / "scan-150-guangdong-project-2.pdf"
    page = pypdfium2.PdfDocument(pdf)[0]
    width, height = (side * 25.4 / 72 for side in page.get_size())
    file = io.BytesIO()
    page.render(scale=150 / 72, grayscale=True).to_pil().save(file, "JPEG", quality=80)
    shown = (
        f'<ofd:ImageObject Boundary="0 0 {width} {height}" CTM="{width} 0 0 {height} 0 0" ResourceID="3"/>'
    )
    area = f"<ofd:Area><ofd:PhysicalBox>0 0 {width} {height}</ofd:PhysicalBox></ofd:Area>"

    document = jixiao.read(with_picture(area + layer(shown), "1.jpg", file.getvalue()))

    truth = json.loads(pdf.with_name("scan-150-guangdong-project-2.truth.json").read_text("utf-8"))
    assert [] == differences(truth, document.tables)
    assert ["pages-recognised"] == [finding.rule for finding in document.findings]


def test_a_page_is_drawn_as_it_is_read():
    (image,) = images_of(File("表", "ofd", ofd([layer(FRAME, *TEXTS, text(10, 200, "<&>"))])), {1}, Limits())
    drawn = ET.fromstring(image.data)  # noqa: S314 -- of our own

    assert "image/svg+xml" == image.media_type
    assert (595, 842) == (round(image.width), round(image.height))
    assert ["产出数量", "修路≥5公里", "<&>"] == [
        text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")
    ]


def test_a_missing_page_does_not_hide_the_others():
    data = ofd([layer(text(10, 20, "目录")), layer(text(10, 20, "正文"))])
    broken = data.replace(b"Doc_0/Pages/0.xml", b"Doc_0/Pages/9.xml")  # the name in the zip

    assert texts(broken) == ["正文"]
    assert [finding.rule for finding in read(broken).findings] == ["page-damaged"]


@pytest.mark.parametrize("size", ["1 1", "1e12 20", "0 0"])
def test_a_page_of_an_impossible_size_is_told(size):
    area = f"<ofd:Area><ofd:PhysicalBox>0 0 {size}</ofd:PhysicalBox></ofd:Area>"

    assert ["page-too-small"] == [finding.rule for finding in read(ofd([area + layer(WHOLE)])).findings]


def test_a_page_of_too_many_objects_is_told():
    reading = read(ofd([layer(*TEXTS)]), Limits(objects=2))

    assert [finding.rule for finding in reading.findings] == ["page-too-complex"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (ofd([]), EmptyFile),
        (ofd([layer()]).replace(b"Doc_0/Document.xml", b"Doc_1/Document.xml"), DamagedFile),
        (packed({"OFD.xml": "", "Encryptions.xml": ""}), EncryptedFile),
    ],
    ids=["no pages", "no document", "encrypted"],
)
def test_what_cannot_be_read_is_said_plainly(data, error):
    with pytest.raises(error):
        read(data)
