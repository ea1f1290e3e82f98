"""Forms that draw forms may draw themselves without end, inside PDFium, where nothing stops them.

A file that may hold such is opened by another process first, which may take
so much memory and time and no more. Few files have any; the others pay nothing.
"""

from __future__ import annotations

import re
import subprocess
import sys

from jixiao.model.errors import FileTooLarge
from jixiao.model.message import Message

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_HARMLESS = re.compile(rb"/Resources\s*<<(?:(?!/XObject).)*\Z", re.DOTALL)
_DICTIONARY = 4096  # bytes in which the dictionary of a form ends
_SECONDS = 30.0
_MEMORY = 2 * 2**30  # bytes
_OPENS = f"""
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({_MEMORY}, {_MEMORY}))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, ValueError, OSError):
    pass
import pypdfium2.raw as pdfium
data = sys.stdin.buffer.read()
pdfium.FPDF_InitLibrary()
document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
for index in range(pdfium.FPDF_GetPageCount(document) if document else 0):
    if page := pdfium.FPDF_LoadPage(document, index):
        pdfium.FPDF_ClosePage(page)
"""


def admit(data: bytes) -> None:
    """Raise `FileTooLarge` for a file whose forms take up the memory or the day."""
    if not _may_nest(data):
        return
    try:
        done = subprocess.run(  # noqa: S603  our own code; the file is only its input
            [sys.executable, "-c", _OPENS], input=data, capture_output=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise _endless() from error
    if done.returncode:
        raise _endless()


def _may_nest(data: bytes) -> bool:
    """Whether a form may draw another: it names some, or takes its resources from elsewhere."""
    for found in _FORM.finditer(data):
        begin = data.rfind(b" obj", 0, found.start())
        end = data.find(b"stream", found.end(), found.end() + _DICTIONARY)
        if end < 0 or not _HARMLESS.search(data[max(begin, 0) : end]):
            return True
    return False


def _endless() -> FileTooLarge:
    return FileTooLarge(
        Message(
            zh="文件超出限制：PDF 中的图形互相嵌套，没有尽头。请用打印方式重新生成 PDF 后再试。",
            en="The file is beyond the limits: forms in the PDF draw each other without end. "
            "Print it to a new PDF and try again.",
        )
    )
