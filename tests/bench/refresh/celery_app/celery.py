"""The Celery application: Redis as broker, no results kept, a killed worker's message comes again."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.refresh.celery_app.settings")

app = Celery("bench", broker=os.environ["BROKER_URL"])
app.conf.update(
    task_ignore_result=True,
    task_acks_late=True,
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
    beat_schedule={"plan": {"task": "plan", "schedule": 900.0}},
    timezone="UTC",
)
app.autodiscover_tasks(["tests.bench.refresh.celery_app"])
