import contextlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience import ga4, instagram, snapshot, youtube
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Pull, Tally, Window
from functions.shared.audience.snapshot import Snapshot
from tests.unit.audience.samples import JSON, NAMED_ROWS, PULL, dimension, load

LATER = Pull(Window(PULL.window.start + timedelta(1), PULL.window.end + timedelta(1)), PULL.fetched_at + 86_400)


def taken(pull: Pull = PULL) -> Snapshot:
    names = {
        Name.AGE: "instagram_age.json",
        Name.COUNTRY: "instagram_country_top45.json",
        Name.CITY: "instagram_empty.json",
    }
    answers = {name: load(file) for name, file in names.items()}
    metrics = instagram.metrics(load("instagram_profile.json"), load("instagram_insights.json"), pull)
    return Snapshot("instagram", instagram.audience(answers, pull, people=9000), metrics)


def by_name(found: Snapshot) -> Snapshot:
    return replace(found, dimensions=tuple(sorted(found.dimensions, key=lambda dimension: dimension.name)))


def test_unchanged_data_hash_alike_on_another_day() -> None:
    assert snapshot.content_hash(taken()) == snapshot.content_hash(taken(LATER))
    assert snapshot.encode(taken()) != snapshot.encode(taken(LATER))


def test_the_hash_of_a_known_snapshot_stays() -> None:
    """Another hash for the same data writes every connection anew: raise VERSION when that is meant."""
    found = Snapshot("ga4", (ga4.dimension(Name.GENDER, load("ga4_gender.json"), PULL),))
    assert snapshot.content_hash(found) == "b37bd7f30efcd6b08297521ac7d9d0d5bf23ec730e5e9a2e568ed4a66a1990f0"


def test_the_order_of_dimensions_and_keys_means_nothing() -> None:
    one = taken()
    other = replace(one, dimensions=tuple(reversed(one.dimensions)))
    assert snapshot.encode(one) == snapshot.encode(other)
    backwards = dict(reversed(list(one.dimensions[0].tally.amounts.items())))
    tally = replace(one.dimensions[0].tally, amounts=backwards)
    turned = replace(one, dimensions=(replace(one.dimensions[0], tally=tally), *one.dimensions[1:]))
    assert snapshot.encode(one) == snapshot.encode(turned)


def test_float_noise_means_nothing_and_a_person_more_does() -> None:
    one = dimension(Name.AGE, [("18-24", 0.1 + 0.2), ("25-34", 0.7)])
    other = dimension(Name.AGE, [("18-24", 0.3), ("25-34", 0.7)])
    assert one.tally != other.tally
    assert snapshot.content_hash(Snapshot("ga4", (one,))) == snapshot.content_hash(Snapshot("ga4", (other,)))
    more = dimension(Name.AGE, [("18-24", 1_000_000_000.0)]), dimension(Name.AGE, [("18-24", 1_000_000_001.0)])
    assert len({snapshot.content_hash(Snapshot("ga4", (found,))) for found in more}) == 2


def test_whole_numbers_are_written_whole() -> None:
    members = json.loads(snapshot.encode(taken()))
    assert members["dimensions"][0]["amounts"]["18-24"] == 3120
    assert '"18-24":3120,' in snapshot.encode(taken())


@given(NAMED_ROWS, st.floats(0, 1e12), st.booleans())
def test_what_was_written_reads_back(named: tuple[Name, list[tuple[str, float]]], people: float, cut: bool) -> None:  # noqa: FBT001
    written = snapshot.encode(Snapshot("ga4", (dimension(*named, population=people, cut=cut),)))
    read = snapshot.decode(written)
    assert snapshot.encode(read) == written


def test_all_states_read_back() -> None:
    """In the order of their names."""
    assert snapshot.decode(snapshot.encode(taken())) == by_name(taken())
    views = youtube.by_views(Name.COUNTRY, load("youtube_country.json"), PULL, views=92_000)
    without = Snapshot("youtube", (*youtube.demographics(None, PULL), views))
    read = snapshot.decode(snapshot.encode(without))
    assert [(found.state, found.reason) for found in read.dimensions] == [
        (found.state, found.reason) for found in by_name(without).dimensions
    ]


@given(JSON.map(json.dumps) | st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        snapshot.decode(text)


@pytest.mark.parametrize("key", ["version", "provider", "dimensions", "metrics"])
@given(value=JSON)
def test_a_snapshot_with_a_foreign_part_is_refused_or_read(key: str, value: Any) -> None:
    members = json.loads(snapshot.encode(taken()))
    with contextlib.suppress(ValueError):
        snapshot.decode(json.dumps(members | {key: value}))


def test_a_dimension_comes_once() -> None:
    found = dimension(Name.AGE, [("18-24", 1.0)])
    with pytest.raises(ValueError, match="twice"):
        Snapshot("ga4", (found, replace(found, tally=Tally({"65+": 1.0}))))
