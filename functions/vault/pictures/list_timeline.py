"""How is the timeline listed? GSI2, where live photos that are not archived stand by when they were taken; it lags by
milliseconds.
"""

from itertools import islice

from functions.vault.core import mapping, rows
from functions.vault.core.nodes import Node
from functions.vault.core.rows import NodeRow

_LAST = "~"
"""Sorts behind every moment."""


class Timelines:
    """Implements `ports_pictures.TimelineStore`."""

    def photos(
        self, user_id: str, span: tuple[str | None, str | None], after: str | None, limit: int
    ) -> tuple[list[Node], str | None]:
        since, before = span
        low, high = since or "", min(filter(None, (before, after)), default=_LAST)
        if low > high:
            return [], None
        wanted = NodeRow.gsi2sk.between(low or " ", high)
        found = NodeRow.by_time.query(rows.timeline_key(user_id), wanted, scan_index_forward=False, page_size=limit + 2)
        photos = list(islice((row for row in found if row.gsi2sk != after), limit + 1))
        more = len(photos) > limit
        return [mapping.node(row) for row in photos[:limit]], photos[limit - 1].gsi2sk if more else None
