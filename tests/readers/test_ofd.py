"""OFD files: objects in spaces of their own, and what does not print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import jixiao
from jixiao.grid.grid import Grid, Reading
from jixiao.model.errors import DamagedFile, EmptyFile, EncryptedFile
from jixiao.readers.limits import Limits
from jixiao.readers.ofd_objects import _deltas
from jixiao.readers.open import open_reading
from tests.readers.ofd_files import as_ofd, layer, ofd, packed, path, resources, template, text
from tests.truth import differences

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


def test_a_page_that_is_a_picture_is_told():
    reading = read(ofd([layer('<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>')]))

    assert [finding.rule for finding in reading.findings] == ["pages-are-pictures"]


def test_a_missing_page_does_not_hide_the_others():
    data = ofd([layer(text(10, 20, "目录")), layer(text(10, 20, "正文"))])
    broken = data.replace(b"Doc_0/Pages/0.xml", b"Doc_0/Pages/9.xml")  # the name in the zip

    assert texts(broken) == ["正文"]
    assert [finding.rule for finding in read(broken).findings] == ["page-damaged"]


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
