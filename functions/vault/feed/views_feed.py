"""How does the feed look from outside? See `views`."""

from typing import Any

from functions.shared.clock import rfc3339
from functions.vault.feed import feed, ports_feed, schemas_feed
from functions.vault.feed.schemas_feed import Changes
from functions.vault.tree.views_nodes import moment

_NEW_MEMBERS = {"picture": None, "tz_offset_minutes": None, "date_source": None, "archived": False}
"""Not in snapshots that were written before there were any."""


def changes(value: feed.Changes) -> Changes:
    return Changes(items=[_change(one) for one in value.items], next_cursor=value.cursor, has_more=value.more)


def _change(value: ports_feed.Change) -> schemas_feed.Change:
    return schemas_feed.Change.model_validate(
        {
            "seq": value.seq,
            "op": value.op,
            "node_id": value.node_id,
            "rev": value.rev,
            "at": rfc3339(value.at),
            "node": _snapshot(value) if value.snapshot else None,
        }
    )


def _snapshot(value: ports_feed.Change) -> dict[str, Any]:
    told = value.snapshot
    return {
        **_NEW_MEMBERS,
        **told,
        "id": value.node_id,
        "excerpt": told.get("excerpt"),
        "rev": value.rev,
        "sha256": told["sha256"] or None,
        "created_at": rfc3339(told["created_at"]),
        "modified_at": rfc3339(told["modified_at"]),
        "trashed_at": moment(told["trashed_at"]),
    }
