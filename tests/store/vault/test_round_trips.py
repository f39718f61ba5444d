"""How many calls to the stores does a request cost? Round trips are what a user waits for."""

from collections import Counter
from collections.abc import Callable

import pytest
from botocore.client import BaseClient

from tests.store.vault.large import (
    CHECK,
    UPLOAD,
    announced,
    digest,
    film,
    large,
    pieces,
    progress,
    put_part,
    sign,
)
from tests.store.vault.people import Owner, item, put
from tests.store.vault.pictures import photo
from tests.store.vault.tree import NODE, folder, patch, purge

INIT_50 = {"BatchGetItem": 2, "TransactWriteItems": 2}
"""101 rows to look at and 101 actions to do, at 100 a call."""
INIT_49 = {"BatchGetItem": 1, "TransactWriteItems": 1}
COMPLETE_20 = {"BatchGetItem": 3, "TransactWriteItems": 2, "GetObject": 20}
"""The objects are looked at side by side, small ones in one request; 14 files fit into a transaction."""
COMPLETE_1 = {"BatchGetItem": 2, "TransactWriteItems": 1, "GetObject": 1}
ASK_FOR_PICTURES = {"SendMessageBatch": 1}
"""For up to 10 of a commit that show as pictures; the other contents here are none."""
COMPLETE_PARTS = COMPLETE_1 | {"HeadObject": 1, "ListParts": 1, "CompleteMultipartUpload": 1} | ASK_FOR_PICTURES
SIGN_FIRST = {"BatchGetItem": 1, "CreateMultipartUpload": 1, "TransactWriteItems": 1}
SIGN = {"BatchGetItem": 1, "ListParts": 1}
"""For up to 50 parts, 400 MiB: signing itself asks nobody."""
LOOK = {"BatchGetItem": 1, "ListParts": 1}
GIVE_UP = {"BatchGetItem": 2, "AbortMultipartUpload": 1, "TransactWriteItems": 1, "HeadObject": 1}
CHECK_1000 = {"BatchGetItem": 10}
LIST = {"Query": 1}
TRASH = {"BatchGetItem": 2, "TransactWriteItems": 1}
FOLDER = {"GetItem": 1, "BatchGetItem": 1, "TransactWriteItems": 1}
"""The head; who has the name; all at once."""
RENAME = {"BatchGetItem": 2, "TransactWriteItems": 1}
RESTORE = {"BatchGetItem": 3, "TransactWriteItems": 1}
"""The node; the names that are taken; what is known of its content."""
PURGE = {"BatchGetItem": 2, "TransactWriteItems": 2, "DeleteObjects": 1, "Query": 1}
"""The last for links that lead to it."""
PURGE_PICTURE = PURGE | {"ListObjectVersions": 1}
"""What was made of it is looked for, side by side for several; nothing was made yet."""
TRASH_FOLDER_OF_32 = {"GetItem": 1, "BatchGetItem": 3, "Query": 1, "TransactWriteItems": 2, "DeleteItem": 1}
COMPLETE_IN_FOLDER = {"BatchGetItem": 4, "TransactWriteItems": 1, "GetObject": 1}
"""The head before what a commit there depends on."""
BY_NAME = {"Query": 1, "BatchGetItem": 1}
FEED = {"GetItem": 1, "Query": 1}
LATEST = {"GetItem": 1}
CONTENT = {"GetItem": 1}
SUMMARY = {"GetItem": 1}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts every call to AWS but those of the access check, which has its own budget."""
    counted: Counter[str] = Counter()
    send = BaseClient._make_api_call  # type: ignore[attr-defined] # not in the stubs

    def count(client: BaseClient, operation: str, parameters: dict[str, object]) -> object:
        if parameters.get("TableName") != "vault-identity":
            counted[operation] += 1
        return send(client, operation, parameters)

    monkeypatch.setattr(BaseClient, "_make_api_call", count)
    return counted


def stored(owner: Owner, number: int) -> list[str]:
    contents = [bytes([n]) for n in range(number)]
    announced = owner.init(*(item(content, f"{content[0]}.jpg") for content in contents))
    for one, content in zip(announced, contents, strict=True):
        assert put(one, content) == 200
    return [one["upload_id"] for one in announced]


@pytest.mark.parametrize(("number", "budget"), [(50, INIT_50), (49, INIT_49), (1, INIT_49)])
def test_announcing(owner: Owner, calls: Counter[str], number: int, budget: dict[str, int]) -> None:
    owner.quota()
    calls.clear()
    owner.init(*(item(bytes([n])) for n in range(number)))
    assert calls == budget


@pytest.mark.parametrize(("number", "budget"), [(20, COMPLETE_20), (1, COMPLETE_1)])
def test_completing(owner: Owner, calls: Counter[str], number: int, budget: dict[str, int]) -> None:
    upload_ids = stored(owner, number)
    calls.clear()
    owner.complete(*upload_ids)
    assert calls == budget


def test_going_on_in_parts(roomy: Owner, calls: Counter[str]) -> None:
    roomy.quota()
    calls.clear()
    (answer,) = roomy.init(large(film()))
    assert calls == INIT_49
    upload_id = answer["upload_id"]
    for numbers, budget in (((1, 2, 3), SIGN_FIRST), ((1, 2, 3), SIGN)):
        calls.clear()
        signed = sign(roomy, upload_id, film(), *numbers)
        assert calls == budget
    for part, piece in zip(signed, pieces(film()), strict=True):
        assert put_part(part, piece) == 200
    calls.clear()
    progress(roomy, upload_id)
    assert calls == LOOK
    calls.clear()
    roomy.complete(upload_id)
    assert calls == COMPLETE_PARTS


def test_giving_up(roomy: Owner, calls: Counter[str]) -> None:
    upload_id = announced(roomy, film(), 1)
    calls.clear()
    roomy.call("DELETE", UPLOAD, upload_id=upload_id)
    assert calls == GIVE_UP


def test_checking(owner: Owner, calls: Counter[str]) -> None:
    owner.call("POST", CHECK, {"hashes": [digest(str(number).encode()) for number in range(1_000)]})
    assert calls == CHECK_1000


def test_reading(owner: Owner, calls: Counter[str]) -> None:
    node = owner.back_up(b"x")
    for route, query, budget in (
        ("/vault/nodes", {}, LIST),
        ("/vault/nodes", {"kind": "photo"}, LIST),
        ("/vault/nodes", {"parent_id": "root"}, LIST),
        ("/vault/nodes", {"parent_id": "root", "sort": "name"}, BY_NAME),
        ("/vault/trash", {}, LIST),
        ("/vault/changes", {}, FEED),
        ("/vault/changes/latest", {}, LATEST),
        ("/vault/nodes/{node_id}", {}, CONTENT),
        ("/vault/nodes/{node_id}/content", {}, CONTENT),
        ("/vault/summary", {}, SUMMARY),
    ):
        calls.clear()
        assert owner.call("GET", route, query=query, node_id=node["id"])[0] == 200
        assert calls == budget, route


def test_trashing(owner: Owner, calls: Counter[str]) -> None:
    node = owner.back_up(b"x")
    calls.clear()
    owner.call("DELETE", "/vault/nodes/{node_id}", node_id=node["id"])
    assert calls == TRASH


def test_a_node_of_its_own(owner: Owner, calls: Counter[str]) -> None:
    node = owner.back_up(b"x")["id"]
    steps: list[tuple[Callable[[], int], dict[str, int]]] = [
        (lambda: patch(owner, node, rev=1, name="b.jpg")[0], RENAME),
        (lambda: owner.call("DELETE", NODE, node_id=node)[0], TRASH),
        (lambda: owner.call("POST", f"{NODE}/restore", node_id=node)[0], RESTORE),
        (lambda: owner.call("DELETE", NODE, node_id=node)[0], TRASH),
        (lambda: purge(owner, node)[0], PURGE),
    ]
    for act, budget in steps:
        calls.clear()
        assert act() in (200, 204)
        assert calls == budget


def test_folders(owner: Owner, calls: Counter[str]) -> None:
    owner.back_up(b"x")
    calls.clear()
    there = folder(owner, "there")
    assert calls == FOLDER
    announced = owner.init(*(item(bytes([n]), f"{n}.jpg", parent_id=there) for n in range(32)))
    for n, one in enumerate(announced):
        assert put(one, bytes([n])) == 200
    calls.clear()
    owner.complete(announced[0]["upload_id"])
    assert calls == COMPLETE_IN_FOLDER
    for start in (1, 15, 29):
        owner.complete(*(one["upload_id"] for one in announced[start : start + 14]))
    calls.clear()
    owner.call("DELETE", NODE, node_id=there)
    assert calls == TRASH_FOLDER_OF_32


def test_a_photo_asks_for_its_picture_and_its_purge_looks_for_it(owner: Owner, calls: Counter[str]) -> None:
    content = photo()
    (announced,) = owner.init(item(content))
    assert put(announced, content) == 200
    owner.quota()
    calls.clear()
    (done,) = owner.complete(announced["upload_id"])
    assert calls == COMPLETE_1 | ASK_FOR_PICTURES
    owner.call("DELETE", NODE, node_id=done["node"]["id"])
    calls.clear()
    assert purge(owner, done["node"]["id"])[0] == 204
    assert calls == PURGE_PICTURE
