"""What do archives accept and answer? The public contract; see `schemas`."""

from typing import Annotated, Literal

from pydantic import Field

from functions.shared.models import Input, Output
from functions.vault.schemas import ItemProblem
from functions.vault.tree.schemas_nodes import FolderId, Id


class NewArchive(Input):
    """One of the two."""

    folder_id: FolderId | None = Field(default=None, description="all that is in it; `root`: everything")
    node_ids: Annotated[list[Id], Field(min_length=1, max_length=1000)] | None = None


class ArchiveVolume(Output):
    name: str
    size: int = Field(description="bytes of the ZIP file; until it is packed, of what goes into it")
    url: str | None = Field(description="for 10 minutes; null until it is packed")


class Archive(Output):
    """ZIP files, each complete in itself. Kept for three days."""

    id: str
    state: Literal["queued", "packing", "ready", "failed"]
    created_at: str
    expires_at: str
    volumes: list[ArchiveVolume]
    problem: ItemProblem | None


class ArchiveList(Output):
    items: list[Archive] = Field(description="the newest first")
    next_cursor: str | None
