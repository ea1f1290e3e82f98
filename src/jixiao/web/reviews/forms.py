"""What reviewers type: marks, item by item."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms

from jixiao.regulations.reviews import Grade, ReviewForm, ReviewItem
from jixiao.scoring.review import Mark, Way
from jixiao.web.config.said import said

_LONGEST = 2_000  # characters of a note


class ScoreForm(forms.Form):
    """Points, or grades, for the items of a review; one without a mark stays as it is proposed, or open."""

    note = forms.CharField(
        label=said("评分说明", "Note"),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, review: ReviewForm, way: Way = Way.POINTS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way = way
        self.keys = [each.key for each in review.items]
        for item in review.items:
            self.fields[f"mark.{item.key}"] = _points(item) if way is Way.POINTS else _grade(item)

    @property
    def marks(self) -> dict[str, Mark]:
        """What was given and can be; blank ones are left out."""
        return dict(self._marks())

    def _marks(self) -> Iterator[tuple[str, Mark]]:
        for key in self.keys:
            mark = self.cleaned_data.get(f"mark.{key}")
            if mark not in (None, ""):
                yield key, mark

    def by_item(self) -> list[forms.BoundField]:
        return [self[f"mark.{key}"] for key in self.keys]


def _points(item: ReviewItem) -> forms.DecimalField:
    return forms.DecimalField(
        label=said(item.name.zh, item.name.en),
        required=False,
        min_value=Decimal(0),
        max_value=item.points,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


def _grade(item: ReviewItem) -> forms.TypedChoiceField:
    choices = [("", "—"), *((each.value, said(each.said.zh, each.said.en)) for each in Grade)]
    return forms.TypedChoiceField(
        label=said(item.name.zh, item.name.en), required=False, choices=choices, coerce=Grade
    )
