import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.shared import messages
from functions.shared.ids import new_id
from functions.vault.core.objects import ObjectKey
from functions.vault.uploads import events
from functions.vault.uploads.arrivals import Sighting

KEY = ObjectKey(new_id(1), "photo", new_id(2), new_id(3))


def notification(key: str = str(KEY), event: str = "ObjectCreated:Put", **more: Any) -> str:
    return json.dumps({"Records": [{"eventName": event, "s3": {"object": {"key": key, **more}}}]})


def test_a_stored_object_is_seen_with_its_version() -> None:
    assert events.sightings(notification(versionId="v1")) == ([Sighting(KEY, "v1")], [])


@pytest.mark.parametrize("more", [{}, {"versionId": "null"}, {"versionId": ""}, {"versionId": None}])
def test_a_bucket_without_versions_names_none(more: dict[str, Any]) -> None:
    assert events.sightings(notification(**more)) == ([Sighting(KEY, None)], [])


def test_keys_are_form_encoded() -> None:
    assert events.sightings(notification("storage/g%C3%BCn+1%2Bb")) == ([], ["storage/gün 1+b"])


def test_the_test_event_and_removals_say_nothing() -> None:
    assert events.sightings('{"Service": "Amazon S3", "Event": "s3:TestEvent"}') == ([], [])
    assert events.sightings(notification(event="ObjectRemoved:Delete")) == ([], [])


MALFORMED = [
    "",
    "null",
    "[]",
    "7",
    "{}",
    '{"Records": 7}',
    '{"Records": [7]}',
    '{"Records": [{}]}',
    '{"Records": [{"eventName": 7}]}',
    '{"Records": [{"eventName": "ObjectCreated:Put", "s3": []}]}',
    '{"Records": [{"eventName": "ObjectCreated:Put", "s3": {"object": {"key": 7}}}]}',
    "[" * 100_000,
]


@pytest.mark.parametrize("body", MALFORMED)
def test_anything_else_is_malformed(body: str) -> None:
    with pytest.raises(messages.MalformedError):
        events.sightings(body)
    with pytest.raises(messages.MalformedError):
        messages.deleted_user(body)


@settings(max_examples=50)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_no_json_breaks_the_reader(value: Any) -> None:
    try:
        events.sightings(json.dumps({"Records": value}))
    except messages.MalformedError:
        return


def test_a_deleted_user_is_named() -> None:
    event = {"detail-type": "user.deleted", "detail": {"user_id": KEY.user_id}}
    assert messages.deleted_user(json.dumps(event)) == KEY.user_id


@pytest.mark.parametrize("detail", [None, [], {}, {"user_id": 7}, {"user_id": ""}, {"user_id": "../other"}])
def test_no_or_an_odd_user_is_malformed(detail: Any) -> None:
    """An empty id would erase by an empty prefix: everybody."""
    with pytest.raises(messages.MalformedError):
        messages.deleted_user(json.dumps({"detail-type": "user.deleted", "detail": detail}))


def test_another_event_is_malformed() -> None:
    event = {"detail-type": "user.created", "detail": {"user_id": KEY.user_id}}
    with pytest.raises(messages.MalformedError):
        messages.deleted_user(json.dumps(event))
