"""Is a 60-day token renewed inside its window, and never outside of it?"""

from hypothesis import given
from hypothesis import strategies as some

from functions.refresh.token_windows import Lifetime, Stage, stage

DAY = 86_400.0
LIFE = Lifetime(0, 60 * DAY)


def test_the_stages_of_a_life() -> None:
    days = {0.5: "lasting", 9.9: "lasting", 10.1: "due", 49.9: "due", 50.1: "nearly_expired", 60: "expired"}
    assert {day: stage(LIFE, day * DAY).value for day in days} == days


def test_younger_than_a_day_is_never_renewed_however_short_its_life() -> None:
    assert stage(Lifetime(0, 2 * DAY), 0.9 * DAY) is Stage.LASTING
    assert stage(Lifetime(0, 2 * DAY), 1.0 * DAY) is Stage.NEARLY_EXPIRED


def test_what_never_ends_is_never_renewed() -> None:
    assert stage(Lifetime(0, None), 1e12) is Stage.LASTING


@given(gap=some.floats(0.5, 30), start=some.floats(0, 1e9))
def test_whoever_looks_at_least_every_thirty_days_never_lets_one_expire(gap: float, start: float) -> None:
    life, now = Lifetime(start, start + 60 * DAY), start
    for _ in range(20):
        now += gap * DAY
        found = stage(life, now)
        assert found is not Stage.EXPIRED
        if found is not Stage.LASTING:
            assert now - life.obtained_at >= DAY
            life = Lifetime(now, now + 60 * DAY)
