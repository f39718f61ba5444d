"""How do tests use the reference client? As devices with a journal each, over wires that count, lose or end."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qs, urlsplit

from tests.bench.vault.backing_up import Report
from tests.bench.vault.backup import back_up, opened
from tests.bench.vault.journal import Journal
from tests.bench.vault.patience import Patience
from tests.bench.vault.wire import Answer, HttpWire, LostError, Wire
from tests.store.signed_in import token_of
from tests.store.vault.gateway import serving
from tests.store.vault.people import Owner

IMPATIENT = Patience(tries=3, sleep=lambda _: None)


@dataclass
class Watched:
    """Passes requests on and remembers them. `then` sees each answer with its number, from 1, and may lose it."""

    wire: Wire
    then: Callable[[int, Answer], Answer] = lambda _, answer: answer
    sent: list[tuple[str, str]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def send(self, method: str, url: str, headers: Mapping[str, str], content: bytes = b"") -> Answer:
        with self._lock:
            self.sent.append((method, url))
            number = len(self.sent)
        return self.then(number, self.wire.send(method, url, headers, content))

    @property
    def parts(self) -> list[int]:
        """Numbers of the parts that were put."""
        asked = [parse_qs(urlsplit(url).query) for method, url in self.sent if method == "PUT"]
        return sorted(int(query["partNumber"][0]) for query in asked if "partNumber" in query)


def losing(lost: int) -> Callable[[int, Answer], Answer]:
    """The answer of that number never arrives, though its request did."""

    def then(number: int, answer: Answer) -> Answer:
        if number == lost:
            raise LostError("dropped by the test")
        return answer

    return then


@dataclass
class Device:
    """One device of an owner, with what it remembers."""

    api: str
    journal: Path
    tokens: dict[str, str]

    @contextmanager
    def opened(self) -> Iterator[Journal]:
        journal = Journal(self.journal)
        journal.keep_facts(self.tokens)
        try:
            yield journal
        finally:
            journal.close()

    def back_up(
        self,
        folder: Path,
        watch: Callable[[Wire], Watched] = Watched,
        *,
        storage: Callable[[Wire], Wire] = lambda wire: wire,
        api: Callable[[Wire], Wire] = lambda wire: wire,
        puts: int = 2,
    ) -> tuple[Report, Watched]:
        """`watch` sees all requests; `storage` and `api` only those that go there."""
        http = HttpWire()
        watched = watch(http)
        with self.opened() as journal:
            session = opened(self.api, api(watched), IMPATIENT, journal)
            try:
                return back_up(folder, session, journal, storage=storage(watched), into="laptop", puts=puts), watched
            finally:
                http.close()


@contextmanager
def device(owner: Owner, folder: Path) -> Iterator[Device]:
    """A device that is signed in; `folder` is for its journal."""
    token = token_of(owner.user_id, owner.session_id, owner.place.keys, int(owner.place.clock.now))
    with serving(owner.place.vault) as api:
        tokens = {"api": api, "access": token, "refresh": "none", "user": owner.user_id}
        yield Device(api, folder / "journal.sqlite", tokens)
