"""Do pages follow each other? Three of ours, a company of each class: no row twice, none out of order, none outside."""

from itertools import pairwise

from tests.bench.match.speed import cases
from tests.bench.match.speed.contest import Judge
from tests.bench.match.speed.ours import Ours

PAGES = 3


def failures(size: int, ours: Ours, judge: Judge) -> list[str]:
    found = []
    for kind in cases.KINDS:
        case = cases.drawn(kind, 1, "paging")[0]
        rows = ours.pages(case, PAGES)
        ids, scores = [hit.id for hit in rows], [hit.score for hit in rows]
        wrong = {
            "a row twice": len(set(ids)) < len(ids),
            "rows out of order": any(after > before for before, after in pairwise(scores)),
            "rows outside": judge.of(0, case, ids, "paging")["outside"] > 0,
        }
        found += [f"{size:,}, {kind}: {words} on {PAGES} pages" for words, is_so in wrong.items() if is_so]
    return found
