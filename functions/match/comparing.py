"""How many people can two of a shortlist's influencers share at most? Platform by platform, never blended; pure."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from functions.match import overlap
from functions.match.overlap import AtMost
from functions.match.searching import Matched
from functions.shared.matching.features import Features

Sized = tuple[Features, float]


def overlaps(
    listed: Sequence[tuple[str, Sequence[Matched]]],
) -> Iterator[tuple[str, str, str, AtMost]]:
    """(influencer, influencer, platform, bound) of every two on each platform where both tell their followers."""
    sized = [(influencer_id, _sized(matches)) for influencer_id, matches in listed]
    for (a, mine), (b, yours) in combinations(sized, 2):
        for platform in sorted(mine.keys() & yours.keys()):
            yield a, b, platform, overlap.at_most(*mine[platform], *yours[platform])


def _sized(matches: Sequence[Matched]) -> dict[str, Sized]:
    return {
        one.creator.platform: (one.creator.features(), float(one.creator.followers))
        for one in matches
        if one.creator.followers is not None
    }
