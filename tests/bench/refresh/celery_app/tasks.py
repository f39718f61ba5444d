# ruff: noqa: ANN001, ANN201, PLC0415 - written as most people write it: annotated where the framework reads
"""What do beat and the plan send to workers? Google's libraries are imported by the first pull, not by who plans."""

from celery import shared_task

from tests.bench.refresh.celery_app import planning


@shared_task(name="plan")
def plan(way="pipelined"):
    return planning.WAYS[way](pull)


@shared_task(name="pull", autoretry_for=(Exception,), max_retries=5, retry_backoff=60, retry_jitter=True)
def pull(connection_id, pull_no):
    from tests.bench.refresh.celery_app import pulling

    pulling.pull(connection_id, pull_no)
