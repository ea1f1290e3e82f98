"""What stands in the address of the list."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from jixiao.model.state import State
from jixiao.model.table import Form
from jixiao.web.targets.filters import ERRORS, SORTS, Filters, clean, filters_in

FILTERS = st.builds(
    Filters,
    campaign=st.integers(0, 10**8),
    state=st.sampled_from(["", *map(str, State)]),
    form=st.sampled_from(["", *map(str, Form)]),
    office=st.integers(0, 10**8),
    errors=st.sampled_from(["", *ERRORS]),
    text=st.text(st.characters(codec="utf-8"), max_size=20).map(clean).map(str.strip),
    sort=st.sampled_from(list(SORTS)),
)


@given(FILTERS)
def test_an_address_says_the_filters_it_was_made_of(filters):
    assert filters == filters_in(dict(parse_qsl(filters.address(), keep_blank_values=True)))


@given(st.dictionaries(st.sampled_from(["campaign", "state", "form", "office", "errors", "sort"]), st.text()))
def test_what_is_unknown_narrows_nothing_and_breaks_nothing(said):
    unknown = {name: f"?{text}" for name, text in said.items()}

    assert Filters() == filters_in(unknown)
