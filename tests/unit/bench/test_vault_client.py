"""The reference client's parts that need no server: hashes, waiting, batches, tokens."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.vault import content
from tests.bench.vault.batching import Batcher
from tests.bench.vault.content import PART_SIZE, ChangedError, Stamp
from tests.bench.vault.patience import CAP, GaveUpError, Patience
from tests.bench.vault.progress import Progress
from tests.bench.vault.session import ApiError, Session, Tokens
from tests.bench.vault.wire import Answer, LostError

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "content_hash.json").read_text())["cases"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["size"]))
def test_hashes_are_those_of_all_clients(vector: dict[str, Any], tmp_path: Path) -> None:
    file, left = tmp_path / "file", int(vector["size"])
    with file.open("wb") as out:
        for number in range(1, len(vector["parts"]) + 1):
            out.write(bytes([number % 256]) * min(left, PART_SIZE))
            left -= PART_SIZE
    with ThreadPoolExecutor(2) as pool:
        found = content.look(file, pool.map)
    assert found.sha256 == vector["sha256"]
    assert [found.part_sha256(number) for number in range(1, found.parts + 1)] == vector["parts"]


def test_a_file_that_became_shorter_is_no_part_of_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"short")
    with pytest.raises(ChangedError):
        content.read_part(tmp_path / "file", Stamp(6, 0), 1)


@given(st.floats(0, 1, exclude_max=True))
def test_waits_grow_up_to_a_minute_and_are_never_the_same_for_all(drawn: float) -> None:
    waited: list[float] = []
    patience = Patience(9, waited.append, lambda: drawn)
    with pytest.raises(GaveUpError):
        patience.until_answered(lambda: Answer(503, {}, b""))
    assert waited == [drawn * min(CAP, 2.0**attempt) for attempt in range(8)]


def test_a_server_that_says_how_long_is_believed() -> None:
    waited: list[float] = []
    answers = iter([Answer(429, {"retry-after": "7"}, b""), Answer(200, {}, b"")])
    assert Patience(3, waited.append, lambda: 0.5).until_answered(lambda: next(answers)).status == 200
    assert waited == [7.5]


def test_what_no_repeat_can_mend_is_answered_at_once() -> None:
    waited: list[float] = []
    assert Patience(3, waited.append).until_answered(lambda: Answer(404, {}, b"")).status == 404
    assert waited == []


@given(st.lists(st.integers(), max_size=50), st.integers(1, 7))
def test_batches_hold_everything_once_and_in_order(items: list[int], size: int) -> None:
    seen: list[list[int]] = []
    batcher = Batcher[int](size, 0.0001, seen.append)
    for item in items:
        batcher.put(item)
    batcher.finish()
    assert [item for batch in seen for item in batch] == items
    assert all(0 < len(batch) <= size for batch in seen)


@dataclass
class Server:
    """Takes one access token at a time; a refresh gives the next."""

    valid: int = 1
    refreshed: list[str] = field(default_factory=list)

    def send(self, method: str, url: str, headers: Mapping[str, str], sent: bytes = b"") -> Answer:  # noqa: ARG002 - a wire's
        if url.endswith("/auth/refresh"):
            self.refreshed.append(json.loads(sent)["refresh_token"])
            if len(self.refreshed) == 1:
                raise LostError("dropped")
            return Answer(200, {}, json.dumps({"access_token": f"a{self.valid}", "refresh_token": "r1"}).encode())
        if headers["authorization"] == f"Bearer a{self.valid}":
            return Answer(200, {}, b'{"ok": true}')
        return Answer(401, {}, b'{"code": "token_expired"}')


def test_many_threads_refresh_once_and_a_lost_answer_is_asked_for_again() -> None:
    server, kept, together = Server(), list[Tokens](), Barrier(8)
    session = Session("/api", server, Patience(3, lambda _: None), Tokens("a0", "r0", "u"), kept.append)

    def call(_: int) -> Any:
        together.wait()
        return session.call("GET", "/vault/summary")

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(call, range(8))) == [{"ok": True}] * 8
    assert server.refreshed == ["r0", "r0"]
    assert kept == [Tokens("a1", "r1", "u")]


def test_a_session_that_has_ended_is_told() -> None:
    class Ended(Server):
        def send(self, *_: Any) -> Answer:
            return Answer(401, {}, b'{"code": "session_ended", "detail": "sign in"}')

    session = Session("/api", Ended(), Patience(1), Tokens("a", "r", "u"))
    with pytest.raises(ApiError, match="session_ended"):
        session.call("GET", "/vault/summary")


def test_the_bar_tells_bytes_and_files() -> None:
    progress = Progress()
    for _ in range(2):
        progress.expect(50)
    progress.sent(50)
    progress.ended()
    assert progress.line().startswith(f"[{'#' * 15}{' ' * 15}]  50%  1/2 files")
