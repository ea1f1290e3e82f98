"""Ways of giving points, and grades, as dated data: what holds where and when, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.model.errors import UsageError
from jixiao.model.table import Form
from jixiao.regulations.load import DATA, regulations
from jixiao.regulations.method import Way

EVALUATION = Form.PROJECT_SELF_EVALUATION
HEAD = """title = "本市的规定"
english = "our rules"
number = ""
issuer = "市财政局"
verified = false
from = 2022
"""
METHOD = """[method]
positive = "ratio"
reverse = "inverse"
zero = "all-or-nothing"
late = "graded"
bands = [100, 80, 60, 0]
execution = "ratio"
satisfaction = "as others"
places = 1
over-achievement = "1.2"
"""


@pytest.mark.parametrize(
    ("year", "region", "key"),
    [
        (2019, "", "mof/2020-10"),  # the nearest
        (2020, "", "mof/2020-10"),
        (2024, "四川", "mof/2020-10"),  # its own text shares out points only
        (2018, "湖北", "hubei/self-evaluation"),  # the nearest
        (2019, "湖北", "hubei/self-evaluation"),
        (2024, "湖北", "hubei/self-evaluation"),
    ],
)
def test_every_year_and_place_has_one_method(year, region, key):
    assert regulations().in_force(EVALUATION, year, region).method.key == key


@pytest.mark.parametrize("key", ["mof/2021-101", "practice/limit-over-actual"])
def test_what_no_text_confirms_counts_only_when_it_is_chosen(key):
    known = regulations()

    assert not any(known.in_force(EVALUATION, year, "").method.key == key for year in range(2015, 2031))
    assert known.in_force(EVALUATION, 2024, "", key).method.key == key


def test_a_chosen_regulation_gives_its_weights_first():
    first = regulations().in_force(EVALUATION, 2024, "", "mof/2021-101").usual[0]

    assert ("mof/2021-101", Decimal(10), Decimal(20)) == (first.key, first.execution, first.points["成本"])


def test_the_grades_of_the_variant_begin_at_80():
    grades = regulations().in_force(EVALUATION, 2024, "", "practice/grades-80-70-60").grades

    assert ["优", "良", "良", "中", "差"] == [
        grades.grade(Decimal(points)).zh for points in ("80", "79.99", "70", "60", "59.99")
    ]


def test_a_profile_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(UsageError) as raised:
        regulations().in_force(EVALUATION, 2024, "", "mof/2015-88")

    assert "mof/2015-88" in raised.value.message.zh
    assert "mof/2020-10" in raised.value.message.zh


def own(folder, text):
    (folder / "city.toml").write_text(text, "utf-8")
    return regulations(folder)


def test_a_method_of_ones_own_comes_first_from_its_year_on(tmp_path):
    known = own(tmp_path, HEAD + METHOD)

    assert ("city", Way.INVERSE, 1) == (
        known.in_force(EVALUATION, 2022, "").method.key,
        known.in_force(EVALUATION, 2022, "").method.reverse,
        known.in_force(EVALUATION, 2022, "").method.places,
    )
    assert known.in_force(EVALUATION, 2021, "").method.key == "mof/2020-10"


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ('reverse = "inverse"', 'reverse = "ratio"'),
        ('zero = "all-or-nothing"', 'zero = "line"'),
        ("bands = [100, 80, 60, 0]", "bands = [100, 60, 80, 0]"),
        ("bands = [100, 80, 60, 0]", "bands = [100, 0]"),
        ('execution = "ratio"', 'execution = "slowly"'),
        ('execution = "ratio"', 'execution = [["1", "2"]]'),
        ('execution = "ratio"', 'execution = [["0.6", "0.5"], ["1", "1"]]'),
        ("places = 1", "places = 7"),
        ('positive = "ratio"\n', ""),
    ],
)
def test_a_method_that_cannot_be_is_refused_with_its_file(tmp_path, said, instead):
    with pytest.raises(UsageError, match=r"city\.toml"):
        own(tmp_path, HEAD + METHOD.replace(said, instead))


@pytest.mark.parametrize("least", ["[90, 60]", "[60, 90, 0]"])
def test_grades_that_do_not_go_down_to_nothing_are_refused(tmp_path, least):
    bands = [f'{{ from = {each}, zh = "某", en = "some" }}' for each in least.strip("[]").split(",")]

    with pytest.raises(UsageError, match=r"city\.toml"):
        own(tmp_path, f"{HEAD}[grades]\nbands = [{', '.join(bands)}]\n")


def test_every_way_says_on_which_basis_it_rests():
    bases = regulations(DATA).bases
    steps = {Way.SATISFACTION_STEPS, Way.EXECUTION_STEPS}

    assert all(f"mof/2020-10#{way}" in bases for way in set(Way) - steps)
    assert all(f"mof/2021-101#{way}" in bases for way in steps)
