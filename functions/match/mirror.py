"""Which companies look for an audience like mine? A search the other way round, for an influencer; over the ports.

[Note: No way back] A company's audience is its own business: nothing of it is told but how well it fits. Fits are
rounded, more coarsely for numbers that the influencer typed in: or trying out audiences would read it off the fits.
Order and cursor know the rounded score only: which of two fits better by less is not told either.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from functions.match import scoring
from functions.match.creators import Creator
from functions.match.profiles import Wish
from functions.match.scoring import Fit
from functions.shared.matching.features import Features
from functions.shared.matching.weights import DEFAULT
from functions.shared.problems import Code, Problem

REPORTED_STEP, TYPED_STEP = 0.01, 0.05
Vector = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """A visible company; `score`: the best rounded one over the influencer's platforms, in hundredths."""

    user_id: str
    about: Wish
    features: Features
    score: int


@dataclass(frozen=True, slots=True)
class After:
    """The last company of the page before."""

    score: int
    user_id: str


@dataclass(frozen=True, slots=True)
class Looking:
    """One company and how well the influencer fits it on each platform."""

    company: Company
    fits: tuple[tuple[Creator, Fit], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the influencer tells on one platform; scores of it are rounded to `step` hundredths."""

    query: Vector
    step: int


class CompanySource(Protocol):
    def best(self, asked: Sequence[Asked], after: After | None, limit: int, but: str) -> Sequence[Company]:
        """By the best of the rounded scores, ties by id; never the user `but`."""


class OwnSource(Protocol):
    def own(self, user_id: str) -> Sequence[Creator]: ...


@dataclass(frozen=True, slots=True)
class Mirror:
    """`youtube`: whether scores may be made of YouTube's numbers."""

    companies: CompanySource
    creators: OwnSource
    youtube: bool

    def look(
        self, user_id: str, platform: str | None, cursor: str | None, limit: int, now: float
    ) -> tuple[tuple[Looking, ...], str | None]:
        """Raises Problem: audience_missing, invalid_request (a cursor of another question)."""
        mine = self._told(user_id, platform)
        asked = [Asked(scoring.query(features, DEFAULT), round(100 * step(creator))) for creator, features in mine]
        digest = _digest(asked)
        found = self.companies.best(asked, _after(cursor, digest), limit + 1, user_id)
        shown = found[:limit]
        following = f"{shown[-1].score}_{shown[-1].user_id}_{digest}" if len(found) > limit else None
        return tuple(_looking(company, mine, now) for company in shown), following

    def _told(self, user_id: str, platform: str | None) -> list[tuple[Creator, Features]]:
        own = [one for one in self.creators.own(user_id) if self.youtube or not one.derived_by_us]
        featured = [(creator, creator.features()) for creator in own if platform in (None, creator.platform)]
        told = [(creator, found) for creator, found in featured if any(one.present for one in found.by_name.values())]
        if not told:
            raise Problem(Code.AUDIENCE_MISSING)
        return told


def step(creator: Creator) -> float:
    """[Note: No way back]"""
    return TYPED_STEP if creator.self_reported else REPORTED_STEP


def rounded(value: float, to: float) -> float:
    return round(round(value / to) * to, 4)


def _looking(company: Company, mine: Sequence[tuple[Creator, Features]], now: float) -> Looking:
    return Looking(
        company, tuple((one, scoring.fit(features, company.features, DEFAULT, now)) for one, features in mine)
    )


def _digest(asked: Sequence[Asked]) -> str:
    return hashlib.blake2b(repr(asked).encode(), digest_size=8).hexdigest()


def _after(cursor: str | None, digest: str) -> After | None:
    if cursor is None:
        return None
    parts = cursor.split("_")
    try:
        score, user_id, of = parts
        after = After(int(score), user_id)
    except ValueError:
        raise Problem(Code.INVALID_REQUEST, errors=[{"field": "cursor", "reason": "cursor_invalid"}]) from None
    if of != digest or not 0 <= after.score <= 100:
        raise Problem(Code.INVALID_REQUEST, errors=[{"field": "cursor", "reason": "cursor_invalid"}])
    return after
