"""How do matches look from outside? Turns them into the public models, and a request into domain values."""

from collections.abc import Mapping, Sequence
from typing import Any

from functions.match import schemas_search
from functions.match.creators import Creator
from functions.match.filters import AudienceShare, Filters, PriceSpan, Span
from functions.match.ports import Found, Matched, Query
from functions.match.profiles import Price
from functions.match.schemas_filters import PriceSpan as PriceWish
from functions.match.schemas_filters import Span as SpanWish
from functions.match.schemas_search import Card, SavedQuery, SearchAnswer, UsedAudience, UsedWeights, WeightsWish
from functions.match.scoring import BucketFit, DimensionFit, Fit
from functions.shared.audience.buckets import Name
from functions.shared.clock import rfc3339
from functions.shared.matching.weights import Weights


def wanted(body: SavedQuery) -> Query:
    """500 lira are not more than 20 dollars: prices order within one currency only."""
    sort = "score" if body.sort == "price" and body.filters.price is None else body.sort
    return Query(_filters(body), _weights(body.weights), body.audience, sort)


def answer(found: Found, *, youtube: bool) -> SearchAnswer:
    return SearchAnswer.model_validate(
        {
            "items": [match(one) for one in found.items],
            "audience": used_audience(found),
            "weights": used_weights(found.weights),
            "exact": found.exact,
            "matched": found.matched,
            "youtube_scores": on_off(youtube=youtube),
            "next_cursor": found.next_cursor,
        }
    )


def match(one: Matched) -> schemas_search.Match:
    return schemas_search.Match.model_validate(
        {
            **score(one.creator, one.fit),
            "influencer": card(one.creator),
            "fit": fit(one.fit),
            "other_platforms": [{"platform": platform, "score": at} for platform, at in one.others],
        }
    )


def card(creator: Creator) -> Card:
    about, figures = creator.about, creator.figures
    posted_on = figures.posted_on if figures else None
    return Card.model_validate(
        {
            "id": creator.user_id,
            "name": creator.name or about.display_name,
            "handle": creator.handle,
            "platform": creator.platform,
            "followers": creator.followers,
            "country": creator.home,
            "city": about.city or None,
            "categories": list(about.categories),
            "languages": list(about.languages),
            "verified": not creator.self_reported,
            "contactable": bool(about.contact_email),
            "price": price(about.price),
            "engagement_rate": figures.engagement_rate if figures else None,
            "growth": figures.growth if figures else None,
            "views": figures.views if figures else None,
            "posted_on": posted_on.isoformat() if posted_on else None,
            "checked_at": rfc3339(creator.checked_at),
            "provenance": provenance(creator),
        }
    )


def score(creator: Creator, found: Fit) -> dict[str, Any]:
    return {
        "platform": creator.platform,
        "score": found.score,
        "average_score": found.average_score,
        "lift": found.lift,
        "confidence": found.confidence,
        "confidence_label": found.label.value,
        "standard_error": found.standard_error,
        "derived_by_us": creator.derived_by_us,
    }


def fit(found: Fit) -> dict[str, Any]:
    return {
        one.name.value: {**dimension(one), "over": buckets(one.over()), "under": buckets(one.under())}
        for one in found.dimensions
    }


def dimension(one: DimensionFit) -> dict[str, Any]:
    return {
        "similarity": one.similarity,
        "overlap": one.overlap,
        "weight": one.weight,
        "contribution": one.contribution,
        "lift": one.lift,
        "confidence": one.confidence,
        "standard_error": one.standard_error,
        "creator_state": one.creator_state.value,
        "company_state": one.company_state.value,
    }


def buckets(found: Sequence[BucketFit]) -> list[Mapping[str, Any]]:
    return [
        {"bucket": one.bucket, "creator": one.creator, "company": one.company, "difference": one.difference}
        for one in found
    ]


def price(found: Price | None) -> dict[str, Any] | None:
    return None if found is None else {"from": found.start, "to": found.end, "currency": found.currency}


def provenance(creator: Creator) -> str:
    return "self_reported" if creator.self_reported else "reported"


def on_off(*, youtube: bool) -> str:
    return "on" if youtube else "off"


def used_audience(found: Found) -> UsedAudience:
    """An audience that is asked for is always there: see `searching`."""
    return UsedAudience(
        id=found.audience.id if found.audience else "", name=found.audience.name if found.audience else ""
    )


def used_weights(weights: Weights) -> UsedWeights:
    return UsedWeights(age=weights.age, gender=weights.gender, country=weights.country, device=weights.device)


def _weights(wish: WeightsWish | None) -> Weights | None:
    return None if wish is None else Weights(wish.age, wish.gender, wish.country, wish.device)


def _filters(body: SavedQuery) -> Filters:
    asked = body.filters
    return Filters(
        platforms=tuple(asked.platforms),
        categories=tuple(asked.categories),
        countries=tuple(asked.countries),
        cities=tuple(asked.cities),
        languages=tuple(asked.languages),
        followers=_span(asked.followers),
        engagement_rate=_span(asked.engagement_rate),
        growth=_span(asked.growth),
        views=_span(asked.views),
        price=_price(asked.price),
        verified=asked.verified,
        contactable=asked.contactable,
        audience=tuple(AudienceShare(Name(one.dimension), one.bucket, one.at_least) for one in asked.audience),
        minors_at_most=asked.minors_at_most,
        confidence_at_least=asked.confidence_at_least,
        posted_within_days=asked.posted_within_days,
        checked_within_days=asked.checked_within_days,
        text=asked.text or None,
    )


def _span(wish: SpanWish | None) -> Span | None:
    return None if wish is None else Span(getattr(wish, "min", None), getattr(wish, "max", None))


def _price(wish: PriceWish | None) -> PriceSpan | None:
    return None if wish is None else PriceSpan(wish.currency, wish.min, wish.max)
