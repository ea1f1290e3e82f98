"""PDF files of a few hundred bytes, written by hand for what the corpus does not show."""

from __future__ import annotations


def pdf(
    *contents: str,
    page: str = "/MediaBox [0 0 400 300]",
    more: tuple[str, ...] = (),
    kids: str = "",
    font: str = "",
) -> bytes:
    """A file of pages with these contents; ``more`` are forms and pictures, drawn as /X100, /X101 ..."""
    numbers = range(10, 10 + 2 * len(contents), 2)
    kids = kids or " ".join(f"{n} 0 R" for n in numbers)
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(kids.split()) // 3} >>",
        3: f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {font} >>",
    }
    names = " ".join(f"/X{n} {n} 0 R" for n in range(100, 100 + len(more)))
    resources = f"/Resources << /Font << /F 3 0 R >> /XObject << {names} >> >>"
    for number, content in zip(numbers, contents, strict=True):
        objects[number] = f"<< /Type /Page /Parent 2 0 R {page} {resources} /Contents {number + 1} 0 R >>"
        objects[number + 1] = stream(content)
    objects |= {100 + at: each.replace("RESOURCES", resources) for at, each in enumerate(more)}
    return _file(objects)


def stream(content: str, head: str = "") -> str:
    return f"<< {head} /Length {len(content)} >>\nstream\n{content}\nendstream"


def form(content: str) -> str:
    """A form XObject, which a page draws with ``/X100 Do``."""
    return stream(content, "/Type /XObject /Subtype /Form /BBox [0 0 400 300] RESOURCES")


def text(x: float, y: float, said: str, size: float = 10) -> str:
    return f"BT /F {size} Tf {x} {y} Td ({said}) Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def bar(x: float, y: float, width: float, height: float) -> str:
    return f"{x} {y} {width} {height} re f\n"


def _file(objects: dict[int, str]) -> bytes:
    parts, offsets = [b"%PDF-1.7\n"], {}
    for number, said in sorted(objects.items()):
        offsets[number] = sum(map(len, parts))
        parts.append(f"{number} 0 obj\n{said}\nendobj\n".encode("latin-1"))
    start = sum(map(len, parts))
    table = "".join(f"{n} 1\n{offset:010d} 00000 n \n" for n, offset in sorted(offsets.items()))
    size = max(objects) + 1
    parts.append(f"xref\n0 1\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n".encode())
    parts.append(f"startxref\n{start}\n%%EOF\n".encode())
    return b"".join(parts)
