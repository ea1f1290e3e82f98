"""The pictures of the guide: each is there, shown, told in words, and small."""

from __future__ import annotations

import re
from itertools import product

import pytest

from tests.web.browser.pictures import FOLDER, GALLERY, LANGUAGES, WIDTHS

#: As HTML, where a width is said, or as Markdown; with words for who does not see it.
SHOWN = re.compile(r'<img src="(pictures/[^"]+)" width="\d+" alt="[^"]+">|!\[[^]]+\]\((pictures/\S+)\)')
MOST = 6_000_000  # bytes in all


def shown_in(page):
    for found in SHOWN.finditer(page.read_text("utf-8")):
        yield found[1] or found[2]


def test_every_picture_is_shown_with_words_and_every_one_that_is_shown_is_there():
    kept = {f"pictures/{each.name}" for each in FOLDER.glob("*.png")}

    assert kept
    assert kept == {place for page in FOLDER.parent.glob("*.md") for place in shown_in(page)}


@pytest.mark.parametrize("page", sorted(FOLDER.parent.glob("*.md")), ids=lambda page: page.name)
def test_no_picture_is_shown_without_words(page):
    text = page.read_text("utf-8")

    assert text.count("pictures/") == len(list(shown_in(page)))


def test_each_page_is_pictured_in_both_languages_and_both_widths():
    names = {each.name.rsplit("-", 2)[0] for each in FOLDER.glob("*.png")}
    each_way = product(names, LANGUAGES, WIDTHS)

    assert {"-".join(way) for way in each_way} == {each.stem for each in FOLDER.glob("*.png")}
    assert names == {place.split("/")[1].rsplit("-", 2)[0] for place in shown_in(GALLERY)}


def test_they_are_small():
    assert MOST > sum(each.stat().st_size for each in FOLDER.glob("*.png"))
