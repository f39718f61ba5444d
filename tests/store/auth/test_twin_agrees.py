"""Do the memory twin and the table answer alike, whatever comes in whatever order? The law behind the contract."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.auth import otp
from functions.auth.limits import PhoneState
from functions.auth.otp import Challenge
from functions.auth.phone import Phone
from functions.auth.ports import OvertakenError
from functions.auth.sessions import Session
from functions.auth.users import User
from functions.shared.ids import new_id
from functions.shared.rates import HOUR, MINUTE, Window
from tests.fakes.identity import MemoryIdentity
from tests.store.auth.conftest import Identity, table
from tests.store.auth.samples import BINDING, NOW, challenge, charges, rotation, session, user

STEPS = (
    "wait",
    "begin",
    "begin_late",
    "resend",
    "attempt",
    "fail",
    "consume",
    "sign_in",
    "rotate",
    "end",
    "rename",
    "erase",
    "finish",
)
PHONES = (0, 0, 0, 0, 1, 2)
WAITS = (1, 30, 119, 300, 3_600, 86_400)


@dataclass
class Twins:
    """Both stores, and what was put into them; limits are low so that they are met."""

    memory: Identity
    table: Identity
    run: str = field(default_factory=lambda: uuid4().hex)
    now: int = NOW
    seen: PhoneState = field(default_factory=PhoneState)
    challenges: list[Challenge] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    users: list[User] = field(default_factory=list)

    def both(self, ask: Callable[[Identity], Any]) -> Any:
        answers = []
        for store in (self.memory, self.table):
            try:
                answers.append(ask(store))
            except OvertakenError:
                answers.append("overtaken")
        assert answers[0] == answers[1]
        return answers[0]

    def step(self, name: str, choice: int) -> None:
        getattr(self, f"_{name}")(choice)

    def compare(self) -> None:
        for number in range(len(PHONES)):
            self.both(partial(self._state, number))
        for each in self.challenges:
            self.both(partial(self._challenge, each.id))
        for owner in self.users:
            self.both(partial(self._account, owner.id))

    def _state(self, number: int, store: Identity) -> object:
        return store.challenges.phone_state(*self._phone(number))

    def _challenge(self, challenge_id: str, store: Identity) -> object:
        return store.challenges.challenge(challenge_id)

    def _account(self, user_id: str, store: Identity) -> object:
        pending = user_id in store.accounts.pending_erasures()
        return store.accounts.user(user_id), store.accounts.sessions(user_id), pending

    def _phone(self, number: int) -> tuple[Phone, str]:
        which = PHONES[number % len(PHONES)]
        return Phone(f"+90532123450{which}"), f"{which}{self.run}{'0' * 7}"

    def _failures(self, phone_hash: str) -> list[Window]:
        return [Window("fail-phone-hour", phone_hash, HOUR, 3), Window("fail-network", self.run, 5 * MINUTE, 4)]

    def _wait(self, choice: int) -> None:
        self.now += WAITS[choice % len(WAITS)] if choice % 2 else WAITS[choice % 2]

    def _begin(self, choice: int) -> None:
        self.seen = self.both(lambda store: store.challenges.phone_state(*self._phone(choice)))
        self._begin_late(choice)

    def _sign_in(self, choice: int) -> None:
        self._begin(choice)
        self._consume(0)

    def _begin_late(self, choice: int, replaces: Challenge | None = None) -> None:
        phone, phone_hash = (replaces.phone, replaces.phone_hash) if replaces else self._phone(choice)
        fresh = challenge(self.seen, phone=phone, phone_hash=phone_hash, created_at=self.now)
        made = replace(replaces, seq=replaces.seq + 1) if replaces else fresh
        made = replace(made, expires_at=self.now + otp.LIFETIME)
        cost = charges(
            windows=[Window("send-phone-hour", phone_hash, HOUR, 8), Window("send-network", self.run, 10 * MINUTE, 12)],
            phones=Window("phones", self.run, HOUR, 2),
            failures=self._failures(phone_hash),
            next_send_at=self.now + 30 + choice,
            now=self.now,
        )
        answer = self.both(
            lambda store: _wait_of(store.challenges.begin(made, self.seen, cost, replaces=replaces), self.now)
        )
        if answer is None:
            self.challenges.append(made)

    def _resend(self, choice: int) -> None:
        if old := self._pick(self.challenges, choice):
            self.seen = self.both(lambda store: store.challenges.phone_state(old.phone, old.phone_hash))
            self._begin_late(choice, old)

    def _attempt(self, choice: int) -> None:
        if one := self._pick(self.challenges, choice):
            binding = BINDING if choice % 5 else otp.binding_hash("other")
            self.both(lambda store: store.challenges.count_attempt(one.id, binding, self.now))

    def _fail(self, choice: int) -> None:
        if one := self._pick(self.challenges, choice):
            self.both(lambda store: store.challenges.count_failure(one, self._failures(one.phone_hash), self.now))

    def _consume(self, choice: int) -> None:
        if not (one := self._pick(self.challenges, choice)):
            return
        present = self.both(lambda store: store.challenges.phone_state(one.phone, one.phone_hash)).owner
        known = present if choice % 3 else one.owner
        owner = known or user(id=new_id(self.now), phone=one.phone, phone_hash=one.phone_hash)
        made = session(owner, created_at=self.now, idle_expires_at=self.now + 7_200)
        limits = self._failures(one.phone_hash)
        self.both(lambda store: store.challenges.consume(one, owner, made, limits, is_new=known is None))
        self.users.append(owner)
        self.sessions.append(made)

    def _rotate(self, choice: int) -> None:
        if one := self._pick(self.sessions, choice):
            row = self.both(lambda store: store.accounts.session(one.user_id, one.id)) or one
            step = rotation(row if choice % 3 else one, now=self.now, idle_expires_at=self.now + 7_200)
            self.both(lambda store: store.accounts.rotate(step))

    def _end(self, choice: int) -> None:
        if one := self._pick(self.sessions, choice):
            self.both(lambda store: store.accounts.end(one.user_id, one.id, "ended", self.now))

    def _rename(self, choice: int) -> None:
        if one := self._pick(self.users, choice):
            named = replace(one, display_name=f"name {choice}" if choice % 4 else None, role="company")
            before = self.both(lambda store: store.accounts.user(one.id)) or one
            self.both(lambda store: store.accounts.update_user(before if choice % 5 else one, named))

    def _erase(self, choice: int) -> None:
        if one := self._pick(self.users, choice):
            self.both(lambda store: store.accounts.begin_erasure(one, self.now))

    def _finish(self, choice: int) -> None:
        one = self._pick(self.users, choice)
        if one and self.both(lambda store: one.id in store.accounts.pending_erasures()):
            self.both(lambda store: store.accounts.finish_erasure(one.id))

    @staticmethod
    def _pick(known: list[Any], choice: int) -> Any:
        """One of the latest: the oldest are dead anyway."""
        return known[-1 - choice % min(len(known), 4)] if known else None


def _wait_of(full: Window | None, now: int) -> int | None:
    """Of two windows that end together either may be named."""
    return full.retry_after(now) if full else None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 59)), min_size=5, max_size=40))
def test_twin_and_table_answer_alike(identity_table: str, steps: list[tuple[str, int]]) -> None:
    memory = MemoryIdentity()
    twins = Twins(Identity(memory, memory), table())
    for name, choice in steps:
        twins.step(name, choice)
    twins.compare()
