"""What workers do for reviews."""

from __future__ import annotations

from django_tasks import task

from jixiao.web.reviews.domain import batches, written
from jixiao.web.reviews.models import Batch
from jixiao.web.targets.models import Export


@task()
def take_batch(pk: int) -> None:
    batches.take(Batch.objects.select_related("account").get(pk=pk))


@task()
def write_opinions(pk: int) -> None:
    written.write(Export.objects.select_related("account").get(pk=pk))
