"""Each table of a file is taken or put aside on its own."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def find_places(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  Django's shape
    """Which table a version was made of: one of its form and subject, as far as that is still so."""
    uploads = apps.get_model("targets", "Upload").objects.filter(state__in=["read", "confirmed"])
    versions = apps.get_model("targets", "Version").objects.filter(place=None).select_related("filing")
    for upload in uploads.iterator():
        places = dict(_named(upload.documents))
        for version in versions.filter(upload=upload).defer("content", "findings"):
            version.place = places.pop((version.filing.form, version.filing.subject), None)
            version.save(update_fields=("place",))
        upload.tables = len([*_named(upload.documents)])
        upload.state = "read" if places else upload.state
        upload.save(update_fields=("tables", "state"))


def _named(documents: str) -> Iterator[tuple[tuple[str, str], int]]:
    held = json.loads(documents)["documents"] if documents else []
    for place, table in enumerate(each for document in held for each in document["tables"]):
        yield (table["form"], table["subject"][:255]), place


class Migration(migrations.Migration):
    dependencies = [
        ("targets", "0003_filing_by_change"),
    ]

    operations = [
        migrations.AddField("upload", "tables", models.PositiveIntegerField(default=0)),
        migrations.AddField("upload", "aside", models.JSONField(blank=True, default=list)),
        migrations.AddField("version", "place", models.PositiveIntegerField(blank=True, null=True)),
        migrations.RunPython(find_places, migrations.RunPython.noop),
    ]
