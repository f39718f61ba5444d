"""What may a brand know of one influencer? What is shared right now, platform by platform; over the ports.

Who shares nothing is not there, for anybody but themselves: the own page is what brands would see of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Protocol

from functions.match import activity, own_audience
from functions.match.activity import Activity, Peers
from functions.match.creators import Creator
from functions.match.own_audience import SERIES, Audience, Connected
from functions.match.profiles import Wish
from functions.shared.audience.metrics import Metric, Step
from functions.shared.problems import Code, Problem


@dataclass(frozen=True, slots=True)
class OnPlatform:
    creator: Creator
    audience: Audience
    activity: Activity


@dataclass(frozen=True, slots=True)
class Influencer:
    user_id: str
    about: Wish
    platforms: tuple[OnPlatform, ...]


class DetailSource(Protocol):
    def shared(self, user_id: str, since: date) -> Sequence[tuple[Creator, str, tuple[Step, ...]]]: ...
    def about(self, user_id: str) -> Wish: ...
    def peers(self, platform: str, followers: float, now: float) -> Peers: ...


@dataclass(frozen=True, slots=True)
class Influencers:
    """`youtube`: whether numbers may be derived from YouTube's."""

    details: DetailSource
    youtube: bool

    def get(self, influencer_id: str, now: float, *, own: bool) -> Influencer:
        """Raises Problem(not_found)."""
        shared = self.details.shared(influencer_id, own_audience.since(now))
        if not shared and not own:
            raise Problem(Code.NOT_FOUND)
        about = shared[0][0].about if shared else self.details.about(influencer_id)
        return Influencer(influencer_id, about, tuple(self._on_platform(*one, now) for one in shared))

    def _on_platform(self, creator: Creator, connection_id: str, steps: tuple[Step, ...], now: float) -> OnPlatform:
        audience = own_audience.audience(_connected(creator, connection_id, steps), now)
        if creator.derived_by_us and not self.youtube:
            return OnPlatform(replace(creator, figures=None), audience, Activity(activity.State.TOO_LITTLE_DATA, ()))
        return OnPlatform(creator, audience, self._activity(creator, steps, now))

    def _activity(self, creator: Creator, steps: Sequence[Step], now: float) -> Activity:
        newest = [step.value for step in steps if step.metric == Metric.FOLLOWERS]
        peers = self.details.peers(creator.platform, newest[-1], now) if newest else Peers()
        return activity.activity(creator.platform, steps, _day(creator.checked_at), peers)


def _connected(creator: Creator, connection_id: str, steps: tuple[Step, ...]) -> Connected:
    """As the owner's own page reads it, from what is published instead of what was pulled last."""
    newest = {step.metric: step for step in steps}
    return Connected(
        connection_id=connection_id,
        provider=creator.platform,
        name=creator.name,
        handle=creator.handle,
        property_name="",
        status="active",
        checked_at=creator.checked_at,
        share_with_brands=True,
        body=creator.body,
        fetched_at=creator.checked_at,
        newest=tuple(newest[metric] for metric in sorted(newest)),
        steps=tuple(step for step in steps if step.metric in SERIES),
    )


def _day(epoch: float) -> date:
    return datetime.fromtimestamp(epoch, UTC).date()
