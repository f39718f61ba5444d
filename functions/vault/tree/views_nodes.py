"""How do nodes, trash and feed look from outside? Turns them into public models, and requests into domain values."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from functions.shared.clock import rfc3339
from functions.shared.problems import Problem
from functions.shared.signature import Reply
from functions.vault.core import nodes
from functions.vault.core.nodes import ROOT, InTheWay
from functions.vault.tree import schemas_nodes
from functions.vault.tree.arranging import Wish
from functions.vault.tree.library import Page
from functions.vault.tree.ports_nodes import Listing, Sort
from functions.vault.tree.schemas_nodes import ChangeNode, ListNodes, NodeList, Span


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
    return moment(since), moment(before)


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
            "trashed_at": moment(value.trashed_at),
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


def moment(at: float | None) -> str | None:
    return None if at is None else rfc3339(at)
