"""What is said of the contents that a node has had? The public contract; see `schemas`."""

from typing import Annotated

from pydantic import Field

from functions.shared.models import Input, Output
from functions.vault.tree.schemas_nodes import Cursor


class ListRevisions(Input):
    cursor: Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Revision(Output):
    rev_id: str
    size: int
    sha256: str
    mime: str
    created_at: str = Field(description="when it became the present content, the last time")
    device_name: str | None
    current: bool


class RevisionList(Output):
    """The newest first. A content that was restored is the newest again."""

    items: list[Revision]
    next_cursor: str | None
