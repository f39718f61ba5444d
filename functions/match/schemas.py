"""What does the match API accept and answer? The public contract; times are RFC 3339, days ISO 8601, ids opaque."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from functions.match import trend_wish
from functions.shared.models import Input, Output

State = Literal["value", "suppressed", "unavailable"]
Provenance = Literal["reported", "self_reported", "derived"]


class FindTrend(Input):
    keyword: Annotated[str, StringConstraints(max_length=400), AfterValidator(trend_wish.keyword)]
    geo: Annotated[str, StringConstraints(max_length=2), AfterValidator(trend_wish.place)] = Field(
        default="", description="ISO 3166-1 alpha-2; empty: the world"
    )


class DayValue(Output):
    day: str
    value: float


class Trend(Output):
    keyword: str = Field(description="as it was looked up: trimmed, in lower case")
    geo: str
    state: Literal["value", "pending", "unavailable"]
    points: list[DayValue] = Field(description="0 to 100, relative to the highest day of this series")
    fetched_at: str | None


class MetricValue(Output):
    metric: str
    value: float
    day: str


class Series(Output):
    metric: Literal["followers", "active_users"]
    points: list[DayValue] = Field(description="one a day, 90 at most; the days after the last check are not known")


class Bucket(Output):
    bucket: str
    share: float = Field(description="of all known; those of a dimension sum to 1")
    amount: float = Field(description="in the dimension's unit")


class NumberSource(Output):
    provider: str
    metric: str = Field(description="as the provider names it")
    provenance: Provenance


class Days(Output):
    start: str
    end: str


class AudienceDimension(Output):
    """`known_n + other_n + unknown_n + minors_n` is everybody, in `unit`."""

    name: Literal["age", "gender", "country", "city", "language", "device"]
    metric: str
    state: State
    reason: str | None
    unit: Literal["people", "views", "share"]
    buckets: list[Bucket] = Field(description="ages in order, others by share; `other` comes last")
    known_n: float
    unknown_n: float
    other_n: float
    minors_n: float
    minors_share: float
    sample_size: float
    truncated: bool
    thresholded: bool
    sampling_rate: float
    source: NumberSource
    window: Days
    fetched_at: str = Field(description="since when it looks like this; `checked_at` says when it was last looked at")


class OwnAudience(Output):
    connection_id: str
    provider: Literal["ga4", "youtube", "instagram", "tiktok"]
    name: str | None
    handle: str | None
    property_name: str | None
    status: Literal["needs_property", "active", "needs_reauth", "missing_scope"]
    checked_at: str | None
    share_with_brands: bool
    provenance: Literal["reported", "self_reported"]
    metrics: list[MetricValue]
    series: list[Series]
    dimensions: list[AudienceDimension] = Field(description="empty until the first pull")
    customers: list[AudienceDimension] = Field(
        description="of a site (ga4): those of its users who bought, in the same dimensions; else empty"
    )


class OwnAudiences(Output):
    items: list[OwnAudience]
