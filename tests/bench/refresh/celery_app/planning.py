# ruff: noqa: ANN001, ANN201, ANN202 - written as most people write it: annotated where the framework reads
"""Which connections are pulled now, and how do they get onto the broker? In three ways, from plain to fast.

All mark a connection as queued only together with its message's sending, so that a crash loses no pull for long.
"""

from datetime import timedelta

from celery import group
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tests.bench.refresh.celery_app.celery import app
from tests.bench.refresh.celery_app.models import Connection

QUEUED = timedelta(hours=2)
CHUNK = 1_000


def due(now):
    free = Q(queued_until=None) | Q(queued_until__lte=now)
    pulled = ["ga4", "youtube", "instagram"]
    return Connection.objects.filter(free, provider__in=pulled, due_at__lte=now, status="active")


def one_by_one(pull):
    """As one writes it first: the ORM's loop and `.delay()`; already with a cursor, two columns, updates in bulk."""
    now, sent = timezone.now(), []
    for connection_id, pull_no in due(now).values_list("id", "pull_no").iterator(chunk_size=CHUNK):
        pull.delay(connection_id, pull_no)
        sent.append(connection_id)
    for start in range(0, len(sent), CHUNK):
        Connection.objects.filter(id__in=sent[start : start + CHUNK]).update(queued_until=now + QUEUED)
    return len(sent)


def in_groups(pull):
    """A thousand are taken under a lock at a time and sent as one group."""
    return _in_chunks(lambda chunk: group(pull.s(*each) for each in chunk).apply_async())


def pipelined(pull):
    """The same with one producer, whose messages go to Redis a thousand in a pipeline (kombu's `Producer.batch`)."""

    def send(chunk):
        with app.producer_pool.acquire(block=True) as producer, producer.batch(max_size=CHUNK):
            for each in chunk:
                pull.apply_async(each, producer=producer)

    return _in_chunks(send)


def _in_chunks(send):
    sent = 0
    while chunk := _taken():
        send(chunk)
        sent += len(chunk)
    return sent


def _taken():
    now = timezone.now()
    with transaction.atomic():
        chunk = list(
            due(now).order_by("due_at").select_for_update(skip_locked=True).values_list("id", "pull_no")[:CHUNK]
        )
        Connection.objects.filter(id__in=[each[0] for each in chunk]).update(queued_until=now + QUEUED)
    return chunk


WAYS = {"one_by_one": one_by_one, "in_groups": in_groups, "pipelined": pipelined}
