"""Scans: pictures of pages become rulings and characters, and go the way of PDF pages from there.

Each module takes one step: ``picture`` opens, ``level`` makes level, ``ruled``
finds the rulings, ``upright`` turns, ``places`` finds the lines of text, ``texts``
reads them and ``signs`` looks at their signs; ``ocr`` gives each character its
place, ``page`` puts a page together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from jixiao.grid.grid import Block
from jixiao.grid.original import PageImage
from jixiao.model.errors import UnknownFormat
from jixiao.model.finding import Finding
from jixiao.model.message import Message
from jixiao.readers.limits import Limits

FORMATS: dict[str, tuple[str, ...]] = {
    "jpeg": (".jpg", ".jpeg"),
    "png": (".png",),
    "tiff": (".tif", ".tiff"),
}
_LIBRARIES = ("rapidocr_onnxruntime", "cv2", "PIL", "pypdfium2")


def read(data: bytes, format: str, limits: Limits) -> Iterator[Block | Finding]:  # noqa: A002 -- the readers' contract
    """What stands on a picture. Raises the errors of files, and `UnknownFormat` without the ocr extra."""
    if not can_read():
        raise UnknownFormat(
            Message(
                zh="识别图片和扫描件需要文字识别组件，这里没有安装。"
                "请运行 pip install 'jixiao[ocr]' 后再试。",
                en="Reading pictures and scans needs the ocr extra, which is not installed. "
                "Run pip install 'jixiao[ocr]' and try again.",
            )
        )
    from jixiao.readers.scan import document

    yield from document.read(data, format, limits)


def images(data: bytes, pages: Collection[int], limits: Limits) -> Iterator[PageImage]:
    """How these pages look."""
    from jixiao.readers.scan import document

    yield from document.images(data, pages, limits)


@cache
def can_read() -> bool:
    """Whether all that it takes is here; OpenCV needs libraries of the system as well (Debian: libgl1)."""
    if any(find_spec(name) is None for name in _LIBRARIES):
        return False
    try:
        import_module("cv2")
    except ImportError:
        return False
    return True
