"""Whom does a company want to reach, and which companies want to reach me? Named audiences, and a search mirrored."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from functions.match import wording
from functions.match.schemas_filters import Platform
from functions.match.schemas_influencer import Link
from functions.match.schemas_search import Cursor, Label, Price
from functions.shared.models import Input, Output

Share = Annotated[float, Field(allow_inf_nan=False)]
BucketName = Annotated[str, StringConstraints(max_length=40)]
Shares = Annotated[dict[BucketName, Share], Field(min_length=1, max_length=300)]
AudienceName = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(wording.name)]
Definition = Annotated["Ga4Definition | FormDefinition | MixtureDefinition", Field(discriminator="kind")]


class Ga4Definition(Input):
    kind: Literal["ga4"]
    users: Literal["all", "customers"]


class FormShares(Input):
    """Parts of 1, summing to 1 ± 0.02 in each dimension that is given; bucket names as in `GET /match/audience`."""

    age: Shares | None = None
    gender: Shares | None = None
    country: Shares | None = None
    device: Shares | None = None


class FormDefinition(Input):
    kind: Literal["form"]
    dimensions: FormShares


class MixturePart(Input):
    audience_id: Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[0-9a-z:]+$")]
    weight: Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False)]


class MixtureDefinition(Input):
    """Of audiences that are no mixtures themselves."""

    kind: Literal["mixture"]
    parts: Annotated[list[MixturePart], Field(min_length=2, max_length=5)]


class NewAudience(Input):
    name: AudienceName
    definition: Definition
    is_default: bool = False


class ChangeAudience(Input):
    name: AudienceName | None = None
    definition: Definition | None = None
    is_default: bool | None = None


class AudienceBucket(Output):
    bucket: str
    share: float


class NamedDimension(Output):
    name: Literal["age", "gender", "country", "device"]
    state: Literal["reported", "self_reported", "missing"]
    sample_size: float
    buckets: list[AudienceBucket] = Field(description="empty when missing: then the average of the platforms counts")


class NamedAudience(Output):
    """`ga4:all` and `ga4:customers` are there whenever GA4 told them, saved or not."""

    id: str
    name: str
    saved: bool
    is_default: bool
    definition: Definition
    dimensions: list[NamedDimension]
    updated_at: str | None = Field(description="of the definition; for GA4 when it was last looked at")


class NamedAudiences(Output):
    items: list[NamedAudience]
    next_cursor: str | None


class AskCompanies(Input):
    platform: Platform | None = None
    limit: Annotated[int, Field(ge=1, le=50)] = 20
    cursor: Cursor | None = None


class Company(Output):
    """What a company says of itself; no number of its audience is here."""

    id: str
    name: str
    bio: str
    categories: list[str]
    countries: list[str]
    languages: list[str]
    links: list[Link]
    budget: Price | None


class CompanyFit(Output):
    """Similarity by dimension."""

    age: float
    gender: float
    country: float
    device: float


class CompanyScore(Output):
    platform: Platform
    score: float
    confidence_label: Label
    standard_error: float
    derived_by_us: bool
    fit: CompanyFit


class CompanyMatch(Output):
    company: Company
    scores: list[CompanyScore] = Field(description="one a platform, side by side, never blended")


class CompanyMatches(Output):
    items: list[CompanyMatch]
    youtube_scores: Literal["on", "off"]
    next_cursor: str | None
