"""Whatever a provider sends, the outcome is a documented one."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience import ga4, instagram, youtube
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Dimension, State
from tests.unit.audience.samples import JSON, PULL, load

READERS: dict[str, Callable[[Any], tuple[Dimension, ...]]] = {
    "ga4_country_sampled.json": lambda answer: (ga4.dimension(Name.COUNTRY, answer, PULL, users=10.0),),
    "youtube_demographics.json": lambda answer: youtube.demographics(answer, PULL, views=10.0),
    "youtube_country.json": lambda answer: (youtube.by_views(Name.COUNTRY, answer, PULL, max_results=2, views=9.0),),
    "instagram_age.json": lambda answer: instagram.audience({Name.AGE: answer}, PULL, people=200.0),
}


def judge(found: tuple[Dimension, ...]) -> None:
    assert found
    for dimension in found:
        assert (dimension.state is State.VALUE) == (dimension.reason is None)


@pytest.mark.parametrize("fixture", READERS)
@given(answer=JSON)
def test_any_json_is_an_audience_or_says_why_not(fixture: str, answer: Any) -> None:
    judge(READERS[fixture](answer))


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [here, *(path for key in keys for path in paths(value[key], (*here, key)))]


@pytest.mark.parametrize("fixture", READERS)
@given(data=st.data())
def test_a_right_answer_with_one_wrong_spot_is_an_audience_or_says_why_not(fixture: str, data: st.DataObject) -> None:
    answer = copy.deepcopy(load(fixture))
    path = data.draw(st.sampled_from(paths(answer)[1:]))
    spot = answer
    for key in path[:-1]:
        spot = spot[key]
    spot[path[-1]] = data.draw(JSON | st.sampled_from(["1e-320", "1e999", "-1", "NaN", "٣", "1_000", 10**400]))
    judge(READERS[fixture](answer))


@given(JSON, JSON)
def test_any_json_has_metrics_or_none(one: Any, other: Any) -> None:
    for found in (
        ga4.metrics(one, PULL),
        youtube.metrics(one, other, PULL),
        instagram.metrics(one, other, PULL),
    ):
        assert found is None or all(value >= 0 for value in found.values.values())
