"""The object storage does not answer: nothing is decided, everything comes again."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from botocore.config import Config

from functions.shared import aws
from functions.shared.problems import Code, Problem
from functions.vault import triggers
from functions.vault.core.objects import URL_LIFETIME
from functions.vault.core.storage import S3Storage
from functions.vault.uploads.assembling import Assembling
from functions.vault.uploads.resuming import Asked
from functions.vault.uploads.storage_parts import S3Parts
from functions.vault.uploads.uploads import RESERVED_FOR
from tests.store.vault.large import announced, digest, film, held, pieces
from tests.store.vault.people import BUCKET, Owner, Place, item, key_of, put


@pytest.fixture
def down(place: Place) -> Iterator[Place]:
    """The same place, whose storage port leads to a closed door."""
    impatient = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})
    closed = aws.client("s3", impatient, "http://127.0.0.1:1")
    nowhere, multipart = S3Storage(closed, BUCKET), S3Parts(closed, BUCKET)
    finaliser = replace(place.vault.finaliser, storage=nowhere, assembling=Assembling(multipart))
    resuming = replace(place.vault.resuming, storage=nowhere, multipart=multipart, finaliser=finaliser)
    arrivals = replace(place.vault.arrivals, storage=nowhere, finaliser=finaliser)
    erasure = replace(place.vault.erasure, storage=nowhere)
    vault = replace(
        place.vault, finaliser=finaliser, resuming=resuming, arrivals=arrivals, erasure=erasure, storage=nowhere
    )
    yield replace(place, vault=vault)
    place.clock.now += 1


def test_nothing_is_lost_while_it_is_away(place: Place, owner: Owner, down: Place) -> None:
    (announced,) = owner.init(item(b"patience"))
    put(announced, b"patience")
    body = place.event(key_of(announced))

    with pytest.raises(Problem) as refused:
        down.vault.finaliser.finalise(owner.user_id, {announced["upload_id"]: None}, down.vault.now)
    assert refused.value.code is Code.UNAVAILABLE
    assert down.stored("poison", body) == ["m0", "m1"]
    place.clock.now += RESERVED_FOR + URL_LIFETIME + 1
    with pytest.raises(RuntimeError, match="could not be reconciled"):
        triggers.reconcile(down.vault)
    with pytest.raises(Problem):
        down.vault.erasure.storage.erase("storage/")

    assert owner.quota()["reserved"] == 8
    assert place.stored(body) == []
    assert owner.quota()["used"] == 8


def test_no_part_is_lost_while_it_is_away(roomy: Owner, down: Place) -> None:
    upload_id = announced(roomy, film(), 1, 2, 3)
    fresh = announced(roomy, film(1))
    vault, who = down.vault, roomy.user_id
    asked = [Asked(1, digest(pieces(film())[0]))]
    acts: list[Callable[[], object]] = [
        lambda: vault.finaliser.finalise(who, {upload_id: None}, vault.now, claims={}),
        lambda: vault.resuming.look(who, upload_id, vault.now),
        lambda: vault.resuming.sign(who, upload_id, asked, vault.now),
        lambda: vault.resuming.sign(who, fresh, asked, vault.now),
        lambda: vault.resuming.abort(who, upload_id, vault.now),
    ]
    for act in acts:
        with pytest.raises(Problem) as refused:
            act()
        assert refused.value.code is Code.UNAVAILABLE

    assert held(roomy, upload_id) == [1, 2, 3]
    assert roomy.complete(upload_id)[0]["status"] == "committed"
    assert roomy.quota()["reserved"] == len(film())
