# ruff: noqa: ANN001, ANN201 - written as most people write it: annotated where the framework reads
"""Who fits, by a queryset's filter and a loop in Python? As a contender: each line is a search, answered with its time.

The loop is a fast one: two columns through a server-side cursor, roots already taken, the best 50 by a heap.
"""

import heapq
import json
import os
import sys
import time
from operator import mul

import django

from functions.shared.matching import facets
from tests.bench.match.speed.sizes import WANTED
from tests.bench.process import private_output


def chosen(creators, case):
    if case["country"]:
        creators = creators.filter(country=case["country"])
    if case["followers"]:
        creators = creators.filter(followers__gte=case["followers"])
    if case["engagement_rate"]:
        creators = creators.filter(engagement_rate__gte=case["engagement_rate"])
    if case["category"]:
        creators = creators.filter(category=case["category"])
    if case["share"]:
        creators = creators.filter(facets__overlap=facets.at_least(*case["share"]))
    return creators


def best(creators, query):
    rows = creators.values_list("id", "roots").iterator(chunk_size=2_000)
    scored = ((sum(map(mul, query, roots)), -number) for number, roots in rows)
    return [(score, -number) for score, number in heapq.nlargest(WANTED, scored)]


def main():
    answers = private_output()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.match.speed.loop_app.settings"
    django.setup()
    from tests.bench.match.speed.loop_app.models import Creator  # noqa: PLC0415 - a model needs the settings

    answers.write(json.dumps({"django": django.__version__}) + "\n")
    for line in sys.stdin:
        case = json.loads(line)
        started = time.perf_counter()
        found = best(chosen(Creator.objects.all(), case), case["vector"])
        seconds = time.perf_counter() - started
        answer = {"seconds": seconds, "ids": [each[1] for each in found], "scores": [each[0] for each in found]}
        answers.write(json.dumps(answer) + "\n")


main()
