"""What does match keep of a user, and how does all of it go? Repeatable; one transaction.

The rows of `match.creators` go with the user's connections (`connect.erase`).
"""

from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from functions.match import digesting
from functions.match.saved_search_store import as_json, read_digest
from functions.shared.database import Connection, Database

_OWN = ("profiles", "audiences", "company_index", "shortlists", "searches")
_DELETE = "delete from match.{} where user_id = %s"
_NAMED = """select id, results, digest from match.searches
where results @> %(named)s or digest -> 'new' @> %(named)s or digest -> 'changed' @> %(named)s for update"""


@dataclass(frozen=True, slots=True)
class Erasing:
    database: Database

    def erase(self, user_id: str) -> int:
        """Rows that went or that named this user; 0 when it was done before."""
        with self.database.transaction() as opened:
            gone = sum(opened.execute(_DELETE.format(table).encode(), (user_id,)).rowcount for table in _OWN)
            listed = opened.execute("delete from match.shortlist_items where influencer_id = %s", (user_id,)).rowcount
            return gone + listed + _clear_digests(opened, user_id)


def _clear_digests(opened: Connection, user_id: str) -> int:
    """A creator's id stands in other people's results; [[id, ...]] contains [[id]]."""
    rows = opened.execute(_NAMED, {"named": Jsonb([[user_id]])}).fetchall()
    for search_id, results, digest in rows:
        opened.execute(
            "update match.searches set results = %s, digest = %s where id = %s",
            (Jsonb([one for one in results if one[0] != user_id]), _cleared(digest, user_id), search_id),
        )
    return len(rows)


def _cleared(digest: dict[str, Any] | None, user_id: str) -> Jsonb | None:
    return None if digest is None else Jsonb(as_json(digesting.without(read_digest(digest), user_id)))
