"""What is in a media kit can be opened by everybody who is signed in, and nothing else of the vault can."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from functions.shared.ids import new_id
from functions.shared.problems import Code, Problem
from functions.vault import triggers
from functions.vault.sharing.media_kit import MOST
from tests.store.vault.people import Owner, Place, failures, sqs_event
from tests.store.vault.test_access import ODD_IDS
from tests.store.vault.test_erasure import deleted

OWN = "/vault/media-kit/{node_id}"
KIT = "/vault/media-kits/{user_id}"
CONTENT = "/vault/media-kits/{user_id}/{node_id}/content"
ROUTES = [("PUT", OWN), ("DELETE", OWN), ("GET", KIT), ("GET", CONTENT)]


def show(owner: Owner, node_id: str) -> tuple[int, str]:
    status, answer = owner.call("PUT", OWN, node_id=node_id)
    return status, answer["code"] if answer else ""


def kit(reader: Owner, of: Owner) -> list[str]:
    status, answer = reader.call("GET", KIT, user_id=of.user_id)
    assert status == 200, answer
    return [one["name"] for one in answer["items"]]


@pytest.mark.parametrize(("method", "route"), ROUTES)
def test_without_a_token_the_answer_is_401(owner: Owner, method: str, route: str) -> None:
    for token in ("", "Bearer x", "Bearer"):
        status, problem = owner.call(method, route, token=token, node_id=new_id(1), user_id=owner.user_id)
        assert (status, problem["code"]) == (401, "unauthenticated")


def test_a_strangers_file_cannot_be_shown(owner: Owner, stranger: Owner) -> None:
    node = owner.back_up(b"mine")
    assert show(stranger, node["id"]) == (404, "not_found")
    assert stranger.call("DELETE", OWN, node_id=node["id"]) == (204, None)
    assert kit(owner, stranger) == kit(stranger, owner) == []


@pytest.mark.parametrize("odd", ODD_IDS)
def test_an_odd_id_is_404(owner: Owner, stranger: Owner, odd: str) -> None:
    assert show(owner, odd) == (404, "not_found")
    status, answer = owner.call("GET", CONTENT, user_id=stranger.user_id, node_id=odd)
    assert (status, answer["code"]) == (404, "not_found")
    status, answer = owner.call("GET", KIT, user_id=odd)
    assert answer.get("items") == [] or (status, answer["code"]) == (404, "not_found")


def test_a_shown_file_is_seen_and_opened_by_others(owner: Owner, stranger: Owner) -> None:
    node = owner.back_up(b"rates", "Fiyatlar.pdf", kind="file", mime="application/pdf")
    assert show(owner, node["id"]) == show(owner, node["id"]) == (204, "")
    status, answer = stranger.call("GET", KIT, user_id=owner.user_id)
    told = {"node_id": node["id"], "name": "Fiyatlar.pdf", "mime": "application/pdf", "size": 5}
    assert (status, answer) == (200, {"items": [told]})
    status, content = stranger.call("GET", CONTENT, user_id=owner.user_id, node_id=node["id"])
    assert (status, httpx.get(content["url"]).content) == (200, b"rates")


def test_no_other_file_of_the_owner_is_reached(owner: Owner, stranger: Owner) -> None:
    shown, private = owner.back_up(b"shown"), owner.back_up(b"private", "b.jpg")
    show(owner, shown["id"])
    status, answer = stranger.call("GET", CONTENT, user_id=owner.user_id, node_id=private["id"])
    assert (status, answer["code"]) == (404, "not_found")
    url = stranger.call("GET", CONTENT, user_id=owner.user_id, node_id=shown["id"])[1]["url"]
    assert httpx.get(url.replace(shown["id"], private["id"])).status_code == 403
    assert stranger.call("GET", "/vault/nodes/{node_id}", node_id=shown["id"])[0] == 404


def test_what_is_hidden_or_trashed_vanishes_at_once(owner: Owner, stranger: Owner) -> None:
    first, second = owner.back_up(b"1", "1.jpg"), owner.back_up(b"2", "2.jpg")
    for node in (first, second):
        show(owner, node["id"])
    assert kit(stranger, owner) == ["1.jpg", "2.jpg"]
    assert owner.call("DELETE", OWN, node_id=first["id"])[0] == 204
    assert kit(stranger, owner) == ["2.jpg"]
    owner.call("DELETE", "/vault/nodes/{node_id}", node_id=second["id"])
    assert kit(stranger, owner) == []
    assert show(owner, second["id"]) == (404, "not_found")
    assert stranger.call("GET", CONTENT, user_id=owner.user_id, node_id=second["id"])[0] == 404


def test_at_most_ten_are_shown_at_once_and_what_is_trashed_makes_room(place: Place, owner: Owner) -> None:
    nodes = [owner.back_up(bytes([number]), f"{number}.jpg") for number in range(MOST + 1)]

    def shows(node: dict[str, Any]) -> bool:
        try:
            place.vault.media_kits.show(owner.user_id, node["id"])
        except Problem as refused:
            assert refused.code is Code.LIMIT_REACHED
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        shown = list(pool.map(shows, nodes))
    assert sum(shown) == MOST
    left = next(node for node, done in zip(nodes, shown, strict=True) if not done)
    assert show(owner, left["id"]) == (409, "limit_reached")
    gone = next(node for node in nodes if node != left)
    owner.call("DELETE", "/vault/nodes/{node_id}", node_id=gone["id"])
    assert show(owner, left["id"]) == (204, "")
    assert len(kit(owner, owner)) == MOST


def test_a_kit_goes_with_the_account(place: Place, owner: Owner, stranger: Owner) -> None:
    show(owner, owner.back_up(b"x")["id"])
    assert failures(triggers.erase(sqs_event(deleted(owner.user_id)), place.vault)) == []
    assert kit(stranger, owner) == []
    assert [row for row in place.rows(owner.user_id) if "kit" in json.dumps(row)] == []


def test_a_change_that_is_under_way_when_the_account_is_erased_leaves_nothing(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"rates")
    kits = place.vault.media_kits.store
    before = kits.kit(owner.user_id)
    assert failures(triggers.erase(sqs_event(deleted(owner.user_id)), place.vault)) == []
    with pytest.raises(Problem) as refused:
        kits.keep(owner.user_id, before, [node["id"]])
    assert refused.value.code is Code.SESSION_ENDED
    assert place.rows(owner.user_id) == []
