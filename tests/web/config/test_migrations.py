from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jixiao.web.operations.audit import walked_roles
from jixiao.web.targets.domain import uploads
from jixiao.web.targets.enums import UploadState
from jixiao.web.targets.models import Upload

OURS = [each.label for each in apps.get_app_configs() if each.name.startswith("jixiao.")]


@pytest.mark.django_db
def test_models_and_migrations_say_the_same():
    call_command("makemigrations", *OURS, check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("label", OURS)
def test_migrations_go_back_and_forth(label):
    loader = MigrationExecutor(connection).loader
    first = min(name for app, name in loader.graph.nodes if app == label)

    call_command("migrate", label, first, verbosity=0)
    call_command("migrate", label, verbosity=0)

    assert [] == MigrationExecutor(connection).migration_plan(loader.graph.leaf_nodes())


@pytest.mark.django_db(transaction=True)
def test_all_of_them_go_to_nothing_and_back():
    """Down to no table, in the order of who needs whom; nothing is left that would be in the way."""
    there = set(connection.introspection.table_names())

    for label in reversed(OURS):
        call_command("migrate", label, "zero", verbosity=0)
    ours = {model._meta.db_table for label in OURS for model in apps.get_app_config(label).get_models()}
    assert set() == ours & set(connection.introspection.table_names())
    call_command("migrate", verbosity=0)

    assert there == set(connection.introspection.table_names())


@pytest.mark.django_db(transaction=True)
def test_roles_from_before_their_history_begin_one_that_holds():
    call_command("migrate", "people", "0002", verbosity=0)
    before = MigrationExecutor(connection).loader.project_state(("people", "0002_import_draft")).apps
    office = before.get_model("people", "Office").objects.create(kind="region", code="62", path="/1/")
    account = before.get_model("people", "Account").objects.create(username="li", name="李")
    for role in ("filer", "auditor"):
        before.get_model("people", "Assignment").objects.create(account=account, role=role, office=office)

    call_command("migrate", "people", verbosity=0)

    ((entries, breaks),) = [(each.entries, each.breaks) for each in walked_roles()]
    assert (2, ()) == (entries, breaks)


@pytest.mark.django_db(transaction=True)
def test_files_from_before_know_which_of_their_tables_were_taken():
    call_command("migrate", "targets", "0003", verbosity=0)
    before = MigrationExecutor(connection).loader.project_state(("targets", "0003_filing_by_change")).apps
    filing, upload = _a_file_with_three_tables_of_which_one_was_taken(before)

    call_command("migrate", "targets", verbosity=0)

    after = Upload.objects.get(pk=upload.pk)
    taken = {place: each.pk for place, each in uploads.taken_of(after).items()}
    assert (3, UploadState.READ, {1: filing.pk}) == (after.tables, after.state, taken)


def _a_file_with_three_tables_of_which_one_was_taken(before):
    make = {
        name: before.get_model("targets", name).objects.create for name in ("Upload", "Filing", "Version")
    }
    make["Campaign"] = before.get_model("targets", "Campaign").objects.create
    office = before.get_model("people", "Office").objects.create(kind="unit", code="001", path="/1/")
    account = before.get_model("people", "Account").objects.create(username="li", name="李")
    days = {f"{level}_until": "2026-10-01" for level in ("unit", "department", "finance")}
    campaign = make["Campaign"](name="申报", year=2027, office=office, **days)
    tables = [{"form": "project-targets", "subject": name} for name in "甲乙丙"]
    upload = make["Upload"](
        campaign=campaign,
        office=office,
        account=account,
        name="目标表.docx",
        size=1,
        state="confirmed",
        documents=json.dumps({"documents": [{"tables": tables[:2]}, {"tables": tables[2:]}]}),
    )
    filing = make["Filing"](campaign=campaign, office=office, form="project-targets", subject="乙")
    make["Version"](filing=filing, number=1, content="{}", made_by=account, upload=upload)
    return filing, upload
