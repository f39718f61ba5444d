"""What do nodes, folders, trash and feed accept and answer? The public contract; see `schemas`."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from functions.shared.models import Input, Output
from functions.vault.core.cursors import LONGEST
from functions.vault.rules.schemas_settings import TYPE

Kind = Literal["file", "photo", "note", "folder"]
Id = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Name = Annotated[str, StringConstraints(max_length=4096)]
Cursor = Annotated[str, StringConstraints(max_length=LONGEST)]
FolderId = Annotated[str, StringConstraints(min_length=1, max_length=64), Field(description="an id, or `root`")]
Types = Annotated[str, StringConstraints(pattern=f"^{TYPE}(,{TYPE}){{0,4}}$")]


def _representable(moment: datetime) -> datetime:
    """In UTC; outside these years no camera existed, and near year 1 the conversion itself would overflow."""
    if not 1826 <= moment.year <= 9000:
        raise ValueError("year out of range")
    return moment.astimezone(UTC)


TakenAt = Annotated[AwareDatetime, AfterValidator(_representable)]


class Span(Input):
    """Of `taken_at`, or of `created_at` where there is none."""

    from_: TakenAt | None = Field(default=None, alias="from", description="taken at that moment or after it")
    until: TakenAt | None = Field(default=None, description="taken before that moment")


class ListNodes(Span):
    kind: Kind | None = None
    parent_id: FolderId | None = Field(default=None, description="only what is in this folder; `root` for the topmost")
    q: Annotated[str, StringConstraints(min_length=1, max_length=255)] | None = Field(
        default=None, description="part of the name, in any case, with or without marks"
    )
    favourite: bool | None = None
    archived: bool | None = Field(default=None, description="whether in no timeline; left out: both")
    type: Types | None = Field(
        default=None, description="`image/*,application/pdf`, up to 5: by its bytes or as declared"
    )
    sort: Literal["newest", "oldest", "name", "-name"] = Field(
        default="newest", description="by name only within a folder"
    )
    cursor: Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class ListTrash(Input):
    cursor: Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class NewFolder(Input):
    name: Name
    parent_id: FolderId | None = None


class ChangeNode(Input):
    """What is not sent stays as it is."""

    name: Name | None = None
    parent_id: FolderId | None = Field(default=None, description="an id; `root` or null for the topmost folder")
    favourite: bool | None = None
    archived: bool | None = Field(default=None, description="of a photo only: true takes it out of the timeline")


class Picture(Output):
    """How a node looks. Thumbnails are there once it is `ready`."""

    state: Literal["pending", "ready", "failed"]
    reason: Literal["unreadable", "too_large", "unsupported"] | None
    width: int | None = Field(description="of the original, upright")
    height: int | None
    thumbhash: str | None = Field(description="base64; what to show until the thumbnail is there")


class Node(Output):
    """A file, photo, note, or a folder, which has no content: size 0, no hash."""

    id: str
    kind: Kind
    name: str
    parent_id: str | None
    size: int
    mime: str
    sha256: str | None
    rev: int
    state: Literal["live", "trash"]
    favourite: bool
    archived: bool = Field(description="a photo that is in no timeline")
    taken_at: str | None
    created_at: str
    modified_at: str
    trashed_at: str | None
    excerpt: str | None = Field(description="of a note: the first 200 characters of its text")
    picture: Picture | None
    tz_offset_minutes: int | None = Field(description="of `taken_at`; null: the zone is not known")
    date_source: Literal["exif", "name", "client", "upload"] | None
    trashed_with: str | None = Field(description="the folder with which it went to the trash; null: by itself")


class NodeList(Output):
    items: list[Node]
    next_cursor: str | None


class Emptied(Output):
    more: bool = Field(description="whether something is left for another call")
