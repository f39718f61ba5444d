"""What do timeline, thumbnails and albums accept and answer? The public contract; see `schemas`."""

from typing import Annotated

from pydantic import AfterValidator, Field

from functions.shared.models import Input, Output
from functions.shared.pictures import SIZES
from functions.vault.tree.schemas_nodes import Cursor, Id, Name, Span


def _offered(size: int) -> int:
    if size not in SIZES:
        raise ValueError("not a size that there is")
    return size


Size = Annotated[
    int, AfterValidator(_offered), Field(description="longest side in pixels", json_schema_extra={"enum": [512, 1440]})
]
Ids = Annotated[list[Id], Field(min_length=1, max_length=100)]
Limit = Annotated[int, Field(ge=1, le=200)]


class ReadTimeline(Span):
    cursor: Cursor | None = None
    limit: Limit = 50


class ReadThumbnail(Input):
    size: Size = 512


class AskThumbnails(Input):
    node_ids: Ids
    size: Size = 512


class Thumbnail(Output):
    """The path of the URL is that of an object that never changes: a client may keep what it got by it."""

    url: str
    expires_in: int


class ThumbnailOf(Output):
    node_id: str
    url: str


class Thumbnails(Output):
    """What has no thumbnail, or not yet, is left out."""

    items: list[ThumbnailOf]
    expires_in: int


class NewAlbum(Input):
    name: Name


class ChangeAlbum(Input):
    """What is not sent stays as it is."""

    name: Name | None = None
    cover_node_id: Id | None = Field(default=None, description="one of its items")


class ListAlbums(Input):
    cursor: Cursor | None = None
    limit: Limit = 50


class ListAlbumItems(Input):
    cursor: Cursor | None = None
    limit: Limit = 50


class AlbumItems(Input):
    node_ids: Ids


class Album(Output):
    id: str
    name: str
    rev: int = Field(description="counts changes, of its items too")
    count: int = Field(description="also what is in the trash at the moment")
    cover_node_id: str | None
    created_at: str
    modified_at: str


class AlbumList(Output):
    items: list[Album]
    next_cursor: str | None
