"""When is a connection pulled next, and how many may go out at one tick? Pure.

Who goes first is no question here: always the one due longest (`store`), so that nobody starves. What is left of a
provider's day is spread evenly over the ticks that are left of it; a part is kept for those who have just connected or
ask for a refresh by hand, whose messages do not pass through the plan.
"""

import math
from collections.abc import Callable, Mapping

from functions.refresh.budgets import Counter
from functions.shared.tokens.grants import Provider

Chance = Callable[[], float]
"""Gives a number of [0, 1)."""

TICK = 900
"""Seconds between two plans (`app.py`)."""
INTERVALS: Mapping[Provider, int] = {
    Provider.GA4: 86_400,
    Provider.INSTAGRAM: 86_400,
    Provider.YOUTUBE: 3 * 86_400,
}
PULLED = tuple(INTERVALS)
"""Providers that are pulled at all; TikTok's numbers are told by the user."""
JITTER = 0.05
"""Part of the interval by which the next due time varies, so that a crowd that connected together comes apart."""
MOST_WAITING = 10_000
"""Messages of one provider that may wait in the queue at a time: bounds memory, queue and the age of a message."""
QUEUED = 2 * 3_600
"""Seconds that the plan leaves a connection to its message; five deliveries of one fit in."""
RESERVE = 0.1
"""Part of a day's budget that the plan leaves to first pulls and to manual ones."""


def next_due(provider: Provider, now: float, chance: Chance) -> float:
    interval = INTERVALS[provider]
    return now + interval * (1 + JITTER * (2 * chance() - 1))


def allowance(counters: Mapping[Counter, int], units: Mapping[str, int], now: float) -> int:
    """How many pulls of one provider may be waiting after this tick. `counters`: what is spent already of each of its
    budgets; `units`: what one pull costs, by the counter's name. Without budgets only MOST_WAITING bounds it.
    """
    rooms = [_room(counter, spent, units[counter.name], now) for counter, spent in counters.items()]
    return min([MOST_WAITING, *rooms])


def _room(counter: Counter, spent: int, units: int, now: float) -> int:
    """An even part of what is left, for a budget of a day; all that a shorter one yields within a tick."""
    seconds = counter.ends - now
    if counter.seconds < TICK:
        return counter.limit * (TICK // counter.seconds) // units
    left = counter.limit - math.ceil(counter.limit * RESERVE) - spent
    ticks = max(1, math.ceil(seconds / TICK))
    return max(0, math.ceil(left / units / ticks)) if left >= units else 0
