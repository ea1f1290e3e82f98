"""The contract: what stands where, whatever else may be added."""

from __future__ import annotations

import json

import jsonschema
import pytest

from jixiao.model.message import Language
from jixiao.writers import FORMATS
from jixiao.writers.schema import schema
from tests import factories

NOTHING = factories.document(tables=(), findings=())


def written(*documents, name="json"):
    return b"".join(FORMATS[name].write(documents, Language.ENGLISH))


@pytest.mark.parametrize("documents", [(), (NOTHING,), (factories.document(), NOTHING, factories.document())])
def test_any_number_of_documents_is_one_valid_object(documents):
    got = json.loads(written(*documents))

    jsonschema.validate(got, schema(), cls=jsonschema.Draft202012Validator)
    assert len(documents) == len(got["documents"])


def test_a_line_is_a_table_and_valid_by_itself():
    lines = [json.loads(line) for line in written(factories.document(), name="jsonl").splitlines()]

    for line in lines:
        jsonschema.validate(line, {**schema(), "$ref": "#/$defs/Line"})
    assert ["unit-targets", "project-self-evaluation"] == [line["table"]["form"] for line in lines]


def test_findings_go_with_their_table_and_the_others_with_the_first():
    first, second = map(json.loads, written(factories.document(), name="jsonl").splitlines())

    assert ["unit-assumed"] == [found["rule"] for found in first["findings"]]
    assert ["sum-open"] == [found["rule"] for found in second["findings"]]


def test_the_schema_refuses_what_breaks_the_contract():
    got = json.loads(written(factories.document()))
    got["documents"][0]["tables"][0]["indicators"][0]["target"]["comparator"] = "≥"

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(got, schema())


def test_members_of_a_source_that_say_nothing_are_left_out():
    finding, _ = json.loads(written(factories.document()))["documents"][0]["findings"]

    assert {"sheet": "自评表", "table": 1, "row": 5, "column": 3, "text": "200"} == finding["source"]


def test_a_file_name_that_is_no_utf8_is_read_as_gbk():
    name = "绩效.docx".encode("gbk").decode("utf-8", "surrogateescape")

    got = json.loads(written(factories.document(name=name)))

    assert "绩效.docx" == got["documents"][0]["source"]["name"]
