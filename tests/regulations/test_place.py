"""Where a document belongs."""

from __future__ import annotations

from dataclasses import replace

from jixiao.regulations.load import regulations
from jixiao.regulations.place import places_of
from tests import factories


def places(unit: str) -> str:
    table = replace(factories.evaluation_table(), unit=unit, department=None)
    return places_of(factories.document(tables=(table,), findings=()), regulations())


def test_a_county_is_in_its_province_and_a_place_no_regulation_knows_is_as_it_is_printed():
    assert "四川" in places("井研县马踏镇人民政府")
    assert "临溪县教育局" in places("临溪县教育局")
    assert "四川" not in places("临溪县教育局")
