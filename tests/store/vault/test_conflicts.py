"""Two devices and one file: whose content becomes the file's, and where does the other go?"""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from functions.shared.ids import new_id
from tests.store.vault.people import BUCKET, Owner, Place, item, key_of, put
from tests.store.vault.test_parallel import at_once
from tests.store.vault.tree import file, folder, get, listed, patch, purge, require_sound, restore, trash
from tests.store.vault.versions import announced, back, committed, contents, edit, refusal, revisions


def day(place: Place) -> str:
    return datetime.fromtimestamp(place.vault.now, UTC).date().isoformat()


def test_who_was_second_gets_a_copy_beside_it(place: Place, owner: Owner) -> None:
    top = folder(owner, "top")
    node = owner.back_up(b"base", "a.jpg", parent_id=top)["id"]
    edit(owner, node, b"first", rev=1)
    copy = edit(owner, node, b"second", rev=1, device_name="Ayşe's / phone")
    assert copy["id"] != node
    assert (copy["name"], copy["parent_id"]) == (f"a (conflicted copy {day(place)} Ayşe's phone).jpg", top)
    assert (contents(owner, node), contents(owner, copy["id"])) == ([b"first", b"base"], [b"second"])
    again = edit(owner, node, b"third", rev=1, device_name="Ayşe's / phone")
    assert again["name"] == f"a (conflicted copy {day(place)} Ayşe's phone) (2).jpg"
    require_sound(place, owner)


def test_who_was_second_at_the_commit_gets_a_copy_too(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"base", "a.jpg")["id"]
    one, two = (announced(owner, content, node_id=node, if_match=1) for content in (b"first", b"second"))
    assert committed(owner, two)["id"] == node
    copy = committed(owner, one)
    assert copy["name"] == f"a (conflicted copy {day(place)}).jpg"
    assert (contents(owner, node), contents(owner, copy["id"])) == ([b"second", b"base"], [b"first"])
    assert committed(owner, one) == copy
    assert place.stored(*(place.event(key) for key, _ in place.versions(f"storage/{owner.user_id}/"))) == []
    place.s3.put_object(Bucket=BUCKET, Key=key_of(one), Body=b"over it")
    assert place.stored(place.event(key_of(one))) == []
    assert len(place.versions(key_of(one))) == 1
    require_sound(place, owner)
    trash(owner, node)
    assert purge(owner, node)[0] == 204
    assert contents(owner, copy["id"]) == [b"first"]
    require_sound(place, owner)
    edit(owner, copy["id"], b"on")
    assert contents(owner, copy["id"]) == [b"on", b"first"]
    assert back(owner, copy["id"], revisions(owner, copy["id"])[1]["rev_id"])[0] == 200
    assert place.fetch(owner, copy["id"]) == b"first"
    trash(owner, copy["id"])
    assert purge(owner, copy["id"])[0] == 204
    assert place.versions(f"storage/{owner.user_id}/") == []


def test_two_commits_of_one_file_at_once_lose_nothing(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"base", "a.jpg")["id"]
    edits = [announced(owner, b"%d" % n, node_id=node, if_match=1, on_conflict="copy") for n in range(6)]

    def commit(upload_id: str) -> Callable[[], object]:
        return lambda: place.vault.finaliser.finalise(owner.user_id, {upload_id: None}, place.vault.now)

    at_once(*(commit(one["upload_id"]) for one in edits))
    kept = [content for each in listed(owner) for content in contents(owner, each["id"])]
    assert sorted(kept) == sorted([b"base", *(b"%d" % n for n in range(6))])
    assert len(listed(owner)) == 6
    require_sound(place, owner)


def test_a_batch_may_have_several_contents_of_one_file(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"base", "a.jpg")["id"]
    many = [announced(owner, b"%02d" % n, node_id=node, on_conflict="new_revision") for n in range(14)]
    more = [announced(owner, b"new %d" % n, f"{n}.jpg") for n in range(4)]
    done = owner.complete(*(each["upload_id"] for each in [*many, *more]))
    assert {one["status"] for one in done} == {"committed"}
    assert {one["node"]["id"] for one in done[:14]} == {node}
    assert sorted(contents(owner, node)) == sorted([b"base", *(b"%02d" % n for n in range(14))])
    require_sound(place, owner)


def test_the_newest_content_wins_where_that_was_asked_for(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"base", "a.jpg")["id"]
    edit(owner, node, b"first")
    assert edit(owner, node, b"second", rev=1, on_conflict="new_revision")["id"] == node
    assert contents(owner, node) == [b"second", b"first", b"base"]
    require_sound(place, owner)


def test_a_conflict_is_refused_where_that_was_asked_for(owner: Owner) -> None:
    node = owner.back_up(b"base", "a.jpg")["id"]
    assert patch(owner, node, name="b.jpg")[0] == 200
    assert refusal(owner, b"x", node_id=node, if_match=1, on_conflict="fail") == "precondition_failed"
    assert edit(owner, node, b"x", on_conflict="fail")["id"] == node
    assert refusal(owner, b"y", "B.jpg", on_conflict="fail") == "name_taken"
    assert refusal(owner, b"y", "a/b", on_conflict="fail") == "name_invalid"
    assert owner.back_up(b"y", "c.jpg", on_conflict="fail")["name"] == "c.jpg"


def test_a_refusal_that_comes_too_late_keeps_the_bytes(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"base", "a.jpg")["id"]
    late = announced(owner, b"late", node_id=node, if_match=1, on_conflict="fail")
    named = announced(owner, b"named", "n.jpg", on_conflict="fail")
    edit(owner, node, b"first")
    file(owner, "n.jpg")
    assert contents(owner, committed(owner, late)["id"]) == [b"late"]
    assert committed(owner, named)["name"] == "n (2).jpg"
    require_sound(place, owner)


def test_renaming_and_moving_fork_no_content(place: Place, owner: Owner) -> None:
    node, top = owner.back_up(b"base", "a.jpg")["id"], folder(owner, "top")
    assert patch(owner, node, name="b.jpg")[0] == patch(owner, node, parent_id=top)[0] == 200
    edited = edit(owner, node, b"edited", rev=1)
    assert (edited["id"], edited["name"], edited["parent_id"]) == (node, "b.jpg", top)
    assert edit(owner, node, b"more", rev=3)["id"] != node
    assert edit(owner, node, b"odd", rev=99)["id"] != node


@pytest.mark.parametrize("early", [True, False])
def test_an_edit_wins_over_the_trash(place: Place, owner: Owner, *, early: bool) -> None:
    node = owner.back_up(b"base", "a.jpg")["id"]
    waiting = announced(owner, b"edited", node_id=node, if_match=1) if early else None
    trash(owner, node)
    file(owner, "a.jpg")
    waiting = waiting or announced(owner, b"edited", node_id=node, if_match=1)
    edited = committed(owner, waiting)
    assert (edited["id"], edited["state"], edited["name"]) == (node, "live", "a (2).jpg")
    assert contents(owner, node) == [b"edited", b"base"]
    require_sound(place, owner)


def test_an_edit_wins_over_the_trash_of_its_folder(place: Place, owner: Owner) -> None:
    top = folder(owner, "top")
    node, other = file(owner, "a.jpg", top), file(owner, "b.jpg", top)
    waiting = announced(owner, b"edited", node_id=node, if_match=1)
    trash(owner, top)
    edited = committed(owner, waiting)
    assert (edited["state"], edited["parent_id"], edited["trashed_with"]) == ("live", None, None)
    assert get(owner, other)["state"] == "trash"
    require_sound(place, owner)
    restore(owner, top)
    assert get(owner, node)["parent_id"] is None
    require_sound(place, owner)


def test_what_was_purged_meanwhile_comes_back_as_a_new_file(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"base", "a.jpg")["id"]
    waiting = announced(owner, b"edited", node_id=node, if_match=1)
    trash(owner, node)
    assert purge(owner, node)[0] == 204
    made = committed(owner, waiting)
    assert (made["id"] != node, made["name"], made["rev"]) == (True, "a.jpg", 1)
    assert contents(owner, made["id"]) == [b"edited"]
    assert place.stored(*(place.event(key) for key, _ in place.versions(f"storage/{owner.user_id}/"))) == []
    assert contents(owner, made["id"]) == [b"edited"]
    assert refusal(owner, b"x", node_id=node, if_match=1) == "not_found"
    require_sound(place, owner)


def test_by_name_it_is_the_next_content_of_what_has_the_name(place: Place, owner: Owner) -> None:
    top = folder(owner, "top")
    first = owner.back_up(b"one", "a.jpg", parent_id=top, on_conflict="new_revision")
    second = owner.back_up(b"two", "A.JPG", parent_id=top, on_conflict="new_revision")
    assert (second["id"], second["name"], second["rev"]) == (first["id"], "a.jpg", 2)
    elsewhere = owner.back_up(b"three", "a.jpg", on_conflict="new_revision")
    assert elsewhere["id"] != first["id"]
    assert (
        owner.init({**item(b"two", "a.jpg"), "parent_id": top, "on_conflict": "new_revision"})[0]["status"]
        == "duplicate"
    )
    folder(owner, "b.jpg")
    assert owner.back_up(b"four", "b.jpg", on_conflict="new_revision")["name"] == "b (2).jpg"
    assert owner.back_up(b"five", "a.jpg", kind="file", on_conflict="new_revision")["name"] == "a (2).jpg"
    require_sound(place, owner)


def test_by_name_the_commit_looks_again(place: Place, owner: Owner) -> None:
    one, two, three = (announced(owner, b"%d" % n, "a.jpg", on_conflict="new_revision") for n in range(3))
    done = owner.complete(one["upload_id"], two["upload_id"])
    assert done[0]["node"]["id"] == done[1]["node"]["id"]
    node = committed(owner, three)
    assert node["id"] == done[0]["node"]["id"]
    assert sorted(contents(owner, node["id"])) == [b"0", b"1", b"2"]
    assert place.stored(*(place.event(key) for key, _ in place.versions(f"storage/{owner.user_id}/"))) == []
    assert place.fetch(owner, node["id"]) == b"2"
    require_sound(place, owner)
    trash(owner, node["id"])
    late = announced(owner, b"late", "a.jpg", on_conflict="new_revision")
    assert committed(owner, late)["id"] != node["id"]
    require_sound(place, owner)


def test_a_repeat_after_a_lost_answer_puts_nothing_over_what_came_since(place: Place, owner: Owner) -> None:
    wish = item(b"one", "a.jpg", on_conflict="new_revision")
    (answer,) = owner.init(wish)
    assert put(answer, b"one") == 200
    node = committed(owner, answer)["id"]
    edit(owner, node, b"two")
    assert owner.init(wish)[0] == {**owner.init(wish)[0], "status": "duplicate", "node_id": node}
    assert place.fetch(owner, node) == b"two"


def test_a_folder_that_was_said_beside_a_node_means_nothing(owner: Owner) -> None:
    top = folder(owner, "top")
    node = owner.back_up(b"base", "a.jpg", parent_id=top)["id"]
    assert edit(owner, node, b"next", parent_id=new_id(1))["parent_id"] == top
    assert edit(owner, node, b"more", parent_id="root")["parent_id"] == top
