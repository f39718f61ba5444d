"""A link opens one node to whoever has it, while its owner lets it; and it ends with the node."""

from typing import Any

import pytest

from functions.shared.ids import new_id
from functions.vault.sharing import sharing
from tests.store.vault.people import Owner, Place
from tests.store.vault.test_access import ODD_IDS
from tests.store.vault.test_erasure import deleted, erase
from tests.store.vault.tree import file, folder, listed, purge, restore, trash
from tests.store.vault.visitors import SHARE, SHARES, Visitor, at, gone, share


@pytest.mark.parametrize(("method", "route"), [("POST", SHARES), ("GET", SHARES), ("DELETE", SHARE)])
def test_without_a_token_the_answer_is_401(owner: Owner, method: str, route: str) -> None:
    for token in ("", "Bearer x"):
        status, problem = owner.call(method, route, {} if method == "POST" else None, token=token, share_id=new_id(1))
        assert (status, problem["code"]) == (401, "unauthenticated")


def test_a_strangers_node_cannot_be_shared_nor_a_strangers_link_seen_or_ended(owner: Owner, stranger: Owner) -> None:
    node_id = file(owner, "mine.jpg")
    made = share(owner, node_id)
    assert gone(stranger.call("POST", SHARES, {"node_id": node_id}))
    assert stranger.call("GET", SHARES, query={"node_id": node_id}) == (200, {"items": [], "next_cursor": None})
    for share_id in (made["id"], *ODD_IDS):
        assert gone(stranger.call("DELETE", SHARE, share_id=share_id))
    assert owner.call("GET", SHARES)[1]["items"] == [made]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"node_id": "x", "password": "abc"},
        {"node_id": "x", "password": "a" * 129},
        {"node_id": "x", "expires_at": "2026-11-21T10:00:00"},
        {"node_id": "x", "expires_at": "9999-11-21T10:00:00Z"},
        {"node_id": "x", "allow_download": "yes"},
        {"node_id": "x", "token": "mine"},
    ],
)
def test_a_wish_of_a_wrong_shape_is_refused(owner: Owner, body: dict[str, Any]) -> None:
    status, problem = owner.call("POST", SHARES, body)
    assert (status, problem["code"]) == (422, "invalid_request")


@pytest.mark.parametrize("odd", ODD_IDS)
def test_an_odd_node_is_404(owner: Owner, odd: str) -> None:
    status, problem = owner.call("POST", SHARES, {"node_id": odd})
    assert (status, problem["code"]) in ((404, "not_found"), (422, "invalid_request"), (400, "malformed_json"))


def test_a_link_that_has_ended_before_it_began_is_refused(place: Place, owner: Owner) -> None:
    status, problem = owner.call("POST", SHARES, {"node_id": file(owner, "a.jpg"), "expires_at": at(place, -1)})
    assert (status, problem["errors"]) == (422, [{"field": "expires_at", "reason": "in_the_past"}])


def test_a_link_ends_when_its_time_is_over(place: Place, owner: Owner, visitor: Visitor) -> None:
    node_id = file(owner, "a.jpg")
    token = share(owner, node_id, expires_at=at(place, 100))["token"]
    assert visitor.look(token)[0] == visitor.content(token, node_id)[0] == 200
    place.clock.now += 101
    assert gone(visitor.look(token))
    assert gone(visitor.content(token, node_id))


def test_a_link_that_is_ended_opens_nothing_from_then_on(owner: Owner, visitor: Visitor) -> None:
    node_id = file(owner, "a.jpg")
    made, other = share(owner, node_id), share(owner, node_id)
    assert owner.call("DELETE", SHARE, share_id=made["id"]) == (204, None)
    assert gone(visitor.look(made["token"]))
    assert gone(visitor.content(made["token"], node_id))
    assert gone(owner.call("DELETE", SHARE, share_id=made["id"]))
    assert visitor.look(other["token"])[0] == 200


def test_what_is_trashed_is_behind_no_link_until_it_is_restored(owner: Owner, visitor: Visitor) -> None:
    node_id = file(owner, "a.jpg")
    token = share(owner, node_id)["token"]
    trash(owner, node_id)
    assert gone(visitor.look(token))
    assert gone(visitor.content(token, node_id))
    assert owner.call("GET", SHARES)[1]["items"] == []
    assert gone(owner.call("POST", SHARES, {"node_id": node_id}))
    restore(owner, node_id)
    assert visitor.look(token)[0] == 200


def test_what_is_purged_takes_its_links_along(place: Place, owner: Owner, visitor: Visitor) -> None:
    top = folder(owner, "top")
    inner, other = file(owner, "inner.jpg", top), file(owner, "other.jpg")
    tokens = [share(owner, node_id)["token"] for node_id in (top, inner, other)]
    trash(owner, top)
    assert purge(owner, top)[0] == 204
    assert gone(visitor.look(tokens[0]))
    assert gone(visitor.look(tokens[1]))
    assert visitor.look(tokens[2])[0] == 200
    kinds = [row["row"]["S"] for row in place.rows(owner.user_id) if row["row"]["S"] in ("share", "link")]
    assert sorted(kinds) == ["link", "share"]


def test_erasing_the_account_leaves_nothing_of_its_links(place: Place, owner: Owner, visitor: Visitor) -> None:
    node_id = file(owner, "a.jpg")
    made = share(owner, node_id, password="open sesame")
    assert visitor.unlock(made["token"], "wrong")[0] == 403
    assert erase(place, deleted(owner.user_id)) == []
    assert gone(visitor.look(made["token"]))
    assert place.rows(owner.user_id) == []
    assert place.rows(made["id"]) == []
    status, problem = owner.call("POST", SHARES, {"node_id": node_id})
    assert (status, problem["code"]) == (404, "not_found")


def test_openings_are_counted(owner: Owner, visitor: Visitor) -> None:
    node_id = file(owner, "a.jpg")
    free, locked = share(owner, node_id), share(owner, node_id, password="password")
    for _ in range(3):
        visitor.look(free["token"])
        visitor.look(locked["token"])
    visitor.unlock(locked["token"], "wrong")
    visitor.unlock(locked["token"], "password")
    counted = {one["id"]: one["opened"] for one in owner.call("GET", SHARES)[1]["items"]}
    assert counted == {free["id"]: 3, locked["id"]: 1}


def test_links_are_listed_the_newest_first_in_pages(owner: Owner) -> None:
    one, other = file(owner, "a.jpg"), file(owner, "b.jpg")
    made = [share(owner, node_id)["id"] for node_id in (one, other, one, one)]
    assert [each["id"] for each in listed(owner, limit=1, route=SHARES)] == made[::-1]
    of_one = [each["id"] for each in listed(owner, limit=2, route=SHARES, node_id=one)]
    assert of_one == [made[3], made[2], made[0]]


def test_an_owner_has_so_many_links_and_no_more(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    node_id = file(owner, "a.jpg")
    monkeypatch.setattr(sharing, "MOST", 2)
    for _ in range(2):
        share(owner, node_id)
    status, problem = owner.call("POST", SHARES, {"node_id": node_id})
    assert (status, problem["code"]) == (409, "limit_reached")
