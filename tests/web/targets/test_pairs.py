"""Texts as pairs of characters: what is found agrees with what is looked for."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jixiao.web.targets.pairs import (
    around,
    folded,
    marked,
    pairs_in,
    pairs_of,
    tsquery,
    tsvector,
    words_of,
)

TEXTS = st.text(st.sampled_from("采购培训率三公“”经费ａＡ1２≥% \n'\\:*\"½ﬁ"), max_size=30)


@given(TEXTS)
def test_what_a_vector_says_is_read_back_as_it_was(text):
    assert pairs_of(text) == pairs_in(tsvector(pairs_of(text)))


@given(TEXTS, st.integers(0, 20), st.integers(2, 6))
def test_each_part_of_a_text_is_a_phrase_of_its_pairs(text, start, length):
    flat = folded(text)
    part = flat[start : start + length]
    phrase = " ".join(first + second for first, second in pairwise(part))

    assert f" {phrase}" in f" {pairs_of(text)}"


@given(TEXTS)
def test_words_hold_nothing_that_a_query_could_take_for_its_own(text):
    assert all(each.isalnum() for each in words_of(text))
    assert tsquery(text).count("'") == 2 * tsquery(text).count("' <-> '") + 2 * len(words_of(text))


@given(TEXTS, TEXTS)
def test_marking_loses_no_character_and_marks_what_is_sought(text, sought):
    words = words_of(sought)
    pieces = marked(text, words)

    assert text == "".join(piece for piece, _ in pieces)
    is_there = any(word in folded(text) for word in words)
    assert is_there == any(is_in for _, is_in in pieces)


@given(TEXTS, TEXTS, st.integers(4, 12))
def test_a_part_of_a_long_text_is_no_longer_than_asked(text, sought, most):
    assert len(around(text, words_of(sought), most).strip("…")) <= most


def test_texts_do_not_run_into_each_other():
    assert "率及" not in pairs_of("采购率", "及时").split()
