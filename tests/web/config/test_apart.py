"""A process apart may run wild: it gives nothing, and hurts nobody."""

from __future__ import annotations

import pytest

from jixiao.web.config.apart import output_of

CODE = {
    "good": "print('读到')",
    "fat": "b = bytearray(8 << 30); print(len(b))",
    "long": "import time; print(1, flush=True); time.sleep(60)",
    "broken": "print(1, flush=True); raise ValueError",
    "killed": "import os, signal; print(1, flush=True); os.kill(os.getpid(), signal.SIGKILL)",
}


@pytest.mark.parametrize("what", CODE)
def test_it_gives_all_of_its_output_or_nothing(what, tmp_path, monkeypatch):
    (tmp_path / "apart_from_us.py").write_text(
        f"from jixiao.web.config.apart import bound\nbound()\n{CODE[what]}\n", encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONUTF8", "1")

    patience = 5 if what == "long" else 60

    assert ("读到\n" if what == "good" else "") == output_of("apart_from_us", patience=patience).decode()
