"""An economic, social or ecological benefit that is of another class."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jixiao.checks.case import Measure
from jixiao.checks.classification._classes import WORDS
from jixiao.checks.names import Kind, Topic
from jixiao.checks.rule import Remark, indicator_rule, remark
from jixiao.model.finding import Level
from jixiao.model.message import Message
from jixiao.model.opinion import Opinion

_NAMES = {
    Topic.ECONOMIC: Message("经济效益", "economic benefit"),
    Topic.SOCIAL: Message("社会效益", "social benefit"),
    Topic.ECOLOGICAL: Message("生态效益", "ecological benefit"),
}
_FOREIGN = {
    Topic.ECONOMIC: ("satisfied", "social_topic", "ecological_result"),
    Topic.SOCIAL: ("satisfied", "ecological_result", "economic_result"),
    Topic.ECOLOGICAL: ("satisfied",),
}


@lru_cache(maxsize=1 << 14)
def _is_foreign(topic: Topic, name: str) -> bool:
    """Ecological benefits have words of their own; of the others only what is clearly foreign is known."""
    if topic is Topic.ECOLOGICAL and name not in WORDS["ecological_topic"]:
        return True
    return any(name in WORDS[words] for words in _FOREIGN[topic])


@indicator_rule(
    level=Level.WARNING,
    opinion=Opinion.WRONG_LEVEL2,
    basis="mof/practice#classes",
    title=Message("效益与类别不符", "A benefit in a foreign class"),
    found=Message("“{name}”不属于{class_name}", "“{name}” is no {class_name}"),
    required=Message(
        "效益指标按内容分经济、社会、生态", "a benefit is economic, social or ecological by what it speaks of"
    ),
    advice=Message(
        "移到相符的类别；项目没有这类效益的，不必设置",
        "move it to its class; a project without such a benefit needs no such indicator",
    ),
    gives_way_to=("output-as-benefit", "timeliness-outside-time", "placeholder-value"),
)
def benefit_does_not_fit_class(measure: Measure) -> Iterator[Remark]:
    if measure.topic not in _NAMES or not (name := measure.name.plain) or measure.kind is Kind.DATE:
        return
    if _is_foreign(measure.topic, name):
        yield remark(class_name=_NAMES[measure.topic])
