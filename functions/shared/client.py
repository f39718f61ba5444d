"""What does the edge tell about the client of a request: its address, host, cookies, kind?

The edge (CloudFront) overwrites `x-viewer-address` and `x-viewer-host` and adds the origin secret; nothing else that a
client can send moves an address (ASVS 4.1.3). No or a garbled address means one strict shared bucket, not "no limit".
"""

import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from functions.shared.problems import Code, Problem

VIEWER_ADDRESS = "x-viewer-address"
VIEWER_HOST = "x-viewer-host"
ORIGIN_VERIFY = "x-origin-verify"
UNKNOWN_NETWORK = "unknown"


@dataclass(frozen=True, slots=True)
class Client:
    """Who sent it, as far as the edge vouches. `network` is an IPv4 address or an IPv6 /64, the unit of rate limits."""

    network: str
    user_agent: str
    native: bool
    same_site: bool
    cookies: Mapping[str, str] = field(repr=False)

    def require_same_site(self) -> None:
        """For requests that a cookie alone authorises. Raises Problem(cross_site)."""
        if not self.same_site:
            raise Problem(Code.CROSS_SITE)


@dataclass(frozen=True, slots=True)
class Cookie:
    """A `__Host-` cookie (RFC 6265bis §4.1.3.2): Secure, HttpOnly, Path=/. `max_age` 0 deletes it.

    `same_site` Lax only for what must come along when another site sends the browser here (an OAuth callback).
    """

    name: str
    value: str = field(repr=False)
    max_age: int
    same_site: Literal["Strict", "Lax"] = "Strict"

    def header(self) -> str:
        kept = f"{self.name}={self.value}; Max-Age={self.max_age}"
        return f"{kept}; Path=/; Secure; HttpOnly; SameSite={self.same_site}"


def require_edge(headers: Mapping[str, str], secret: Mapping[str, str]) -> None:
    """Raises Problem(edge_required) unless the present or the previous origin secret came along."""
    sent = headers.get(ORIGIN_VERIFY, "").encode()
    known = [secret.get("current", ""), secret.get("previous", "")]
    if not any(value and hmac.compare_digest(sent, value.encode()) for value in known):
        raise Problem(Code.EDGE_REQUIRED)


def client_of(headers: Mapping[str, str]) -> Client:
    return Client(
        network=_network(headers.get(VIEWER_ADDRESS, "")),
        user_agent=headers.get("user-agent", "")[:200],
        native=headers.get("x-client", "").lower() == "native",
        same_site=_same_site(headers),
        cookies=_cookies(headers.get("cookie", "")),
    )


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address.strip())
    except ValueError:
        return UNKNOWN_NETWORK
    if parsed.version == 6:
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _same_site(headers: Mapping[str, str]) -> bool:
    """A browser always says where a POST comes from; a client that says nothing is no browser and holds no cookie."""
    fetch_site = headers.get("sec-fetch-site")
    if fetch_site is not None:
        return fetch_site in ("same-origin", "none")
    origin = headers.get("origin")
    host = headers.get(VIEWER_HOST, "")
    return origin is None or (host != "" and origin in (f"https://{host}", f"http://{host}"))


def _cookies(header: str) -> Mapping[str, str]:
    """Split by hand: http.cookies drops every cookie after one that it does not like."""
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return {name: value for name, _, value in pairs if name}
