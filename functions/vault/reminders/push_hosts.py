"""To which addresses may a push message go? To push services that we know: an endpoint is what a client says; pure.

A host, `*.host` for those below it, or a whole `http://host:port` for a stand-in on a developer's machine.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST = 1_024
"""Characters of an endpoint."""
_PLAIN = re.compile(r"[A-Za-z0-9_.~!$&()*+,;=:@/?%#\[\]-]+")
"""Printable ASCII without what parsers of addresses disagree on: quotes, backslash, angle and curly brackets, ^ ` |"""


@dataclass(frozen=True, slots=True)
class PushHosts:
    written: str

    def allows(self, endpoint: str) -> bool:
        if len(endpoint) > LONGEST or not _PLAIN.fullmatch(endpoint):
            return False
        try:
            parts = urlsplit(endpoint)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if parts.username is not None or parts.password is not None or parts.fragment:
            return False
        known = [entry.strip() for entry in self.written.split(",") if entry.strip()]
        if f"{parts.scheme}://{parts.netloc}" in known:
            return True
        return parts.scheme == "https" and port in (None, 443) and any(_is(host, entry) for entry in known)


def _is(host: str, entry: str) -> bool:
    return host.endswith(entry[1:]) if entry.startswith("*.") else host == entry
