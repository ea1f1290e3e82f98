"""A page as a scanner gives it: what jixiao takes beside RapidOCR alone, and how much memory."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from rapidocr_onnxruntime import RapidOCR

import jixiao

PRINTED = Path(__file__).parents[1] / "tests" / "corpus" / "gansu-2024.pdf"
ALONE = "RapidOCR alone"
ROUNDS = 3  # a page takes seconds
MEMORY = 1_500  # MiB at most
_ENGINE = RapidOCR()
_READ = """
import resource, sys, jixiao
jixiao.read(sys.stdin.buffer.read(), name="page.png")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def page() -> bytes:
    """The first page of a disclosure at 200 dpi, with the grain of a scanner."""
    grey = pypdfium2.PdfDocument(PRINTED)[0].render(scale=200 / 72, grayscale=True).to_numpy()
    grain = np.random.default_rng(7).normal(0, 4, grey.shape)
    out = io.BytesIO()
    Image.fromarray(np.clip(grey + grain, 0, 255).astype(np.uint8)).save(out, "PNG")
    return out.getvalue()


def ours(data: bytes) -> object:
    """Bytes to typed, settled tables with findings."""
    return jixiao.read(data, name="page.png")


def rapidocr(data: bytes) -> object:
    """The lines of text, without cells."""
    return _ENGINE(data)


def fits_memory() -> bool:
    """Whether a fresh process reads a page within its bounds."""
    command = [sys.executable, "-c", _READ]
    taken = int(subprocess.run(command, input=page(), check=True, capture_output=True).stdout)
    print(f"a page of a scan: {taken:,} MiB at most, allowed {MEMORY:,}\n")
    return taken <= MEMORY
