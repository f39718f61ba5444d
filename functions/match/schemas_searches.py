"""What was looked for, and what is new there? The contract of saved searches."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from functions.match import wording
from functions.match.schemas_filters import Platform
from functions.match.schemas_search import Card, SavedQuery
from functions.shared.models import Input, Output

SearchName = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(wording.name)]


class NewSearch(Input):
    name: SearchName
    query: SavedQuery


class ChangeSearch(Input):
    """What is not named stays; another query starts its digest anew."""

    name: SearchName | None = None
    query: SavedQuery | None = None


class Found(Output):
    influencer: Card
    platform: Platform
    score: float


class Moved(Output):
    influencer: Card
    platform: Platform
    before: float
    after: float


class Digest(Output):
    """Beside the digest before; only of creators who share with brands right now."""

    ran_at: str
    new: list[Found]
    changed: list[Moved] = Field(description="score moved by 0.03 or more")
    gone: int


class SavedSearch(Output):
    id: str
    name: str
    query: SavedQuery
    digest: Digest | None = Field(description="made once a day; null before the first")
    unseen: int = Field(description="new and changed ones since `seen`")
    created_at: str


class SavedSearches(Output):
    items: list[SavedSearch]
    next_cursor: str | None
