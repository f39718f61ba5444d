"""What if nobody shall be asked? TRENDS_PROVIDER=off: keywords are shown as unavailable, everything else goes on."""

from collections.abc import Sequence

from functions.shared.trend_series import Point
from functions.trends.ports import Failure, Term, TrendsFailed


class OffProvider:
    on = False

    def series(self, term: Term) -> Sequence[Point]:
        raise TrendsFailed(Failure.UNREACHABLE, f"off for {term.geo or 'the world'}")
