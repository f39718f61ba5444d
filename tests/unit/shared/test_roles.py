"""Is a role asked for once in a while, and believed no longer?"""

from dataclasses import dataclass, field

import pytest

from functions.shared.problems import Code, Problem
from functions.shared.roles import ROLE_CACHE_SECONDS, RoleCheck


@dataclass
class Accounts:
    roles: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def role(self, user_id: str) -> str:
        self.asked.append(user_id)
        return self.roles.get(user_id, "none")


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_role_is_remembered_for_seconds_and_then_asked_for_again() -> None:
    accounts, clock = Accounts({"u": "company"}), Clock()
    check = RoleCheck(accounts, clock)
    assert [check.of("u"), check.of("u")] == ["company", "company"]
    accounts.roles["u"] = "influencer"
    clock.now = ROLE_CACHE_SECONDS
    assert check.of("u") == "company"
    clock.now = ROLE_CACHE_SECONDS + 0.1
    assert check.of("u") == "influencer"
    assert accounts.asked == ["u", "u"]


@pytest.mark.parametrize("role", ["influencer", "none", "admin"])
def test_another_role_is_forbidden(role: str) -> None:
    check = RoleCheck(Accounts({"u": role}), Clock())
    with pytest.raises(Problem) as refused:
        check.require("u", "company")
    assert refused.value.code is Code.FORBIDDEN


def test_the_memory_has_an_end() -> None:
    accounts = Accounts()
    check = RoleCheck(accounts, Clock())
    for number in range(5_000):
        assert check.of(str(number)) == "none"
    assert len(check._kept) <= 2_000
