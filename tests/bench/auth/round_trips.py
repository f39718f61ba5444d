"""How many store round trips does each endpoint make? Every step of a sign-in against the emulator, on warm caches.

Warm means that this process has its secrets and public keys: one read of each in five minutes, whatever the traffic.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from functions.auth import otp
from functions.auth.wiring import Auth
from functions.shared.access import SESSION_CACHE_SECONDS
from tests.bench.auth import budgets, gateway
from tests.bench.auth.gateway import Answer
from tests.bench.calls import Calls, counted


class Hands:
    """A clock that is moved by hand, so that waits cost no time and caches age when the measurement says so."""

    def __init__(self, now: float) -> None:
        self._now = now

    def __call__(self) -> float:
        return self._now

    def move(self, seconds: float) -> None:
        self._now += seconds


@dataclass(frozen=True)
class Measured:
    """`budget` None: no promise, printed for whoever wonders."""

    name: str
    calls: Calls
    budget: int | None = None
    texts: int = 0

    @property
    def kept(self) -> bool:
        return self.budget is None or (self.calls.round_trips <= self.budget and self.calls.texts == self.texts)


class Journey:
    """One phone's sign-ins, each request counted."""

    def __init__(self, auth: Auth, clock: Hands, phone: str) -> None:
        self._auth = auth
        self._clock = clock
        self._phone = phone
        self._challenge: dict[str, Any] = {}
        self.measured: list[Measured] = []

    def start(self, name: str) -> None:
        self._challenge = self._send(
            name, gateway.event("POST", gateway.START, {"phone": self._phone}), 202, budgets.START, 1
        )

    def resend(self, name: str) -> None:
        body = {"binding": self._challenge["binding"]}
        self._send(name, gateway.event("POST", gateway.RESEND, body, path=self._path()), 202, texts=1)

    def verify(self, name: str, *, right: bool = True) -> dict[str, Any]:
        code = self._code() if right else f"{(int(self._code()) + 1) % 1_000_000:06}"
        body = {"code": code, "binding": self._challenge["binding"]}
        sent = gateway.event("POST", gateway.VERIFY, body, path=self._path())
        return self._send(name, sent, 200 if right else 401, budgets.VERIFY)

    def refresh(self, name: str, token: str, budget: int | None = budgets.REFRESH) -> str:
        sent = gateway.event("POST", "/auth/refresh", {"refresh_token": token})
        return str(self._send(name, sent, 200, budget)["refresh_token"])

    def get(self, name: str, route: str, token: str) -> None:
        self._send(name, gateway.event("GET", route, token=token), 200)

    def check(self, name: str, token: str, budget: int = budgets.ACCESS_CHECK) -> None:
        """The access check alone, as every authenticated request of every function makes it."""
        self._count(name, lambda: self._auth.access.caller(f"Bearer {token}"), budget)

    def forget_sessions(self) -> None:
        self._clock.move(SESSION_CACHE_SECONDS + 1)

    def _send(
        self, name: str, sent: dict[str, Any], status: int, budget: int | None = None, texts: int = 0
    ) -> dict[str, Any]:
        answer: Answer = self._count(name, lambda: gateway.call(sent), budget, texts)
        if answer.status != status:
            raise RuntimeError(f"{name}: {answer.status} {answer.body.get('code')} instead of {status}")
        return answer.body

    def _count(self, name: str, act: Callable[[], Any], budget: int | None, texts: int = 0) -> Any:
        with counted() as calls:
            answer = act()
        self.measured.append(Measured(name, calls, budget, texts))
        return answer

    def _path(self) -> dict[str, str]:
        return {"challenge_id": self._challenge["challenge_id"]}

    def _code(self) -> str:
        """Derived from the stored challenge, so that no text has to be read."""
        challenge = self._auth.sign_in.store.challenge(self._challenge["challenge_id"])
        code = otp.code_for(challenge, self._auth.sign_in.keyring()) if challenge else None
        if code is None:
            raise RuntimeError("the challenge has no code")
        return code


def measure(auth: Auth, clock: Hands) -> list[Measured]:
    """Cold first, in one request; then each endpoint warm. The app must already answer with `auth`."""
    cold = Journey(auth, clock, "+905321110000")
    cold.start("start, first request of a process")
    cold.check("access check, first of a process", cold.verify("verify, first of a process")["access_token"], 2)
    journey = Journey(auth, clock, "+905321110001")
    journey.start("POST /auth/otp, new phone")
    journey.verify("verify, wrong code", right=False)
    journey.verify("verify, right code, new user")
    clock.move(60)
    journey.start("POST /auth/otp, known phone")
    clock.move(90)
    journey.resend("resend")
    signed_in = journey.verify("verify, right code, known user")
    journey.refresh("POST /auth/refresh", signed_in["refresh_token"])
    journey.refresh("refresh, same token again (grace)", signed_in["refresh_token"], None)
    access = signed_in["access_token"]
    journey.forget_sessions()
    journey.check("access check", access)
    journey.check("access check within 10 s", access, 0)
    journey.forget_sessions()
    journey.get("GET /auth/me (check + profile)", "/auth/me", access)
    journey.get("GET /auth/sessions", "/auth/sessions", access)
    return [*(_unbudgeted(cold.measured)), *journey.measured]


def _unbudgeted(measured: list[Measured]) -> list[Measured]:
    return [Measured(each.name, each.calls, None, each.texts) for each in measured]
