"""Reads a workbook of offices and people in a process apart: ``python -m jixiao.web.people.reading NAME``."""

from __future__ import annotations

import json
import sys

from jixiao.grid.grid import Grid
from jixiao.model.errors import FileError
from jixiao.model.message import Message
from jixiao.readers.limits import Limits
from jixiao.readers.open import open_reading
from jixiao.web.config.apart import bound, output_of
from jixiao.web.people.importing import Row, rows_of

MOST = 2_000_000  # bytes of a workbook
_LIMITS = Limits(file_size=MOST, unpacked_size=64 * 2**20, members=500, cells=200_000)
_PATIENCE = 30  # seconds by the clock; somebody waits for the page


def rows_in(data: bytes, name: str) -> list[Row]:
    """Raises the `FileError` of a file that cannot be read."""
    told = json.loads(output_of(__name__, name, given=data, patience=_PATIENCE) or _LOST)
    if "zh" in told:
        raise FileError(Message(told["zh"], told["en"]))
    return [Row(*row) for row in told["rows"]]


def _told(data: bytes, name: str) -> dict[str, str | list[Row]]:
    grids: list[Grid] = []
    for reading in open_reading(data, name, _LIMITS):
        if isinstance(reading, FileError):
            return {"zh": reading.message.zh, "en": reading.message.en}
        grids.extend(block for block in reading.blocks if isinstance(block, Grid))
    return {"rows": rows_of(grids)}


_LOST = json.dumps({
    "zh": "读取这个文件超出了时间或内存的限制；请拆分后再上传",
    "en": "reading this file took too much time or memory; split it, and upload the parts",
})  # fmt: skip

if __name__ == "__main__":
    bound()
    sys.stdout.write(json.dumps(_told(sys.stdin.buffer.read(), sys.argv[1])))
