"""What workers do."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from jixiao.web.targets.domain import exports, index, reminders, uploads
from jixiao.web.targets.models import Campaign, Export, Upload


@task()
def read_upload(pk: int) -> None:
    uploads.read(Upload.objects.get(pk=pk))


@task()
def write_export(pk: int) -> None:
    exports.write(Export.objects.select_related("account").get(pk=pk))


@task()
def remind(campaign: int) -> None:
    reminders.remind(Campaign.objects.select_related("office").get(pk=campaign), timezone.localdate())


@task()
def fill_index() -> None:
    index.fill()
