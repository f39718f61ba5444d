"""When shall somebody be reminded to back up? At the start of a window, or once an interval has passed; pure.

No browser wakes up by itself, so a push message does. Of what opens once a night there is one message a night: the next
one comes with the next window. Where the clock always allows, nothing ever opens, and nobody is reminded.
"""

from collections.abc import Sequence

from functions.vault.rules.rules import Rules, Window, due, opening

_DAY = 1_440


def following(rules: Rules, after: float, last_run: float | None) -> float | None:
    """The next moment after that one, epoch seconds; None: never. `last_run`: when something was backed up last."""
    if not rules.automatic:
        return None
    shut = _shut(rules.windows)
    if shut:
        edge = opening(rules.windows, rules.time_zone, opening(shut, rules.time_zone, after))
        return due(rules, edge, last_run)
    if not rules.interval_minutes:
        return None
    pause = rules.interval_minutes * 60
    rested = last_run + pause if last_run is not None and last_run <= after else 0
    return rested if rested > after else after + pause


def is_due(rules: Rules, now: float, last_run: float | None) -> bool:
    return rules.automatic and due(rules, now, last_run) <= now


def _shut(windows: Sequence[Window]) -> list[Window]:
    """The rest of the day, in wall-clock hours too; none where windows cover it, or there are none."""
    is_open = [any(window.holds(minute * 60) for window in windows) for minute in range(_DAY)]
    if not windows or all(is_open):
        return []
    edges = [minute for minute in range(_DAY) if is_open[minute] != is_open[minute - 1]]
    starts = [minute for minute in edges if not is_open[minute]]
    ends = [minute for minute in edges if is_open[minute]]
    return [Window(start, next((end for end in ends if end > start), ends[0])) for start in starts]
