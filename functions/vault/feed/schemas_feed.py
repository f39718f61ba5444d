"""What does the feed accept and answer? The public contract; see `schemas`."""

from typing import Annotated, Literal

from pydantic import Field

from functions.shared.models import Input, Output
from functions.vault.tree.schemas_nodes import Cursor, Node


class ReadChanges(Input):
    cursor: Cursor | None = Field(default=None, description="as answered before; without it from the beginning")
    limit: Annotated[int, Field(ge=1, le=500)] = 200


class Change(Output):
    """One step of one node. Numbers follow one another without a gap."""

    seq: int
    op: Literal["create", "update", "trash", "restore", "purge"]
    node_id: str
    rev: int
    at: str
    node: Node | None = Field(description="as it was then; null once it is purged")


class Changes(Output):
    items: list[Change]
    next_cursor: str = Field(description="always there; goes on after the last item")
    has_more: bool


class LatestChange(Output):
    cursor: str = Field(description="after everything that has happened until now")
