"""Does a server that misbehaves cost us a bounded time and a bounded memory, and nothing of one user to the next?"""

import contextlib
import gzip
import itertools
import socketserver
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import requests
from requests.adapters import HTTPAdapter

from functions.refresh.wire import AnswerError, Wire, asked, on
from functions.shared.audience.errors import MAX_BODY, Refusal

HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
PATIENCE = 0.6


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        path = self.rfile.readline().split()[1].decode()
        while self.rfile.readline().strip():
            pass
        with contextlib.suppress(OSError):
            ANSWERS[path](self.wfile.write)


def drip(write: Callable[[bytes], object]) -> None:
    write(HEAD + b"Content-Length: 1000\r\n\r\n")
    for _ in range(100):
        write(b"x")
        time.sleep(0.05)


def endless(write: Callable[[bytes], object]) -> None:
    write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    for _ in itertools.repeat(None, 10_000):
        write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")


def bomb(write: Callable[[bytes], object]) -> None:
    body = gzip.compress(b"\0" * 50_000_000)
    write(HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


ANSWERS: dict[str, Callable[[Callable[[bytes], object]], object]] = {
    "/fine": lambda write: write(HEAD + b"Set-Cookie: who=me\r\nContent-Length: 2\r\n\r\n{}"),
    "/silent": lambda _write: time.sleep(2),
    "/drip": drip,
    "/endless": endless,
    "/bomb": bomb,
    "/cut": lambda write: write(HEAD + b"Content-Length: 1000\r\n\r\nhalf"),
    "/nonsense": lambda write: write(b"\x00\x01\x02 what"),
    "/redirect": lambda write: write(b"HTTP/1.1 302 Found\r\nLocation: /fine\r\nContent-Length: 0\r\n\r\n"),
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler, bind_and_activate=True)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def pool() -> Iterator[HTTPAdapter]:
    made = HTTPAdapter(max_retries=0)
    yield made
    made.close()


def wire_of(pool: HTTPAdapter, patience: float = PATIENCE) -> Wire:
    ends = time.monotonic() + patience
    return Wire(pool, lambda: ends - time.monotonic())


def refusal(pool: HTTPAdapter, address: str, patience: float = PATIENCE) -> Refusal:
    wire = wire_of(pool, patience)
    session = on(requests.Session(), wire)
    with pytest.raises(AnswerError) as error:
        asked(wire, lambda: session.get(address).json())
    return error.value.refusal


@pytest.mark.parametrize("path", ["/silent", "/drip", "/cut", "/nonsense"])
def test_who_does_not_answer_in_time_or_to_the_end_has_not_answered(pool: HTTPAdapter, address: str, path: str) -> None:
    began = time.monotonic()
    assert refusal(pool, address + path).status == 0
    assert time.monotonic() - began < 3 * PATIENCE


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_a_huge_answer_is_read_to_the_limit_and_no_further(pool: HTTPAdapter, address: str, path: str) -> None:
    found = refusal(pool, address + path, patience=30)
    assert (found.status, len(found.body)) == (200, MAX_BODY + 1)


def test_nobody_there_is_no_answer(pool: HTTPAdapter) -> None:
    assert refusal(pool, "http://127.0.0.1:1/").status == 0


def test_when_the_pulls_time_is_up_nothing_is_asked(pool: HTTPAdapter, address: str) -> None:
    assert refusal(pool, address + "/fine", patience=0).status == 0


def test_a_redirect_is_not_followed(pool: HTTPAdapter, address: str) -> None:
    """The library gives up instead: a token never goes where an answer sends it."""
    assert refusal(pool, address + "/redirect").status == 302


def test_no_cookie_outlives_an_answer(pool: HTTPAdapter, address: str) -> None:
    session = on(requests.Session(), wire_of(pool))
    session.get(address + "/fine")
    assert len(session.cookies) == 0


def test_our_own_mistake_before_anything_was_sent_is_no_answer_of_the_provider(pool: HTTPAdapter) -> None:
    with pytest.raises(ZeroDivisionError):
        asked(wire_of(pool), lambda: 1 / 0)


def test_an_error_carries_nothing_of_the_address(pool: HTTPAdapter, address: str) -> None:
    wire = wire_of(pool)
    session = on(requests.Session(), wire)
    with pytest.raises(AnswerError) as error:
        asked(wire, lambda: session.get(address + "/cut?access_token=verysecret").json())
    chain: BaseException | None = error.value
    while chain:
        assert "verysecret" not in f"{chain} {chain!r}"
        chain = chain.__context__
