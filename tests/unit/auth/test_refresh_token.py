from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.auth import refresh_token
from functions.auth.keyring import Keyring
from functions.auth.refresh_token import GRACE
from functions.auth.sessions import Session, Verdict, judge

KEYRING = Keyring({"current": "2", "1": "old", "2": "new"}, {"key": "index"})
OTHER = Keyring({"current": "2", "2": "stolen-guess"}, {"key": "index"})
FIRST = refresh_token.first("user", "session", KEYRING, b"0123456789abcdef")
NOW = 1_800_000_000


def session(**changed: object) -> Session:
    good = Session(
        user_id="user",
        id="session",
        active=True,
        generation=0,
        token_hash=FIRST.link_hash,
        previous_hash=None,
        created_at=NOW,
        rotated_at=NOW,
        idle_expires_at=NOW + refresh_token.IDLE,
        absolute_expires_at=NOW + refresh_token.ABSOLUTE,
        device_name=None,
        user_agent=None,
        network_hash=None,
    )
    return replace(good, **changed)  # type: ignore[arg-type]


def successor(times: int = 1) -> refresh_token.RefreshToken:
    token = FIRST
    for _ in range(times):
        following = refresh_token.successor(token, KEYRING)
        assert following is not None
        token = following
    return token


def test_a_token_survives_its_own_writing() -> None:
    assert refresh_token.decode(refresh_token.encode(FIRST, KEYRING), KEYRING) == FIRST


@given(st.text(max_size=500))
def test_no_foreign_text_is_a_token(text: str) -> None:
    assert refresh_token.decode(text, KEYRING) is None


@given(st.integers(min_value=0), st.characters(codec="ascii"))
def test_a_changed_token_is_no_token(place: int, letter: str) -> None:
    text = refresh_token.encode(FIRST, KEYRING)
    place %= len(text)
    changed = text[:place] + letter + text[place + 1 :]
    if changed != text:
        assert refresh_token.decode(changed, KEYRING) is None


def test_another_pepper_opens_nothing() -> None:
    assert refresh_token.decode(refresh_token.encode(FIRST, KEYRING), OTHER) is None


def test_the_successor_is_always_the_same_and_hangs_on_the_pepper() -> None:
    assert successor() == successor()
    forged = refresh_token.successor(FIRST, OTHER)
    assert forged is not None
    assert forged.link != successor().link


def test_a_chain_does_not_repeat() -> None:
    assert len({successor(times).link for times in range(50)}) == 50


def test_what_the_row_keeps_is_no_token() -> None:
    assert FIRST.link_hash not in refresh_token.encode(FIRST, KEYRING)


ONE_ON = session(generation=1, token_hash=successor().link_hash, previous_hash=FIRST.link_hash)


@pytest.mark.parametrize(
    ("row", "later", "verdict"),
    [
        (ONE_ON, 0, Verdict.GRACE),
        (ONE_ON, GRACE, Verdict.GRACE),
        (ONE_ON, GRACE + 1, Verdict.REUSED),
        (replace(ONE_ON, generation=2, previous_hash=successor().link_hash), 0, Verdict.REUSED),
        (replace(ONE_ON, previous_hash="another"), 0, Verdict.REUSED),
        (session(token_hash="another"), 0, Verdict.REFUSED),
        (session(active=False), 0, Verdict.REFUSED),
        (replace(ONE_ON, active=False), 0, Verdict.REFUSED),
        (ONE_ON, refresh_token.IDLE, Verdict.REFUSED),
        (None, 0, Verdict.REFUSED),
    ],
)
def test_what_a_spent_token_deserves(row: Session | None, later: int, verdict: Verdict) -> None:
    assert judge(row, FIRST, NOW + later) is verdict


def test_a_token_from_the_future_is_refused() -> None:
    assert judge(session(), successor(), NOW) is Verdict.REFUSED
