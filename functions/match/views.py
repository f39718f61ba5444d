"""How do domain values look from outside? Turns them into the public models."""

from collections.abc import Sequence

from functions.match import own_audience, schemas, trend_wish
from functions.match.own_audience import Audience
from functions.match.schemas import (
    AudienceDimension,
    Bucket,
    Days,
    DayValue,
    MetricValue,
    NumberSource,
    OwnAudience,
    OwnAudiences,
    Series,
)
from functions.shared.audience.distribution import Dimension
from functions.shared.audience.metrics import Step
from functions.shared.clock import rfc3339


def own_audiences(audiences: Sequence[Audience]) -> OwnAudiences:
    return OwnAudiences(items=[own_audience_of(audience) for audience in audiences])


def own_audience_of(audience: Audience) -> OwnAudience:
    of = audience.of
    return OwnAudience.model_validate(
        {
            "connection_id": of.connection_id,
            "provider": of.provider,
            "name": of.name or None,
            "handle": of.handle or None,
            "property_name": of.property_name or None,
            "status": of.status,
            "checked_at": None if of.checked_at is None else rfc3339(of.checked_at),
            "share_with_brands": of.share_with_brands,
            "provenance": audience.provenance.value,
            "metrics": [MetricValue(metric=one.metric, value=one.value, day=one.day.isoformat()) for one in of.newest],
            "series": [_series(metric, steps) for metric, steps in audience.series.items()],
            "dimensions": [_dimension(dimension) for dimension in audience.dimensions],
            "customers": [_dimension(dimension) for dimension in audience.customers],
        }
    )


def _series(metric: str, steps: Sequence[Step]) -> Series:
    points = [DayValue(day=step.day.isoformat(), value=step.value) for step in steps]
    return Series.model_validate({"metric": metric, "points": points})


def _dimension(dimension: Dimension) -> AudienceDimension:
    tally, source, window = dimension.tally, dimension.source, dimension.pull.window
    return AudienceDimension.model_validate(
        {
            "name": dimension.name.value,
            "metric": source.metric,
            "state": dimension.state.value,
            "reason": dimension.reason.value if dimension.reason else None,
            "unit": dimension.unit.value,
            "buckets": [
                Bucket(bucket=one.bucket, share=one.share, amount=one.amount) for one in own_audience.shares(dimension)
            ],
            "known_n": tally.known_n,
            "unknown_n": tally.unknown_n,
            "other_n": tally.other_n,
            "minors_n": tally.minors_n,
            "minors_share": dimension.minors_share,
            "sample_size": dimension.sample_size,
            "truncated": dimension.truncated,
            "thresholded": dimension.thresholded,
            "sampling_rate": dimension.sampling_rate,
            "source": NumberSource.model_validate(
                {"provider": source.provider, "metric": source.metric, "provenance": source.provenance.value}
            ),
            "window": Days(start=window.start.isoformat(), end=window.end.isoformat()),
            "fetched_at": rfc3339(dimension.pull.fetched_at),
        }
    )


def trend(found: trend_wish.Trend) -> schemas.Trend:
    return schemas.Trend.model_validate(
        {
            "keyword": found.keyword,
            "geo": found.geo,
            "state": found.state.value,
            "points": [DayValue(day=point.day.isoformat(), value=point.value) for point in found.points],
            "fetched_at": None if found.fetched_at is None else rfc3339(found.fetched_at),
        }
    )
