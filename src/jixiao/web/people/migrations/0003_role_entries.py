import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_import_draft"),
    ]

    operations = [
        migrations.CreateModel(
            name="RoleEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("act", models.CharField(max_length=10)),
                ("role", models.CharField(max_length=20)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_history",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_history",
                        to="people.office",
                    ),
                ),
            ],
            options={
                "ordering": ("account", "sequence"),
                "constraints": [
                    models.UniqueConstraint(fields=("account", "sequence"), name="role_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(("act__in", ["appoint", "dismiss"])), name="role_entry_act_known"
                    ),
                ],
            },
        ),
    ]
