"""What does a search ask for, and what is a match? The part of the contract that shortlists and saved searches share.

Shares, scores, confidences and rates are parts of 1. A score is `sum(weight * similarity)`; confidence stands apart.
"""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from functions.match.schemas_filters import Filters, Platform
from functions.shared.models import Input, Output

Sort = Literal[
    "score",
    "cautious",
    "confidence",
    "followers",
    "engagement_rate",
    "growth",
    "views",
    "posted",
    "checked",
    "price",
]
Label = Literal["high", "medium", "low"]
Known = Literal["reported", "self_reported", "missing"]
"""How a side's numbers of a dimension came: missing ones are imputed from the platform's average."""
AudienceId = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[0-9a-z:]+$")]
Cursor = Annotated[str, StringConstraints(max_length=1_000, pattern=r"^[A-Za-z0-9_.=-]*$")]
Weight = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


class WeightsWish(Input):
    """Any size: what counts is their proportion. A dimension that is not named counts nothing; not all may be 0."""

    age: Weight = 0.0
    gender: Weight = 0.0
    country: Weight = 0.0
    device: Weight = 0.0

    @model_validator(mode="after")
    def _something_counts(self) -> Self:
        if not any((self.age, self.gender, self.country, self.device)):
            raise ValueError("all weights are 0")
        return self


class SavedQuery(Input):
    """What a search asks for; a saved one keeps it."""

    filters: Filters = Field(default_factory=Filters)
    weights: WeightsWish | None = Field(default=None, description="absent: age .3, gender .2, country .4, device .1")
    audience: AudienceId | None = Field(default=None, description="one of the caller's audiences; absent: the default")
    sort: Sort = Field(
        default="score", description="price: within the currency of filters.price; as score where none is named"
    )
    limit: Annotated[int, Field(ge=1, le=50)] = 20


class SearchRequest(SavedQuery):
    cursor: Cursor | None = None


class UsedWeights(Output):
    """As they were used: parts of 1."""

    age: float
    gender: float
    country: float
    device: float


class UsedAudience(Output):
    id: str
    name: str


class Price(Output):
    model_config = ConfigDict(serialize_by_alias=True)

    from_: int | None = Field(alias="from")
    to: int | None
    currency: str


class Card(Output):
    """A creator on one platform, in short. Only what is shared with brands right now."""

    id: str = Field(description="the influencer's user id: the same on every platform")
    name: str
    handle: str
    platform: Platform
    followers: int | None
    country: str | None
    city: str | None
    categories: list[str]
    languages: list[str]
    verified: bool
    contactable: bool
    price: Price | None
    engagement_rate: float | None
    growth: float | None
    views: float | None
    posted_on: str | None
    checked_at: str
    provenance: Literal["reported", "self_reported"]


class BucketDifference(Output):
    """`difference` = creator - company; over all buckets of a dimension it sums to 0."""

    bucket: str
    creator: float
    company: float
    difference: float


class DimensionScore(Output):
    similarity: float = Field(description="Bhattacharyya coefficient")
    overlap: float = Field(description="what part of both audiences coincides")
    weight: float
    contribution: float = Field(description="weight * similarity; they sum to the score")
    lift: float = Field(description="0: as the platform's average creator; 1: the same audience; below 0: worse")
    confidence: float
    standard_error: float
    creator_state: Known
    company_state: Known


class DimensionFit(DimensionScore):
    over: list[BucketDifference] = Field(description="three at most, of which the creator has more")
    under: list[BucketDifference] = Field(description="three at most, of which the creator has less")


class Fit(Output):
    age: DimensionFit
    gender: DimensionFit
    country: DimensionFit
    device: DimensionFit


class PlatformScore(Output):
    platform: Platform
    score: float


class Score(Output):
    platform: Platform
    score: float
    average_score: float = Field(description="what the platform's average creator would have")
    lift: float
    confidence: float
    confidence_label: Label
    standard_error: float
    derived_by_us: bool = Field(description="computed by us from YouTube's numbers, not told by YouTube")


class Match(Score):
    influencer: Card
    fit: Fit
    other_platforms: list[PlatformScore] = Field(description="side by side, never blended")


class SearchAnswer(Output):
    items: list[Match]
    audience: UsedAudience
    weights: UsedWeights
    exact: bool = Field(description="`items` are the best ones and `matched` is counted, neither is estimated")
    matched: int
    youtube_scores: Literal["on", "off"]
    next_cursor: str | None
