"""The next content of a file on its way: by events, in parts, with answers lost, and with lies."""

from tests.store.vault import large
from tests.store.vault.large import film
from tests.store.vault.people import Owner, Place, item, key_of, put
from tests.store.vault.tree import get, require_sound
from tests.store.vault.versions import (
    announced,
    committed,
    contents,
    edit,
)


def test_late_events_of_all_versions_change_nothing(place: Place, owner: Owner) -> None:
    (first,) = owner.init(item(b"one"))
    assert put(first, b"one") == 200
    node = committed(owner, first)["id"]
    second = announced(owner, b"two", node_id=node, if_match=1)
    committed(owner, second)
    before = get(owner, node)
    events = [place.event(key_of(one)) for one in (first, second)]
    assert place.stored(*events, *events) == []
    assert (get(owner, node), contents(owner, node)) == (before, [b"two", b"one"])
    place.s3.put_object(Bucket="vault-objects", Key=key_of(first), Body=b"over it")
    assert place.stored(place.event(key_of(first))) == []
    assert contents(owner, node) == [b"two", b"one"]
    assert len(place.versions(f"storage/{owner.user_id}/")) == 2


def test_a_lost_answer_is_repaired_by_announcing_again(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"one")["id"]
    wish = item(b"two", node_id=node, if_match=1)
    (answer,) = owner.init(wish)
    assert owner.init(wish)[0]["upload_id"] == answer["upload_id"]
    assert put(answer, b"two") == 200
    committed(owner, answer)
    assert (owner.init(wish)[0]["status"], owner.init(wish)[0]["node_id"]) == ("duplicate", node)
    edit(owner, node, b"three")
    assert owner.init(wish)[0]["status"] == "duplicate"
    assert owner.init({**wish, "if_match": 2})[0]["problem"]["code"] == "idempotency_mismatch"
    require_sound(place, owner)


def test_the_event_alone_commits_the_next_content(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"one")["id"]
    waiting = announced(owner, b"two", node_id=node, if_match=1)
    assert owner.quota()["reserved"] == 3
    assert place.stored(place.event(key_of(waiting))) == []
    assert (contents(owner, node), owner.quota()["reserved"]) == ([b"two", b"one"], 0)
    assert committed(owner, waiting)["id"] == node
    require_sound(place, owner)


def test_contents_of_one_node_follow_in_the_order_of_one_call(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"0")["id"]
    terms = {"node_id": node, "if_match": 1, "on_conflict": "new_revision"}
    waiting = [announced(owner, str(number).encode(), **terms) for number in (5, 1, 4, 2, 3)]
    assert {one["node"]["id"] for one in owner.complete(*(one["upload_id"] for one in waiting))} == {node}
    assert contents(owner, node) == [b"3", b"2", b"4", b"1", b"5", b"0"]
    require_sound(place, owner)


def test_the_next_content_may_go_in_parts(place: Place, roomy: Owner) -> None:
    node = roomy.back_up(b"small", "film.mp4", kind="file")["id"]
    late, early = (film(number) for number in (1, 2))
    ids = [large.announced(roomy, content, 1, 2, 3, node_id=node, if_match=1) for content in (late, early)]
    assert roomy.complete(ids[1])[0]["node"]["id"] == node
    (done,) = roomy.complete(ids[0])
    assert done["node"]["name"].startswith("film (conflicted copy ")
    assert [len(one) for one in contents(roomy, node)] == [len(early), 5]
    assert contents(roomy, done["node"]["id"]) == [late]
    assert place.stored(*(place.event(key) for key, _ in place.versions(f"storage/{roomy.user_id}/"))) == []
    require_sound(place, roomy)


def test_a_lie_about_the_next_content_changes_nothing(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"true")["id"]
    (waiting,) = owner.init(item(b"announced", node_id=node, if_match=1))
    place.s3.put_object(Bucket="vault-objects", Key=key_of(waiting), Body=b"something")
    assert owner.complete(waiting["upload_id"])[0]["problem"]["code"] == "integrity"
    assert contents(owner, node) == [b"true"]
    require_sound(place, owner)
