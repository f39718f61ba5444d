"""How must any `AccountStore` behave? Sessions, profile and erasure, for the memory twin and the table."""

from dataclasses import replace

import pytest

from functions.auth.refresh_token import ABSOLUTE, GRACE, IDLE, RefreshToken
from functions.auth.sessions import Session, Verdict, judge
from tests.store.auth.parallel import in_parallel
from tests.store.auth.samples import HASH, NOW, PHONE, Stores, begun, rotation, signed_in, user


def _present(identity: Stores, session: Session) -> Session:
    found = identity.accounts.session(session.user_id, session.id)
    assert found
    return found


def test_unknown_users_and_sessions_are_none(identity: Stores) -> None:
    owner, made = signed_in(identity)
    assert identity.accounts.user("nobody") is None
    assert identity.accounts.session("nobody", made.id) is None
    assert identity.accounts.session(owner.id, "none") is None
    assert identity.accounts.sessions("nobody") == []


def test_a_session_id_of_another_user_is_unknown(identity: Stores) -> None:
    _, made = signed_in(identity)
    stranger = user()
    assert identity.accounts.session(stranger.id, made.id) is None
    assert not identity.accounts.end(stranger.id, made.id, "ended", NOW)
    assert not identity.accounts.rotate(rotation(made, user_id=stranger.id))
    assert _present(identity, made) == made


def test_rotation_moves_the_chain_one_step(identity: Stores) -> None:
    _, made = signed_in(identity)
    assert identity.accounts.rotate(rotation(made))
    expected = replace(
        made,
        generation=1,
        token_hash="link-1",
        previous_hash="link-0",
        rotated_at=NOW + 10,
        idle_expires_at=NOW + 10 + IDLE,
    )
    assert _present(identity, made) == expected
    assert identity.accounts.rotate(rotation(expected))
    assert _present(identity, made).generation == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"generation": 1},
        {"generation": -1},
        {"presented_hash": "link-x"},
        {"session_id": "none"},
        {"now": NOW + IDLE},
        {"now": NOW + ABSOLUTE},
    ],
    ids=["ahead", "behind", "forged link", "unknown", "idle too long", "too old"],
)
def test_rotation_needs_the_present_link_of_a_live_session(identity: Stores, changes: dict[str, int]) -> None:
    _, made = signed_in(identity)
    assert not identity.accounts.rotate(replace(rotation(made), **changes))  # type: ignore[arg-type] # parametrised
    assert identity.accounts.sessions(made.user_id) == [made]


def test_rotation_works_until_the_last_second(identity: Stores) -> None:
    _, made = signed_in(identity)
    assert identity.accounts.rotate(rotation(made, now=NOW + IDLE - 1))


def test_rotation_ends_with_the_absolute_lifetime_however_busy(identity: Stores) -> None:
    _, made = signed_in(identity)
    assert identity.accounts.rotate(rotation(made, idle_expires_at=NOW + ABSOLUTE + IDLE))
    rotated = _present(identity, made)
    assert not identity.accounts.rotate(rotation(rotated, now=NOW + ABSOLUTE))
    assert identity.accounts.rotate(rotation(rotated, now=NOW + ABSOLUTE - 1))


def test_of_parallel_rotations_of_one_token_exactly_one_applies(identity: Stores) -> None:
    _, made = signed_in(identity)
    assert sorted(in_parallel(10, lambda: identity.accounts.rotate(rotation(made)))) == [False] * 9 + [True]
    assert _present(identity, made).generation == 1


def test_the_row_after_a_lost_race_tells_grace_from_reuse(identity: Stores) -> None:
    _, made = signed_in(identity)
    first = RefreshToken("1", made.user_id, made.id, 0, b"0")
    step = rotation(replace(made, token_hash=first.link_hash))
    assert judge(_present(identity, made), first, NOW) is Verdict.REFUSED
    identity.accounts.rotate(rotation(made, next_hash=first.link_hash))
    spent = replace(first, generation=1)
    identity.accounts.rotate(replace(step, generation=1))
    row = _present(identity, made)
    assert row.previous_hash == spent.link_hash
    assert judge(row, spent, row.rotated_at + GRACE) is Verdict.GRACE
    assert judge(row, spent, row.rotated_at + GRACE + 1) is Verdict.REUSED
    assert judge(row, first, row.rotated_at) is Verdict.REUSED
    assert judge(row, replace(spent, generation=3), row.rotated_at) is Verdict.REFUSED
    assert identity.accounts.end(made.user_id, made.id, "reused", NOW + 20)
    assert judge(_present(identity, made), spent, NOW + 20) is Verdict.REFUSED


def test_an_ended_session_stays_ended(identity: Stores) -> None:
    _, made = signed_in(identity)
    assert identity.accounts.end(made.user_id, made.id, "signed_out", NOW + 5)
    assert _present(identity, made) == replace(made, active=False, rotated_at=NOW + 5)
    assert not identity.accounts.end(made.user_id, made.id, "ended", NOW + 6)
    assert not identity.accounts.rotate(rotation(made))
    assert not identity.accounts.end(made.user_id, "none", "ended", NOW)


def test_ending_one_session_leaves_the_others(identity: Stores) -> None:
    owner, first = signed_in(identity)
    _, second = signed_in(identity)
    assert identity.accounts.end(owner.id, first.id, "ended", NOW)
    assert {made.id: made.active for made in identity.accounts.sessions(owner.id)} == {first.id: False, second.id: True}


def test_a_profile_changes_in_both_places(identity: Stores) -> None:
    owner, _ = signed_in(identity)
    changed = replace(owner, display_name="Ayşe", locale="en", role="influencer")
    assert identity.accounts.update_user(owner, changed)
    assert identity.accounts.user(owner.id) == changed
    assert identity.challenges.phone_state(PHONE, HASH).owner == changed
    assert not identity.accounts.update_user(owner, replace(owner, locale="en"))
    assert identity.accounts.update_user(changed, owner)
    assert identity.accounts.user(owner.id) == owner


def test_a_profile_of_nobody_or_of_another_phone_does_not_change(identity: Stores) -> None:
    owner, _ = signed_in(identity)
    assert not identity.accounts.update_user(user(), user())
    assert not identity.accounts.update_user(owner, replace(owner, phone_hash="0f" * 20, display_name="x"))
    assert identity.accounts.user(owner.id) == owner


def test_erasure_frees_the_phone_at_once(identity: Stores) -> None:
    owner, _ = signed_in(identity)
    before = identity.challenges.phone_state(PHONE, HASH)
    assert identity.accounts.begin_erasure(owner, NOW)
    assert identity.accounts.user(owner.id) is None
    assert not identity.accounts.update_user(owner, owner)
    assert not identity.accounts.begin_erasure(owner, NOW)
    assert identity.challenges.phone_state(PHONE, HASH) == replace(before, owner=None)
    assert identity.accounts.pending_erasures() == [owner.id]
    newcomer, _ = signed_in(identity)
    assert newcomer.id != owner.id


def test_erasure_ends_with_nothing_left_and_may_be_repeated(identity: Stores) -> None:
    owner, made = signed_in(identity)
    signed_in(identity)
    assert identity.accounts.begin_erasure(owner, NOW)
    for _ in range(2):
        identity.accounts.finish_erasure(owner.id)
        assert identity.accounts.pending_erasures() == []
        assert identity.accounts.sessions(owner.id) == []
        assert not identity.accounts.rotate(rotation(made))


def test_erasure_needs_the_owner_of_the_phone(identity: Stores) -> None:
    owner, _ = signed_in(identity)
    assert not identity.accounts.begin_erasure(user(), NOW)
    assert not identity.accounts.begin_erasure(replace(owner, phone_hash="0f" * 20), NOW)
    assert identity.accounts.user(owner.id) == owner
    assert identity.accounts.pending_erasures() == []


def test_of_parallel_erasures_exactly_one_begins(identity: Stores) -> None:
    owner, _ = signed_in(identity)
    outcomes = in_parallel(6, lambda: identity.accounts.begin_erasure(owner, NOW))
    assert sorted(outcomes) == [False] * 5 + [True]


def test_cooldown_and_failures_survive_an_erasure(identity: Stores) -> None:
    owner, _ = signed_in(identity)
    stored = begun(identity, streak=3, next_send_at=NOW + 120)
    identity.challenges.count_failure(stored, [], NOW)
    identity.accounts.begin_erasure(owner, NOW)
    identity.accounts.finish_erasure(owner.id)
    state = identity.challenges.phone_state(PHONE, HASH)
    assert (state.owner, state.streak, state.next_send_at, state.failures) == (None, 3, NOW + 120, 1)
