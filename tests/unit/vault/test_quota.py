from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from functions.shared.problems import Code
from functions.vault.core import quota
from functions.vault.core.quota import Quota

LIMIT = 100
SIZES = st.lists(st.integers(0, 40), max_size=5)


class Moves(RuleBasedStateMachine):
    """Any order of announcing, committing and releasing."""

    def __init__(self) -> None:
        super().__init__()
        self.quota = Quota(limit=LIMIT, free=LIMIT)
        self.open: list[int] = []

    @rule(size=st.integers(0, 60))
    def announce(self, size: int) -> None:
        if quota.refusal(self.quota, size) is None:
            self.quota = self.quota.after(quota.reserve([size]))
            self.open.append(size)

    @rule(number=st.integers(0, 5))
    def commit(self, number: int) -> None:
        done, self.open = self.open[:number], self.open[number:]
        self.quota = self.quota.after(quota.settle(done))

    @rule(number=st.integers(0, 5))
    def release(self, number: int) -> None:
        done, self.open = self.open[:number], self.open[number:]
        self.quota = self.quota.after(quota.release(done))

    @invariant()
    def nothing_is_lost_or_made(self) -> None:
        assert self.quota.free + self.quota.reserved + self.quota.used == LIMIT
        assert self.quota.reserved == sum(self.open)
        assert self.quota.open_uploads == len(self.open)
        assert min(self.quota.free, self.quota.reserved, self.quota.used) >= 0


TestMoves = Moves.TestCase


@given(SIZES)
def test_what_is_reserved_comes_back_by_release(sizes: list[int]) -> None:
    start = Quota(limit=1000, free=1000)
    assert start.after(quota.reserve(sizes)).after(quota.release(sizes)) == start


def test_the_last_byte_may_be_taken_and_no_further() -> None:
    assert quota.refusal(Quota(limit=LIMIT, free=7), 7) is None
    assert quota.refusal(Quota(limit=LIMIT, free=7), 8) is Code.QUOTA_EXCEEDED


def test_a_full_vault_still_takes_an_empty_file() -> None:
    assert quota.refusal(Quota(limit=LIMIT, free=0, used=LIMIT), 0) is None


def test_a_vault_above_its_limit_takes_nothing() -> None:
    assert quota.refusal(Quota(limit=LIMIT, free=-1, used=LIMIT + 1), 0) is Code.QUOTA_EXCEEDED


def test_too_many_open_uploads_are_refused_before_anything_else() -> None:
    full = Quota(limit=LIMIT, free=LIMIT, open_uploads=quota.OPEN_UPLOADS)
    assert quota.refusal(full, 0) is Code.TOO_MANY_UPLOADS
