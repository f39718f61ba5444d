"""How must any `ChallengeStore` turn a right code into a session? The second half of the contract of `ports`."""

from dataclasses import replace

import pytest

from functions.auth import limits, otp
from functions.auth.limits import CONSECUTIVE_FAILURES, LOCKOUT
from functions.auth.ports import Consumed
from functions.auth.users import User
from functions.shared.rates import MINUTE, Window
from tests.store.auth.parallel import in_parallel
from tests.store.auth.samples import (
    FAILURES,
    HASH,
    NOW,
    PHONE,
    Stores,
    begun,
    charges,
    session,
    signed_in,
    user,
)


def _owner(identity: Stores) -> User | None:
    return identity.challenges.phone_state(PHONE, HASH).owner


def test_a_first_code_makes_user_and_session(identity: Stores) -> None:
    stored, owner = begun(identity), user()
    made = session(owner)
    assert identity.challenges.consume(stored, owner, made, FAILURES, is_new=True) is Consumed.DONE
    assert identity.accounts.user(owner.id) == owner
    assert identity.accounts.session(owner.id, made.id) == made
    state = identity.challenges.phone_state(PHONE, HASH)
    assert (state.owner, state.epoch, state.failures) == (owner, 1, 0)


def test_a_later_code_adds_a_session_to_the_same_user(identity: Stores) -> None:
    owner, first = signed_in(identity)
    again, second = signed_in(identity)
    assert again == owner
    assert identity.accounts.sessions(owner.id) == sorted([first, second], key=lambda made: made.id)
    assert identity.challenges.phone_state(PHONE, HASH).epoch == 2


def test_a_code_works_once(identity: Stores) -> None:
    stored, owner = begun(identity), user()
    assert identity.challenges.consume(stored, owner, session(owner), [], is_new=True) is Consumed.DONE
    assert identity.challenges.consume(stored, owner, session(owner), [], is_new=False) is Consumed.GONE
    assert len(identity.accounts.sessions(owner.id)) == 1


def test_of_parallel_right_codes_exactly_one_signs_in(identity: Stores) -> None:
    stored = begun(identity)

    def consume() -> tuple[Consumed, str]:
        owner = user()
        return identity.challenges.consume(stored, owner, session(owner), FAILURES, is_new=True), owner.id

    outcomes = in_parallel(12, consume)
    done = [user_id for outcome, user_id in outcomes if outcome is Consumed.DONE]
    assert len(done) == 1
    assert {outcome for outcome, user_id in outcomes if user_id not in done} == {Consumed.GONE}
    assert [bool(identity.accounts.user(user_id)) for _, user_id in outcomes].count(True) == 1


def test_an_expired_resent_or_unknown_code_is_gone(identity: Stores) -> None:
    stored, owner = begun(identity), user()
    late = session(owner, created_at=stored.expires_at)
    assert identity.challenges.consume(stored, owner, late, [], is_new=True) is Consumed.GONE
    seen = identity.challenges.phone_state(PHONE, HASH)
    identity.challenges.begin(replace(stored, seq=1), seen, charges(), replaces=stored)
    assert identity.challenges.consume(stored, owner, session(owner), [], is_new=True) is Consumed.GONE
    stranger = replace(stored, id=otp.new_challenge_id())
    assert identity.challenges.consume(stranger, owner, session(owner), [], is_new=True) is Consumed.GONE
    assert identity.accounts.user(owner.id) is None
    assert identity.accounts.sessions(owner.id) == []


def test_a_success_kills_every_other_challenge_of_the_phone(identity: Stores) -> None:
    first, second, third = begun(identity), begun(identity), begun(identity)
    owner = user()
    assert identity.challenges.consume(second, owner, session(owner), [], is_new=True) is Consumed.DONE
    for other in (first, third):
        for is_new in (True, False):
            assert identity.challenges.consume(other, owner, session(owner), [], is_new=is_new) is Consumed.GONE
    assert len(identity.accounts.sessions(owner.id)) == 1


@pytest.mark.parametrize("full", FAILURES, ids=lambda window: window.name)
def test_each_full_failure_window_refuses_the_right_code_too(identity: Stores, full: Window) -> None:
    stored, owner = begun(identity), user()
    narrow = [replace(window, limit=1) if window is full else window for window in FAILURES]
    assert identity.challenges.count_failure(stored, narrow, NOW)
    assert identity.challenges.consume(stored, owner, session(owner), narrow, is_new=True) is Consumed.LIMITED
    assert identity.accounts.user(owner.id) is None
    assert _owner(identity) is None


def test_a_refused_code_stays_usable_until_the_window_ends(identity: Stores) -> None:
    stored, owner = begun(identity), user()
    minute = Window("fail-network", "n", MINUTE, 1)
    identity.challenges.count_failure(stored, [minute], NOW)
    assert identity.challenges.consume(stored, owner, session(owner), [minute], is_new=True) is Consumed.LIMITED
    later = session(owner, created_at=NOW + MINUTE)
    assert identity.challenges.consume(stored, owner, later, [minute], is_new=True) is Consumed.DONE


def test_a_right_code_is_not_charged_on_failure_windows(identity: Stores) -> None:
    once = [replace(window, limit=1) for window in FAILURES]
    owner = user()
    first = begun(identity)
    assert identity.challenges.consume(first, owner, session(owner), once, is_new=True) is Consumed.DONE
    second = begun(identity)
    assert identity.challenges.consume(second, owner, session(owner), once, is_new=False) is Consumed.DONE


def test_a_hundred_failures_in_a_row_lock_the_phone_for_a_day(identity: Stores) -> None:
    stored, owner = begun(identity), user()
    for _ in range(CONSECUTIVE_FAILURES - 1):
        identity.challenges.count_failure(stored, [], NOW)
    state = identity.challenges.phone_state(PHONE, HASH)
    assert (state.failures, limits.send_wait(state, NOW + 60)) == (CONSECUTIVE_FAILURES - 1, 0)
    identity.challenges.count_failure(stored, [], NOW)
    assert identity.challenges.consume(stored, owner, session(owner), [], is_new=True) is Consumed.LIMITED
    state = identity.challenges.phone_state(PHONE, HASH)
    assert limits.send_wait(state, NOW + 60) == LOCKOUT - 60
    assert not identity.challenges.count_failure(stored, [], NOW + 60)
    rested = NOW + LOCKOUT
    fresh = begun(identity, now=rested)
    assert limits.send_wait(state, rested) == 0
    waited = replace(fresh, expires_at=rested + 120)
    seen = identity.challenges.phone_state(PHONE, HASH)
    assert identity.challenges.begin(replace(waited, seq=1), seen, charges(now=rested), replaces=fresh) is None
    at_last = session(owner, created_at=rested)
    outcome = identity.challenges.consume(replace(waited, seq=1), owner, at_last, [], is_new=True)
    assert outcome is Consumed.DONE
    assert identity.challenges.phone_state(PHONE, HASH).failures == 0


def test_a_success_begins_the_count_of_failures_anew(identity: Stores) -> None:
    stored, owner = begun(identity), user()
    for _ in range(3):
        identity.challenges.count_failure(stored, [], NOW)
    assert identity.challenges.consume(stored, owner, session(owner), [], is_new=True) is Consumed.DONE
    assert identity.challenges.phone_state(PHONE, HASH).failures == 0


def test_a_phone_that_was_freed_meanwhile_has_moved(identity: Stores) -> None:
    owner, _ = signed_in(identity)
    stored = begun(identity)
    assert identity.accounts.begin_erasure(owner, NOW)
    assert identity.challenges.consume(stored, owner, session(owner), [], is_new=False) is Consumed.MOVED
    newcomer = user()
    assert identity.challenges.consume(stored, newcomer, session(newcomer), [], is_new=True) is Consumed.DONE
    assert _owner(identity) == newcomer
    assert identity.accounts.user(owner.id) is None


def test_a_phone_with_an_owner_is_no_first_login(identity: Stores) -> None:
    owner, _ = signed_in(identity)
    stored, stranger = begun(identity), user()
    assert identity.challenges.consume(stored, stranger, session(stranger), [], is_new=True) is Consumed.MOVED
    assert identity.challenges.consume(stored, stranger, session(stranger), [], is_new=False) is Consumed.MOVED
    assert identity.challenges.consume(stored, owner, session(owner), [], is_new=False) is Consumed.DONE
    assert identity.accounts.user(stranger.id) is None


def test_a_user_id_is_never_given_twice(identity: Stores) -> None:
    owner, _ = signed_in(identity)
    assert identity.accounts.begin_erasure(owner, NOW)
    stored = begun(identity)
    assert identity.challenges.consume(stored, owner, session(owner), [], is_new=True) is Consumed.MOVED


def test_a_session_id_is_never_given_twice(identity: Stores) -> None:
    owner, made = signed_in(identity)
    stored = begun(identity)
    taken = session(owner, id=made.id, token_hash="another")
    assert identity.challenges.consume(stored, owner, taken, [], is_new=False) is Consumed.LIMITED
    assert identity.accounts.sessions(owner.id) == [made]


def test_signing_in_does_not_bring_an_older_profile_back(identity: Stores) -> None:
    owner, _ = signed_in(identity)
    stored = begun(identity)
    renamed = replace(owner, display_name="Ayşe", locale="en", role="company")
    assert identity.accounts.update_user(owner, renamed)
    assert stored.owner == owner
    assert identity.challenges.consume(stored, owner, session(owner), [], is_new=False) is Consumed.DONE
    assert identity.accounts.user(owner.id) == renamed
    assert _owner(identity) == renamed
