"""Whom does a company consider? The contract of shortlists: no list keeps a name or a number of anybody."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from functions.match import profiles, wording
from functions.match.schemas_filters import Platform
from functions.match.schemas_search import Match
from functions.shared.models import Input, Output

ItemStatus = Literal["new", "contacted", "negotiating", "agreed", "declined"]
ListName = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(wording.name)]
Notes = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(profiles.prose)]


class NewShortlist(Input):
    name: ListName
    notes: Notes = ""


class ChangeShortlist(Input):
    """What is not named stays."""

    name: ListName | None = None
    notes: Notes | None = None
    rev: Annotated[int, Field(ge=1)] | None = Field(default=None, description="given: another one now is a conflict")


class Shortlist(Output):
    id: str
    name: str
    notes: str
    rev: int
    size: int
    created_at: str
    updated_at: str


class Shortlists(Output):
    items: list[Shortlist] = Field(description="the last changed first")
    next_cursor: str | None


class PutItem(Input):
    """What is not named stays; of a new item it is `new`, without notes, at the end."""

    status: ItemStatus | None = None
    notes: Notes | None = None
    position: Annotated[int, Field(ge=0, le=200)] | None = Field(default=None, description="0: the first")


class ShortlistEntry(Output):
    influencer_id: str
    status: ItemStatus
    notes: str
    position: int
    added_at: str


class ShortlistItem(ShortlistEntry):
    matches: list[Match] = Field(description="one a shared platform; none: nothing is shared any more")


class PairOverlap(Output):
    """Both audiences on this platform cannot share more people than this."""

    a: str
    b: str
    platform: Platform
    people: int
    of_smaller: float


class WholeShortlist(Shortlist):
    items: list[ShortlistItem] = Field(description="by position")
    overlaps: list[PairOverlap] = Field(description="of every two influencers; of longer lists than 10 none")
    youtube_scores: Literal["on", "off"]
