"""What is new in a saved search since its owner last looked? Pure.

    results    [(influencer, platform, score)] as they were last told     told, unseen     the next digest adds to it
    new        in no results before                                        told, seen       the next digest starts anew
    changed    score moved by `MOVED` or more since it was last told

A score that creeps is told once it has moved far enough: what was not told keeps the score it had.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOVED = 0.03
"""Of 1. Far above the rounding of the index (half precision, 2e-3) and what one more day of data usually moves."""
DEPTH = 50
"""Results of a search that are compared: the first of them, in its own order."""
_ROUNDING = 1e-9
Key = tuple[str, str]
"""Influencer and platform."""


@dataclass(frozen=True, slots=True)
class Result:
    influencer_id: str
    platform: str
    score: float

    @property
    def key(self) -> Key:
        return self.influencer_id, self.platform


@dataclass(frozen=True, slots=True)
class Move:
    influencer_id: str
    platform: str
    before: float
    after: float

    @property
    def key(self) -> Key:
        return self.influencer_id, self.platform


@dataclass(frozen=True, slots=True)
class Digest:
    ran_at: float
    new: tuple[Result, ...] = ()
    changed: tuple[Move, ...] = ()
    gone: int = 0

    @property
    def keys(self) -> set[Key]:
        return {one.key for one in self.new} | {one.key for one in self.changed}


def first(found: Sequence[Result], now: float) -> tuple[tuple[Result, ...], Digest]:
    """What later digests are compared with; of the first run nothing is new."""
    return tuple(found), Digest(now)


def following(
    told: Sequence[Result], found: Sequence[Result], unseen: Digest | None, now: float
) -> tuple[tuple[Result, ...], Digest]:
    """(results as told from now on, digest). `unseen`: the last digest, unless its owner has looked at it."""
    before = {one.key: one.score for one in told}
    earlier = unseen or Digest(now)
    untold = {one.key for one in earlier.new}
    news = untold | {one.key for one in found if one.key not in before}
    started = {one.key: one.before for one in earlier.changed}
    moves = [
        Move(one.influencer_id, one.platform, started.get(one.key, before[one.key]), one.score)
        for one in found
        if one.key not in news
    ]
    digest = Digest(
        ran_at=now,
        new=tuple(one for one in found if one.key in news),
        changed=tuple(move for move in moves if _moved(move)),
        gone=earlier.gone + len(before.keys() - untold - {one.key for one in found}),
    )
    return _told(found, before, digest), digest


def _moved(move: Move) -> bool:
    return abs(move.after - move.before) >= MOVED - _ROUNDING


def _told(found: Sequence[Result], before: Mapping[Key, float], digest: Digest) -> tuple[Result, ...]:
    said = digest.keys
    return tuple(one if one.key in said else Result(*one.key, before[one.key]) for one in found)


def without(digest: Digest, influencer_id: str) -> Digest:
    """As if this one had never been in it."""
    return Digest(
        digest.ran_at,
        tuple(one for one in digest.new if one.influencer_id != influencer_id),
        tuple(one for one in digest.changed if one.influencer_id != influencer_id),
        digest.gone,
    )
