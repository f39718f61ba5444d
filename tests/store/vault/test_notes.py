"""Notes: written, read, saved over what was seen, found; and everything that holds for every node."""

import base64
import hashlib
import json
from typing import Any

import pytest

from functions.shared.ids import new_id
from functions.vault.notes import notes
from tests.store.vault.people import Owner, Place, item
from tests.store.vault.test_access import ODD_IDS
from tests.store.vault.tree import (
    changes,
    file,
    folder,
    get,
    listed,
    note,
    patch,
    purge,
    require_sound,
    trash,
    write,
)
from tests.store.vault.versions import revisions

NOTES = "/vault/notes"
NOTE = "/vault/notes/{node_id}"
OF = NOTE + "/revisions/{rev_id}"
ROUTES = [("POST", NOTES), ("GET", NOTES), ("GET", NOTE), ("PUT", NOTE), ("GET", OF)]


def read(owner: Owner, node_id: str) -> dict[str, Any]:
    status, document = owner.call("GET", NOTE, node_id=node_id)
    assert status == 200, document
    return dict(document)


def found(owner: Owner, q: str | None = None, limit: int = 50) -> list[str]:
    return [node["name"] for node in listed(owner, limit, NOTES, **({"q": q} if q else {}))]


@pytest.mark.parametrize(("method", "route"), ROUTES)
def test_without_a_token_the_answer_is_401(owner: Owner, method: str, route: str) -> None:
    body: dict[str, str] | None = {} if method in ("POST", "PUT") else None
    status, problem = owner.call(method, route, body, token="", node_id=new_id(1), rev_id=new_id(1))
    assert (status, problem["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize(("method", "route"), ROUTES[2:])
def test_a_strangers_note_is_404(owner: Owner, stranger: Owner, method: str, route: str) -> None:
    made = note(owner, "mine", "text")["node"]
    rev_id = revisions(owner, made["id"])[0]["rev_id"]
    body = {"title": "theirs", "text": "theirs"} if method == "PUT" else None
    headers = {"if-match": '"1"'}
    for node_id in (made["id"], file(stranger, "a.jpg"), folder(stranger, "f"), *ODD_IDS):
        status, problem = stranger.call(method, route, body, node_id=node_id, rev_id=rev_id, headers=headers)
        assert (status, problem["code"]) == (404, "not_found")
    for odd in ODD_IDS:
        if route == OF:
            assert owner.call(method, route, node_id=made["id"], rev_id=odd)[0] == 404
    assert read(owner, made["id"])["text"] == "text"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": None},
        {"text": 7},
        {"text": "x" * (notes.LONGEST + 1)},
        {"title": "x" * 201},
        {"client_id": "short"},
        {"parent_id": ""},
        {"taken_at": "yesterday"},
        {"user_id": "x"},
        {"device_name": "x" * 61},
    ],
)
def test_a_request_of_a_wrong_shape_is_refused(owner: Owner, wrong: dict[str, object]) -> None:
    body = {"client_id": "note-of-a-test", "title": "t", "text": "x", **wrong}
    status, problem = owner.call("POST", NOTES, raw=json.dumps(body).encode())
    assert (status, problem["code"]) == (422, "invalid_request")
    assert found(owner) == []


def test_what_is_no_text_is_refused(owner: Owner) -> None:
    body = {"client_id": "note-of-a-test", "title": "t", "text": "\ud800"}
    assert owner.call("POST", NOTES, raw=json.dumps(body).encode())[0] in (400, 422)
    assert note(owner, "\x00\x1b", "\x00 tab\t\u2028")["text"] == "\x00 tab\t\u2028"


def test_a_note_is_a_node_with_a_text(place: Place, owner: Owner) -> None:
    top, text = folder(owner, "top"), "# Süt\n\nekmek, 2 € " + "x" * 300
    made = note(owner, "Alışveriş", text, parent_id=top, taken_at="2026-11-21T10:00:00Z")
    node = made["node"]
    assert (made["title"], made["text"]) == ("Alışveriş", text)
    assert {**node, "id": "", "created_at": "", "modified_at": ""} == {
        "id": "",
        "kind": "note",
        "name": "Alışveriş",
        "parent_id": top,
        "size": len(text.encode()),
        "mime": "text/markdown",
        "sha256": base64.b64encode(hashlib.sha256(text.encode()).digest()).decode(),
        "rev": 1,
        "state": "live",
        "favourite": False,
        "archived": False,
        "taken_at": "2026-11-21T10:00:00.000Z",
        "created_at": "",
        "modified_at": "",
        "trashed_at": None,
        "trashed_with": None,
        "excerpt": text[:200],
        "picture": None,
        "tz_offset_minutes": None,
        "date_source": None,
    }
    assert read(owner, node["id"]) == made
    assert get(owner, node["id"]) == node
    assert changes(owner)[0][-1]["node"] == node
    assert owner.quota()["used"] == len(text.encode())
    assert owner.call("GET", "/vault/summary")[1]["counts"]["note"] == 1
    require_sound(place, owner)


def test_the_same_request_is_the_same_note(place: Place, owner: Owner) -> None:
    body = {"client_id": "note-of-a-test", "title": "a", "text": "b"}
    first = owner.call("POST", NOTES, body)
    assert first[0] == 201
    assert owner.call("POST", NOTES, body) == first
    assert owner.call("POST", NOTES, {**body, "text": "c"})[1]["code"] == "idempotency_mismatch"
    assert owner.init(item(b"x", client_id="note-of-a-test"))[0]["problem"]["code"] == "idempotency_mismatch"
    node = first[1]["node"]["id"]
    assert write(owner, node, "a", "later")[0] == 200
    assert owner.call("POST", NOTES, body)[1]["text"] == "later"
    trash(owner, node)
    assert purge(owner, node)[0] == 204
    again = owner.call("POST", NOTES, body)
    assert again[0] == 201
    assert again[1]["node"]["id"] != node
    require_sound(place, owner)


def test_a_title_may_be_anything_and_a_name_follows(owner: Owner) -> None:
    told = [
        ("9/11: a plan?", ""),
        ("", "  \n# First line\nsecond"),
        ("", ""),
        ("  ", "/"),
        ("x" * 200, ""),
        ("...", "y"),
    ]
    made = [note(owner, title, text) for title, text in told]
    names = [one["node"]["name"] for one in made]
    day = made[0]["node"]["created_at"][:10]
    assert names == ["9 11: a plan?", "# First line", day, f"{day} (2)", "x" * 200, "y"]
    assert [one["title"] for one in made] == [title for title, _ in told]
    assert note(owner, "Ş" * 200, "")["node"]["name"] == "Ş" * 120
    twins = [note(owner, "same", str(n))["node"] for n in range(3)]
    assert [node["name"] for node in twins] == ["same", "same (2)", "same (3)"]
    status, saved = write(owner, twins[2]["id"], "same", "more")
    assert (status, saved["node"]["name"]) == (200, "same (3)")
    assert write(owner, twins[2]["id"], "Same (3)", "more")[1]["node"]["name"] == "Same (3)"
    assert write(owner, twins[2]["id"], "other", "more")[1]["node"]["name"] == "other"


def test_renaming_the_node_renames_the_note(owner: Owner) -> None:
    node = note(owner, "before", "text")["node"]["id"]
    assert patch(owner, node, name="after")[0] == 200
    assert (read(owner, node)["title"], read(owner, node)["node"]["rev"]) == ("after", 2)


def test_the_last_changed_comes_first_in_pages(place: Place, owner: Owner) -> None:
    made = []
    for number in range(5):
        place.clock.now += 1
        made.append(note(owner, f"n{number}", "text")["node"]["id"])
    file(owner, "no note.jpg")
    place.clock.now += 1
    assert write(owner, made[1], "n1", "changed")[0] == 200
    trash(owner, made[3])
    for limit in (1, 2, 3, 4, 5):
        assert found(owner, limit=limit) == ["n1", "n4", "n2", "n0"]
    cursor = owner.call("GET", NOTES, query={"limit": "1"})[1]["next_cursor"]
    status, problem = owner.call("GET", NOTES, query={"cursor": cursor, "q": "n"})
    assert (status, problem["code"]) == (422, "invalid_request")


def test_words_are_found_in_title_and_text(owner: Owner, stranger: Owner) -> None:
    note(owner, "İstanbul", "Straße und Kahve")
    note(owner, "Liste", "x" * 500 + " GÜL suyu")
    note(stranger, "İstanbul", "Kahve gül")
    assert found(owner, "istanbul") == found(owner, "İSTANBUL") == found(owner, "STRASSE") == ["İstanbul"]
    assert found(owner, "gül S") == ["Liste"]
    assert found(owner, "nothing") == []
    for limit in (1, 2):
        assert sorted(found(owner, "a", limit=limit)) == ["İstanbul"]
