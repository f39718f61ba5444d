"""How many new keywords may a user wish for in a day? Counted in the connect table."""

from functions.match.trend_wish import WISHES_A_DAY
from functions.shared.problems import Code, Problem
from functions.shared.rates import DAY, Window
from functions.shared.windows import Rates


class Wishes:
    """As `trend_wish.Allowance` wants it."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates

    def take(self, user_id: str, now: float) -> None:
        window = Window("trend-wish", user_id, DAY, WISHES_A_DAY)
        if self._rates.charge([window], int(now)):
            raise Problem(Code.RATE_LIMITED, retry_after=window.retry_after(int(now)))
