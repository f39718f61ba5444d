"""What is done when Meta says that a user has removed us, or wants the data deleted? Over the ports.

Both name a person by the app-scoped id, come again, and come late: a consent that is newer than the notice is left
alone. Each is written down first, so that it is finished even if the first try fails.
"""

from collections.abc import Callable
from dataclasses import dataclass

from functions.connect import connections, settling, signed_request
from functions.connect.connections import Connection
from functions.connect.ending import Ending
from functions.connect.ports import Asked, ConnectionStore, Deletion, Outbox
from functions.connect.signed_request import ForgedError, Notice
from functions.shared.logs import logger
from functions.shared.metrics import Metrics
from functions.shared.problems import Code, Problem
from functions.shared.provider_clients import NotConfiguredError, ProviderClients
from functions.shared.tokens.grants import Provider


@dataclass(frozen=True, slots=True)
class MetaNotices:
    store: ConnectionStore
    ending: Ending
    outbox: Outbox
    clients: ProviderClients
    metrics: Metrics

    def deauthorize(self, signed: str, now: float) -> None:
        """Forgets the token at once; the data stays until its owner decides or its time is over."""
        notice, secret = self._read(signed, now)
        code = f"deauthorization#{signed_request.confirmation(notice, secret)}"
        self._now_or_later(code, notice, Asked.DEAUTHORIZATION, now)

    def delete_data(self, signed: str, now: float) -> str:
        """The confirmation code; the same for the same request."""
        notice, secret = self._read(signed, now)
        code = signed_request.confirmation(notice, secret)
        self._now_or_later(code, notice, Asked.DELETION, now)
        return code

    def deletion(self, code: str) -> Deletion:
        found = self.store.deletion(code) if signed_request.is_confirmation(code) else None
        if found is None:
            raise Problem(Code.NOT_FOUND)
        return found

    def settle(self, now: float) -> int:
        """Takes up what was interrupted; how many. Raises ExceptionGroup after the last one."""

        def finish(waiting: tuple[str, tuple[str, int, Asked]]) -> None:
            code, (app_user_id, issued_at, asked) = waiting
            self._obey(code, Notice(app_user_id, issued_at), asked, now)

        return settling.each(self.outbox.undeleted().items(), finish)

    def _now_or_later(self, code: str, notice: Notice, asked: Asked, now: float) -> None:
        """Written down first: what fails here is taken up by `settle`, and Meta has its answer."""
        self.outbox.deleting(code, notice.user_id, notice.issued_at, asked)
        try:
            self._obey(code, notice, asked, now)
        except Exception:  # noqa: BLE001 - as the docstring says
            logger.exception("notice delayed", extra={"asked": asked.value})

    def _obey(self, code: str, notice: Notice, asked: Asked, now: float) -> None:
        try:
            if asked is Asked.DELETION:
                self.store.open_deletion(code, now)
                self._each(notice, lambda found: self.ending.erase(found, if_authorised_by=notice.issued_at))
                self.store.close_deletion(code, now)
            else:
                self._each(notice, lambda found: self._detach(found, notice))
        except Exception:
            self.metrics.count("DeletionDelayed")
            raise
        self.outbox.deleted(code)

    def _each(self, notice: Notice, end: Callable[[Connection], object]) -> None:
        settling.each(self.store.of_app_user(notice.user_id), end)

    def _detach(self, connection: Connection, notice: Notice) -> None:
        with self.store.changing(connection.user_id) as rows:
            present = rows.get(connection.id)
            if present is None or int(present.authorised_at) > notice.issued_at:
                return
            rows.save(connections.removed_at_provider(present))
            rows.withdraw(present.id)
            self.ending.tokens.forget(rows, present.key)

    def _read(self, signed: str, now: float) -> tuple[Notice, str]:
        """Raises Problem(forbidden)."""
        try:
            secret = self.clients.of(Provider.INSTAGRAM).client_secret
            return signed_request.read(signed, secret, now), secret
        except NotConfiguredError:
            raise Problem(Code.FORBIDDEN, private="instagram is not configured") from None
        except ForgedError as forged:
            raise Problem(Code.FORBIDDEN, private=f"signed_request: {forged}") from None
