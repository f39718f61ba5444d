"""Does a creator pass these filters? Decided from what was told, without SQL or facets: the index is held to it."""

from datetime import timedelta

from functions.match.filters import AudienceShare, Filters, PriceSpan, Span
from functions.shared.audience.buckets import Name, city_key
from functions.shared.audience.distribution import Dimension
from functions.shared.matching.words import folded
from tests.store.match.crowd import Member
from tests.unit.audience.samples import TODAY


def passes(who: Member, filters: Filters) -> bool:
    about, row = who.told.about, who.row
    numbers = (
        (row.followers, filters.followers),
        (row.engagement_rate, filters.engagement_rate),
        (row.growth, filters.growth),
        (row.views, filters.views),
        (row.confidence, None if filters.confidence_at_least is None else Span(filters.confidence_at_least)),
    )
    return (
        _any(filters.platforms, [who.told.platform])
        and _any(filters.categories, about.categories)
        and _any(filters.countries, [row.country])
        and _any([city_key(city) for city in filters.cities], [city_key(about.city)])
        and _any(filters.languages, about.languages)
        and all(_within(number, span) for number, span in numbers)
        and _price(who, filters.price)
        and filters.verified in (None, who.told.platform != "tiktok")
        and filters.contactable in (None, bool(about.contact_email))
        and all(_share(who, one) for one in filters.audience)
        and _minors(who, filters.minors_at_most)
        and _recent(who, filters)
        and _text(who, filters.text or "")
    )


def _any(wanted: object, there: object) -> bool:
    return not wanted or bool(set(wanted) & set(there))  # type: ignore[call-overload]


def _within(number: float | None, span: Span | None) -> bool:
    if span is None or span == Span():
        return True
    slack = 1e-7 * abs(number or 0)
    return number is not None and (
        (span.least is None or number >= span.least - slack) and (span.most is None or number <= span.most + slack)
    )


def _price(who: Member, span: PriceSpan | None) -> bool:
    """An end that is open, of either range, reaches everything."""
    about = who.told.about
    if span is None:
        return True
    low = span.most is None or about.price_from is None or about.price_from <= span.most
    high = span.least is None or about.price_to is None or about.price_to >= span.least
    return about.currency == span.currency and low and high


def _of(who: Member, name: Name) -> Dimension | None:
    return next((one for one in who.told.dimensions if one.name is name and one.shares), None)


def _share(who: Member, wanted: AudienceShare) -> bool:
    """In whole people, so that no rounding decides about a boundary."""
    if (found := _of(who, wanted.dimension)) is None:
        return False
    key = city_key if wanted.dimension is Name.CITY else str
    amounts = {key(bucket): n for bucket, n in found.tally.amounts.items()}
    return amounts.get(key(wanted.bucket), 0) * 100 >= wanted.at_least * found.tally.listed_n


def _minors(who: Member, most: int | None) -> bool:
    if most is None:
        return True
    if (found := _of(who, Name.AGE)) is None:
        return False
    return found.tally.minors_n * 100 <= most * (found.tally.listed_n + found.tally.minors_n)


def _recent(who: Member, filters: Filters) -> bool:
    posted, checked = filters.posted_within_days, filters.checked_within_days
    day = who.row.posted_on
    return (posted is None or (day is not None and day >= TODAY - timedelta(days=posted))) and (
        checked is None or who.days <= checked
    )


def _text(who: Member, text: str) -> bool:
    return all(any(own.startswith(word) for own in who.row.words) for word in folded(text))
