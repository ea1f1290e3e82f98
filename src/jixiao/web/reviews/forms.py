"""What reviewers type: marks, item by item."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms

from jixiao.regulations.reviews import ReviewForm
from jixiao.web.config.said import said

_LONGEST = 2_000  # characters of a note


class ScoreForm(forms.Form):
    """Points for the items of a review; an item without points stays as it is proposed, or open."""

    note = forms.CharField(
        label=said("评分说明", "Note"),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, review: ReviewForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [each.key for each in review.items]
        for item in review.items:
            self.fields[f"mark.{item.key}"] = forms.DecimalField(
                label=said(item.name.zh, item.name.en),
                required=False,
                min_value=Decimal(0),
                max_value=item.points,
                decimal_places=2,
                widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
            )

    @property
    def marks(self) -> dict[str, Decimal]:
        """What was typed and can be; blank ones are left out."""
        return dict(self._marks())

    def _marks(self) -> Iterator[tuple[str, Decimal]]:
        for key in self.keys:
            points = self.cleaned_data.get(f"mark.{key}")
            if points is not None:
                yield key, points

    def by_item(self) -> list[forms.BoundField]:
        return [self[f"mark.{key}"] for key in self.keys]
