"""Refresh, sign-out, profile and erasure over the memory twin of the store."""

from dataclasses import dataclass, field

import pytest

from functions.auth import refresh_token
from functions.auth.accounts import Accounts
from functions.auth.ports import PublishFailedError
from functions.auth.refresh_token import GRACE, IDLE
from functions.auth.sign_in import SignedIn
from functions.shared.metrics import NullMetrics
from functions.shared.problems import Code, Problem
from tests.factories import KEYRING, NOW, PHONE, device, service, verify
from tests.fakes.identity import MemoryIdentity
from tests.fakes.sms import Inbox


@dataclass
class Bus:
    """The event bus: keeps what was published, refuses while it is down."""

    published: list[str] = field(default_factory=list)
    down: bool = False

    def user_deleted(self, user_id: str, at: int) -> None:  # noqa: ARG002 - the port's signature
        if self.down:
            raise PublishFailedError("down")
        self.published.append(user_id)


@pytest.fixture
def store() -> MemoryIdentity:
    return MemoryIdentity()


@pytest.fixture
def bus() -> Bus:
    return Bus()


@pytest.fixture
def accounts(store: MemoryIdentity, bus: Bus) -> Accounts:
    return Accounts(store=store, events=bus, keyring=lambda: KEYRING, metrics=NullMetrics())


@pytest.fixture
def signed_in(store: MemoryIdentity) -> SignedIn:
    inbox = Inbox()
    sign_in = service(inbox, store)
    return verify(sign_in, sign_in.begin(PHONE, "tr", device(), NOW), inbox.code)


def written(done: SignedIn) -> str:
    return refresh_token.encode(done.token, KEYRING)


def refusal(accounts: Accounts, token: str, now: int) -> Code:
    with pytest.raises(Problem) as refused:
        accounts.refresh(token, now)
    return refused.value.code


def test_a_refresh_rotates(accounts: Accounts, signed_in: SignedIn) -> None:
    following = accounts.refresh(written(signed_in), NOW + 10)
    assert following.generation == 1
    assert accounts.refresh(refresh_token.encode(following, KEYRING), NOW + 20).generation == 2


def test_a_lost_response_is_repeated_within_the_grace(accounts: Accounts, signed_in: SignedIn) -> None:
    first = accounts.refresh(written(signed_in), NOW)
    assert accounts.refresh(written(signed_in), NOW + GRACE) == first
    assert refusal(accounts, written(signed_in), NOW + GRACE + 1) is Code.SESSION_ENDED
    assert refusal(accounts, refresh_token.encode(first, KEYRING), NOW + GRACE + 2) is Code.SESSION_ENDED


def test_the_grace_is_never_extended(accounts: Accounts, signed_in: SignedIn) -> None:
    accounts.refresh(written(signed_in), NOW)
    for second in range(0, GRACE, 10):
        accounts.refresh(written(signed_in), NOW + second)
    assert refusal(accounts, written(signed_in), NOW + GRACE + 1) is Code.SESSION_ENDED


def test_an_idle_session_ends(accounts: Accounts, signed_in: SignedIn) -> None:
    assert refusal(accounts, written(signed_in), NOW + IDLE) is Code.SESSION_ENDED


def test_a_session_ends_180_days_after_it_began_however_busy(accounts: Accounts, signed_in: SignedIn) -> None:
    token, now = written(signed_in), NOW
    while now + IDLE // 2 < NOW + refresh_token.ABSOLUTE:
        now += IDLE // 2
        token = refresh_token.encode(accounts.refresh(token, now), KEYRING)
    assert refusal(accounts, token, NOW + refresh_token.ABSOLUTE) is Code.SESSION_ENDED


@pytest.mark.parametrize("token", ["", "v1", "x" * 1000, "v1.1.u.s.0.AAAA.AAAA", "ı.ş.ğ"])
def test_what_is_no_token_of_ours(accounts: Accounts, token: str) -> None:
    assert refusal(accounts, token, NOW) is Code.SESSION_ENDED


def test_a_spent_token_can_still_sign_out(accounts: Accounts, signed_in: SignedIn) -> None:
    following = accounts.refresh(written(signed_in), NOW)
    accounts.sign_out(written(signed_in), NOW)
    accounts.sign_out(written(signed_in), NOW)
    accounts.sign_out(None, NOW)
    assert refusal(accounts, refresh_token.encode(following, KEYRING), NOW) is Code.SESSION_ENDED


def test_a_strangers_session_cannot_be_ended(accounts: Accounts, signed_in: SignedIn) -> None:
    for user_id, session_id in [("somebody-else", signed_in.session.id), (signed_in.user.id, "x" * 2000)]:
        with pytest.raises(Problem) as refused:
            accounts.end_session(user_id, session_id, NOW)
        assert refused.value.code is Code.NOT_FOUND
    assert [session.id for session in accounts.live_sessions(signed_in.user.id, NOW)] == [signed_in.session.id]


def test_a_profile_change_is_answered_at_the_next_sign_in(
    accounts: Accounts, store: MemoryIdentity, signed_in: SignedIn
) -> None:
    accounts.update(signed_in.user.id, {"display_name": "Ayşe", "role": "influencer"})
    inbox = Inbox()
    sign_in = service(inbox, store)
    again = verify(sign_in, sign_in.begin(PHONE, "tr", device(), NOW + 3600), inbox.code, NOW + 3600)
    assert (again.user.display_name, again.user.role) == ("Ayşe", "influencer")


def test_an_erased_account_is_gone_and_its_number_is_free(
    accounts: Accounts, store: MemoryIdentity, bus: Bus, signed_in: SignedIn
) -> None:
    accounts.erase(signed_in.user.id, NOW)
    accounts.erase(signed_in.user.id, NOW)
    assert bus.published == [signed_in.user.id]
    assert store.pending_erasures() == []
    assert accounts.live_sessions(signed_in.user.id, NOW) == []
    inbox = Inbox()
    sign_in = service(inbox, store)
    again = verify(sign_in, sign_in.begin(PHONE, "tr", device(), NOW + 60), inbox.code, NOW + 60)
    assert again.is_new
    assert again.user.id != signed_in.user.id


def test_an_erasure_that_could_not_be_announced_is_finished_later(
    accounts: Accounts, store: MemoryIdentity, bus: Bus, signed_in: SignedIn
) -> None:
    bus.down = True
    accounts.erase(signed_in.user.id, NOW)
    assert store.pending_erasures() == [signed_in.user.id]
    assert store.user(signed_in.user.id) is None
    assert accounts.live_sessions(signed_in.user.id, NOW) == []
    bus.down = False
    assert accounts.finish_erasures(NOW + 900) == 1
    assert (bus.published, store.pending_erasures()) == ([signed_in.user.id], [])
