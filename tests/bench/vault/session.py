"""Who is backing up? Signing in with phone and code as a native app does, and calls with the tokens that come of it.

[Note: One refresh]  A refresh token works once. Whoever is told that his access token has expired takes the lock, looks
whether another thread has been there in between, and only then refreshes; the new pair is stored before it is used. An
answer that got lost is repaired by repeating: the server gives the same successor for a short while.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from tests.bench.vault.patience import Patience
from tests.bench.vault.wire import Answer, Wire

_EXPIRED = frozenset({"token_expired", "unauthenticated"})


class ApiError(Exception):
    """The API said no; `code` is its problem code."""

    def __init__(self, status: int, code: str, detail: str, body: Mapping[str, Any]) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status, self.code, self.body = status, code, body


@dataclass(frozen=True, slots=True)
class Tokens:
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    user_id: str


@dataclass
class Session:
    """`api` is the address up to and including `/api`; `keep` stores tokens wherever the device stores secrets."""

    api: str
    wire: Wire
    patience: Patience
    tokens: Tokens | None = None
    keep: Callable[[Tokens], None] = lambda _: None
    _lock: Lock = field(default_factory=Lock, repr=False)

    def sign_in(self, phone: str, ask_code: Callable[[], str], device_name: str) -> None:
        """Raises ApiError: phone_unsupported, code_invalid, rate_limited, …"""
        begun = self.call("POST", "/auth/otp", {"phone": phone})
        body = {"code": ask_code(), "binding": begun["binding"], "device_name": device_name}
        done = self.call("POST", f"/auth/otp/{begun['challenge_id']}/verify", body)
        self._hold(Tokens(done["access_token"], done["refresh_token"], done["user"]["id"]))

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer's JSON, None where there is none. Raises ApiError, GaveUpError."""
        answer = self._send(method, path, body, headers)
        used = self.tokens
        if answer.status == 401 and used and _problem(answer).code in _EXPIRED:
            self._refresh(used)
            answer = self._send(method, path, body, headers)
        if answer.status >= 400:
            raise _problem(answer)
        return json.loads(answer.body) if answer.body else None

    def _send(self, method: str, path: str, body: Any, more: Mapping[str, str]) -> Answer:
        content = b"" if body is None else json.dumps(body, separators=(",", ":")).encode()
        headers = {"x-client": "native", **{name.replace("_", "-"): value for name, value in more.items()}}
        if body is not None:
            headers["content-type"] = "application/json"
        if self.tokens:
            headers["authorization"] = f"Bearer {self.tokens.access}"
        return self.patience.until_answered(lambda: self.wire.send(method, f"{self.api}{path}", headers, content))

    def _refresh(self, used: Tokens) -> None:
        """[Note: One refresh]"""
        with self._lock:
            if self.tokens != used:
                return
            answer = self._send("POST", "/auth/refresh", {"refresh_token": used.refresh}, {})
            if answer.status != 200:
                raise _problem(answer)
            made = json.loads(answer.body)
            self._hold(Tokens(made["access_token"], made["refresh_token"], used.user_id))

    def _hold(self, tokens: Tokens) -> None:
        self.keep(tokens)
        self.tokens = tokens


def _problem(answer: Answer) -> ApiError:
    try:
        told = json.loads(answer.body)
    except ValueError:
        told = {}
    return ApiError(answer.status, str(told.get("code", "unknown")), str(told.get("detail", "")), told)
