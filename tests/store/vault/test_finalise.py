"""Client, event and reconciler finalise the same uploads, in any order, and nothing false is ever committed."""

import itertools
from collections.abc import Callable

import pytest

from functions.shared.ids import new_id
from functions.vault import triggers
from functions.vault.core.objects import URL_LIFETIME
from functions.vault.core.storage import SMALL
from functions.vault.uploads.uploads import RESERVED_FOR
from tests.store.vault.people import BUCKET, Owner, Place, item, key_of, put

PHOTO = b"\xff\xd8\xff the photo"
ACTORS = ("client", "event", "event again", "reconciler")


@pytest.mark.parametrize("order", list(itertools.permutations(ACTORS)))
def test_in_any_order_there_is_one_node_and_its_bytes_count_once(
    place: Place, owner: Owner, order: tuple[str, ...]
) -> None:
    (announced,) = owner.init(item(PHOTO))
    put(announced, PHOTO)
    body = place.event(key_of(announced))
    place.clock.now += RESERVED_FOR + URL_LIFETIME + 60
    acts: dict[str, Callable[[], object]] = {
        "client": lambda: owner.complete(announced["upload_id"]),
        "event": lambda: place.stored(body),
        "event again": lambda: place.stored(body, body),
        "reconciler": lambda: triggers.reconcile(place.vault),
    }
    for actor in order:
        acts[actor]()
    assert owner.complete(announced["upload_id"])[0]["status"] == "committed"
    assert len(owner.names()) == 1
    assert owner.quota()["used"] == len(PHOTO)
    assert owner.quota()["reserved"] == 0
    assert len(place.versions(f"storage/{owner.user_id}/")) == 1


def test_the_event_as_the_bucket_sends_it_commits(place: Place, owner: Owner) -> None:
    """The client dies after its PUT."""
    (announced,) = owner.init(item(PHOTO))
    put(announced, PHOTO)
    bodies = [body for body in place.events() if owner.user_id in body]
    assert len(bodies) == 1
    assert place.stored(*bodies) == []
    assert owner.call("GET", "/vault/nodes")[1]["items"][0]["id"] == announced["node_id"]


@pytest.mark.parametrize("actor", ["client", "event"])
@pytest.mark.parametrize(
    "lie", [b"", b"\xff\xd8\xff another", b"\xff\xd8\xff much longer than the photo", bytes(SMALL + 1)]
)
def test_other_content_is_removed_and_its_bytes_come_back(place: Place, owner: Owner, lie: bytes, actor: str) -> None:
    (announced,) = owner.init(item(PHOTO))
    place.s3.put_object(Bucket=BUCKET, Key=key_of(announced), Body=lie, ContentType="image/jpeg")
    if actor == "event":
        assert place.stored(place.event(key_of(announced))) == []
    (done,) = owner.complete(announced["upload_id"])
    assert (done["status"], done["problem"]["code"]) == ("failed", "integrity")
    assert place.versions(f"storage/{owner.user_id}/") == []
    assert owner.names() == []
    quota = owner.quota()
    assert (quota["reserved"], quota["used"], quota["free"]) == (0, 0, quota["limit"])
    assert owner.complete(announced["upload_id"]) == [done]
    assert owner.quota() == quota


@pytest.mark.parametrize("content", [PHOTO, PHOTO + bytes(SMALL)], ids=["small", "larger"])
def test_right_content_without_a_checksum_is_read_and_hashed(place: Place, owner: Owner, content: bytes) -> None:
    """Another tool put it, or another storage that keeps no SHA-256."""
    (announced,) = owner.init(item(content))
    place.s3.put_object(Bucket=BUCKET, Key=key_of(announced), Body=content)
    assert owner.complete(announced["upload_id"])[0]["status"] == "committed"


def test_after_a_failure_the_same_client_id_starts_anew(place: Place, owner: Owner) -> None:
    wish = item(PHOTO)
    (announced,) = owner.init(wish)
    place.s3.put_object(Bucket=BUCKET, Key=key_of(announced), Body=b"lie")
    owner.complete(announced["upload_id"])
    (anew,) = owner.init(wish)
    assert anew["upload_id"] != announced["upload_id"]
    assert put(anew, PHOTO) == 200
    assert owner.complete(anew["upload_id"])[0]["status"] == "committed"


def test_a_failed_upload_keeps_nothing_that_comes_later(place: Place, owner: Owner) -> None:
    (announced,) = owner.init(item(PHOTO))
    place.s3.put_object(Bucket=BUCKET, Key=key_of(announced), Body=b"lie")
    owner.complete(announced["upload_id"])
    assert put(announced, PHOTO) == 200
    assert place.stored(place.event(key_of(announced))) == []
    assert place.versions(f"storage/{owner.user_id}/") == []
    assert owner.quota()["used"] == 0


@pytest.mark.parametrize("content", [b"a lie", PHOTO])
def test_what_is_put_over_a_committed_object_is_removed(place: Place, owner: Owner, content: bytes) -> None:
    (announced,) = owner.init(item(PHOTO))
    put(announced, PHOTO)
    owner.complete(announced["upload_id"])
    committed = place.versions(f"storage/{owner.user_id}/")
    place.s3.put_object(Bucket=BUCKET, Key=key_of(announced), Body=content)
    assert place.fetch(owner, announced["node_id"]) == PHOTO
    body = place.event(key_of(announced))
    assert place.stored(body, body) == []
    assert place.versions(f"storage/{owner.user_id}/") == committed
    assert place.fetch(owner, announced["node_id"]) == PHOTO
    assert owner.quota()["used"] == len(PHOTO)


@pytest.mark.parametrize("lie_first", [True, False])
def test_of_two_versions_before_any_look_only_the_true_one_can_stay(
    place: Place, owner: Owner, *, lie_first: bool
) -> None:
    (announced,) = owner.init(item(PHOTO))
    bodies: list[str] = []
    for content in (b"a lie", PHOTO) if lie_first else (PHOTO, b"a lie"):
        place.s3.put_object(Bucket=BUCKET, Key=key_of(announced), Body=content)
        bodies.append(place.event(key_of(announced)))
    for body in bodies:
        assert place.stored(body) == []
    kept = place.versions(f"storage/{owner.user_id}/")
    assert len(kept) == len(owner.names()) <= 1
    assert owner.quota()["used"] == len(PHOTO) * len(kept)
    assert owner.quota()["reserved"] == 0


def test_an_unknown_object_makes_no_node_and_stays(place: Place, owner: Owner) -> None:
    key = f"storage/{owner.user_id}/photos/{new_id(1)}/{new_id(2)}"
    place.s3.put_object(Bucket=BUCKET, Key=key, Body=PHOTO)
    assert place.stored(place.event(key)) == []
    assert owner.names() == []
    assert len(place.versions(key)) == 1


def test_only_bad_messages_come_again(place: Place, owner: Owner) -> None:
    (announced,) = owner.init(item(PHOTO))
    put(announced, PHOTO)
    test_event = '{"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "b"}'
    odd_key = place.event(key_of(announced)).replace(key_of(announced), "storage/odd%20key")
    assert place.stored("poison", test_event, odd_key, place.event(key_of(announced)), "{}") == ["m0", "m4"]
    assert len(owner.names()) == 1


def test_messages_of_many_users_are_told_apart(place: Place, owner: Owner, stranger: Owner) -> None:
    bodies: list[str] = []
    for who in (owner, stranger, owner):
        (announced,) = who.init(item(PHOTO + bytes([len(bodies)])))
        put(announced, PHOTO + bytes([len(bodies)]))
        bodies.append(place.event(key_of(announced)))
    assert place.stored(*bodies) == []
    assert (len(owner.names()), len(stranger.names())) == (2, 1)


def test_an_overdue_upload_expires_and_frees_its_bytes(place: Place, owner: Owner) -> None:
    announced = owner.init(*(item(bytes([n])) for n in range(30)))
    put(announced[0], b"\x00")
    place.clock.now += RESERVED_FOR + URL_LIFETIME - 60
    triggers.reconcile(place.vault)
    assert owner.quota()["reserved"] == 30
    place.clock.now += 120
    triggers.reconcile(place.vault)
    assert owner.quota()["reserved"] == 0
    assert owner.quota()["used"] == 1
    (kept, gone) = owner.complete(announced[0]["upload_id"], announced[1]["upload_id"])
    assert kept["status"] == "committed"
    assert (gone["status"], gone["problem"]["code"]) == ("failed", "not_found")
    assert owner.init(item(b"next"))[0]["status"] == "upload"
    triggers.reconcile(place.vault)
    assert owner.quota()["reserved"] == 4
