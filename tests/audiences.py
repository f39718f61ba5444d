"""What do tests of matching compare? Dimensions as providers tell them, built by hand or drawn by hypothesis."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from functions.shared.audience.buckets import AGES, COUNTRIES, DEVICES, GENDERS, Name
from functions.shared.audience.distribution import Dimension, Provenance, Pull, Source, Unit, Window, tallied
from functions.shared.audience.forming import Facts, form
from functions.shared.matching.features import Features, features, home_of
from functions.shared.matching.weights import Weights

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC).timestamp()
PULL = Pull(Window(TODAY, TODAY), NOW)
PLATFORMS = ("instagram", "youtube", "tiktok")
TOLD: Mapping[Name, Sequence[str]] = {
    Name.AGE: AGES,
    Name.GENDER: GENDERS,
    Name.COUNTRY: sorted(COUNTRIES),
    Name.DEVICE: DEVICES,
}


def dimension(
    name: Name,
    people: Mapping[str, float],
    *,
    provider: str = "instagram",
    metric: str = "follower_demographics",
    provenance: Provenance = Provenance.REPORTED,
    cut_of: float | None = None,
    pull: Pull = PULL,
) -> Dimension:
    """In counts of people, by a provider's spelling; `cut_of`: the list was cut, so many are known in all."""
    return form(
        Facts(
            name=name,
            source=Source(provider, metric, provenance),
            pull=pull,
            unit=Unit.PEOPLE,
            tally=tallied(name, people.items()),
            denominator=cut_of,
            cut=cut_of is not None,
        )
    )


def audience(platform: str, /, home: str | None = None, **people: Mapping[str, float]) -> Features:
    """Of people by dimension, age={"18-24": 100}, gender={"female": 60, "male": 40}; what is left out is missing."""
    return features([dimension(Name(name), told) for name, told in people.items()], platform, home)


def amounts(name: Name, most: int = 12) -> st.SearchStrategy[dict[str, float]]:
    """Somebody in at least one bucket; whole people, so that sums are exact."""
    people = st.integers(1, 20_000).map(float)
    return st.dictionaries(st.sampled_from(TOLD[name]), people, min_size=1, max_size=most)


@st.composite
def dimensions(draw: st.DrawFn, names: Sequence[Name] = tuple(TOLD), provider: str = "instagram") -> list[Dimension]:
    """Of each name at most one; any may be missing."""
    told = draw(st.sets(st.sampled_from(sorted(names))))
    return [dimension(name, draw(amounts(name)), provider=provider) for name in sorted(told)]


@st.composite
def creators(draw: st.DrawFn) -> Features:
    found = draw(dimensions())
    return features(
        found, draw(st.sampled_from(PLATFORMS)), draw(st.sampled_from([None, "TR", "BG"])) or home_of(found)
    )


@st.composite
def companies(draw: st.DrawFn) -> Features:
    found = draw(dimensions(provider="ga4"))
    return features(found, "ga4", home_of(found))


@st.composite
def weights(draw: st.DrawFn) -> Weights:
    """As sliders give them: any size, some of them zero."""
    found = draw(st.lists(st.one_of(st.just(0.0), st.floats(0.001, 100)), min_size=4, max_size=4).filter(any))
    return Weights(*found)


def distributions(size: int) -> st.SearchStrategy[tuple[float, ...]]:
    """Of a fixed number of buckets, some of them empty."""
    parts = st.lists(st.integers(0, 10_000), min_size=size, max_size=size).filter(any)
    return parts.map(lambda found: tuple(part / sum(found) for part in found))
