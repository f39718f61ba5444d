"""What is somebody asked to allow? A request for consent, as both providers' authorization endpoints take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from infra.local.sandbox.registrations import INSTAGRAM, Registration
from infra.local.sandbox.world import World

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_RESERVED = (".test", ".example", ".localhost", ".invalid")
"""RFC 6761: names that are nobody's."""


class RefusedRequest(Exception):
    """Shown to the person as a page: such a request leads back nowhere."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error


@dataclass(frozen=True)
class Wanted:
    """`told` are all parameters as they came: the form carries them on."""

    registration: Registration
    redirect_uri: str
    state: str
    scopes: tuple[str, ...]
    told: Mapping[str, str]


def read(world: World, parameters: Mapping[str, str], service: str, *, separators: str) -> Wanted:
    """Raises RefusedRequest."""
    registration = world.clients.get(parameters.get("client_id", ""))
    if registration is None or (registration.provider == INSTAGRAM) != (service == INSTAGRAM):
        raise RefusedRequest(401, "invalid_client")
    if not _may_lead_to(parameters.get("redirect_uri", "")):
        raise RefusedRequest(400, "redirect_uri_mismatch")
    if parameters.get("response_type") != "code":
        raise RefusedRequest(400, "unsupported_response_type")
    text = parameters.get("scope", "")
    for separator in separators:
        text = text.replace(separator, " ")
    if not text.split():
        raise RefusedRequest(400, "invalid_scope")
    scopes = tuple(dict.fromkeys(text.split()))
    return Wanted(registration, parameters["redirect_uri"], parameters.get("state", ""), scopes, parameters)


def _may_lead_to(url: str) -> bool:
    """Only back to this machine, or to a name that nobody has: the sandbox is no open redirector."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and not parts.fragment and (host in _LOOPBACK or host.endswith(_RESERVED))
