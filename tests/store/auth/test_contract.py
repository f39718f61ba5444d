"""How must any `ChallengeStore` behave? One suite for the memory twin and the table."""

from dataclasses import replace

import pytest

from functions.auth import limits, otp
from functions.auth.limits import PhoneState
from functions.auth.phone import Phone
from functions.auth.ports import Consumed, OvertakenError
from functions.shared.rates import DAY, HOUR, Window
from tests.store.auth.parallel import in_parallel
from tests.store.auth.samples import (
    BINDING,
    FAILURES,
    HASH,
    NETWORK,
    NOW,
    PHONE,
    Stores,
    begun,
    challenge,
    charges,
    session,
    signed_in,
    user,
)

SEND_WINDOWS = limits.send_windows(HASH, NETWORK, Window("budget", "3", DAY, 7))
OTHER, OTHER_HASH = Phone("+905329999999"), "0f" * 20


def test_unknown_phone_has_a_blank_state(identity: Stores) -> None:
    assert identity.challenges.phone_state(PHONE, HASH) == PhoneState()


def test_unknown_challenge_is_none(identity: Stores) -> None:
    assert identity.challenges.challenge(otp.new_challenge_id()) is None


def test_begin_keeps_the_challenge_and_cools_the_phone_down(identity: Stores) -> None:
    stored = begun(identity, streak=2, next_send_at=NOW + 60)
    assert identity.challenges.challenge(stored.id) == stored
    expected = PhoneState(last_sent_at=NOW, next_send_at=NOW + 60, streak=2)
    assert identity.challenges.phone_state(PHONE, HASH) == expected


def test_begin_for_a_known_phone_keeps_its_owner(identity: Stores) -> None:
    owner, _ = signed_in(identity)
    stored = begun(identity)
    found = identity.challenges.challenge(stored.id)
    assert found == stored
    assert found.owner == owner


@pytest.mark.parametrize("full", SEND_WINDOWS, ids=lambda window: window.name)
def test_begin_is_refused_by_each_full_send_window_and_then_charges_nothing(identity: Stores, full: Window) -> None:
    others = [window for window in SEND_WINDOWS if window is not full]
    narrow = replace(full, limit=1)
    begun(identity, windows=[narrow])
    seen = identity.challenges.phone_state(PHONE, HASH)
    refused = challenge(seen)
    assert identity.challenges.begin(refused, seen, charges(windows=[*others, narrow])) == narrow
    assert identity.challenges.challenge(refused.id) is None
    assert identity.challenges.phone_state(PHONE, HASH) == seen
    once = [replace(window, limit=1) for window in others]
    begun(identity, windows=once)


def test_begin_counts_a_window_to_its_limit_and_anew_after_it(identity: Stores) -> None:
    window = Window("send-network", NETWORK, 600, 3)
    for _ in range(3):
        begun(identity, windows=[window])
    seen = identity.challenges.phone_state(PHONE, HASH)
    assert identity.challenges.begin(challenge(seen), seen, charges(windows=[window])) == window
    begun(identity, windows=[window], now=NOW + 600)


def test_begin_names_the_full_window_that_lasts_longest(identity: Stores) -> None:
    short, long = Window("send-network", NETWORK, 600, 1), Window("send-phone-hour", HASH, HOUR, 1)
    begun(identity, windows=[short, long])
    seen = identity.challenges.phone_state(PHONE, HASH)
    assert identity.challenges.begin(challenge(seen), seen, charges(windows=[short, long])) == long


@pytest.mark.parametrize("full", FAILURES, ids=lambda window: window.name)
def test_begin_is_refused_by_each_full_failure_window(identity: Stores, full: Window) -> None:
    stored = begun(identity)
    narrow = replace(full, limit=1)
    assert identity.challenges.count_failure(stored, [narrow], NOW)
    seen = identity.challenges.phone_state(PHONE, HASH)
    windows = [narrow if window is full else window for window in FAILURES]
    assert identity.challenges.begin(challenge(seen), seen, charges(failures=windows)) == narrow


def test_begin_does_not_charge_failure_windows(identity: Stores) -> None:
    once = [replace(window, limit=1) for window in FAILURES]
    for _ in range(3):
        begun(identity, failures=once)


def test_phones_window_counts_different_phones_only(identity: Stores) -> None:
    two = Window("phones", NETWORK, HOUR, 2)
    for _ in range(3):
        begun(identity, phones=two)
    begun(identity, phone=OTHER, phone_hash=OTHER_HASH, phones=two)
    third = challenge(phone=Phone("+905328888888"), phone_hash="aa" * 20)
    assert identity.challenges.begin(third, PhoneState(), charges(phones=two)) == two
    begun(identity, phones=two)
    assert identity.challenges.begin(third, PhoneState(), charges(phones=two, now=NOW + HOUR)) is None


def test_begin_on_a_stale_sight_of_the_phone_is_overtaken(identity: Stores) -> None:
    seen = identity.challenges.phone_state(PHONE, HASH)
    begun(identity)
    late = challenge(seen)
    with pytest.raises(OvertakenError):
        identity.challenges.begin(late, seen, charges())
    assert identity.challenges.challenge(late.id) is None


def test_begin_after_the_phone_found_an_owner_is_overtaken(identity: Stores) -> None:
    signed_in(identity)
    seen = replace(identity.challenges.phone_state(PHONE, HASH), owner=None)
    with pytest.raises(OvertakenError):
        identity.challenges.begin(challenge(seen), seen, charges())


def test_begin_with_a_full_window_and_overtaken_names_the_window(identity: Stores) -> None:
    once = Window("send-phone-hour", HASH, HOUR, 1)
    begun(identity, windows=[once])
    assert identity.challenges.begin(challenge(), PhoneState(), charges(windows=[once])) == once


def test_of_parallel_begins_on_one_sight_exactly_one_sends(identity: Stores) -> None:
    def begin() -> str:
        try:
            return "sent" if identity.challenges.begin(challenge(), PhoneState(), charges()) is None else "full"
        except OvertakenError:
            return "overtaken"

    assert sorted(in_parallel(8, begin)) == ["overtaken"] * 7 + ["sent"]


def test_resend_changes_code_and_expiry_and_keeps_the_attempts(identity: Stores) -> None:
    old = begun(identity)
    identity.challenges.count_attempt(old.id, BINDING, NOW)
    seen = identity.challenges.phone_state(PHONE, HASH)
    renewed = replace(old, seq=1, expires_at=NOW + 150)
    assert identity.challenges.begin(renewed, seen, charges(), replaces=old) is None
    assert identity.challenges.challenge(old.id) == replace(renewed, attempts=1)


@pytest.mark.parametrize("spoiled", ["used", "exhausted", "resent", "unknown"])
def test_resend_of_a_challenge_that_is_over_or_ahead_is_overtaken(identity: Stores, spoiled: str) -> None:
    old = begun(identity)
    if spoiled == "used":
        owner = user()
        identity.challenges.consume(old, owner, session(owner), [], is_new=True)
    if spoiled == "exhausted":
        for _ in range(otp.ATTEMPTS):
            identity.challenges.count_attempt(old.id, BINDING, NOW)
    if spoiled == "resent":
        seen = identity.challenges.phone_state(PHONE, HASH)
        identity.challenges.begin(replace(old, seq=1), seen, charges(), replaces=old)
    if spoiled == "unknown":
        old = replace(old, id=otp.new_challenge_id())
    seen = identity.challenges.phone_state(PHONE, HASH)
    with pytest.raises(OvertakenError):
        identity.challenges.begin(replace(old, seq=old.seq + 1), seen, charges(), replaces=old)


def test_a_challenge_id_is_never_given_twice(identity: Stores) -> None:
    first = begun(identity)
    seen = identity.challenges.phone_state(PHONE, HASH)
    with pytest.raises(OvertakenError):
        identity.challenges.begin(challenge(seen, id=first.id), seen, charges())


def test_attempts_are_counted_up_to_five(identity: Stores) -> None:
    stored = begun(identity)
    for number in range(1, otp.ATTEMPTS + 1):
        assert identity.challenges.count_attempt(stored.id, BINDING, NOW) == replace(stored, attempts=number)
    assert identity.challenges.count_attempt(stored.id, BINDING, NOW) is None
    assert identity.challenges.challenge(stored.id) == replace(stored, attempts=otp.ATTEMPTS)


def test_of_many_parallel_attempts_exactly_five_are_counted(identity: Stores) -> None:
    stored = begun(identity)
    assert identity.challenges.challenge(stored.id) == stored  # opens the client that the threads share
    counted = in_parallel(24, lambda: identity.challenges.count_attempt(stored.id, BINDING, NOW))
    assert sorted(found.attempts for found in counted if found) == [1, 2, 3, 4, 5]


def test_attempts_need_the_challenge_its_binding_and_time(identity: Stores) -> None:
    stored = begun(identity)
    refusals = [
        (otp.new_challenge_id(), BINDING, NOW),
        (stored.id, otp.binding_hash("another browser"), NOW),
        (stored.id, otp.binding_hash(""), NOW),
        (stored.id, BINDING, stored.expires_at),
    ]
    for refusal in refusals:
        assert identity.challenges.count_attempt(*refusal) is None
    assert identity.challenges.challenge(stored.id) == stored
    assert identity.challenges.count_attempt(stored.id, BINDING, stored.expires_at - 1) is not None


def test_a_used_challenge_takes_no_attempt(identity: Stores) -> None:
    stored, owner = begun(identity), user()
    assert identity.challenges.consume(stored, owner, session(owner), [], is_new=True) is Consumed.DONE
    assert identity.challenges.count_attempt(stored.id, BINDING, NOW) is None


def test_failures_are_charged_on_the_windows_and_the_phone(identity: Stores) -> None:
    stored, window = begun(identity), Window("fail-phone-hour", HASH, HOUR, 2)
    assert identity.challenges.count_failure(stored, [window], NOW + 1)
    assert identity.challenges.count_failure(stored, [window], NOW + 2)
    state = identity.challenges.phone_state(PHONE, HASH)
    assert (state.failures, state.last_failure_at) == (2, NOW + 2)
    assert not identity.challenges.count_failure(stored, [window], NOW + 3)
    assert identity.challenges.phone_state(PHONE, HASH) == state


@pytest.mark.parametrize("full", FAILURES, ids=lambda window: window.name)
def test_a_full_window_keeps_a_failure_from_being_charged_on_any(identity: Stores, full: Window) -> None:
    stored, narrow = begun(identity), replace(full, limit=1)
    assert identity.challenges.count_failure(stored, [narrow], NOW)
    others = [replace(window, limit=1) for window in FAILURES if window is not full]
    assert not identity.challenges.count_failure(stored, [*others, narrow], NOW)
    assert identity.challenges.count_failure(stored, others, NOW)
