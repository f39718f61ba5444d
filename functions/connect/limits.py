"""How often may a user ask for what costs a provider something? Pure."""

from collections.abc import Sequence
from typing import Protocol

from functions.shared.problems import Code, Problem
from functions.shared.rates import DAY, HOUR, MINUTE, Window

REFRESH_EVERY = 15 * MINUTE
"""Seconds between two pulls that the user asks for."""


class Rates(Protocol):
    def charge(self, charged: Sequence[Window], now: int) -> Window | None:
        """On all or on none; the full one that lasts longest, or None."""


def start(user_id: str) -> list[Window]:
    return [Window("consent", user_id, 10 * MINUTE, 20), Window("consent-day", user_id, DAY, 100)]


def listing(user_id: str) -> list[Window]:
    """GA4 Admin calls: 600 a minute are shared by all users of a project."""
    return [Window("properties", user_id, MINUTE, 10), Window("properties-day", user_id, DAY, 300)]


def refresh(connection_id: str) -> list[Window]:
    return [Window("refresh-day", connection_id, DAY, 6)]


def upload(user_id: str) -> list[Window]:
    return [Window("self-report", user_id, HOUR, 60), Window("self-report-day", user_id, DAY, 200)]


def charge(rates: Rates, charged: Sequence[Window], now: float) -> None:
    """Raises Problem(rate_limited)."""
    full = rates.charge(charged, int(now))
    if full:
        raise Problem(Code.RATE_LIMITED, retry_after=full.retry_after(int(now)), private=full.name)
