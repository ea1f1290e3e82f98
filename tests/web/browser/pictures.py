"""Pictures of pages for the guide, and the guide's page that shows them all."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parents[3] / "docs/guide/pictures"
GALLERY = FOLDER.parent / "pages.md"
WIDTHS = {"wide": 1280, "narrow": 390}
LANGUAGES = {"zh": "中文", "en": "English"}
TALLEST = {"wide": 960, "narrow": 1000}
_COLOURS = 48
_HEAD = """# The pages in pictures

The pages of the web application with the example province (`make demo`), in both languages, on a desk and
on a phone. What they are for:
[filing](filing.md), [reviewing](reviewing.md), [administering](administering.md).
"""


def file_of(name: str, language: str, size: str) -> Path:
    return FOLDER / f"{name}-{language}-{size}.png"


def take(page, name: str, language: str) -> None:
    """One picture for each width, from the top as far down as a screen goes."""
    for size, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 200})  # a short page gives a short picture
        tall = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": min(tall, TALLEST[size])})
        clip = {"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST[size])}
        data = page.screenshot(clip=clip, animations="disabled", full_page=True)
        with Image.open(io.BytesIO(data)) as picture:
            few = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
            FOLDER.mkdir(exist_ok=True)
            few.save(file_of(name, language, size), optimize=True)


def gallery(titles: dict[str, dict[str, str]]) -> str:
    """The guide's page; ``titles`` are those of each picture's page, by language."""
    parts = [_HEAD]
    for name, said in titles.items():
        parts.append(f"## {said['en']} · {said['zh']}\n")
        parts.extend(_shown(name, language, said[language]) for language in LANGUAGES)
    return "\n".join(parts)


def _shown(name: str, language: str, title: str) -> str:
    sizes = (("wide", 600, "on a desk"), ("narrow", 180, "on a phone"))
    return " ".join(_image(name, language, title, *each) for each in sizes) + "\n"


def _image(name: str, language: str, title: str, size: str, width: int, at: str) -> str:
    place = f"pictures/{file_of(name, language, size).name}"
    return f'<img src="{place}" width="{width}" alt="{title}: {LANGUAGES[language]}, {at}">'
