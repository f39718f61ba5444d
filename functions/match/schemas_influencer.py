"""What may be known of one influencer, and who is alike? Only of platforms that are shared with brands right now."""

from typing import Annotated, Literal

from pydantic import Field

from functions.match.schemas import AudienceDimension, MetricValue, Series
from functions.match.schemas_filters import Platform
from functions.match.schemas_search import (
    AudienceId,
    BucketDifference,
    Card,
    DimensionScore,
    Fit,
    Price,
    Score,
    UsedAudience,
    UsedWeights,
    Weight,
)
from functions.shared.models import Input, Output


class Link(Output):
    label: str
    url: str


class CheckInput(Output):
    metric: str
    value: float
    day: str


class ActivityCheck(Output):
    """One number beside what is usual for accounts of this size on this platform; never a verdict."""

    name: Literal["growth", "engagement", "reach"]
    state: Literal["usual", "look_closer", "too_little_data"]
    value: float | None
    expected_low: float | None
    expected_high: float | None
    inputs: list[CheckInput]


class Activity(Output):
    state: Literal["usual", "look_closer", "too_little_data"]
    checks: list[ActivityCheck]


class InfluencerPlatform(Output):
    card: Card
    metrics: list[MetricValue]
    series: list[Series]
    dimensions: list[AudienceDimension]
    activity: Activity
    provenance: Literal["reported", "self_reported"]
    checked_at: str


class Influencer(Output):
    id: str
    display_name: str
    bio: str
    categories: list[str]
    countries: list[str]
    languages: list[str]
    city: str
    links: list[Link]
    contact_email: str
    price: Price | None
    platforms: list[InfluencerPlatform]


class AskFit(Input):
    """Weights as in a search; none given: the default ones."""

    audience: AudienceId | None = None
    age: Weight | None = None
    gender: Weight | None = None
    country: Weight | None = None
    device: Weight | None = None


class WholeDimensionFit(DimensionScore):
    buckets: list[BucketDifference] = Field(description="all of them, ages in order, others the largest first")


class WholeFit(Output):
    age: WholeDimensionFit
    gender: WholeDimensionFit
    country: WholeDimensionFit
    device: WholeDimensionFit


class PlatformFit(Score):
    fit: WholeFit


class InfluencerFit(Output):
    audience: UsedAudience
    weights: UsedWeights
    youtube_scores: Literal["on", "off"]
    items: list[PlatformFit] = Field(description="one a platform, side by side, never blended")


class AskLookalikes(Input):
    platform: Platform | None = Field(default=None, description="whose audience of the creator is compared")
    limit: Annotated[int, Field(ge=1, le=50)] = 10


class OverlapAtMost(Output):
    """Both audiences cannot share more people than this; how many they do share nobody can tell from shares."""

    people: int
    of_smaller: float


class Lookalike(Output):
    influencer: Card
    platform: Platform
    similarity: float
    confidence: float
    confidence_label: Literal["high", "medium", "low"]
    standard_error: float
    derived_by_us: bool
    fit: Fit = Field(description="`company` is the creator that was asked about")
    overlap_at_most: OverlapAtMost | None = Field(description="null where followers of one are not told")


class Lookalikes(Output):
    platform: Platform
    items: list[Lookalike]
    youtube_scores: Literal["on", "off"]
