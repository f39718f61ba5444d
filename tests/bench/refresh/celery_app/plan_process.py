# ruff: noqa: ANN201 - written as most people write it: annotated where the framework reads
"""One way of planning as a contender: each line is one tick, answered with its time and memory."""

import json
import sys
import time

import django

from tests.bench.process import private_output
from tests.bench.refresh import memory
from tests.bench.refresh.celery_app.celery import app


def main():
    answers = private_output()
    django.setup()
    app.loader.import_default_modules()
    plan = app.tasks["plan"]
    for _ in sys.stdin:
        before = memory.forget_peak()
        started = time.perf_counter()
        sent = plan(sys.argv[1])
        seconds = time.perf_counter() - started
        answers.write(json.dumps({"seconds": seconds, "sent": sent, "before": before, "peak": memory.peak()}) + "\n")


main()
