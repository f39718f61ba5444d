"""Which stores must keep the contract? The memory twin and the identity table on the emulator, by the same tests."""

from dataclasses import dataclass
from functools import cache

import pytest
from pynamodb.connection import Connection

from functions.auth.account_store import Accounts
from functions.auth.ports import AccountStore, ChallengeStore
from functions.auth.store import Challenges
from functions.shared.dynamo import Transactions
from tests.fakes.identity import MemoryIdentity


@dataclass(frozen=True)
class Identity:
    """Both ports over the same rows."""

    challenges: ChallengeStore
    accounts: AccountStore


@pytest.fixture(params=["memory", "table"])
def identity(request: pytest.FixtureRequest) -> Identity:
    if request.param == "memory":
        memory = MemoryIdentity()
        return Identity(memory, memory)
    request.getfixturevalue("identity_table")
    return table()


@cache
def table() -> Identity:
    """One connection for all tests; it is opened at its first use, when the emulator is known."""
    transactions = Transactions(Connection())
    return Identity(Challenges(transactions), Accounts(transactions))
