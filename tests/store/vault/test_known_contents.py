"""Which contents a vault has already: asked before a backup sends or brings back anything."""

import pytest

from functions.vault.core import rows
from functions.vault.uploads.rows_uploads import HashRow
from tests.store.vault.large import CHECK, digest
from tests.store.vault.people import Owner, item


def states(owner: Owner, *hashes: str) -> list[str]:
    status, answer = owner.call("POST", CHECK, {"hashes": list(hashes)})
    assert status == 200, answer
    assert [one["sha256"] for one in answer["items"]] == list(hashes)
    return [one["state"] for one in answer["items"]]


def test_each_content_is_known_by_how_it_fares(owner: Owner) -> None:
    kept, thrown = owner.back_up(b"kept"), owner.back_up(b"thrown away")
    owner.call("DELETE", "/vault/nodes/{node_id}", node_id=thrown["id"])
    purged = HashRow(rows.hashes_key(owner.user_id), digest(b"purged"), node_id="n", state="deleted_by_user")
    purged.save()
    owner.init(item(b"on its way"))
    hashes = [digest(content) for content in (b"never seen", b"purged", b"on its way", b"thrown away", b"kept")]
    assert states(owner, *hashes) == ["absent", "deleted_by_user", "absent", "trashed", "present"]
    _, answer = owner.call("POST", CHECK, {"hashes": [hashes[0], hashes[-1]]})
    assert [one["node_id"] for one in answer["items"]] == [None, kept["id"]]


def test_what_others_have_is_absent(owner: Owner, stranger: Owner) -> None:
    owner.back_up(b"mine")
    assert states(stranger, digest(b"mine")) == ["absent"]


def test_the_same_hash_may_be_asked_twice_and_a_composite_too(owner: Owner) -> None:
    owner.back_up(b"kept")
    assert states(owner, digest(b"kept"), f"{digest(b'kept')}-2", digest(b"kept")) == ["present", "absent", "present"]


def test_a_thousand_are_answered_at_once_and_one_more_is_refused(owner: Owner) -> None:
    hashes = [digest(str(number).encode()) for number in range(1_001)]
    assert states(owner, *hashes[:1_000]) == ["absent"] * 1_000
    assert owner.call("POST", CHECK, {"hashes": hashes})[0] == 422


@pytest.mark.parametrize(
    "body", [{}, {"hashes": []}, {"hashes": ["x"]}, {"hashes": [7]}, {"hashes": [digest(b"") + "-0"]}, {"hashes": "x"}]
)
def test_what_is_no_hash_is_refused(owner: Owner, body: dict[str, object]) -> None:
    status, problem = owner.call("POST", CHECK, body)
    assert (status, problem["code"]) == (422, "invalid_request")
