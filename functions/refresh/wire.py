"""What did a provider answer, byte for byte? One transport under all three client libraries.

It bounds what the libraries leave open (time, size, cookies, redirects) and remembers the last answer: refusals are
judged by status, headers and body, not by what each library makes of them.
"""

import logging
from collections.abc import Callable, Mapping
from http.cookiejar import DefaultCookiePolicy
from io import BytesIO
from typing import Any, TypeVar

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3.exceptions import HTTPError

from functions.shared.audience.errors import MAX_BODY, Refusal

CONNECT, READ = 5.0, 15.0
"""Seconds to connect, and between two pieces of an answer."""
_PIECE = 65_536

T = TypeVar("T")

logging.getLogger("urllib3.connectionpool").setLevel(
    logging.INFO
)  # at DEBUG it writes addresses: Instagram's hold tokens


class AnswerError(Exception):
    """The answer is no data; the text carries nothing of it, addresses may hold tokens."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"status {refusal.status}")
        self.refusal = refusal


class Wire(BaseAdapter):
    """For one pull. `pool` keeps connections open over pulls; `seconds_left` of the pull bound every wait."""

    def __init__(self, pool: HTTPAdapter, seconds_left: Callable[[], float]) -> None:
        super().__init__()
        self._pool = pool
        self._seconds_left = seconds_left
        self.last: Refusal | None = None

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002, FBT001, FBT002 - the shape of an adapter; answers are read at once
        timeout: Any = None,  # noqa: ARG002 - ours is stricter
        verify: bool | str = True,  # noqa: FBT001, FBT002 - as above
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        self.last = Refusal(0)
        left = self._seconds_left()
        if left <= 0:
            raise requests.ConnectTimeout("the pull's time is up")
        waits = (min(CONNECT, left), min(READ, left))
        answer = self._pool.send(request, stream=True, timeout=waits, verify=verify, cert=cert, proxies=proxies)
        content = self._read(answer)
        self.last = Refusal(answer.status_code, content.decode("utf-8", "replace"), dict(answer.headers))
        answer.raw = BytesIO(content)
        return answer

    def close(self) -> None:
        """The pool is not ours to close."""

    def _read(self, answer: requests.Response) -> bytes:
        """At most one byte more than MAX_BODY; by pieces, so that a dripping server meets the end of the pull."""
        found = bytearray()
        try:
            while piece := answer.raw.read1(_PIECE, decode_content=True):
                found += piece
                if len(found) > MAX_BODY:
                    break
                if self._seconds_left() <= 0:
                    raise requests.ReadTimeout("the pull's time is up")
        except (HTTPError, OSError) as error:
            raise requests.ConnectionError(type(error).__name__) from None
        finally:
            answer.close()
        return bytes(found[: MAX_BODY + 1])


def on(session: requests.Session, wire: Wire) -> requests.Session:
    """The session with everything over this wire: no redirect is followed, no cookie outlives an answer."""
    session.mount("https://", wire)
    session.mount("http://", wire)
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.max_redirects = 0
    return session


def asked(wire: Wire, call: Callable[[], T]) -> T:
    """What the client library made of an answer. Raises AnswerError where it made an error of it.

    Whatever the library raises, the answer is judged; what fails before anything was sent is our own mistake.
    """
    wire.last = None
    try:
        return call()
    except Exception:
        if wire.last is None:
            raise
        refusal: Refusal = wire.last
    raise AnswerError(refusal)
