from __future__ import annotations

from typing import Any

from django.apps.registry import Apps
from django.db import migrations


def begin(apps: Apps, _: object) -> None:
    """Whoever has a role got it from nobody that is known, at the time the role was made."""
    from jixiao.web.config.chain import after
    from jixiao.web.people.tenures import digest  # asks an entry for what it says, and no model

    assignments, entries = apps.get_model("people", "Assignment"), apps.get_model("people", "RoleEntry")
    last: dict[int, Any] = {}
    for held in assignments.objects.order_by("account_id", "made", "pk").iterator(chunk_size=2000):
        sequence, previous = after(last.get(held.account_id))
        entry = entries(
            account_id=held.account_id,
            sequence=sequence,
            at=held.made,
            act="appoint",
            role=held.role,
            office_id=held.office_id,
            previous=previous,
        )
        entry.digest = digest(entry)
        entry.save(force_insert=True)
        last = {held.account_id: entry}


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_role_entries"),
    ]

    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
