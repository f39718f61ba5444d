# ruff: noqa: ANN201 - written as most people write it: annotated where the framework reads
"""Who gives Celery's workers their messages? Each line is `queue [[connection id, pull number], …]`; all at once."""

import json
import sys

from tests.bench.process import private_output
from tests.bench.refresh.celery_app.celery import app


def main():
    answers = private_output()
    for line in sys.stdin:
        queue, pulls = line.split(" ", 1)
        with app.producer_pool.acquire(block=True) as producer, producer.batch():
            for each in json.loads(pulls):
                app.send_task("pull", each, queue=queue, producer=producer, ignore_result=True)
        answers.write("{}\n")


main()
