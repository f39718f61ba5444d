"""How does a phone number become a session? Begin, resend, verify, over the ports; no I/O of its own.

Answers never tell whether a number has an account: nothing here looks before the code was right.
"""

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from functions.auth import limits, messages, otp, phone, refresh_token
from functions.auth.keyring import Keyring
from functions.auth.otp import Challenge
from functions.auth.ports import (
    ChallengeStore,
    Charges,
    Consumed,
    OvertakenError,
    SmsFailedError,
    SmsSender,
)
from functions.auth.refresh_token import RefreshToken
from functions.auth.sessions import Session
from functions.auth.users import User, new_user
from functions.shared.ids import new_id
from functions.shared.metrics import Metrics
from functions.shared.problems import Code, Problem
from functions.shared.rates import DAY, Window

_NO_BUDGET = Window("budget", "none", DAY, 0)
_TRIES = 4
"""How often one request looks again when another one for the same phone came first."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A challenge whose code is on its way; `binding` goes to the browser's cookie and nowhere else."""

    challenge: Challenge
    binding: str
    resend_in: int


@dataclass(frozen=True, slots=True)
class SignedIn:
    user: User
    session: Session
    token: RefreshToken
    is_new: bool


@dataclass(frozen=True, slots=True)
class Device:
    """What is remembered of the device behind a session. `network` as in `shared.client.Client`."""

    network: str
    user_agent: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class SignIn:
    """One per process. `keyring` reads the secrets anew when they have aged."""

    store: ChallengeStore
    sms: SmsSender
    keyring: Callable[[], Keyring]
    metrics: Metrics
    served: frozenset[str]
    daily_budget: int

    def begin(self, written: str, locale: str, device: Device, now: int) -> Begun:
        """Sends a code to the number. Raises Problem: phone_*, rate_limited, sms_unavailable."""
        keyring, number = self.keyring(), phone.parse(written, self.served)
        phone_hash, binding = keyring.phone_hash(number), secrets.token_urlsafe(24)
        for _ in range(_TRIES):
            seen = self.store.phone_state(number, phone_hash)
            challenge = Challenge(
                id=otp.new_challenge_id(),
                phone=number,
                phone_hash=phone_hash,
                nonce=secrets.token_hex(16),
                binding_hash=otp.binding_hash(binding),
                pepper_version=keyring.version,
                epoch=seen.epoch,
                seq=0,
                attempts=0,
                created_at=now,
                expires_at=now + otp.LIFETIME,
                locale=locale,
                owner=seen.owner,
            )
            if begun := self._send(challenge, seen, keyring, device, now):
                return replace(begun, binding=binding)
        raise Problem(Code.RATE_LIMITED, retry_after=limits.COOLDOWN)

    def resend(self, challenge_id: str, binding: str, device: Device, now: int) -> Begun:
        """A new code on the same challenge: the old one is dead, the attempts stay counted."""
        for _ in range(_TRIES):
            old = self.store.challenge(challenge_id) if otp.is_challenge_id(challenge_id) else None
            if old is None or not self._resendable(old, binding, now):
                raise Problem(Code.CHALLENGE_GONE)
            seen = self.store.phone_state(old.phone, old.phone_hash)
            if seen.epoch != old.epoch:
                raise Problem(Code.CHALLENGE_GONE)
            challenge = replace(old, seq=old.seq + 1, expires_at=now + otp.LIFETIME)
            if begun := self._send(challenge, seen, self.keyring(), device, now, replaces=old):
                return replace(begun, binding=binding)
        raise Problem(Code.RATE_LIMITED, retry_after=limits.COOLDOWN)

    def verify(self, challenge_id: str, binding: str, code: str, device: Device, now: int) -> SignedIn:
        """[Note: Verify and consume] in `store`. Raises Problem: challenge_gone, code_invalid, rate_limited."""
        known = otp.is_challenge_id(challenge_id)
        challenge = self.store.count_attempt(challenge_id, otp.binding_hash(binding), now) if known else None
        if challenge is None:
            raise Problem(Code.CHALLENGE_GONE)
        keyring = self.keyring()
        windows = limits.failure_windows(challenge.phone_hash, keyring.network_hash(device.network))
        if not otp.matches(challenge, code, keyring):
            self._refuse_guess(challenge, windows, now)
        signed_in = self._consume(challenge, windows, keyring, device, now)
        self.metrics.count("CodeRight")
        return signed_in

    def _send(
        self,
        challenge: Challenge,
        seen: limits.PhoneState,
        keyring: Keyring,
        device: Device,
        now: int,
        replaces: Challenge | None = None,
    ) -> Begun | None:
        """None when another request for this phone came first. Charged before sending and never refunded."""
        if wait := limits.send_wait(seen, now):
            raise Problem(Code.RATE_LIMITED, retry_after=wait)
        streak, next_send_at = limits.after_send(seen, now)
        network_hash = keyring.network_hash(device.network)
        common = Charges(
            windows=(),
            phones=limits.phones_window(network_hash),
            failures=limits.failure_windows(challenge.phone_hash, network_hash),
            streak=streak,
            next_send_at=next_send_at,
            now=now,
        )
        try:
            full = self._charge(challenge, seen, common, network_hash, replaces)
        except OvertakenError:
            return None
        if full:
            self.metrics.count("SendRefused")
            raise Problem(Code.RATE_LIMITED, retry_after=full.retry_after(now), private=full.name)
        self._deliver(challenge, keyring)
        return Begun(challenge, "", next_send_at - now)

    def _charge(
        self,
        challenge: Challenge,
        seen: limits.PhoneState,
        common: Charges,
        network_hash: str,
        replaces: Challenge | None,
    ) -> Window | None:
        """The window that is full, or None. A full shard of the budget says nothing about the others."""
        shards = limits.budget_windows(self.daily_budget)
        random.shuffle(shards)
        full: Window | None = _NO_BUDGET
        for shard in shards:
            windows = limits.send_windows(challenge.phone_hash, network_hash, shard)
            full = self.store.begin(challenge, seen, replace(common, windows=windows), replaces=replaces)
            if full != shard:
                break
        return full

    def _deliver(self, challenge: Challenge, keyring: Keyring) -> None:
        code = otp.code_for(challenge, keyring)
        if code is None:
            raise Problem(Code.CHALLENGE_GONE)
        try:
            self.sms.send(challenge.phone, messages.code_text(challenge.locale, code, otp.LIFETIME))
        except SmsFailedError as failed:
            self.metrics.count("SmsFailed")
            raise Problem(Code.SMS_UNAVAILABLE, private=str(failed)) from failed
        self.metrics.count("CodeSent")

    @staticmethod
    def _resendable(challenge: Challenge, binding: str, now: int) -> bool:
        return (
            challenge.binding_hash == otp.binding_hash(binding)
            and challenge.attempts < otp.ATTEMPTS
            and now < challenge.created_at + otp.TOTAL_LIFETIME
        )

    def _refuse_guess(self, challenge: Challenge, windows: list[Window], now: int) -> None:
        self.metrics.count("CodeWrong")
        if self.store.count_failure(challenge, windows, now):
            raise Problem(Code.CODE_INVALID)
        raise _limited(windows, now)

    def _consume(
        self, challenge: Challenge, windows: list[Window], keyring: Keyring, device: Device, now: int
    ) -> SignedIn:
        owner = challenge.owner
        for _ in range(_TRIES):
            user = owner or new_user(new_id(now), challenge.phone, challenge.phone_hash, challenge.locale, now)
            session, token = _session(user.id, keyring, device, now)
            outcome = self.store.consume(challenge, user, session, windows, is_new=owner is None)
            if outcome is Consumed.DONE:
                return SignedIn(user, session, token, owner is None)
            if outcome is Consumed.LIMITED:
                raise _limited(windows, now)
            if outcome is Consumed.GONE:
                raise Problem(Code.CHALLENGE_GONE)
            owner = self.store.phone_state(challenge.phone, challenge.phone_hash).owner
        raise Problem(Code.UNAVAILABLE, retry_after=1)


def _limited(windows: list[Window], now: int) -> Problem:
    """The same for right and wrong codes, to the second: a limit that tells them apart would be an oracle."""
    return Problem(Code.RATE_LIMITED, retry_after=windows[0].retry_after(now))


def _session(user_id: str, keyring: Keyring, device: Device, now: int) -> tuple[Session, RefreshToken]:
    session_id = new_id(now)
    token = refresh_token.first(user_id, session_id, keyring, secrets.token_bytes(16))
    session = Session(
        user_id=user_id,
        id=session_id,
        active=True,
        generation=0,
        token_hash=token.link_hash,
        previous_hash=None,
        created_at=now,
        rotated_at=now,
        idle_expires_at=now + refresh_token.IDLE,
        absolute_expires_at=now + refresh_token.ABSOLUTE,
        device_name=device.name,
        user_agent=device.user_agent or None,
        network_hash=keyring.network_hash(device.network),
    )
    return session, token
