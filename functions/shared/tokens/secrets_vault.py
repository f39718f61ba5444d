"""How does Secrets Manager keep users' tokens? One secret per user; implements `ports.TokenVault`.

[Note: Log, then settle]
    1  acquire   the lease of the user's ledger row                      conditional, ends by itself
    2  look      at the secret, read the present document                ledger's waiting one, else the secret's
    3  log       the new document, sealed, into the ledger row           the commit: IF the lease is still ours
    4  settle    write the secret, clear the ledger                      only when its last write is 600 s old
A write that comes too early stays in the ledger, where every read looks first; `settle_due` or the next write takes it
to the secret. So the secret is written at most once in 600 s, however many writes there are, and none is lost; a crash
after 3 is the same as coming too early.
"""

from collections.abc import Callable, Iterator, Mapping

from functions.shared.clock import Clock
from functions.shared.ids import new_id
from functions.shared.metrics import Metrics
from functions.shared.tokens import envelope, ports
from functions.shared.tokens.document import Document, parse
from functions.shared.tokens.envelope import DataKeys
from functions.shared.tokens.grants import ConnectionKey, Grant, Held, Provider, Version
from functions.shared.tokens.ledger import Entry, Hold, Ledger, Ledgers
from functions.shared.tokens.ports import BusyError, StaleError, UnavailableError
from functions.shared.tokens.secret_store import Baseline, SecretStore

_LOOKS = 5


class SecretsVault:
    def __init__(self, secrets: SecretStore, ledgers: Ledgers, keys: DataKeys, metrics: Metrics, clock: Clock) -> None:
        self._secrets = secrets
        self._ledgers = ledgers
        self._keys = keys
        self._metrics = metrics
        self._clock = clock

    def held(self, user_id: str) -> Mapping[Provider, Held]:
        return self._read(user_id).held

    def read(self, key: ConnectionKey) -> Held:
        return ports.of_connection(self.held(key.user_id), key)

    def put(self, key: ConnectionKey, grant: Grant, *, seen: Version | None) -> Version:
        ports.check(key, grant)
        version = Version(new_id(self._clock()))

        def edit(before: Document) -> Document:
            present = before.held.get(key.provider)
            if (present.version if present else None) != seen:
                raise StaleError(key.provider.value)
            return before.with_held(Held(key, grant, version))

        self._change(key.user_id, edit)
        return version

    def delete(self, key: ConnectionKey, *, seen: Version | None = None) -> bool:
        found = False

        def edit(before: Document) -> Document:
            nonlocal found
            present = before.held.get(key.provider)
            found = present is not None and present.key == key and seen in {None, present.version}
            return before.without(key.provider) if found else before

        self._change(key.user_id, edit, purge=True)
        return found

    def delete_all(self, user_id: str) -> None:
        """Reads nothing first: what cannot be opened can still be erased. Raises UnavailableError until all is gone."""
        hold, gone = self._ledgers.acquire(user_id), False
        try:
            baseline = self._secrets.look(user_id)
            nothing = Document(user_id, hold.ledger.revision + 1)
            hold = self._log(hold, nothing, purge=True)
            gone = self._settle(hold, nothing, baseline)
        finally:
            if not gone:
                self._ledgers.release(hold)
        if not gone:
            raise UnavailableError("erasure")

    def owners(self) -> Iterator[str]:
        return self._ledgers.owners()

    def settle_due(self) -> int:
        """Takes to Secrets Manager what waits and may be written now; how many users still wait. For a schedule."""
        left = 0
        for user_id in self._ledgers.due():
            try:
                left += not self._settle_user(user_id)
            except ports.TokenVaultError:
                left += 1
                self._metrics.count("TokenSettleDelayed")
        return left

    def _read(self, user_id: str) -> Document:
        """Looks again while somebody is writing. Raises BusyError, UnavailableError."""
        ledger = self._ledgers.look(user_id)
        for _ in range(_LOOKS):
            document = self._document(ledger)
            if document is not None and document.revision >= ledger.revision:
                return document
            again = self._ledgers.look(user_id)
            if again == ledger:
                return _gone_or_behind(ledger, document)
            ledger = again
        raise BusyError("ledger")

    def _document(self, ledger: Ledger) -> Document | None:
        """The newest document; None when the secret that should hold it is gone."""
        if ledger.revision == 0:
            return Document(ledger.user_id)
        if ledger.waiting and ledger.wrapped_key:
            key = self._keys.unwrap(ledger.user_id, ledger.wrapped_key)
            text = envelope.unseal(key, ledger.waiting, _place(ledger.user_id, ledger.revision)).decode()
            return parse(text, ledger.user_id)
        stored = self._secrets.read(ledger.user_id)
        return parse(stored, ledger.user_id) if stored is not None else None

    def _change(self, user_id: str, edit: Callable[[Document], Document], *, purge: bool = False) -> None:
        hold, released = self._ledgers.acquire(user_id), False
        try:
            baseline = self._secrets.look(user_id)
            before = self._document(hold.ledger)
            if before is None or before.revision < hold.ledger.revision:
                before = _gone_or_behind(hold.ledger, before)
            after = edit(before)
            if after is not before:
                hold = self._log(hold, after, purge=purge or hold.ledger.purge)
                released = self._settle(hold, after, baseline)
        finally:
            if not released:
                self._ledgers.release(hold)

    def _log(self, hold: Hold, after: Document, *, purge: bool) -> Hold:
        key = self._keys.make(after.user_id)
        sealed = envelope.seal(key, after.dump().encode(), _place(after.user_id, after.revision))
        return self._ledgers.log(hold, Entry(after.revision, sealed, key.wrapped, bool(after.held)), purge=purge)

    def _settle_user(self, user_id: str) -> bool:
        hold, released = self._ledgers.acquire(user_id), False
        try:
            if hold.ledger.waiting is None:
                return True
            baseline = self._secrets.look(user_id)
            document = self._document(hold.ledger) or Document(user_id)
            hold = self._ledgers.claim(hold) if document.held else hold
            released = self._settle(hold, document, baseline)
            return released
        finally:
            if not released:
                self._ledgers.release(hold)

    def _settle(self, hold: Hold, document: Document, baseline: Baseline | None) -> bool:
        """Whether the secret holds the document now, and the lease is given back. What fails here waits: it is
        committed already. `baseline` was seen before the last write under this lease, see [Note: Fenced secret].
        """
        try:
            return self._write(hold, document, baseline)
        except (UnavailableError, StaleError, BusyError):
            self._metrics.count("TokenSettleDelayed")
            return False

    def _write(self, hold: Hold, document: Document, baseline: Baseline | None) -> bool:
        if not self._ledgers.lasts(hold):
            return False
        if hold.ledger.purge and baseline is not None:
            self._secrets.purge(baseline)
            baseline = None
        if not document.held:
            self._ledgers.close(hold)
            return True
        if not hold.claimed or not self._ledgers.lasts(hold):
            return False
        self._secrets.write(document.user_id, document.dump(), baseline)
        self._ledgers.settled(hold)
        return True


def _gone_or_behind(ledger: Ledger, document: Document | None) -> Document:
    """A secret that an operator deleted holds nothing; one older than the ledger is not to be believed."""
    if document is None:
        return Document(ledger.user_id, ledger.revision)
    raise UnavailableError("the secret is older than its ledger")


def _place(user_id: str, revision: int) -> bytes:
    return envelope.bound("ledger", user_id, str(revision))
