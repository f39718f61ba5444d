"""How does one influencer look to a brand? Turns detail, explanation and likeness into the public models."""

from collections.abc import Sequence
from typing import Any

from functions.match import schemas_influencer, views, views_search
from functions.match.activity import Activity, Checked
from functions.match.creators import Creator
from functions.match.influencers import Influencer, OnPlatform
from functions.match.ports import Found
from functions.match.resembling import Alike
from functions.match.schemas_influencer import AskFit, InfluencerFit, Lookalikes
from functions.match.scoring import DimensionFit, Fit
from functions.shared.audience.buckets import Name
from functions.shared.matching.weights import Weights
from functions.shared.problems import Code, Problem


def influencer(found: Influencer) -> schemas_influencer.Influencer:
    about = found.about
    return schemas_influencer.Influencer.model_validate(
        {
            "id": found.user_id,
            "display_name": about.display_name,
            "bio": about.bio,
            "categories": list(about.categories),
            "countries": list(about.countries),
            "languages": list(about.languages),
            "city": about.city,
            "links": [{"label": link.label, "url": link.url} for link in about.links],
            "contact_email": about.contact_email,
            "price": views_search.price(about.price),
            "platforms": [_platform(one) for one in found.platforms],
        }
    )


def weights(query: AskFit) -> Weights | None:
    """None when none is named. Raises Problem(invalid_request) when all that are named are 0."""
    named = (query.age, query.gender, query.country, query.device)
    if all(weight is None for weight in named):
        return None
    if not any(named):
        raise Problem(Code.INVALID_REQUEST, errors=[{"field": "age", "reason": "all_weights_zero"}])
    return Weights(*(weight or 0.0 for weight in named))


def fit(found: Found, *, youtube: bool) -> InfluencerFit:
    return InfluencerFit.model_validate(
        {
            "audience": views_search.used_audience(found),
            "weights": views_search.used_weights(found.weights),
            "youtube_scores": views_search.on_off(youtube=youtube),
            "items": [{**views_search.score(one.creator, one.fit), "fit": _whole(one.fit)} for one in found.items],
        }
    )


def lookalikes(asked: Creator, found: Sequence[Alike], *, youtube: bool) -> Lookalikes:
    return Lookalikes.model_validate(
        {
            "platform": asked.platform,
            "items": [_alike(one) for one in found],
            "youtube_scores": views_search.on_off(youtube=youtube),
        }
    )


def _platform(one: OnPlatform) -> dict[str, Any]:
    shown = views.own_audience_of(one.audience)
    return {
        "card": views_search.card(one.creator),
        "metrics": shown.metrics,
        "series": shown.series,
        "dimensions": shown.dimensions,
        "activity": _activity(one.activity),
        "provenance": views_search.provenance(one.creator),
        "checked_at": shown.checked_at,
    }


def _activity(found: Activity) -> dict[str, Any]:
    return {"state": found.state.value, "checks": [_check(one) for one in found.checks]}


def _check(one: Checked) -> dict[str, Any]:
    return {
        "name": one.name.value,
        "state": one.state.value,
        "value": one.value,
        "expected_low": one.expected.low if one.expected else None,
        "expected_high": one.expected.high if one.expected else None,
        "inputs": [{"metric": step.metric, "value": step.value, "day": step.day.isoformat()} for step in one.inputs],
    }


def _whole(found: Fit) -> dict[str, Any]:
    return {one.name.value: {**views_search.dimension(one), "buckets": _ordered(one)} for one in found.dimensions}


def _ordered(one: DimensionFit) -> list[Any]:
    """Ages in their order, all else by what either side has most of."""
    found = one.buckets if one.name is Name.AGE else sorted(one.buckets, key=lambda each: -each.creator - each.company)
    return views_search.buckets(found)


def _alike(one: Alike) -> dict[str, Any]:
    scored = views_search.score(one.creator, one.fit)
    kept = ("platform", "confidence", "confidence_label", "standard_error", "derived_by_us")
    bound = one.at_most
    return {
        **{name: scored[name] for name in kept},
        "influencer": views_search.card(one.creator),
        "similarity": one.fit.score,
        "fit": views_search.fit(one.fit),
        "overlap_at_most": None if bound is None else {"people": bound.people, "of_smaller": bound.of_smaller},
    }
