# ruff: noqa: ANN001, ANN201, ANN202, ANN204 - written as most people write NumPy
"""Who fits, with everything in one process's memory? A mask, a product in single precision, the best by partition.

It is a contender, and it is what the others are judged by.
"""

import time

import numpy as np

from functions.shared.matching.layout import MARKETS
from tests.bench.match.speed.crowd.population import CATEGORIES, place
from tests.bench.match.speed.sizes import WANTED

TIE = 1e-3
"""Below the 50th score that is no miss: pairs of such creators fit alike, and half precision rounds by as much."""
_SPARSE = 4
"""Rows of less than one in so many are taken out before the product."""


class Brute:
    def __init__(self, chunks):
        def column(name):
            return np.concatenate([getattr(chunk, name) for chunk in chunks])

        self.embedding = column("embedding")
        self.home, self.category = column("home").astype(np.int8), column("category").astype(np.int8)
        self.followers, self.engagement_rate = column("followers"), column("engagement_rate").astype(np.float64)
        self.steps = np.ascontiguousarray(column("steps").T)
        self._truths = {}

    def search(self, case):
        """Seconds, ids (places from 1) and scores of the best."""
        started = time.perf_counter()
        query = np.array(case["vector"], np.float32)
        rows = np.flatnonzero(self._mask(case, slice(None))) if self._filtered(case) else None
        if rows is None:
            scores = self.embedding @ query
        elif len(rows) * _SPARSE < len(self.embedding):
            scores = self.embedding[rows] @ query
        else:
            scores = (self.embedding @ query)[rows]
        best = _best(scores)
        ids = (best if rows is None else rows[best]) + 1
        return time.perf_counter() - started, ids.tolist(), scores[best].tolist(), len(scores)

    def judge(self, key, case, ids):
        """How many rows there are, what part of the best 50 was found (ties count), rows that do not pass, scores."""
        if key not in self._truths:
            _, _, scores, matches = self.search(case)
            self._truths[key] = matches, min(scores, default=0.0)
        matches, last = self._truths[key]
        rows = np.array(ids, np.int64) - 1
        scores = self.embedding[rows] @ np.array(case["vector"], np.float32)
        wanted = min(WANTED, matches)
        outside = int((~self._mask(case, rows)).sum()) if self._filtered(case) else 0
        found = len(np.unique(rows[scores >= last - TIE]))
        recall = found / wanted if wanted else 1.0
        return {"matches": matches, "recall": recall, "outside": outside, "scores": scores.tolist()}

    def _filtered(self, case):
        return any(case[name] for name in ("country", "followers", "engagement_rate", "category", "share"))

    def _mask(self, case, rows):
        mask = np.ones(len(self.home[rows]), bool)
        if case["country"]:
            mask &= self.home[rows] == MARKETS.index(case["country"])
        if case["followers"]:
            mask &= self.followers[rows] >= case["followers"]
        if case["engagement_rate"]:
            mask &= self.engagement_rate[rows] >= case["engagement_rate"]
        if case["category"]:
            mask &= self.category[rows] == CATEGORIES.index(case["category"])
        if case["share"]:
            dimension, bucket, percent = case["share"]
            mask &= self.steps[place(dimension, bucket)][rows] >= percent // 5
        return mask


def _best(scores):
    """Places of the highest, the highest first."""
    last = max(0, len(scores) - WANTED)
    found = np.argpartition(scores, last)[last:] if last else np.arange(len(scores))
    return found[np.argsort(-scores[found], kind="stable")]
