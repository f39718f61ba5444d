"""How often does a program wait for Postgres? Counted on the wire, by a proxy that stands between them.

Whatever library speaks: the server ends each answer to what was sent in one go with ReadyForQuery (protocol 3.0,
"Message Flow"). One of them is one round trip; the one that ends the sign-in is not counted. Rounds that are timed go
past the proxy.
"""

import contextlib
import socket
import threading
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

_SOCKET = ".s.PGSQL.5432"
_READY = ord("Z")
_HEADER = 5
"""Bytes before a message's content: its type, then its length, which counts itself."""


class TripCounter:
    """`url` reaches the same database as the address given, which must be one on a Unix socket."""

    def __init__(self, url: str, folder: Path) -> None:
        self._to = str(Path(parse_qs(urlsplit(url).query)["host"][0]) / _SOCKET)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / _SOCKET))
        self._listener.listen()
        self._count = 0
        self._lock = threading.Lock()
        self.url = url.partition("?")[0] + f"?host={folder}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._listener.close()

    def taken(self) -> int:
        """Round trips since it was last asked."""
        with self._lock:
            count, self._count = self._count, 0
        return count

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                client, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._to)
                threading.Thread(target=_pass_on, args=(client, server), daemon=True).start()
                threading.Thread(target=self._answer, args=(server, client), daemon=True).start()

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        reading, signed_in = _Messages(), False
        with contextlib.suppress(OSError), server, client:
            while piece := server.recv(65_536):
                ready = reading.count(piece)
                with self._lock:
                    self._count += ready - (1 if ready and not signed_in else 0)
                signed_in = signed_in or ready > 0
                client.sendall(piece)


class _Messages:
    """Knows across pieces where a message begins."""

    def __init__(self) -> None:
        self._head = b""
        self._skip = 0

    def count(self, piece: bytes) -> int:
        """How many ReadyForQuery end within this piece."""
        found, at = 0, 0
        while at < len(piece):
            if self._skip:
                step = min(self._skip, len(piece) - at)
                self._skip -= step
                at += step
                continue
            step = min(_HEADER - len(self._head), len(piece) - at)
            self._head += piece[at : at + step]
            at += step
            if len(self._head) == _HEADER:
                found += self._head[0] == _READY
                self._skip = int.from_bytes(self._head[1:]) - 4
                self._head = b""
        return found


def _pass_on(client: socket.socket, server: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := client.recv(65_536):
            server.sendall(piece)
        server.shutdown(socket.SHUT_WR)
