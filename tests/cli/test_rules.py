"""``jixiao rules`` and ``jixiao regulations`` on what there is; wording is left to the rules' own pages."""

from __future__ import annotations

import json

from jixiao.checks.catalogue import GROUPS, rules


def headings(text):
    return [line for line in text.splitlines()[1:] if line and line[0] != " "]


def test_all_rules_are_listed(jixiao):
    listed = jixiao("rules").out

    assert [] == [rule.name for rule in rules() if rule.name not in listed]


def test_one_rule_is_explained_in_either_language(jixiao):
    chinese, english = (jixiao("rules", "rate-without-number", lang=lang).out for lang in ("zh_CN", "en_US"))

    assert ["为什么", "不报", "报出", "改法"] == headings(chinese)
    assert ["Why", "Silent", "Found", "Correction"] == headings(english)
    assert english.count("\n    error ") == chinese.count("\n    错误 ") > 0


def test_every_rule_can_be_explained(jixiao):
    assert {0} == {jixiao("rules", rule.name, columns=60).code for rule in rules()}


def test_rules_for_programs(jixiao):
    every = json.loads(jixiao("rules", "--format", "json").out)
    one = json.loads(jixiao("rules", "rate-without-number", "--format", "json").out)

    assert [rule.name for rule in rules()] == [each["name"] for each in every]
    assert ("error", 4, "mof/2015-88#quantified") == (one["level"], one["opinion"], one["regulation"])
    assert one["page"].startswith("# rate-without-number\n")


def test_every_basis_leads_to_a_regulation(jixiao):
    listed = json.loads(jixiao("regulations", "--format", "json").out)

    assert sorted(rule.name for rule in rules()) == sorted(name for each in listed for name in each["rules"])
    assert {"since", "until", "region", "verified", "rules"} <= set(listed[0])
    assert "财预〔2015〕88号" in jixiao("regulations").out


def test_groups(jixiao):
    assert {0} == {jixiao("rules", group).code for group in GROUPS}
    assert "reading holds no rules but the remarks on reading: amount-unit" in jixiao("rules", "reading").err


def test_a_name_that_is_none(jixiao):
    assert (2, "jixiao: there is no rule or group valeu; did you mean value?\n") == (
        (result := jixiao("rules", "valeu")).code,
        result.err,
    )
