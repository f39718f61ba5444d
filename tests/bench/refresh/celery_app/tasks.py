# ruff: noqa: ANN001, ANN201 - written as most people write it: annotated where the framework reads
"""What do beat and the plan send to workers?"""

from celery import shared_task

from tests.bench.refresh.celery_app import planning


@shared_task(name="plan")
def plan(way="pipelined"):
    return planning.WAYS[way](pull)


@shared_task(name="pull")
def pull(connection_id, pull_no):
    raise NotImplementedError
