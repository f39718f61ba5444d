"""Who plays the providers on this machine? The real one where a registration is given, else the sandbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from infra import provider_clients
from infra.local import ports
from infra.local.sandbox.server import DEFAULT_PORT, Sandbox
from infra.provider_clients import PROVIDERS, Entries

STATE = "sandbox"


@dataclass(frozen=True)
class Providers:
    """`entries` go into the secret PROVIDER_CLIENTS."""

    entries: Entries
    sandbox: Sandbox | None
    """None where every provider is a real one."""

    @property
    def trends(self) -> str:
        """Address of whoever plays Google Trends, which needs no registration; empty for Google itself."""
        return self.sandbox.base_url if self.sandbox else ""

    def described(self) -> str:
        if self.sandbox is None:
            return "the real ones, as registered in .env"
        real = [name for name in PROVIDERS if not self.entries[name].get("base_url")]
        played = [name for name in PROVIDERS if name not in real]
        rest = f"; real: {', '.join(real)}" if real else ""
        return f"sandbox at {self.sandbox.base_url} for {', '.join(played)}{rest}"

    def stop(self) -> None:
        if self.sandbox is not None:
            self.sandbox.stop()


def start(state: Path, environment: Mapping[str, str]) -> Providers:
    """The sandbox runs only if somebody is left to be played. Google Trends is played along.

    Raises RegistrationError for half a registration, LocalError where the sandbox does not start.
    """
    real = provider_clients.given(environment)
    if set(real) >= set(PROVIDERS):
        return Providers(real, None)
    sandbox = Sandbox.start(state / STATE, ports.free(DEFAULT_PORT))
    return Providers({**sandbox.registrations(), **real}, sandbox)
