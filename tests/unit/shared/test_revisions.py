import pytest

from functions.shared.problems import CATALOGUE, Code, Problem
from functions.shared.revisions import IfMatch


@pytest.mark.parametrize("header", ['"7"', "7", ' "7" ', '"6", "7"', "*", '"6",*', 'W/"7"', 'W/"6", W/"7"'])
def test_the_present_revision_is_allowed(header: str) -> None:
    assert IfMatch(header).allows(7)


@pytest.mark.parametrize("header", ['"6"', '"77"', 'W/"6"', 'w/"7"', '"7', "seven", '"07"', "7.0", ","])
def test_any_other_is_not(header: str) -> None:
    assert not IfMatch(header).allows(7)


@pytest.mark.parametrize("header", [None, "", "  "])
def test_who_says_nothing_is_asked_to(header: str | None) -> None:
    with pytest.raises(Problem) as refusal:
        IfMatch(header).allows(7)
    assert CATALOGUE[refusal.value.code][0] == 428


def test_what_a_problem_brings_along_stands_beside_its_own_members() -> None:
    shown = Problem(Code.PRECONDITION_FAILED, members={"node": {"id": "x"}, "status": 200}).public()
    assert (shown["node"], shown["status"], shown["code"]) == ({"id": "x"}, 412, "precondition_failed")
