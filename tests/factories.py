"""What do unit tests of signing in start from? One number, one moment, one keyring, the service over memory twins."""

from functions.auth.keyring import Keyring
from functions.auth.sign_in import Begun, Device, SignedIn, SignIn
from functions.shared.metrics import NullMetrics
from tests.fakes.identity import MemoryIdentity
from tests.fakes.sms import Inbox

NOW = 1_800_000_000
PHONE = "+905321234567"
KEYRING = Keyring({"current": "1", "1": "pepper"}, {"key": "index"})


def service(inbox: Inbox, store: MemoryIdentity | None = None, daily_budget: int = 1000) -> SignIn:
    return SignIn(
        store=store or MemoryIdentity(),
        sms=inbox,
        keyring=lambda: KEYRING,
        metrics=NullMetrics(),
        served=frozenset({"TR"}),
        daily_budget=daily_budget,
    )


def device(number: int = 0) -> Device:
    return Device(f"192.0.2.{number}", "test")


def verify(sign_in: SignIn, begun: Begun, code: str, now: int = NOW, number: int = 0) -> SignedIn:
    return sign_in.verify(begun.challenge.id, begun.binding, code, device(number), now)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"
