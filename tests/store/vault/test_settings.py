"""Upload rules: read, replaced under a revision, and enforced where files are announced."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from functions.shared.revisions import IfMatch
from functions.vault import triggers
from functions.vault.rules.ports_rules import SavedRules
from functions.vault.rules.rulebook import StaleError
from functions.vault.rules.rules import Rules
from tests.store.vault.people import Owner, Place, failures, item, sqs_event
from tests.store.vault.test_erasure import deleted

ROUTE = "/vault/settings"
AS_BUILT = {
    "automatic": False,
    "windows": [],
    "time_zone": "Europe/Istanbul",
    "interval_minutes": 0,
    "mobile_data": True,
    "unknown_network": False,
    "max_file_bytes": None,
    "types": [],
}
NIGHTLY = {
    "automatic": True,
    "windows": [{"start": "22:00", "end": "06:00"}, {"start": "12:30", "end": "13:00"}],
    "time_zone": "Europe/Berlin",
    "interval_minutes": 720,
    "mobile_data": False,
    "unknown_network": True,
    "max_file_bytes": 5_368_709_120,
    "types": ["image/*", "application/pdf"],
}


def put(owner: Owner, rules: dict[str, Any], rev: int | None = None, **more: Any) -> tuple[int, Any]:
    headers = {} if rev is None else {"if-match": f'"{rev}"'}
    return owner.call("PUT", ROUTE, rules, headers=headers, **more)


def current(owner: Owner) -> dict[str, Any]:
    status, settings = owner.call("GET", ROUTE)
    assert status == 200
    return dict(settings)


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_without_a_token_the_answer_is_401(owner: Owner, method: str) -> None:
    for token in ("", "Bearer x", "Bearer"):
        status, problem = owner.call(method, ROUTE, AS_BUILT if method == "PUT" else None, token=token)
        assert (status, problem["code"]) == (401, "unauthenticated")


def test_each_has_rules_of_their_own(owner: Owner, stranger: Owner) -> None:
    put(owner, NIGHTLY, 0)
    assert current(stranger) == {"rev": 0, "saved_at": None, **AS_BUILT}
    assert put(stranger, AS_BUILT, 0)[0] == 200
    assert current(owner)["automatic"] is True


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"automatic": 1}, "automatic"),
        ({"automatic": None}, "automatic"),
        ({"windows": None}, "windows"),
        ({"windows": [{"start": "22:00"}]}, "windows.0.end"),
        ({"windows": [{"start": "24:00", "end": "06:00"}]}, "windows.0.start"),
        ({"windows": [{"start": "22:00", "end": "6:00"}]}, "windows.0.end"),
        ({"windows": [{"start": "22:00\n", "end": "06:00"}]}, "windows.0.start"),
        ({"windows": [{"start": "٢٢:٠٠", "end": "06:00"}]}, "windows.0.start"),
        ({"windows": [{"start": 22, "end": "06:00"}]}, "windows.0.start"),
        ({"windows": [{"start": "22:00", "end": "06:00", "day": 1}]}, "windows.0.day"),
        ({"windows": [{"start": "22:00", "end": "06:00"}] * 9}, "windows"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"time_zone": "\ud800"}, ""),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "A" * 65}, "time_zone"),
        ({"time_zone": None}, "time_zone"),
        ({"interval_minutes": -1}, "interval_minutes"),
        ({"interval_minutes": 10_081}, "interval_minutes"),
        ({"interval_minutes": 1.5}, "interval_minutes"),
        ({"interval_minutes": True}, "interval_minutes"),
        ({"mobile_data": "yes"}, "mobile_data"),
        ({"unknown_network": "wait"}, "unknown_network"),
        ({"max_file_bytes": 0}, "max_file_bytes"),
        ({"max_file_bytes": 2**53}, "max_file_bytes"),
        ({"max_file_bytes": "1"}, "max_file_bytes"),
        ({"types": ["image"]}, "types.0"),
        ({"types": ["*/*"]}, "types.0"),
        ({"types": ["Image/*"]}, "types.0"),
        ({"types": ["image/*; q=1"]}, "types.0"),
        ({"types": ["image/png\n"]}, "types.0"),
        ({"types": ["a/" + "b" * 128]}, "types.0"),
        ({"types": ["image/*"] * 31}, "types"),
        ({"rev": 0}, "rev"),
        ({"user_id": "x"}, "user_id"),
    ],
)
def test_what_does_not_fit_is_refused_and_named(owner: Owner, change: dict[str, Any], field: str) -> None:
    status, problem = put(owner, {**NIGHTLY, **change}, 0)
    assert (status, problem["code"]) in [(422, "invalid_request"), (400, "malformed_json")]
    if field:
        assert [error["field"] for error in problem["errors"]] == [field]
    assert current(owner)["rev"] == 0


@pytest.mark.parametrize("missing", list(NIGHTLY))
def test_the_whole_is_sent_or_nothing(owner: Owner, missing: str) -> None:
    status, problem = put(owner, {name: value for name, value in NIGHTLY.items() if name != missing}, 0)
    assert (status, problem["errors"]) == (422, [{"field": missing, "reason": "missing"}])


def test_what_is_saved_is_read_again(owner: Owner, place: Place) -> None:
    status, saved = put(owner, NIGHTLY, 0)
    assert (status, saved["rev"]) == (200, 1)
    assert saved == current(owner) == {"rev": 1, "saved_at": saved["saved_at"], **NIGHTLY}
    place.clock.now += 60
    changed = {**NIGHTLY, "automatic": False}
    assert put(owner, changed, 1)[1] == {**changed, "rev": 2, "saved_at": current(owner)["saved_at"]}
    assert current(owner)["saved_at"] > saved["saved_at"]


def test_another_revision_by_now_is_412_and_shown(owner: Owner) -> None:
    saved = put(owner, NIGHTLY, 0)[1]
    for rev in (0, 2, 10**15):
        status, problem = put(owner, AS_BUILT, rev)
        assert (status, problem["code"], problem["settings"]) == (412, "precondition_failed", saved)
    assert current(owner) == saved


def test_repeating_after_a_lost_answer_changes_nothing(owner: Owner, place: Place) -> None:
    saved = put(owner, NIGHTLY, 0)
    place.clock.now += 60
    assert put(owner, NIGHTLY, 0) == saved


def test_without_a_revision_nothing_is_saved(owner: Owner) -> None:
    status, problem = put(owner, NIGHTLY)
    assert (status, problem["code"]) == (428, "precondition_required")
    assert current(owner)["rev"] == 0


def test_of_many_at_once_one_saves(place: Place, owner: Owner) -> None:
    rulebook = place.vault.rulebook

    def save(interval: int) -> SavedRules | None:
        try:
            return rulebook.save(
                owner.user_id, Rules(interval_minutes=interval), IfMatch('"0"').allows, place.clock.now
            )
        except StaleError:
            return None

    with ThreadPoolExecutor(8) as pool:
        saved = [done for done in pool.map(save, range(8)) if done]
    assert [done.rev for done in saved] == [1]
    assert rulebook.read(owner.user_id).rules == saved[0].rules


def test_the_server_holds_size_and_type_and_nothing_else(owner: Owner) -> None:
    put(owner, {**NIGHTLY, "max_file_bytes": 10, "windows": [{"start": "00:00", "end": "00:01"}]}, 0)
    fits, large, film, both, paper = owner.init(
        item(b"1234567890"),
        item(b"12345678901"),
        item(b"12", mime="video/mp4"),
        item(b"12345678901", mime="video/mp4"),
        item(b"123", "a.pdf", kind="file", mime="Application/PDF; version=2"),
    )
    assert [one["status"] for one in (fits, paper)] == ["upload", "upload"]
    assert [(one["problem"]["code"], one["problem"]["status"]) for one in (large, film, both)] == [
        ("file_too_large", 413),
        ("type_not_allowed", 415),
        ("file_too_large", 413),
    ]
    assert owner.quota()["reserved"] == 13


def test_stricter_rules_end_no_upload_and_hide_no_duplicate(owner: Owner) -> None:
    there = item(b"there already")
    owner.back_up(b"there already")
    open_before = item(b"announced")
    (announced,) = owner.init(open_before)
    put(owner, {**NIGHTLY, "max_file_bytes": 1}, 0)
    again, duplicate, anew = owner.init(open_before, there, item(b"later"))
    assert again["upload_id"] == announced["upload_id"]
    assert duplicate["status"] == "duplicate"
    assert anew["problem"]["code"] == "file_too_large"


def test_milder_rules_let_the_same_announcement_through(owner: Owner) -> None:
    wish = item(b"held back", mime="video/mp4")
    put(owner, NIGHTLY, 0)
    assert owner.init(wish)[0]["problem"]["code"] == "type_not_allowed"
    put(owner, {**NIGHTLY, "types": []}, 1)
    assert owner.init(wish)[0]["status"] == "upload"


def test_a_whole_batch_is_announced_under_rules(owner: Owner) -> None:
    put(owner, NIGHTLY, 0)
    assert {one["status"] for one in owner.init(*(item(bytes([n])) for n in range(50)))} == {"upload"}


def test_rules_go_with_the_account_and_none_come_after_it(place: Place, owner: Owner) -> None:
    put(owner, NIGHTLY, 0)
    assert failures(triggers.erase(sqs_event(deleted(owner.user_id)), place.vault)) == []
    assert [row for row in place.rows(owner.user_id) if "rules" in json.dumps(row)] == []
    status, problem = put(owner, NIGHTLY, 0)
    assert (status, problem["code"]) == (401, "session_ended")
    assert place.rows(owner.user_id) == []
