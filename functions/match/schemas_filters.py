"""Which creators are looked at in a search? Every filter; shares, rates and confidences are parts of 1."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from functions.match import wording
from functions.match.categories import Category
from functions.shared.audience.buckets import AGES, GENDERS, UNKNOWN, Name, read
from functions.shared.models import Input

Platform = Literal["instagram", "youtube", "tiktok"]
Place = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(wording.plain)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), AfterValidator(wording.country)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Amount = Annotated[int, Field(ge=0, le=1_000_000_000_000)]
Money = Annotated[int, Field(ge=0, le=1_000_000_000)]
Part = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Percent = Annotated[int, Field(ge=5, le=95, multiple_of=5)]


class Span(Input):
    """Both ends belong to it; an absent end is open. A creator without the number is in no span."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        low, high = getattr(self, "min", None), getattr(self, "max", None)
        if low is not None and high is not None and low > high:
            raise ValueError("min above max")
        return self


class AmountSpan(Span):
    min: Amount | None = None
    max: Amount | None = None


class RateSpan(Span):
    min: Part | None = None
    max: Part | None = None


class GrowthSpan(Span):
    min: Annotated[float, Field(ge=-1, le=1_000, allow_inf_nan=False)] | None = None
    max: Annotated[float, Field(ge=-1, le=1_000, allow_inf_nan=False)] | None = None


class PriceSpan(Span):
    """Of a post. A creator fits when the own range touches this one, in this currency."""

    currency: Currency
    min: Money | None = None
    max: Money | None = None


class AudienceShare(Input):
    """At least so many percent of an audience, as reported; nobody without the number passes."""

    dimension: Literal["country", "city", "age", "gender"]
    bucket: Place
    at_least: Percent

    @model_validator(mode="after")
    def _known_bucket(self) -> Self:
        known = {"age": AGES, "gender": GENDERS}.get(self.dimension)
        if known is not None and self.bucket not in known:
            raise ValueError("no such bucket")
        if self.dimension == "country":
            wording.country(self.bucket)
        if self.dimension == "city" and read(Name.CITY, self.bucket) == UNKNOWN:
            raise ValueError("no city")
        return self


class Filters(Input):
    """All that is given must hold; of a list any one."""

    platforms: Annotated[list[Platform], Field(max_length=3)] = Field(default_factory=list)
    categories: Annotated[list[Category], Field(max_length=30)] = Field(default_factory=list)
    countries: Annotated[list[Country], Field(max_length=60)] = Field(
        default_factory=list, description="where the creator lives"
    )
    cities: Annotated[list[Place], Field(max_length=20)] = Field(default_factory=list, description="of the creator")
    languages: Annotated[list[Language], Field(max_length=20)] = Field(default_factory=list)
    followers: AmountSpan | None = None
    engagement_rate: RateSpan | None = None
    growth: GrowthSpan | None = Field(default=None, description="of followers within 30 days; 0.1 is a tenth more")
    posted_within_days: Annotated[int, Field(ge=1, le=3_650)] | None = None
    views: AmountSpan | None = None
    price: PriceSpan | None = None
    verified: bool | None = Field(default=None, description="the provider told the numbers, nobody typed them in")
    contactable: bool | None = None
    audience: Annotated[list[AudienceShare], Field(max_length=20)] = Field(default_factory=list)
    minors_at_most: Percent | None = Field(default=None, description="percent of those whose age is known")
    confidence_at_least: Part | None = None
    checked_within_days: Annotated[int, Field(ge=1, le=3_650)] | None = None
    text: Annotated[str, StringConstraints(max_length=100), AfterValidator(wording.plain)] | None = None
