"""What do tests of the audience start from? Answers of the providers (tests/fixtures/providers) and one moment."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Dimension, Pull, Source, Unit, Window, tallied
from functions.shared.audience.forming import Facts, form

NOW = 1_795_300_000.0
TODAY = date(2026, 11, 21)
PULL = Pull(Window(date(2026, 8, 21), date(2026, 11, 18)), NOW)
FIXTURES = Path(__file__).parents[2] / "fixtures" / "providers"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
SPELLINGS = {
    Name.AGE: ["18-24", "age25-34", "age65-", "65+", "13-17", "unknown", "(other)", "new-age"],
    Name.GENDER: ["female", "F", "male", "M", "U", "user_specified", "unknown", "androgyne"],
    Name.COUNTRY: ["TR", "de", "UK", "XK", "ZZ", "(not set)", "(other)", "Turkey"],
    Name.CITY: ["Istanbul", "İzmir, İzmir Province", "(not set)", "(other)", "13-17", "x" * 200],
    Name.LANGUAGE: ["tr", "tr-tr", "en-us", "iw", "(not set)", "(other)", "c"],
    Name.DEVICE: ["mobile", "MOBILE", "smart tv", "TV", "GAME_CONSOLE", "UNKNOWN_PLATFORM", "watch"],
}
NAMES = st.sampled_from(list(Name))


def rows_of(name: Name) -> st.SearchStrategy[list[tuple[str, float]]]:
    amounts = st.integers(0, 10**9).map(float) | st.floats(0, 1e9, allow_subnormal=False)
    return st.lists(st.tuples(st.sampled_from(SPELLINGS[name]), amounts), max_size=30)


NAMED_ROWS = NAMES.flatmap(lambda name: st.tuples(st.just(name), rows_of(name)))


def load(name: str) -> Any:
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def text(name: str) -> str:
    return (FIXTURES / name).read_bytes().decode("utf-8")


def dimension(name: Name, rows: list[tuple[str, float]], **more: Any) -> Dimension:
    facts = Facts(name, Source("ga4", "activeUsers"), PULL, Unit.PEOPLE, tallied(name, rows), **more)
    return form(facts)
