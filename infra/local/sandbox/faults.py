"""What goes wrong on demand? Errors of the providers, and answers that are slow, missing, garbage or thin.

errors/google.json, errors/meta.json    every refusal by name, as tests of the audience know them
slow, timeout, html, garbage            of the transport
thresholded, withheld, sampled, empty,
all_unknown, suppressed                 of the data: the handler plays them
dead_token                              the grant ends, as if the user had taken it back
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from infra.local.sandbox.exchange import Answer

ERRORS = Path(__file__).with_name("errors")
GOOGLE: Mapping[str, Any] = json.loads((ERRORS / "google.json").read_text())
META: Mapping[str, Any] = json.loads((ERRORS / "meta.json").read_text())
ALIASES = {
    "google": {
        "quotaExceeded": "quota_exceeded",
        "rateLimitExceeded": "quota_per_minute",
        "userRateLimitExceeded": "user_rate_limit",
        "insufficientPermissions": "insufficient_permissions",
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT": "scope_insufficient",
        "RESOURCE_EXHAUSTED": "ga4_exhausted",
        "backendError": "backend_error",
        "401": "unauthenticated",
        "429": "html_429",
        "500": "backend_error",
        "503": "unavailable",
        "html": "html_502",
    },
    "meta": {
        "4": "app_limit",
        "17": "user_limit",
        "32": "page_limit",
        "613": "custom_limit",
        "80002": "instagram_limit",
        "10": "permission",
        "100": "parameter",
        "1": "unknown_error",
        "2": "service",
        **{f"190/{subcode}": f"token_{subcode}" for subcode in (458, 459, 460, 463, 464, 467)},
        "190": "token",
        "is_transient": "transient",
    },
}
"""The reference's words -> names in errors/*.json."""
TRANSPORT = frozenset({"slow", "timeout"})
DATA = frozenset({"thresholded", "withheld", "sampled", "empty", "all_unknown", "suppressed"})
DEAD_TOKEN = "dead_token"
_OTHER = frozenset({*TRANSPORT, *DATA, DEAD_TOKEN})
_BODILESS = {"empty_body": "empty"}
"""`empty` is an answer without data, `empty_body` one without a body."""


@dataclass
class Fault:
    """`account`: a login, or None for everybody; `times`: how often yet, or None for as long as it is set."""

    operation: str
    fault: str
    account: str | None = None
    times: int | None = None
    seconds: float = 2.0
    """How slow."""


class UnknownFaultError(ValueError):
    """There is no such fault of this operation; the text lists what there is."""


class Faults:
    """In the order in which they were asked for; the first that fits is played."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(
        self,
        operation: str,
        fault: str,
        account: str | None = None,
        times: int | None = None,
        *,
        seconds: float = 2.0,
    ) -> None:
        """`operation` may be `*`, or `instagram.*`. Raises UnknownFaultError."""
        name = _named(operation, fault)
        with self._lock:
            self._faults.append(Fault(operation, name, account, times, seconds))

    def clear(self) -> None:
        with self._lock:
            self._faults.clear()

    def listed(self) -> list[dict[str, Any]]:
        with self._lock:
            return [asdict(fault) for fault in self._faults]

    def take(self, operation: str, accounts: frozenset[str]) -> Fault | None:
        """The fault of this call, counted; `accounts` are the names that the caller goes by."""
        with self._lock:
            for fault in self._faults:
                if _fits(fault, operation, accounts):
                    if fault.times is not None:
                        fault.times -= 1
                    self._faults = [each for each in self._faults if each.times is None or each.times > 0]
                    return fault
        return None


def _fits(fault: Fault, operation: str, accounts: frozenset[str]) -> bool:
    prefix = fault.operation.removesuffix("*")
    named = operation.startswith(prefix) if fault.operation.endswith("*") else operation == fault.operation
    return named and (fault.account is None or fault.account in accounts)


def family(operation: str) -> str:
    return "meta" if operation.startswith("instagram.") else "google"


def _named(operation: str, fault: str) -> str:
    errors = META if family(operation) == "meta" else GOOGLE
    known = {*errors, *_BODILESS, *(META if operation == "*" else {})}
    name = ALIASES[family(operation)].get(fault, fault)
    if name in known or name in _OTHER:
        return name
    raise UnknownFaultError(f"{operation} has no fault {fault!r}; there are {', '.join(sorted(known | _OTHER))}")


def answer(operation: str, name: str) -> Answer | None:
    """The refusal of that name; None for faults that are no refusals, and for "no answer at all"."""
    errors = META if family(operation) == "meta" else GOOGLE
    found = None if name in _OTHER else errors.get(_BODILESS.get(name, name))
    if found is None or found["status"] == 0:
        return None
    body = found["body"]
    kind = "text/html; charset=utf-8" if body.startswith("<") else "application/json; charset=UTF-8"
    return Answer(found["status"], body.encode("utf-8", "replace"), {"content-type": kind, **found["headers"]})
