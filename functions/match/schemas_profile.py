"""What does a user say about themselves to the other side? The contract of profiles."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from functions.match import profiles, wording
from functions.match.categories import Category
from functions.match.schemas_filters import Country, Currency, Language, Money
from functions.match.schemas_influencer import Link
from functions.match.schemas_search import Price
from functions.shared.models import Input, Output

Line = Annotated[str, StringConstraints(max_length=120), AfterValidator(wording.plain)]
Prose = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(profiles.prose)]
Address = Annotated[str, StringConstraints(max_length=500), AfterValidator(profiles.https)]
Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(profiles.email)]


class LinkWish(Input):
    label: Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(wording.name)]
    url: Address = Field(description="https only")


class PriceWish(Input):
    """One end at least; whole units of the currency."""

    from_: Money | None = Field(default=None, alias="from")
    to: Money | None = None
    currency: Currency

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ is None and self.to is None:
            raise ValueError("no amount")
        if self.from_ is not None and self.to is not None and self.from_ > self.to:
            raise ValueError("from above to")
        return self


class PutProfile(Input):
    """The whole profile; what is not sent is emptied."""

    rev: Annotated[int, Field(ge=0)] = Field(description="of the profile that was edited, 0 for the first")
    display_name: Line = ""
    bio: Prose = ""
    categories: Annotated[list[Category], Field(max_length=8), AfterValidator(profiles.distinct)] = Field(
        default_factory=list
    )
    countries: Annotated[list[Country], Field(max_length=20), AfterValidator(profiles.distinct)] = Field(
        default_factory=list
    )
    languages: Annotated[list[Language], Field(max_length=20), AfterValidator(profiles.distinct)] = Field(
        default_factory=list
    )
    city: Line = ""
    links: Annotated[list[LinkWish], Field(max_length=10)] = Field(default_factory=list)
    contact_email: Email = ""
    price: PriceWish | None = None
    visible: bool = False


class Profile(Output):
    kind: Literal["company", "influencer"] = Field(description="the user's role")
    rev: int = Field(description="0: nothing was saved yet")
    display_name: str
    bio: str
    categories: list[Category]
    countries: list[str]
    languages: list[str]
    city: str
    links: list[Link]
    contact_email: str = Field(description="shown to the other side; empty: nobody is told one")
    price: Price | None = Field(description="an influencer's for a post, a company's budget")
    visible: bool = Field(description="companies: be found by influencers whose audience fits")
    updated_at: str | None
