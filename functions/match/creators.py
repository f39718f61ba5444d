"""What is known of a creator on one platform, and what of it is compared? Values of what is shared right now; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from functions.match.profiles import Link, Price, Wish
from functions.shared.audience import snapshot
from functions.shared.audience.distribution import Dimension
from functions.shared.matching.features import Features, features, home_of

SELF_REPORTED = "tiktok"


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers that we made of reported ones, as the index has them; none where the creator is in no score."""

    country: str | None
    engagement_rate: float | None
    growth: float | None
    views: float | None
    posted_on: date | None


@dataclass(frozen=True, slots=True)
class Creator:
    """`row_id`: of match.creators. `body`: the published snapshot. `figures` None: not scored (YouTube is off)."""

    row_id: int
    user_id: str
    platform: str
    name: str
    handle: str
    followers: int | None
    checked_at: float
    body: str
    figures: Figures | None
    about: Wish

    @property
    def key(self) -> tuple[str, str]:
        return self.user_id, self.platform

    @property
    def self_reported(self) -> bool:
        return self.platform == SELF_REPORTED

    @property
    def derived_by_us(self) -> bool:
        """YouTube wants numbers that others made of its own told apart (developer policies, III.E.4.h)."""
        return self.platform == "youtube"

    @property
    def home(self) -> str | None:
        """Where the profile says, else as the index has it."""
        named = next(iter(self.about.countries), None)
        return named or (self.figures.country if self.figures else None)

    def dimensions(self) -> tuple[Dimension, ...]:
        """A snapshot that cannot be read tells nothing."""
        try:
            return snapshot.decode(self.body).dimensions
        except ValueError:
            return ()

    def features(self) -> Features:
        told = self.dimensions()
        return features(told, self.platform, self.home or home_of(told), checked_at=self.checked_at)


def about(members: Mapping[str, Any] | None) -> Wish:
    """From a row of match.profiles as JSON; without one nothing is said."""
    if members is None:
        return Wish()
    return Wish(
        display_name=members["display_name"],
        bio=members["bio"],
        categories=tuple(members["categories"]),
        countries=tuple(members["countries"]),
        languages=tuple(members["languages"]),
        city=members["city"],
        links=tuple(Link(str(link["label"]), str(link["url"])) for link in members["links"]),
        contact_email=members["contact_email"],
        price=_price(members),
        visible=members["visible"],
    )


def largest(listed: Sequence[Creator]) -> Creator | None:
    """By followers; of equal ones the first."""
    return max(listed, key=lambda creator: creator.followers or 0, default=None)


def _price(members: Mapping[str, Any]) -> Price | None:
    if members["currency"] is None:
        return None
    return Price(members["price_from"], members["price_to"], members["currency"])
