"""How are a company's audiences reached? As `audience_keeping.AudienceStore` wants it."""

from collections.abc import Iterator
from contextlib import contextmanager

from functions.match import audience_rows, company_rows
from functions.match.company_audience import Kept, Saved
from functions.shared.database import Connection, Database


class AudienceRows:
    """Implements `audience_keeping.Rows`."""

    def __init__(self, opened: Connection, user_id: str) -> None:
        self._opened = opened
        self._user_id = user_id

    def kept(self) -> Kept:
        return audience_rows.kept(self._opened, self._user_id)

    def put(self, saved: Saved) -> None:
        audience_rows.put(self._opened, self._user_id, saved)

    def remove(self, audience_id: str) -> None:
        audience_rows.remove(self._opened, self._user_id, audience_id)


class NamedAudiences:
    """Implements `audience_keeping.AudienceStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def kept(self, user_id: str) -> Kept:
        with self._database.statement() as opened:
            return audience_rows.kept(opened, user_id)

    @contextmanager
    def changing(self, user_id: str, now: float) -> Iterator[AudienceRows]:
        """Whom influencers find follows in the same transaction."""
        with self._database.transaction() as opened:
            company_rows.lock(opened, user_id)
            yield AudienceRows(opened, user_id)
            company_rows.reindex(opened, user_id, now)
