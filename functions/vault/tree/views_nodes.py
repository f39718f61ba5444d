"""How do nodes, trash and feed look from outside? Turns them into public models, and requests into domain values."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from functions.shared.clock import rfc3339
from functions.shared.problems import Problem
from functions.shared.signature import Reply
from functions.vault.core import nodes
from functions.vault.core.nodes import InTheWay
from functions.vault.feed import feed
from functions.vault.tree import ports_nodes, schemas_nodes
from functions.vault.tree.arranging import Wish
from functions.vault.tree.library import Page
from functions.vault.tree.ports_nodes import Listing, Sort
from functions.vault.tree.schemas_nodes import ChangeNode, Changes, ListNodes, NodeList, Span
from functions.vault.uploads.uploads import ROOT

_NEW_MEMBERS = {"picture": None, "tz_offset_minutes": None, "date_source": None, "archived": False}
"""Not in snapshots that were written before there were any."""


def listing(query: ListNodes) -> Listing:
    return Listing(
        kind=query.kind,
        folder=query.parent_id,
        q=query.q,
        favourite=query.favourite,
        archived=query.archived,
        types=tuple(query.type.split(",")) if query.type else (),
        span=span(query),
        sort=Sort(query.sort),
    )


def span(query: Span) -> tuple[str | None, str | None]:
    since, before = (one.timestamp() if one else None for one in (query.from_, query.until))
    return _moment(since), _moment(before)


def wish(body: ChangeNode) -> Wish:
    """`parent_id` null means the root when it is sent."""
    moves = "parent_id" in body.model_fields_set
    return Wish(body.name, (body.parent_id or ROOT) if moves else None, body.favourite, body.archived)


@contextmanager
def in_the_way() -> Iterator[None]:
    """Shows the node that stands against a request."""
    try:
        yield
    except InTheWay as met:
        raise Problem(met.code, members={"node": node(met.node).model_dump()}) from None


def node(value: nodes.Node) -> schemas_nodes.Node:
    return schemas_nodes.Node.model_validate(
        {
            "id": value.id,
            "kind": value.kind,
            "name": value.name,
            "parent_id": value.parent_id,
            "size": value.size,
            "mime": value.mime,
            "sha256": value.sha256 or None,
            "rev": value.rev,
            "state": value.state.value,
            "favourite": value.favourite,
            "archived": value.archived,
            "taken_at": value.taken_at,
            "created_at": rfc3339(value.created_at),
            "modified_at": rfc3339(value.modified_at),
            "trashed_at": _moment(value.trashed_at),
            "trashed_with": value.trashed_with,
            "excerpt": value.excerpt,
            "picture": asdict(value.picture) if value.picture else None,
            "tz_offset_minutes": value.tz_offset_minutes,
            "date_source": value.date_source,
        }
    )


def reply(value: nodes.Node) -> Reply[schemas_nodes.Node]:
    """One node, with its revision as ETag."""
    return Reply(node(value), rev=value.rev)


def node_list(page: Page) -> NodeList:
    return NodeList(items=[node(value) for value in page.items], next_cursor=page.next_cursor)


def changes(value: feed.Changes) -> Changes:
    return Changes(items=[_change(one) for one in value.items], next_cursor=value.cursor, has_more=value.more)


def _change(value: ports_nodes.Change) -> schemas_nodes.Change:
    return schemas_nodes.Change.model_validate(
        {
            "seq": value.seq,
            "op": value.op,
            "node_id": value.node_id,
            "rev": value.rev,
            "at": rfc3339(value.at),
            "node": _snapshot(value) if value.snapshot else None,
        }
    )


def _snapshot(value: ports_nodes.Change) -> dict[str, Any]:
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
        "trashed_at": _moment(told["trashed_at"]),
    }


def _moment(at: float | None) -> str | None:
    return None if at is None else rfc3339(at)
