"""What do notes accept and answer? The public contract; see `schemas`."""

from typing import Annotated

from pydantic import Field, StringConstraints

from functions.shared.models import Input, Output
from functions.vault.notes.notes import LONGEST
from functions.vault.schemas import ClientId, DeviceName
from functions.vault.tree.schemas_nodes import Cursor, FolderId, Node, TakenAt

Title = Annotated[str, StringConstraints(max_length=200)]
Body = Annotated[str, StringConstraints(max_length=LONGEST), Field(description="Markdown; at most 1 MiB of UTF-8")]


class NewNote(Input):
    client_id: ClientId = Field(description="made once per note by the client; repeating it answers the same note")
    title: Title
    text: Body
    parent_id: FolderId | None = None
    taken_at: TakenAt | None = None
    device_name: DeviceName | None = None


class PutNote(Input):
    title: Title
    text: Body
    device_name: DeviceName | None = None


class ListNotes(Input):
    q: Annotated[str, StringConstraints(min_length=1, max_length=255)] | None = Field(
        default=None, description="part of title or text, in any case, with or without marks"
    )
    cursor: Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class NoteDocument(Output):
    """`node.name` follows from the title, as far as names may and where it is free."""

    node: Node
    title: str
    text: str


class NoteRevision(Output):
    title: str
    text: str
    created_at: str
