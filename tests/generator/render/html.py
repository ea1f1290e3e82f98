"""A web page: tables with spans in the frame of a government site."""

from __future__ import annotations

from html import escape
from random import Random

from ..document import Cell, Document, Grid, Paragraph


def html(document: Document, rng: Random) -> bytes:
    charset = rng.choice(["utf-8", "utf-8", "utf-8", "gb2312"])
    paragraph = rng.random() < 0.5
    body = "\n".join(
        f"<p{' align=center' if b.style != 'body' else ''}>{escape(b.text)}</p>"
        if isinstance(b, Paragraph)
        else _table(b, paragraph=paragraph)
        for b in document.blocks
    )
    page = f"""<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>信息公开</title>
<style>td {{ border: 1px solid }}</style><script>var page = "<table>";</script></head>
<body><div class="nav"><a href="/">首页</a> <a href="/gk">政务公开</a> 当前位置：预算公开</div>
<div class="content">
{body}
</div><div class="footer">版权所有 主办单位</div></body></html>
"""
    return page.encode("gb18030" if charset == "gb2312" else charset)


def _table(grid: Grid, *, paragraph: bool) -> str:
    rows = "\n".join(
        "<tr>" + "".join(_cell(p.cell, paragraph=paragraph) for p in row) + "</tr>" for row in grid.placed()
    )
    return f'<table border="1" cellspacing="0">\n{rows}\n</table>'


def _cell(cell: Cell, *, paragraph: bool) -> str:
    spans = f' colspan="{cell.cols}"' * (cell.cols > 1) + f' rowspan="{cell.rows}"' * (cell.rows > 1)
    lines = [escape(line) for line in cell.text.split("\n")] if cell.text else ["&nbsp;"]
    inner = "".join(f"<p><span>{line}</span></p>" for line in lines) if paragraph else "<br>".join(lines)
    return f"<td{spans}>{inner}</td>"
