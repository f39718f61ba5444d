"""Another consent: of the same account the connection goes on, of another one it begins anew."""

from datetime import date

from functions.shared.audience.metrics import Metric
from functions.shared.tokens.grants import Provider
from tests.store.connect.people import CHANNEL, COMPANY, PROFILE, Person
from tests.store.connect.place import Place
from tests.store.connections import body, metric


def with_data(place: Place, connection_id: str) -> None:
    """As after a pull: a snapshot, a metric, and a pull that is under way."""
    body(place.database, connection_id, '{"dimensions": [{"name": "age"}, {"name": "country"}]}')
    metric(place.database, connection_id, Metric.FOLLOWERS, {date(2026, 11, 1): 10.0})
    place.execute(
        "update connect.connections set pull_no = 3, claim = 'worker', claimed_until = now() + '1 hour',"
        " queued_until = null, checked_at = now(), due_at = now() + '1 day', share_with_brands = true where id = %s",
        connection_id,
    )


def stored(place: Place, connection_id: str) -> tuple[int, int]:
    """(snapshots, metrics)"""
    counted = "select count(*) from {} where connection_id = %s"
    return (
        place.query(counted.format("connect.snapshots"), connection_id)[0][0],
        place.query(counted.format("connect.metrics"), connection_id)[0][0],
    )


def schedule(place: Place, connection_id: str) -> tuple[object, ...]:
    (found,) = place.query("select status, pull_no, claim from connect.connections where id = %s", connection_id)
    return found


def test_the_same_channel_keeps_its_connection_and_gets_a_new_token(place: Place, person: Person) -> None:
    before = person.connected("youtube")
    with_data(place, before["id"])
    token, revoked = person.held()[Provider.YOUTUBE], place.calls("google.revoke")
    place.execute(
        "update connect.connections set status = 'needs_reauth', reason = 'invalid_grant' where id = %s", before["id"]
    )
    place.queued()

    assert person.connect("youtube") == "connected"
    after = person.connection("youtube")
    assert (after["id"], after["status"], after["reason"], after["pulling"]) == (before["id"], "active", None, True)
    assert after["share_with_brands"]
    assert stored(place, before["id"]) == (1, 1)
    assert after["stored"]["dimensions"] == ["age", "country"]
    assert schedule(place, before["id"]) == ("active", 4, None)
    assert [message["pull_no"] for message in place.queued()] == [4]
    held = person.held()[Provider.YOUTUBE]
    assert (held.key, held.version != token.version) == (token.key, True)
    assert held.grant.token != token.grant.token
    assert place.calls("google.revoke") == revoked


def test_another_account_takes_the_place_of_the_old_one_with_all_its_data(place: Place, person: Person) -> None:
    before = person.connected("instagram")
    with_data(place, before["id"])
    person.patch(before["id"], {"share_with_brands": False})
    person.patch(before["id"], {"share_with_brands": True})
    assert person.connect("instagram", "top.45") == "connected"
    (after,) = person.listed()
    assert after["id"] != before["id"]
    assert (after["share_with_brands"], after["stored"]["snapshots"], after["checked_at"]) == (False, 0, None)
    assert stored(place, before["id"]) == (0, 0)
    assert place.query("select 1 from connect.consents where connection_id = %s", before["id"]) == []
    assert place.query("select 1 from match.creators where connection_id = %s", before["id"]) == []
    assert person.held()[Provider.INSTAGRAM].key.connection_id == after["id"]
    assert place.items("connect", "LINKING") == []


def test_ga4_goes_on_while_its_property_is_still_listed(place: Place, person: Person) -> None:
    before = person.connected("ga4")
    with_data(place, before["id"])
    assert person.connect("ga4", COMPANY) == "connected"
    after = person.connection("ga4")
    assert (after["id"], after["status"], after["property_id"]) == (before["id"], "active", before["property_id"])
    assert stored(place, before["id"]) == (1, 1)


def test_ga4_asks_again_where_its_property_is_not_listed_any_more(place: Place, person: Person) -> None:
    before = person.connected("ga4")
    with_data(place, before["id"])
    assert person.connect("ga4", "ga4-sampled@sandbox.test") == "needs_property"
    waiting = person.connection("ga4")
    assert (waiting["id"], waiting["status"], waiting["next_pull_at"]) == (before["id"], "needs_property", None)
    assert waiting["checked_at"] is None
    assert stored(place, before["id"]) == (0, 0)

    (listed,) = person.properties(before["id"])
    status, chosen = person.patch(before["id"], {"property_id": listed["id"]})
    assert (status, chosen["status"], chosen["property_id"]) == (200, "active", listed["id"])
    assert stored(place, before["id"]) == (0, 0)
    assert chosen["checked_at"] is None


def test_a_failed_reconnect_leaves_everything_as_it_was(place: Place, person: Person) -> None:
    before = person.connected("youtube")
    held = person.held()
    place.sandbox.world.faults.add("youtube.channels", "garbage")
    assert person.connect("youtube") == "failed"
    place.sandbox.world.faults.clear()
    assert person.connect("youtube", deny=True) == "denied"
    assert person.connect("youtube", "no-channel@sandbox.test") == "no_account"
    assert person.connect("youtube", scopes=["https://www.googleapis.com/auth/youtube.readonly"]) == "partial"
    assert person.listed() == [before]
    assert person.held() == held


def test_two_people_may_connect_the_same_account(place: Place, person: Person, stranger: Person) -> None:
    mine, theirs = person.connected("instagram", PROFILE), stranger.connected("instagram", PROFILE)
    assert mine["id"] != theirs["id"]
    assert person.delete(mine["id"]) == 204
    assert stranger.listed() == [theirs]
    assert stranger.held()


def test_both_google_accounts_of_one_person_are_two_connections(person: Person) -> None:
    person.connected("youtube", CHANNEL)
    person.connected("ga4", COMPANY)
    assert [each["provider"] for each in person.listed()] == ["youtube", "ga4"]
    assert set(person.held()) == {Provider.YOUTUBE, Provider.GA4}
