"""Do the items of a list stand in the order that its owner gave them, whatever is done to them?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.match import shortlists
from functions.match.shortlists import MOST_ITEMS, Item, ItemWish
from functions.shared.problems import Code, Problem


def items(letters: str) -> tuple[Item, ...]:
    return tuple(Item(letter, "new", "", position, 1.0) for position, letter in enumerate(letters))


def order(found: tuple[Item, ...]) -> str:
    assert [item.position for item in found] == list(range(len(found)))
    return "".join(item.influencer_id for item in found)


def test_a_new_item_comes_last() -> None:
    found = shortlists.added(items("ab"), "c", 5.0)
    assert order(found) == "abc"
    assert found[-1] == Item("c", "new", "", 2, 5.0)


def test_a_full_list_takes_no_more() -> None:
    full = tuple(Item(str(number), "new", "", number, 1.0) for number in range(MOST_ITEMS))
    with pytest.raises(Problem) as refused:
        shortlists.added(full, "one more", 5.0)
    assert refused.value.code is Code.LIMIT_REACHED


@pytest.mark.parametrize(
    ("who", "position", "expected"), [("a", 2, "bcad"), ("d", 0, "dabc"), ("b", 1, "abcd"), ("b", 99, "acdb")]
)
def test_an_item_moves_and_the_others_keep_their_order(who: str, position: int, expected: str) -> None:
    assert order(shortlists.changed(items("abcd"), who, ItemWish(position=position))) == expected


def test_what_is_not_wished_stays() -> None:
    (item,) = shortlists.changed(items("a"), "a", ItemWish(status="agreed", notes="2 posts"))
    assert shortlists.changed((item,), "a", ItemWish()) == (item,)
    assert shortlists.changed((item,), "a", ItemWish(notes=""))[0].status == "agreed"
    assert shortlists.changed((item,), "a", ItemWish(notes=""))[0].notes == ""


@given(st.permutations("abcdef"), st.sampled_from("abcdef"), st.integers(0, 8))
def test_moving_one_never_turns_two_others_around(start: list[str], who: str, position: int) -> None:
    found = order(shortlists.changed(items("".join(start)), who, ItemWish(position=position)))
    assert found.replace(who, "") == "".join(start).replace(who, "")
    assert found.index(who) == min(position, 5)
