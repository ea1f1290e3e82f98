"""Offices, accounts and appointments: fields and constraints. What changes them is in `domain`."""

from __future__ import annotations

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from jixiao.model.message import Language
from jixiao.model.state import Role
from jixiao.web.people.enums import Kind, RoleAct
from jixiao.web.people.rules import Post


class Office(models.Model):
    """A region, a department or a unit 机构, in one tree.

    ``path`` is the numbers from the root to it, ``/1/4/9/``; ``code`` is
    unlike those beside it; ``is_active`` is false once nobody files there.
    """

    kind = models.CharField(max_length=10)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=200, db_index=True, default="", editable=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("path",)
        constraints = (
            models.UniqueConstraint(fields=("parent", "code"), name="office_code_once_below_its_parent"),
            models.UniqueConstraint(
                fields=("code",), condition=Q(parent=None), name="office_code_once_at_the_root"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in Kind]), name="office_kind_known"
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="office_not_below_itself"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        return self.path.count("/") - 2


class Accounts(BaseUserManager["Account"]):
    """By user name, as it was typed; names differ in more than their case."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """A person who signs in 用户."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default=Language.CHINESE.value)
    is_active = models.BooleanField(default=True)
    made = models.DateTimeField(auto_now_add=True)

    objects = Accounts()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]  # noqa: RUF012  Django's type for it

    class Meta:
        ordering = ("username",)
        constraints = (
            models.UniqueConstraint(Lower("username"), name="account_username_once_in_any_case"),
            models.CheckConstraint(
                condition=Q(language__in=[each.value for each in Language]), name="account_language_known"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """What this person may do, for `rules`: asked once a request."""
        held = self.assignments.values_list("role", "office__path").order_by("pk")
        return tuple(Post(Role(role), path) for role, path in held) if self.is_active else ()


class ImportDraft(models.Model):
    """Rows of a workbook that were shown and wait to be confirmed."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+")
    rows = models.JSONField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.pk}"


class Assignment(models.Model):
    """A role of a person on a part of the tree 角色."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=20)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="assignments")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("office__path", "account__username", "role")
        constraints = (
            models.UniqueConstraint(fields=("account", "role", "office"), name="assignment_once"),
            models.CheckConstraint(
                condition=Q(role__in=[each.value for each in Role]), name="assignment_role_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} {self.office_id}"


class RoleEntry(models.Model):
    """One line of the history of a person's roles 任免记录; ``digest`` chains it to the last.

    ``by`` is None where the system itself did it: the first administrator,
    and what was there before histories were kept.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="role_history")
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=10)
    role = models.CharField(max_length=20)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="role_history")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("account", "sequence")
        constraints = (
            models.UniqueConstraint(fields=("account", "sequence"), name="role_entry_once"),
            models.CheckConstraint(
                condition=Q(act__in=[each.value for each in RoleAct]), name="role_entry_act_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} #{self.sequence} {self.act}"
