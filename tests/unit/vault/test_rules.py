"""The vectors that every copy of the rules runs, and what holds beyond them: the clock against a walk by minutes."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.clock import rfc3339
from functions.vault.rules import rules, views_settings
from functions.vault.rules.rules import Decision, File, Network, Reason, Rules, Situation, Window, decide
from functions.vault.rules.schemas_settings import PutSettings

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "rules.json").read_text())
CASES = [
    pytest.param(
        {**VECTORS["defaults"]["rules"], **group["rules"], **vector.get("rules", {})},
        {**VECTORS["defaults"]["situation"], **vector.get("situation", {})},
        vector,
        id=f"{group['about']}: {vector['name']}",
    )
    for group in VECTORS["groups"]
    for vector in group["vectors"]
]
ZONES = [
    "Europe/Istanbul",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "UTC",
]
MINUTES = st.integers(0, 1439)
WINDOWS = st.lists(st.builds(Window, MINUTES, MINUTES), min_size=1, max_size=3).map(tuple)
MOMENTS = st.integers(
    int(datetime(2010, 1, 1, tzinfo=UTC).timestamp()), int(datetime(2035, 1, 1, tzinfo=UTC).timestamp())
)
CHANGES = st.sampled_from(
    [
        datetime(2011, 12, 30, 10, tzinfo=UTC),
        datetime(2015, 11, 8, 1, tzinfo=UTC),
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 1, tzinfo=UTC),
        datetime(2026, 11, 1, 6, tzinfo=UTC),
        datetime(2026, 4, 4, 15, tzinfo=UTC),
    ]
).flatmap(lambda change: st.integers(-90_000, 90_000).map(lambda away: int(change.timestamp()) + away))


def epoch(text: str | None) -> float | None:
    return datetime.fromisoformat(text).timestamp() if text else None


def moment(at: float) -> Situation:
    return Situation(at, Network.WIFI)


@pytest.mark.parametrize(("told", "situation", "vector"), CASES)
def test_vector(told: dict[str, Any], situation: dict[str, Any], vector: dict[str, Any]) -> None:
    at = epoch(situation["at"])
    assert at is not None
    decision = decide(
        views_settings.rules(PutSettings.model_validate_json(json.dumps(told))),
        Situation(
            **{
                **situation,
                "at": at,
                "network": Network(situation["network"]),
                "last_run": epoch(situation["last_run"]),
            }
        ),
        File(**vector["file"]) if "file" in vector else None,
    )
    expected = {"reason": vector["expect"]["reason"], "opens_at": epoch(vector["expect"].get("opens_at"))}
    assert {"reason": decision.reason, "opens_at": decision.opens_at} == expected


def test_every_reason_has_a_vector() -> None:
    told = {vector["expect"]["reason"] for group in VECTORS["groups"] for vector in group["vectors"]}
    assert told == {None} | set(Reason)


def test_a_vector_says_nothing_that_is_not_read() -> None:
    known = set(VECTORS["defaults"]["situation"])
    for vector in (vector for group in VECTORS["groups"] for vector in group["vectors"]):
        assert set(vector) <= {"name", "rules", "situation", "file", "expect"}
        assert set(vector.get("situation", {})) <= known


def test_nothing_is_held_back_before_a_user_has_made_rules() -> None:
    for network in (Network.WIFI, Network.MOBILE, Network.UNKNOWN):
        situation = Situation(0, network, by_hand=True, saves_data=True, last_run=0)
        assert decide(Rules(), situation, File(2**40, "application/octet-stream")) == Decision()


@pytest.mark.parametrize(
    "name", ["Europe/Istanbul", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+3", "Europe/Kiev"]
)
def test_zones_that_people_live_in(name: str) -> None:
    assert rules.is_zone(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Europe",
        "Europe/",
        "Europe/Atlantis",
        "europe/istanbul",
        "+03:00",
        "GMT+3",
        "localtime",
        "posixrules",
        "Factory",
        "right/Europe/Berlin",
        "/etc/localtime",
        "Europe/../Europe/Berlin",
        "../../etc/passwd",
        "Europe/Istanbul\n",
        "Europe/İstanbul",
        "Europe/Ist\x00anbul",
        "A/" + "b" * 5000,
    ],
)
def test_what_is_no_zone(name: str) -> None:
    assert not rules.is_zone(name)


def shown(windows: tuple[Window, ...], zone: ZoneInfo, at: int) -> bool:
    """What the vault calls open, said another way: the clock on the wall, and each window as one or two stretches."""
    wall = datetime.fromtimestamp(at, zone)
    minute = wall.hour * 60 + wall.minute
    stretches = [
        stretch
        for window in windows
        for stretch in (
            [(window.start, window.end)]
            if window.start < window.end
            else [(window.start, 1440), (0, window.end if window.start != window.end else 1440)]
        )
    ]
    return any(start <= minute < end for start, end in stretches)


@given(WINDOWS, st.sampled_from(ZONES), st.one_of(MOMENTS, CHANGES))
def test_the_next_opening_is_the_first_that_a_walk_by_minutes_finds(
    windows: tuple[Window, ...], name: str, at: int
) -> None:
    zone = ZoneInfo(name)
    opens_at = rules.opening(windows, name, at)
    if shown(windows, zone, at):
        assert opens_at == at
        return
    assert opens_at > at
    assert shown(windows, zone, int(opens_at))
    assert not shown(windows, zone, int(opens_at) - 1)
    assert not any(shown(windows, zone, minute) for minute in range(at, int(opens_at), 60))


@given(WINDOWS, st.sampled_from(ZONES), st.one_of(MOMENTS, CHANGES), st.integers(0, 3 * 86_400), st.integers(0, 10_080))
def test_at_the_moment_it_names_the_clock_holds_nothing_back(
    windows: tuple[Window, ...], zone: str, at: int, ago: int, interval: int
) -> None:
    own = Rules(automatic=True, windows=windows, time_zone=zone, interval_minutes=interval)
    now = replace(moment(at), last_run=at - ago)
    decision = decide(own, now)
    if decision.opens_at is None:
        assert decision == Decision()
    else:
        assert decision.opens_at > at
        assert decide(own, replace(now, at=decision.opens_at)) == Decision(), rfc3339(decision.opens_at)
        assert decide(own, replace(now, at=decision.opens_at - 1)).reason


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_size_is_refused_exactly_above_the_limit(size: int, limit: int) -> None:
    refused = rules.refusal(Rules(max_file_bytes=limit), File(size, "image/png"))
    assert refused is (Reason.FILE_TOO_LARGE if size > limit else None)
