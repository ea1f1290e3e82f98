"""PDF files that were made from text. Whole documents are in tests/corpus."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from jixiao.grid.grid import Grid, Paragraph, Reading
from jixiao.model.errors import DamagedFile, EmptyFile, EncryptedFile, FileError, FileTooLarge, UnknownFormat
from jixiao.readers import scan
from jixiao.readers.limits import Limits
from jixiao.readers.open import open_reading
from jixiao.readers.page.blocks import blocks_of
from jixiao.readers.page.lines import lines_of, text_of
from jixiao.readers.page.shapes import Frame, Glyph, Line, Piece, Sheet
from jixiao.readers.pdf import library
from tests.readers.pdfs import bar, form, line, pdf, stream, text

CORPUS = Path(__file__).parent.parent / "corpus"

TEXTS = (
    text(60, 230, "name")
    + text(160, 230, "target")
    + text(60, 200, "roads")
    + text(160, 200, "12 km")
    + text(260, 200, "ok")
)
ACROSS = (250, 220, 190)
DOWN = (50, 150, 250, 350)
GRID = "".join(line(50, y, 350, y) for y in ACROSS) + "".join(line(x, 190, x, 250) for x in DOWN)
CELLS = [(1, 1, "name"), (1, 2, "target"), (1, 3, ""), (2, 1, "roads"), (2, 2, "12 km"), (2, 3, "ok")]


def read(data: bytes, limits: Limits | None = None) -> Reading:
    (found,) = open_reading(data, "表.pdf", limits)
    assert isinstance(found, Reading), found
    return found


def cells(data: bytes) -> list[list[tuple[int, int, str]]]:
    return [[(c.row, c.column, c.text) for c in grid.cells] for grid in read(data).grids]


def dashed(x0: float, y0: float, x1: float, y1: float) -> str:
    steps = int(max(x1 - x0, y1 - y0) // 5)
    dx, dy = (x1 - x0) / steps, (y1 - y0) / steps
    return "".join(
        line(x0 + i * dx, y0 + i * dy, x0 + (i + 0.5) * dx, y0 + (i + 0.5) * dy) for i in range(steps)
    )


def dotted(x0: float, y0: float, x1: float, y1: float) -> str:
    steps = int(max(x1 - x0, y1 - y0) // 3)
    return "".join(
        bar(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps, 0.7, 0.7) for i in range(steps + 1)
    )


def thin(x0: float, y0: float, x1: float, y1: float) -> str:
    return bar(x0, y0, max(x1 - x0, 0.5), max(y1 - y0, 0.5))


def doubled(x0: float, y0: float, x1: float, y1: float) -> str:
    aside = (1.4, 0) if x0 == x1 else (0, 1.4)
    return line(x0, y0, x1, y1) + line(x0 + aside[0], y0 + aside[1], x1 + aside[0], y1 + aside[1])


@pytest.mark.parametrize("draw", [line, dashed, dotted, thin, doubled])
def test_rulings_however_they_are_drawn(draw):
    drawn = "".join(draw(50, y, 350, y) for y in ACROSS) + "".join(draw(x, 190, x, 250) for x in DOWN)

    assert [CELLS] == cells(pdf(TEXTS + drawn))


def test_a_stroked_box_a_cell():
    boxes = "".join(f"{x} {y} 100 30 re S\n" for x in DOWN[:3] for y in ACROSS[1:])

    assert [CELLS] == cells(pdf(TEXTS + boxes))


def test_missing_outer_borders_are_where_the_others_end():
    inner = line(50, 220, 350, 220) + line(150, 190, 150, 250) + line(250, 190, 250, 250)

    assert [CELLS] == cells(pdf(TEXTS + inner))


def test_lines_in_white_are_none():
    hidden = f"1 1 1 RG {line(50, 220, 350, 220)} 0 0 0 RG "

    assert [[(1, 1, "name\nroads"), (1, 2, "target\n12 km"), (1, 3, "ok")]] == cells(
        pdf(
            TEXTS
            + hidden
            + line(50, 250, 350, 250)
            + line(50, 190, 350, 190)
            + GRID.partition("S\n50 190")[2][14:]
        )
    )


def test_spans_are_where_rulings_are_absent():
    short = GRID.replace(line(250, 190, 250, 250), line(250, 190, 250, 220))
    (grid,) = read(pdf(TEXTS + short)).grids

    assert [(1, 1, 1), (1, 2, 2), (2, 1, 1), (2, 2, 1), (2, 3, 1)] == [
        (c.row, c.column, c.colspan) for c in grid.cells
    ]


def test_cells_know_their_place():
    (grid,) = read(pdf(TEXTS + GRID)).grids

    assert 1 == grid.page
    assert (50.0, 50.0, 150.0, 80.0) == grid.cells[0].box
    assert grid.cells[0].box == grid.source(grid.cells[0]).box


@pytest.mark.parametrize(
    ("page", "turn"),
    [
        ("/MediaBox [0 0 400 300] /Rotate 90", ""),
        ("/MediaBox [0 0 300 400] /Rotate 90", "0 1 -1 0 300 0 cm\n"),
        ("/MediaBox [0 0 400 300]", "-1 0 0 -1 400 300 cm\n"),
        ("/MediaBox [0 0 300 400]", "0 -1 1 0 0 400 cm\n"),
    ],
)
def test_turned_pages_read_upright(page, turn):
    assert [CELLS] == cells(pdf(turn + TEXTS + GRID, page=page))


def test_what_is_cropped_away_is_not_read():
    outside = text(60, 280, "printer")
    found = read(pdf(TEXTS + GRID + outside, page="/MediaBox [0 0 400 300] /CropBox [40 180 390 270]"))

    assert [Grid] == [type(block) for block in found.blocks]
    assert (10.0, 20.0, 110.0, 50.0) == next(found.grids).cells[0].box


def test_forms_in_forms_are_part_of_the_page():
    drawn = pdf("/X100 Do", more=(form("/X101 Do"), form(TEXTS + GRID)))

    assert [CELLS] == cells(drawn)


def test_forms_that_draw_each_other_without_end_are_refused():
    drawn = pdf(TEXTS + GRID + "/X100 Do", more=(form("/X100 Do /X100 Do"),))
    (found,) = open_reading(drawn, "表.pdf")

    assert FileTooLarge is type(found)


def test_bold_that_is_printed_twice_is_read_once():
    assert [CELLS] == cells(pdf(TEXTS + GRID + text(60.4, 230, "name")))


def test_characters_beyond_the_first_65536_are_one_each():
    codes = "1 beginbfchar <6E> <D842DFB7> endbfchar"
    mapped = pdf(TEXTS + GRID, font="/ToUnicode 100 0 R", more=(stream(codes),))

    assert [(1, 1, "\U00020bb7ame"), *CELLS[1:]] == cells(mapped)[0]


def test_a_page_of_many_characters_is_read_whole():
    rows = [f"{'abcdefgh' * 8}{n:02}" for n in range(70)]
    page = "".join(text(20, 280 - 4 * n, row, 3) for n, row in enumerate(rows))

    assert rows == " ".join(block.text for block in read(pdf(page)).blocks).split()


def test_a_box_around_a_text_is_no_table():
    assert [Paragraph("name", 1)] == list(read(pdf(text(60, 230, "name") + "50 220 100 30 re S")).blocks)


def test_page_numbers_are_dropped_and_headers_kept_once():
    pages = [
        text(100, 285, "Budget", 8) + text(60, 150, f"Text {n}") + text(195, 10, f"- {n} -", 8) for n in "abc"
    ]
    pages = [
        page.replace(f"- {n} -", f"- {i} -") for i, (page, n) in enumerate(zip(pages, "abc", strict=True), 1)
    ]

    assert ["Budget", "Text a", "Text b", "Text c"] == [block.text for block in read(pdf(*pages)).blocks]


# ------------------------------------------------------------------ over the page end
HEAD = [("level", "name", "target")]


def table(rows, top: float = 250) -> str:
    ys = [top - 30 * i for i in range(len(rows) + 1)]
    drawn = "".join(line(50, y, 350, y) for y in ys) + "".join(line(x, ys[-1], x, top) for x in DOWN)
    for y, row in zip(ys, rows, strict=False):
        drawn += "".join(text(x + 5, y - 20, said) for x, said in zip(DOWN, row, strict=False) if said)
    return drawn


def rows_of(*pages):
    (grid,) = read(pdf(*pages)).grids
    return [tuple(c.text for c in row) for row in grid.rows]


@pytest.mark.parametrize("repeated", [[], HEAD])
def test_a_table_over_the_page_end_is_one(repeated):
    first = [*HEAD, ("output", "roads", "12 km")]
    second = [*repeated, ("", "bridges", "3"), ("benefit", "use", "90%")]

    assert [*first, ("", "bridges", "3"), ("benefit", "use", "90%")] == rows_of(
        table(first), table(second) + text(195, 10, "2", 8)
    )


def test_a_row_that_the_page_end_cuts_is_one():
    first = [*HEAD, ("output", "length of repaired", "12 km")]
    second = [("", "country roads", ""), ("", "bridges", "3")]

    assert [*HEAD, ("output", "length of repaired country roads", "12 km"), ("", "bridges", "3")] == rows_of(
        table(first).replace("length of repaired", "length of repaired"), table(second)
    )


def test_a_title_repeated_with_the_heads_divides_nothing():
    heads = [("一级指标", "指标名称", "指标值")]
    title = [Line(60, 10, 200, 20, "项目绩效目标表", 10)]
    first = sheet(1, title, [*heads, ("产出", "公路", "12")])
    second = sheet(2, title, [*heads, ("", "桥梁", "3")])
    third = sheet(3, title, [("项目", "甲", ""), ("", "桥梁", "3")])

    found = list(blocks_of([first, second, third], 3, Limits()))

    assert [Paragraph, Grid, Paragraph, Grid] == [type(block) for block in found]
    assert [*heads, ("产出", "公路", "12"), ("", "桥梁", "3")] == [
        tuple(c.text for c in row) for row in found[1].rows
    ]


def test_a_title_that_says_it_goes_on_divides_nothing():
    first = sheet(1, [Line(60, 10, 200, 20, "项目绩效目标表", 10)], [("产出", "公路", "12")])
    second = sheet(2, [Line(60, 10, 240, 20, "项目绩效目标表（续）", 10)], [("", "桥梁", "3")])

    (grid,) = [b for b in blocks_of([first, second], 2, Limits()) if isinstance(b, Grid)]

    assert [("产出", "公路", "12"), ("", "桥梁", "3")] == [tuple(c.text for c in row) for row in grid.rows]


@pytest.mark.parametrize(
    ("above", "below", "said"),
    [
        (("服务对象满意", "群众满意度", "90%"), ("度", "", ""), [("服务对象满意度", "群众满意度", "90%")]),
        (("投", "绩效目标合理性", "合理"), ("入", "", ""), [("投入", "绩效目标合理性", "合理")]),
        (("产出", "防治面积", "30亩"), ("", "（亩）", ""), [("产出", "防治面积（亩）", "30亩")]),
        (("产出", "公路", "不少于12公"), ("", "", "里"), [("产出", "公路", "不少于12公里")]),
        (("总体目标", "年度目标", ""), ("", "改造老旧小区，方便居民生活。", ""), None),
        (("质量指标", "合格率", "98%"), ("时效指标", "完成时间", "及时"), None),
        (("", "桥梁", "5座"), ("", "客运站", "7座"), None),
    ],
)
def test_what_a_page_end_cuts_is_joined_and_nothing_else(above, below, said):
    heads = ("一级指标", "指标名称", "指标值")

    found = blocks_of([sheet(1, [], [heads, above]), sheet(2, [], [below])], 2, Limits())

    (grid,) = [b for b in found if isinstance(b, Grid)]
    rows = [tuple(c.text.replace("\n", "") for c in row) for row in grid.rows]
    assert rows == [heads, *(said or [above, below])]


def sheet(number, lines, rows):
    """A page with lines above a table of three columns."""
    pieces = tuple(
        Piece(r, r + 1, c, c + 1, (Line(x, 60 + 30 * r, x + 40, 70 + 30 * r, said, 10),) if said else ())
        for r, row in enumerate(rows)
        for c, (x, said) in enumerate(zip(DOWN, row, strict=False))
    )
    frame = Frame(DOWN, tuple(50 + 30 * r for r in range(len(rows) + 1)), pieces)
    return Sheet(number, 400, 300, (frame,), tuple(lines))


def test_cells_tell_their_page():
    (grid,) = read(pdf(table([*HEAD, ("a", "b", "1")]), table([("c", "d", "2")]))).grids

    assert [1, 1, 2] == [grid.source(row[0]).page for row in grid.rows]


@pytest.mark.parametrize("between", [text(60, 280, "Another table"), ""])
def test_another_table_is_not_joined(between):
    narrow = table([("x", "y", "z")]).replace("350", "320")

    assert 2 == len(list(read(pdf(table(HEAD), between + (table(HEAD) if between else narrow))).grids))


# ------------------------------------------------------------------ lines of a cell
def glyphs(said: str, base: float, left: float = 0) -> list[Glyph]:
    found = []
    for char in said:
        width = 5.5 if char.isascii() else 10
        found.append(Glyph(left, base - 9, left + width, base + 2, char, base))
        left += width
    return found


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("完成农村公路", "养护里程", "完成农村公路养护里程"),
        ("17,128.", "15", "17,128.15"),
        ("公开 Open Data", "portal 数", "公开 Open Data portal 数"),
        ("一", "二", "一\n二"),
    ],
)
def test_full_lines_go_on_and_others_end(first, second, said):
    lines = lines_of([*glyphs(first, 10), *glyphs(second, 24)])

    assert said == text_of(lines, -2, max(65, lines[0].right + 3) if first != "17,128." else 40)


# ------------------------------------------------------------------ bad input
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%%EOF", DamagedFile),
        (pdf(TEXTS)[:300], DamagedFile),
        (pdf(kids="  "), EmptyFile),
        (
            pdf(TEXTS).replace(
                b"/Root 1 0 R",
                b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
                + b"11" * 32
                + b"> /U <"
                + b"22" * 32
                + b"> >>",
            ),
            EncryptedFile,
        ),
    ],
    ids=["nothing", "cut", "no page", "encrypted"],
)
def test_a_file_that_cannot_be_read_says_why(data, kind):
    (found,) = open_reading(data, "表.pdf")

    assert isinstance(found, FileError)
    assert kind is type(found)


def test_without_the_library_there_is_one_clear_line(monkeypatch):
    monkeypatch.setattr(library, "pdfium", None)
    (found,) = open_reading(pdf(TEXTS), "表.pdf")

    assert isinstance(found, UnknownFormat)
    assert "pip install 'jixiao[pdf]'" in found.message.zh


@pytest.mark.parametrize("size", ["0 0 1 1", "0 0 0 0", "0 0 1e9 1e9", "0 0 28346 28346", "300 400 0 0"])
def test_pages_of_any_size(size):
    assert "pdf" == read(pdf(TEXTS + GRID, page=f"/MediaBox [{size}]")).format


WITHOUT_OCR = "请提供可以选中文字的原件，或运行 pip install 'jixiao[ocr]' 安装文字识别组件后再试。"


def test_a_scanned_page_is_named_where_it_cannot_be_read(monkeypatch):
    monkeypatch.setattr(scan, "can_read", lambda: False)
    picture = stream("0", "/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8")
    (finding,) = read(pdf("400 0 0 300 0 0 cm /X100 Do", more=(picture,))).findings

    assert ("pages-are-pictures", "第 1 页是图片（扫描件），没有文字可读。" + WITHOUT_OCR) == (
        finding.rule,
        finding.message.zh,
    )


def test_a_scan_with_a_page_number_is_a_scan(monkeypatch):
    monkeypatch.setattr(scan, "can_read", lambda: False)
    picture = stream("0", "/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8")
    covered, stamped = "q 400 0 0 300 0 0 cm /X100 Do Q ", "q 40 0 0 30 0 0 cm /X100 Do Q "

    found = [read(pdf(on + text(200, 10, "- 3 -"), more=(picture,))) for on in (covered, stamped)]

    assert [["pages-are-pictures"], []] == [[each.rule for each in reading.findings] for reading in found]
    assert ["- 3 -"] == [
        block.text for block in read(pdf(covered + text(200, 150, "- 3 -"), more=(picture,))).blocks
    ]


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("\xe1\xd1\xff\xe7 \x03\x04 A\xf4\xfc%\xd8 0\x0b", ["page-text-unreadable"]),
        ("\x01\x02\x03\x04\x05\x06", ["page-text-unreadable"]),
        ("12 \xd7 5 m, 30 \xb0C \xb1 2", []),
        ("caf\xe9 and other words of Latin scripts", []),
    ],
)
def test_characters_that_a_font_does_not_tell(monkeypatch, said, rules):
    """A font without its table of characters gives codes, which look like those of Latin fonts."""
    monkeypatch.setattr(scan, "can_read", lambda: False)

    assert rules == [finding.rule for finding in read(pdf(text(40, 200, said))).findings]


@pytest.mark.skipif(not scan.can_read(), reason="the ocr extra is not installed")
def test_a_page_read_from_its_picture_says_why():
    (finding,) = read(pdf(text(40, 200, "\xe1\xd1\xff\xe7\xf4\xfc"))).findings

    assert "pages-recognised" == finding.rule
    assert "第 1 页的字体没有字符编码表" in finding.message.zh


def test_a_page_beyond_the_limits_is_named_and_the_others_read():
    crowded = text(60, 280, "map") + GRID * 3
    found = read(pdf(crowded, TEXTS + GRID), Limits(objects=12))

    assert ["page-too-complex"] == [finding.rule for finding in found.findings]
    assert [Paragraph("map", 1)] == [block for block in found.blocks if isinstance(block, Paragraph)]
    assert 1 == len(list(found.grids))


def test_pages_beyond_the_limit_are_told():
    found = read(pdf(TEXTS, TEXTS), Limits(pages=1))

    assert ["pages-not-read"] == [finding.rule for finding in found.findings]
    assert {1} == {block.page for block in found.blocks}


def test_many_objects_and_many_pages_take_bounded_time():
    start = time.perf_counter()
    read(pdf(TEXTS + "".join(line(x % 400, x % 299, (x * 7) % 400, (x * 3) % 299) for x in range(50_000))))
    read(pdf(TEXTS, kids=" ".join(["10 0 R"] * 10_000)))

    assert 20 > time.perf_counter() - start
