from hypothesis import given
from hypothesis import strategies as st

from functions.shared.ids import is_id, new_id

moments = st.integers(min_value=0, max_value=4_102_444_800_000)  # until the year 2100, in milliseconds
random_bytes = st.binary(min_size=10, max_size=10)


@given(moments, moments, random_bytes, random_bytes)
def test_ids_sort_by_time(one: int, other: int, first: bytes, second: bytes) -> None:
    if one == other:
        return
    ids = new_id(one / 1000, lambda _: first), new_id(other / 1000, lambda _: second)
    assert (ids[0] < ids[1]) == (int(one / 1000 * 1000) < int(other / 1000 * 1000)) or abs(one - other) == 1


@given(moments, random_bytes)
def test_every_id_is_an_id(moment: int, data: bytes) -> None:
    assert is_id(new_id(moment / 1000, lambda _: data))


def test_what_is_no_id() -> None:
    good = new_id(1_800_000_000.0)
    assert not is_id(good.upper())
    assert not is_id(good[:-1])
    assert not is_id(good + "0")
    assert not is_id("8" + good[1:])
    assert not is_id(good[:-1] + "u")
    assert not is_id("")
