# ruff: noqa: ANN001, ANN003, ANN201, ANN202 - written as most people write it: annotated where the framework reads
"""What does a pull read and write? By Django's ORM; the rows are those that ours writes, unchanged data writes none."""

import json
import os
import random
from datetime import timedelta

from cryptography.fernet import Fernet
from django.db import transaction
from django.db.models import F, Q

from functions.shared.audience.snapshot import content_hash, encode
from tests.bench.refresh.celery_app.models import Connection, Creator, Measured, Snapshot, Token

INTERVALS = {"ga4": timedelta(days=1), "instagram": timedelta(days=1), "youtube": timedelta(days=3)}
CLAIMED = timedelta(minutes=5)


def claim(connection_id, pull_no, now):
    """The connection, or None when that pull was done or is being done."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    wanted = Connection.objects.filter(free, id=connection_id, pull_no=pull_no, status="active")
    if not wanted.update(claimed_until=now + CLAIMED):
        return None
    return Connection.objects.get(id=connection_id)


def token(connection):
    sealed = Token.objects.values_list("sealed", flat=True).get(connection=connection)
    return Fernet(os.environ["FERNET_KEY"]).decrypt(bytes(sealed)).decode()


def release(connection, **changes):
    Connection.objects.filter(id=connection.id).update(claimed_until=None, queued_until=None, **changes)


def store(connection, pulled, now):
    body, digest = encode(pulled.snapshot), content_hash(pulled.snapshot)
    values = {metric.value: value for metric, value in pulled.metrics.items()}
    with transaction.atomic():
        wait = INTERVALS[connection.provider] * random.uniform(0.95, 1.05)
        Connection.objects.filter(id=connection.id).update(
            pull_no=F("pull_no") + 1, due_at=now + wait, checked_at=now, verified_at=now, failures=0, reason=None,
            claimed_until=None, queued_until=None, **pulled.account,
        )  # fmt: skip
        before = Snapshot.objects.filter(connection=connection).order_by("-fetched_at", "-id")
        if before.values_list("content_hash", flat=True).first() != digest:
            Snapshot.objects.create(connection=connection, fetched_at=now, content_hash=digest, body=json.loads(body))
        _keep(connection, values, now)
        if connection.share_with_brands and connection.provider != "ga4":
            _publish(connection, pulled.account, json.loads(body), values, now)


def _keep(connection, values, now):
    newest = dict(
        Measured.objects.filter(connection=connection)
        .order_by("metric", "-day")
        .distinct("metric")
        .values_list("metric", "value")
    )
    changed = [
        Measured(connection=connection, metric=metric, day=now.date(), value=value)
        for metric, value in values.items()
        if newest.get(metric) != value
    ]
    Measured.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["connection", "metric", "day"], update_fields=["value"]
    )


def _publish(connection, account, audience, values, now):
    Creator.objects.update_or_create(
        connection=connection,
        defaults={
            "user_id": connection.user_id,
            "platform": connection.provider,
            "name": account["name"],
            "handle": account["handle"],
            "followers": values.get("followers"),
            "audience": audience,
            "metrics": values,
            "checked_at": now,
            "updated_at": now,
        },
    )
