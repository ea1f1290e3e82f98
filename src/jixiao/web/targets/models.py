"""Campaigns, filings, versions, history: fields and constraints, nothing that acts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from jixiao.model.state import State
from jixiao.model.table import Form
from jixiao.web.people.models import Office
from jixiao.web.targets.enums import ExportState, UploadState
from jixiao.web.targets.fields import PairsField

_ACCOUNT = settings.AUTH_USER_MODEL


class Campaign(models.Model):
    """年度申报: who files which forms for a year, by when."""

    name = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="campaigns")
    forms = models.JSONField(default=list)
    unit_until = models.DateField()
    department_until = models.DateField()
    finance_until = models.DateField()
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminds = models.BooleanField(default=False)  # every day, those who are late or nearly so
    offices = models.ManyToManyField(Office, related_name="obliged_by", blank=True)

    class Meta:
        ordering = ("-year", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    unit_until__lte=models.F("department_until"),
                    department_until__lte=models.F("finance_until"),
                ),
                name="campaign_deadlines_follow",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A file somebody dropped, and what was read from it. The bytes lie in the data folder by their hash.

    ``aside`` are the places of the tables that were put aside for now; taken
    are those that a version names.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="uploads")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(_ACCOUNT, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default=UploadState.WAITING)
    problem = models.JSONField(null=True, blank=True)  # {"zh", "en"}
    made_at = models.DateTimeField(default=timezone.now)
    documents = models.TextField(default="")  # the contract's JSON, once it was read
    tables = models.PositiveIntegerField(default=0)  # that were read
    aside = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name


class Filing(models.Model):
    """One table of one unit in one campaign (申报): where it stands, and which version it is in.

    ``version`` is the one at work, or the last one handed in; ``approved`` the
    one in force. ``revision`` grows with everything that happens to it.
    ``unlocked`` are the cells that may change while the state is UNLOCKED.
    The rest is taken from the version, for lists.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="filings")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="filings")
    form = models.CharField(max_length=32, choices=[(form.value, form.value) for form in Form])
    subject = models.CharField(max_length=255)
    state = models.CharField(max_length=20, default=State.DRAFT, db_index=True)
    revision = models.PositiveIntegerField(default=0)
    version = models.ForeignKey("Version", null=True, on_delete=models.PROTECT, related_name="+")
    approved = models.ForeignKey("Version", null=True, on_delete=models.PROTECT, related_name="+")
    unlocked = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    yuan = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    indicators = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-changed_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "office", "form", "subject"), name="filing_once_in_campaign"
            ),
        )
        indexes = (
            models.Index(fields=("campaign", "state", "-changed_at"), name="filing_by_state"),
            models.Index(fields=("office", "-changed_at"), name="filing_by_office"),
            models.Index(fields=("-changed_at", "-id"), name="filing_by_change"),
        )

    def __str__(self) -> str:
        return self.subject


class Version(models.Model):
    """A table whole, as the JSON contract. Never changed once it is sealed by being handed in."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    findings = models.TextField(default="[]")
    made_by = models.ForeignKey(_ACCOUNT, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    sealed_at = models.DateTimeField(null=True, blank=True)
    upload = models.ForeignKey(Upload, null=True, on_delete=models.PROTECT, related_name="versions")
    place = models.PositiveIntegerField(null=True, blank=True)  # of the table in the upload

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("filing", "number"), name="version_once"),)

    def __str__(self) -> str:
        return f"{self.filing_id} v{self.number}"


class Row(models.Model):
    """An indicator of a filing's present version, for search; made from the version, never edited."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField()
    level1 = models.CharField(max_length=100)
    level2 = models.CharField(max_length=100)
    level3 = models.TextField()
    target = models.TextField()
    comparator = models.CharField(max_length=2, default="")  # of the target, where it has one
    pairs = PairsField(default="")  # of level3 and target

    class Meta:
        ordering = ("filing", "place")
        constraints = (models.UniqueConstraint(fields=("filing", "place"), name="row_once"),)

    def __str__(self) -> str:
        return self.level3


class Gist(models.Model):
    """What a filing's present version is about, for search; made from the version, never edited."""

    filing = models.OneToOneField(Filing, on_delete=models.CASCADE, primary_key=True, related_name="gist")
    goal = models.TextField()
    pairs = PairsField(default="")  # of the filing's subject and the goals

    def __str__(self) -> str:
        return self.goal


class Entry(models.Model):
    """One line of a filing's history: who, when, what, from, to, why; ``digest`` chains it to the last."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="history")
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    account = models.ForeignKey(_ACCOUNT, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=20)
    start = models.CharField(max_length=20, blank=True)
    end = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField()
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict, blank=True)
    content = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("filing", "sequence")
        constraints = (models.UniqueConstraint(fields=("filing", "sequence"), name="entry_once"),)

    def __str__(self) -> str:
        return f"{self.filing_id} #{self.sequence} {self.act}"


class Once(models.Model):
    """A request that was carried out, so that sent again it acts no second time."""

    account = models.ForeignKey(_ACCOUNT, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "key"), name="request_once"),)

    def __str__(self) -> str:
        return self.key


class Reminder(models.Model):
    """A mail to a person about tables that wait for them: one a day, whatever it is about."""

    account = models.ForeignKey(_ACCOUNT, on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="reminders")
    day = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    tables = models.PositiveIntegerField()  # and units without one
    problem = models.CharField(max_length=255, blank=True)  # why it was not sent

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("account", "day"), name="reminder_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.day}"


class Export(models.Model):
    """A long list that a worker writes into a file; ``query`` is the address it was asked for by."""

    account = models.ForeignKey(_ACCOUNT, on_delete=models.CASCADE, related_name="+")
    listing = models.CharField(max_length=20)
    kind = models.CharField(max_length=4)
    query = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=12, default=ExportState.WAITING)
    rows = models.PositiveIntegerField(default=0)  # written so far
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.listing}.{self.kind}"
