"""Comments, score sheets, batches: fields and constraints, nothing that acts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jixiao.model.opinion import Opinion
from jixiao.scoring.review import Way
from jixiao.web.reviews.enums import ChosenState
from jixiao.web.targets.models import Filing

_ACCOUNT = settings.AUTH_USER_MODEL


class Comment(models.Model):
    """What a reviewer writes beside an indicator, or about the table as a whole (审核意见).

    It belongs to one version; ``place`` counts that version's indicators from
    0, None is the whole table. ``name`` is the indicator's then, by which it
    is found again in the next version.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="comments")
    version = models.PositiveIntegerField()
    place = models.PositiveIntegerField(null=True, blank=True)
    name = models.TextField(blank=True)
    opinion = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    account = models.ForeignKey(_ACCOUNT, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(
        _ACCOUNT, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("filing", "version"), name="comment_by_version"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(opinion=None) | Q(opinion__in=[each.value for each in Opinion]),
                name="comment_opinion_known",
            ),
            models.CheckConstraint(
                condition=~Q(text="") | Q(opinion__lt=Opinion.OTHER.value), name="comment_says_something"
            ),
            models.CheckConstraint(
                condition=Q(settled_by=None, settled_at=None)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="comment_settled_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.filing_id} v{self.version} {self.opinion or ''}"


class ScoreSheet(models.Model):
    """One version judged by its items (审核表), as one person saved it; a later one is another sheet.

    ``marks`` are the person's by the key of the item, in points or as grades,
    as ``way`` says; ``proposals`` what the findings proposed then, with those
    findings. ``total`` is empty while an item is open, and on a sheet by
    grades; ``grade`` while an item is open that decides it.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="sheets")
    version = models.PositiveIntegerField()
    way = models.CharField(max_length=10, default=Way.POINTS, db_default=Way.POINTS.value)
    marks = models.JSONField(default=dict)
    proposals = models.JSONField(default=dict)
    total = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    grade = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    account = models.ForeignKey(_ACCOUNT, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("filing", "version", "-id"), name="sheet_by_version"),)

    def __str__(self) -> str:
        return f"{self.filing_id} v{self.version} {self.total or ''}"


class Batch(models.Model):
    """Many tables passed or returned at once (批量处理); ``key`` names the request, one batch for each."""

    account = models.ForeignKey(_ACCOUNT, on_delete=models.CASCADE, related_name="+")
    act = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("account", "key"), name="batch_once"),)

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"


class Chosen(models.Model):
    """One table of a batch, as the person saw it, with the step that was offered; then what came of it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="chosen")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="+")
    revision = models.IntegerField()
    action = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, default=ChosenState.WAITING)
    why = models.JSONField(default=dict, blank=True)  # {"zh", "en"} it was left
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("batch", "pk")
        constraints = (models.UniqueConstraint(fields=("batch", "filing"), name="chosen_once"),)

    def __str__(self) -> str:
        return f"{self.filing_id} {self.state}"
