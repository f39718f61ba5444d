"""What do shared links accept and answer? The public contract; see `schemas`."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from functions.shared.models import Input, Output
from functions.vault.tree.schemas_nodes import Cursor, Id

SharedKind = Literal["file", "photo", "folder"]


def _in_reach(moment: datetime) -> datetime:
    if not 2000 <= moment.year <= 9000:
        raise ValueError("year out of range")
    return moment


Password = Annotated[str, StringConstraints(min_length=4, max_length=128)]
Moment = Annotated[AwareDatetime, AfterValidator(_in_reach)]


class NewShare(Input):
    node_id: Id = Field(description="a live file, photo or folder")
    expires_at: Moment | None = Field(default=None, description="null: until it is ended")
    password: Password | None = Field(default=None, description="asked of whoever opens the link")
    allow_download: bool = Field(default=True, description="off: only what a browser shows inline")


class ListShares(Input):
    node_id: Id | None = None
    cursor: Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Share(Output):
    """A link to one node. Its page is `/shared/?t={token}`."""

    id: str
    node_id: str
    name: str
    kind: SharedKind
    token: str
    expires_at: str | None
    has_password: bool
    allow_download: bool
    created_at: str
    opened: int = Field(description="how often it was looked at, or its password proven")


class ShareList(Output):
    items: list[Share] = Field(description="the newest first; links to what is in the trash are left out")
    next_cursor: str | None


class Shared(Output):
    """What a link says of itself. While it asks for a password: only that, and when it ends."""

    name: str | None
    kind: SharedKind | None
    size: int | None
    mime: str | None
    node_id: str | None = Field(description="of the shared file, to ask for its content; or of the folder")
    needs_password: bool = Field(description="whether it still does; not with a valid X-Share-Access")
    expires_at: str | None
    allow_download: bool | None


class Unlock(Input):
    password: Annotated[str, StringConstraints(max_length=128)]


class ShareAccess(Output):
    access: str = Field(description="to be sent as X-Share-Access")
    expires_in: int = Field(description="seconds")


class ListShared(Input):
    parent_id: Id | None = Field(default=None, description="a folder below the shared one; without it the shared one")
    cursor: Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class SharedNode(Output):
    id: str
    kind: SharedKind
    name: str
    size: int
    mime: str
    parent_id: str | None = Field(description="null: directly in the shared folder")
    taken_at: str | None
    modified_at: str


class SharedNodes(Output):
    items: list[SharedNode] = Field(description="by name")
    next_cursor: str | None
