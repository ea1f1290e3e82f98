"""Broken bytes into the readers: nothing but a `FileError` may come out, soon and in bounded memory.

make fuzz                          five minutes
make fuzz SECONDS=3600             longer
make fuzz ARGS=fuzz/found/crash-…  one input again
"""

from __future__ import annotations

import io
import sys
import traceback
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["jixiao"]):
    import jixiao
    from jixiao.model.errors import FileError

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "jixiao"
FOUND = ROOT / "fuzz" / "found"
LIMITS = ("-timeout=30", "-rss_limit_mb=3072", "-max_len=262144", f"-artifact_prefix={FOUND}/")
# Mutated archives rarely survive their checksums, so markup is also put into whole ones.
PARTS = {
    b"<w:": (
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    b"<office:": ("content.xml", "application/vnd.oasis.opendocument.text"),
}


def read(data: bytes) -> None:
    for each in (data, *packed(data)):
        try:
            jixiao.read(each, name="fuzz")
        except FileError as error:
            if is_ours(error.__cause__):
                raise


def is_ours(cause: BaseException | None) -> bool:
    """Whether a mistake of jixiao's own was taken for a fault of the file."""
    if cause is None or isinstance(cause, FileError | OSError):
        return False
    *_, innermost = traceback.extract_tb(cause.__traceback__)
    return str(SOURCE) in innermost.filename


def packed(data: bytes) -> list[bytes]:
    return [package(part, kind, data) for mark, (part, kind) in PARTS.items() if mark in data]


def package(part: str, kind: str, markup: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/{part}" ContentType="{kind}"/></Types>',
        )
        archive.writestr(part, markup)
    return out.getvalue()


def seeds(folder: Path) -> Path:
    """The example and corpus files, and the markup inside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted([*ROOT.glob("examples/*"), *ROOT.glob("tests/corpus/**/*.*")])):
        data = path.read_bytes()
        (folder / f"{number:04}").write_bytes(data)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in {"word/document.xml", "content.xml"} & set(archive.namelist()):
                    (folder / f"{number:04}-markup").write_bytes(archive.read(name))
    return folder


if __name__ == "__main__":
    FOUND.mkdir(exist_ok=True)
    own = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    places = [] if own else [str(FOUND / "corpus"), str(seeds(FOUND / "seeds"))]
    (FOUND / "corpus").mkdir(exist_ok=True)
    atheris.Setup([*sys.argv, *LIMITS, *places], read)
    atheris.Fuzz()
