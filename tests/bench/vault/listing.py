"""A folder with very many entries: pages as the API answers them, beside the bare Query of the same page."""

import time
from dataclasses import dataclass, field, replace
from typing import Any

from functions.shared.ids import new_id
from functions.vault.core import mapping, rows
from functions.vault.core.head import empty
from functions.vault.core.nodes import ROOT, Node, NodeState
from functions.vault.core.rows import VaultRow
from tests.bench.vault.ground import QUOTA, TABLE, Ground
from tests.bench.vault.patience import Patience
from tests.bench.vault.session import Session, Tokens
from tests.bench.vault.wire import HttpWire

PAGE = 200
_PAGES = 20


@dataclass
class Listed:
    """Seconds of a page, in turn."""

    api: list[float] = field(default_factory=list)
    query: list[float] = field(default_factory=list)


def fill(ground: Ground, entries: int) -> Tokens:
    """Somebody with so many files at the root; only what a list reads."""
    tokens, now = ground.owner(), time.time()
    rows.bind(TABLE)
    head = replace(empty(QUOTA, new_id(now)), seq=entries)
    with VaultRow.batch_write() as batch:
        batch.save(mapping.head_row(tokens.user_id, head))
        for number in range(entries):
            batch.save(mapping.node_row(_node(tokens.user_id, number, now + number / 1000)))
    return tokens


def run(ground: Ground, tokens: Tokens) -> Listed:
    """The newest pages, one after the other, each first by one and then by the other."""
    found, wire = Listed(), HttpWire()
    session = Session(ground.api, wire, Patience(), tokens)
    cursor, key = "", None
    for _ in range(_PAGES):
        began = time.perf_counter()
        page = session.call("GET", f"/vault/nodes?parent_id=root&limit={PAGE}{cursor}")
        found.api.append(time.perf_counter() - began)
        cursor = f"&cursor={page['next_cursor']}"
        began = time.perf_counter()
        told = _query(ground, tokens.user_id, key)
        found.query.append(time.perf_counter() - began)
        key = told.get("LastEvaluatedKey")
        if [item["sk"]["S"] for item in told["Items"]] != [f"N#{node['id']}" for node in page["items"]]:
            raise RuntimeError("the two pages differ")
        if not page["next_cursor"] or not key:
            break
    wire.close()
    return found


def _query(ground: Ground, user_id: str, key: Any) -> Any:
    return ground.tables.client("dynamodb").query(
        TableName=TABLE,
        IndexName="GSI1",
        KeyConditionExpression="gsi1pk = :folder",
        ExpressionAttributeValues={":folder": {"S": rows.folder_key(user_id, ROOT)}},
        ScanIndexForward=False,
        Limit=PAGE,
        **({"ExclusiveStartKey": key} if key else {}),
    )


def _node(user_id: str, number: int, at: float) -> Node:
    node_id = new_id(at)
    return Node(
        user_id=user_id,
        id=node_id,
        kind="file",
        name=f"file {number}.txt",
        parent_id=None,
        size=100_000,
        mime="text/plain",
        detected_mime=None,
        sha256="47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        rev=1,
        rev_id=node_id,
        version_id=None,
        state=NodeState.LIVE,
        taken_at=None,
        created_at=at,
        modified_at=at,
        seq=number + 1,
    )
