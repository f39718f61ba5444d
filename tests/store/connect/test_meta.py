"""Meta says that somebody has removed us, or wants the data deleted: true, forged, again, and late."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest

from functions.connect import triggers
from functions.shared.tokens.grants import Provider
from tests.store.connect.people import PROFILE, SITE, Person
from tests.store.connect.place import DAY, Place
from tests.store.connect.test_ownership import indexed
from tests.store.connect.test_reconnect import stored, with_data

DEAUTHORIZE, DELETE = "/connect/instagram/deauthorize", "/connect/instagram/data-deletion"
SECRET = "sandbox-instagram-secret"
INTERRUPTED = "interrupted" + "a" * 21


def app_user(place: Place, account: str = PROFILE) -> str:
    profile = place.sandbox.world.account(account).profile
    assert profile is not None
    return profile.app_id


def signed(place: Place, secret: str = SECRET, account: str = PROFILE, **changes: Any) -> str:
    place.clock.now += 2
    payload = {
        "algorithm": "HMAC-SHA256",
        "issued_at": int(place.clock.now),
        "user_id": app_user(place, account),
        **changes,
    }
    encoded = base64.urlsafe_b64encode(json.dumps(payload).encode()).rstrip(b"=")
    signature = hmac.new(secret.encode(), encoded, hashlib.sha256).digest()
    return f"{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}.{encoded.decode()}"


def post(person: Person, route: str, request: str) -> tuple[int, Any]:
    raw = urlencode({"signed_request": request}).encode()
    return person.call("POST", route, raw=raw, token="", content_type="application/x-www-form-urlencoded")


def deletion(person: Person, code: str) -> tuple[int, Any]:
    return person.call("GET", "/connect/deletions/{code}", token="", code=code)


@contextmanager
def rolled_back(place: Place, user_id: str) -> Iterator[None]:
    """As if somebody had put an older version of the user's secret back: it can be neither read nor written."""
    (ledger,) = [row for row in place.items("tokens", user_id) if row["sk"]["S"] == "LEDGER"]
    place.dynamodb.put_item(TableName=place.tables["tokens"], Item={**ledger, "revision": {"N": "99"}})
    yield
    place.dynamodb.put_item(TableName=place.tables["tokens"], Item=ledger)


def test_who_removes_us_at_instagram_is_disconnected_at_once(place: Place, person: Person) -> None:
    connection = person.connected("instagram")
    with_data(place, connection["id"])
    person.patch(connection["id"], {"share_with_brands": False})
    person.patch(connection["id"], {"share_with_brands": True})
    person.connected("youtube")
    request = signed(place)
    for _ in range(2):
        assert post(person, DEAUTHORIZE, request) == (200, {"done": True})
        after = person.connection("instagram")
        assert (after["status"], after["reason"], after["next_pull_at"], after["pulling"]) == (
            "needs_reauth",
            "app_removed",
            None,
            False,
        )
        assert set(person.held()) == {Provider.YOUTUBE}
        assert not indexed(place, connection["id"])
    assert stored(place, connection["id"]) == (1, 1)
    assert person.connect("instagram") == "connected"
    assert person.connection("instagram")["id"] == connection["id"]


def test_whoever_wants_the_data_deleted_gets_a_page_that_says_so(
    place: Place, person: Person, stranger: Person
) -> None:
    connection, theirs = person.connected("instagram"), stranger.connected("instagram", "top.45")
    with_data(place, connection["id"])
    request = signed(place)
    status, receipt = post(person, DELETE, request)
    assert status == 200
    code = receipt["confirmation_code"]
    assert receipt == {"url": f"{SITE}/deletion/?code={code}", "confirmation_code": code}
    assert person.has_nothing()
    assert stored(place, connection["id"]) == (0, 0)
    assert stranger.listed() == [theirs]

    status, page = deletion(stranger, code)
    assert (status, page["code"], page["state"]) == (200, code, "done")
    assert page["requested_at"] <= page["completed_at"]
    assert post(person, DELETE, request) == (200, receipt)
    assert deletion(person, code)[1] == page
    assert place.items("connect", "DELETING") == []


def test_a_deletion_about_nobody_is_done(place: Place, person: Person) -> None:
    _, receipt = post(person, DELETE, signed(place, user_id="999999999999"))
    assert deletion(person, receipt["confirmation_code"])[1]["state"] == "done"


@pytest.mark.parametrize("route", [DEAUTHORIZE, DELETE])
@pytest.mark.parametrize(
    ("secret", "changes"),
    [
        ("another secret", {}),
        (SECRET, {"algorithm": "none"}),
        (SECRET, {"issued_at": 1_700_000_000}),
        (SECRET, {"issued_at": 9_000_000_000}),
    ],
)
def test_a_forged_or_stale_notice_changes_nothing(
    place: Place, person: Person, route: str, secret: str, changes: dict[str, Any]
) -> None:
    connection = person.connected("instagram")
    held, deletions = person.held(), place.query("select count(*) from connect.deletions")
    status, problem = post(person, route, signed(place, secret, **changes))
    assert (status, problem["code"]) == (403, "forbidden")
    assert person.listed() == [connection]
    assert person.held() == held
    assert place.query("select count(*) from connect.deletions") == deletions


@pytest.mark.parametrize("route", [DEAUTHORIZE, DELETE])
def test_a_notice_that_is_older_than_the_consent_leaves_it_alone(place: Place, person: Person, route: str) -> None:
    """Replayed, or late: the person has come back since."""
    request = signed(place, issued_at=int(place.clock.now))
    place.clock.now += 60
    connection = person.connected("instagram")
    assert post(person, route, request)[0] == 200
    assert person.listed() == [connection]
    assert person.held()


@pytest.mark.parametrize("route", [DEAUTHORIZE, DELETE])
def test_without_a_registration_nobody_is_believed(
    place: Place, person: Person, unconfigured: Place, route: str
) -> None:
    status, problem = post(person, route, signed(place, ""))
    assert (status, problem["code"]) == (403, "forbidden")


def test_everybody_with_that_account_is_meant(place: Place, person: Person, stranger: Person) -> None:
    person.connected("instagram")
    stranger.connected("instagram")
    post(person, DELETE, signed(place))
    assert person.has_nothing()
    assert stranger.has_nothing()


def test_a_deletion_that_was_interrupted_is_finished_by_the_schedule(place: Place, person: Person) -> None:
    """As after a crash between writing it down and doing it."""
    person.connected("instagram")
    place.connect.meta.outbox.deleting(INTERRUPTED, app_user(place), int(place.clock.now) + 1)
    place.connect.meta.store.open_deletion(INTERRUPTED, place.clock.now)
    assert deletion(person, INTERRUPTED)[1]["state"] == "pending"
    assert triggers.settle(place.connect)["notices"] == 1
    assert person.has_nothing()
    assert deletion(person, INTERRUPTED)[1]["state"] == "done"
    assert triggers.settle(place.connect)["notices"] == 0


def test_a_notice_within_a_day_is_heard(place: Place, person: Person) -> None:
    person.connected("instagram")
    request = signed(place)
    place.clock.now += DAY - 60
    assert post(person, DEAUTHORIZE, request)[0] == 200
    assert person.connection("instagram")["reason"] == "app_removed"


def test_a_code_that_is_none_of_ours_is_not_even_looked_up(place: Place, person: Person) -> None:
    """The page is open to everybody: such a row is never found, though it is there."""
    place.connect.meta.store.open_deletion("not-our-form", place.clock.now)
    assert deletion(person, "not-our-form")[0] == 404


@pytest.mark.parametrize("vault_kind", ["secrets"], indirect=True)
@pytest.mark.parametrize("route", [DEAUTHORIZE, DELETE])
def test_a_notice_that_cannot_be_obeyed_now_is_obeyed_later_and_stops_no_other(
    place: Place, person: Person, stranger: Person, route: str
) -> None:
    """Both have that account; the first one's tokens cannot be written at the moment."""
    stuck, other = sorted([person, stranger], key=lambda each: each.user_id)
    for each in (stuck, other):
        each.connected("instagram")
    with rolled_back(place, stuck.user_id):
        assert post(person, route, signed(place))[0] == 200
        assert not other.held()
        with pytest.raises(ExceptionGroup):
            triggers.settle(place.connect)
    assert set(stuck.held()) == {Provider.INSTAGRAM}
    assert triggers.settle(place.connect)["notices"] == 1
    assert not stuck.held()
    assert place.items("connect", "DELETING") == []
