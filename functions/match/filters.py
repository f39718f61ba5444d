"""Which creators may a search show at all? Typed filters, and what they are in SQL; pure: it writes SQL, runs none.

Each condition is written twice, with one meaning. `seek` lets an index of facets or words find the rows; `test` decides
about a row in hand, at the least cost. All conditions must hold; of a list any one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from functions.shared.audience.buckets import Name, city_key
from functions.shared.matching import facets, words
from functions.shared.matching.facets import Fact, Ranged


@dataclass(frozen=True, slots=True)
class Span:
    """Both ends included; None is open. A row without the number is in no span."""

    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class PriceSpan:
    """Of a post. A creator fits when the own range touches this one."""

    currency: str
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class AudienceShare:
    """At least so many percent (a multiple of 5 from 5) of an audience, as reported."""

    dimension: Name
    bucket: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty and None ask for nothing. `countries`, `cities`: where the creator lives. `text`: as somebody typed it."""

    platforms: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    followers: Span | None = None
    engagement_rate: Span | None = None
    growth: Span | None = None
    views: Span | None = None
    price: PriceSpan | None = None
    verified: bool | None = None
    contactable: bool | None = None
    audience: tuple[AudienceShare, ...] = ()
    minors_at_most: int | None = None
    confidence_at_least: float | None = None
    posted_within_days: int | None = None
    checked_within_days: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL about the row `creator` of match.creator_index."""

    seek: str
    test: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


def conditions(filters: Filters, now: datetime) -> tuple[Condition, ...]:
    """`now` with its time zone: what "within so many days" counts from. Parameters have names of their own."""
    found = [
        *_facts(filters),
        *_categories(filters),
        *_spans(filters),
        *_times(filters, now),
        *_text(filters.text or ""),
    ]
    return tuple(_named(condition, number) for number, condition in enumerate(found))


def seeking(of: Sequence[Condition]) -> str:
    return _all([condition.seek for condition in of])


def testing(of: Sequence[Condition]) -> str:
    return _all([condition.test for condition in of])


def parameters(of: Sequence[Condition]) -> dict[str, Any]:
    return {name: value for condition in of for name, value in condition.parameters.items()}


def _all(parts: Sequence[str]) -> str:
    return " and ".join(parts) or "true"


def _facts(filters: Filters) -> Iterator[Condition]:
    lists: Sequence[tuple[Fact, Sequence[str]]] = (
        (Fact.PLATFORM, filters.platforms),
        (Fact.COUNTRY, filters.countries),
        (Fact.CITY, [city_key(city) for city in filters.cities]),
        (Fact.LANGUAGE, filters.languages),
        (Fact.CURRENCY, [filters.price.currency] if filters.price else []),
    )
    for kind, values in lists:
        if values:
            found = _any([facets.fact(kind, value) for value in values])
            yield _of_column(kind, values, found) if kind in (Fact.PLATFORM, Fact.COUNTRY) else found
    for kind, wanted in ((Fact.VERIFIED, filters.verified), (Fact.CONTACT, filters.contactable)):
        if wanted is not None:
            yield _any([facets.fact(kind)]) if wanted else _none([facets.fact(kind)])
    for one in filters.audience:
        bucket = city_key(one.bucket) if one.dimension is Name.CITY else one.bucket
        yield _any(facets.at_least(one.dimension.value, bucket, one.at_least))
    if filters.minors_at_most is not None:
        yield _any(facets.minors_at_most(filters.minors_at_most))


def _categories(filters: Filters) -> Iterator[Condition]:
    """Asked for with followers, an index finds both at once, by the pairs; `_spans` then only tests the number."""
    if filters.categories:
        found = _any([facets.fact(Fact.CATEGORY, category) for category in filters.categories])
        if span := _paired(filters):
            pairs = facets.between_of(filters.categories, span.least, span.most)
            found = Condition("facets && %(pairs)s::int[]", found.test, {**found.parameters, "pairs": pairs})
        yield found


def _spans(filters: Filters) -> Iterator[Condition]:
    least = filters.confidence_at_least
    spans: Sequence[tuple[Ranged, Span | None]] = (
        (Ranged.FOLLOWERS, filters.followers),
        (Ranged.ENGAGEMENT_RATE, filters.engagement_rate),
        (Ranged.GROWTH, filters.growth),
        (Ranged.VIEWS, filters.views),
        (Ranged.CONFIDENCE, None if least is None else Span(least)),
    )
    for column, found in spans:
        if span := _bounded(found):
            condition = between(column, span)
            found_already = column is Ranged.FOLLOWERS and _paired(filters)
            yield replace(condition, seek=condition.test) if found_already else condition
    if filters.price:
        yield from _price(filters.price)


def _bounded(span: Span | None) -> Span | None:
    """None when it bounds nothing."""
    return None if span in (None, Span()) else span


def _paired(filters: Filters) -> Span | None:
    """The followers that are found together with a category; so many that an index helps are not."""
    span = _bounded(filters.followers)
    wide = span is not None and facets.wide(Ranged.FOLLOWERS, span.least, span.most)
    return None if wide or not filters.categories else span


def between(column: Ranged, span: Span) -> Condition:
    """Numbers are kept as `real`: a bound is rounded like them, so that 0.1 is within [0.1, 0.1]."""
    kind = "bigint" if column is Ranged.FOLLOWERS else "real"
    bounds = [("least", ">=", span.least), ("most", "<=", span.most)]
    tests = [f"{column.value} {sign} %({name})s::{kind}" for name, sign, bound in bounds if bound is not None]
    parameters = {name: bound for name, _, bound in bounds if bound is not None}
    if facets.wide(column, span.least, span.most):
        return _both(_all(tests), **parameters)
    ranges = facets.between(column, span.least, span.most)
    return Condition(_all(["facets && %(ranges)s::int[]", *tests]), _all(tests), {**parameters, "ranges": ranges})


def among(tokens: list[int]) -> Condition:
    """Any of these facts. Its parameters are not numbered: it stands alone beside a search's own."""
    return _both("facets && %(among)s::int[]", among=tokens)


def _price(span: PriceSpan) -> Iterator[Condition]:
    """An open end, of either range, reaches everything."""
    if span.most is not None:
        yield _both("coalesce(price_from, 0) <= %(most)s", most=span.most)
    if span.least is not None:
        yield _both("coalesce(price_to, 2147483647) >= %(least)s", least=span.least)


def _times(filters: Filters, now: datetime) -> Iterator[Condition]:
    if filters.posted_within_days is not None:
        first: date = now.date() - timedelta(days=filters.posted_within_days)
        yield _both("posted_on >= %(day)s", day=first)
    if filters.checked_within_days is not None:
        since = now - timedelta(days=filters.checked_within_days)
        yield _both("checked_at >= %(since)s", since=since)


def _text(written: str) -> Iterator[Condition]:
    """Every word begins one of the creator's words. A text without a word asks for nothing."""
    if found := words.folded(written):
        yield Condition(
            seek="creator.id in (select id from match.creator_words where words @@ %(text)s::tsquery)",
            test="(select words from match.creator_words own where own.id = creator.id) @@ %(text)s::tsquery",
            parameters={"text": " & ".join(f"'{word}':*" for word in found)},
        )


def _of_column(kind: Fact, values: Sequence[str], found: Condition) -> Condition:
    """Facts that are columns too: a row in hand is asked there, in a tenth of the time."""
    test = f"creator.{kind.value} = any(%(values)s)"
    return Condition(found.seek, test, {**found.parameters, "values": list(values)})


def _any(tokens: list[int]) -> Condition:
    """`any` for one number takes half the time of `&&` on a row in hand, and no index knows it."""
    if len(tokens) == 1:
        return Condition("facets && %(any)s::int[]", "%(one)s = any(creator.facets)", {"any": tokens, "one": tokens[0]})
    return _both("facets && %(any)s::int[]", any=tokens)


def _none(tokens: list[int]) -> Condition:
    return _both("not facets && %(none)s::int[]", none=tokens)


def _both(sql: str, **parameters: Any) -> Condition:
    return Condition(sql, sql, parameters)


def _named(condition: Condition, number: int) -> Condition:
    """With `%(least)s` as `%(least3)s`, so that conditions stand side by side."""
    names = {name: f"{name}{number}" for name in condition.parameters}
    seek, test = condition.seek, condition.test
    for name, new in names.items():
        seek, test = (text.replace(f"%({name})s", f"%({new})s") for text in (seek, test))
    return Condition(seek, test, {names[name]: value for name, value in condition.parameters.items()})
