# ruff: noqa: ANN001, ANN201 - written as most people write it: annotated where the framework reads
"""How is one connection pulled? Claim, token, provider, rows; what fails in passing is Celery's to retry."""

from datetime import timedelta

from django.utils import timezone
from google.auth.exceptions import RefreshError

from tests.bench.refresh.celery_app import storing
from tests.bench.refresh.celery_app.providers import PULLERS


def pull(connection_id, pull_no):
    """A second message of the same finds the claim or the number changed and does nothing."""
    now = timezone.now()
    connection = storing.claim(connection_id, pull_no, now)
    if connection is None:
        return
    try:
        pulled = PULLERS[connection.provider](connection, storing.token(connection), now)
        storing.store(connection, pulled, now)
    except RefreshError:
        storing.release(connection, status="needs_reauth", reason="invalid_grant", due_at=None)
    except Exception:
        storing.release(connection, due_at=now + timedelta(minutes=15))
        raise
