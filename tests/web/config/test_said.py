"""Texts in both languages, with numbers that bring what they count."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

from jixiao.web.config.said import CODES, Language, say

TEMPLATES = Path(__file__).parents[3] / "src/jixiao/web/templates"


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        (Language.ENGLISH, 1, "1 table is left of &lt;b&gt;"),
        (Language.ENGLISH, 2, "2 tables are left of &lt;b&gt;"),
        (Language.CHINESE, 1, "&lt;b&gt;还有 1 张"),
    ],
)
def test_a_number_brings_its_noun_and_names_are_no_markup(language, number, expected):
    with translation.override(CODES[language]):
        said = say("{name}还有 {n} 张", "{n:table is/tables are} left of {name}", n=number, name="<b>")

    assert expected == said


def test_no_text_of_a_page_says_one_tables():
    """A plural behind a bare number is wrong for one; numbers filled in by scripts are of the page itself."""
    plural = re.compile(r"\{(?!name|when|by|you|points)\w+\} (?:more |open )?[a-z]+s\b(?!\w)")
    found = [
        (file.name, each)
        for file in TEMPLATES.rglob("*.html")
        for text in re.findall(r'{% say "[^"]*" ("[^"]*"[^%]*=)', file.read_text("utf-8"))
        for each in plural.findall(text)
    ]

    assert [] == found
