"""What does the vault API accept and answer? The public contract; times are RFC 3339, ids opaque.

A request of a wrong shape is refused as a whole. What only one file is to blame for (its name, size, type, folder) is
that item's own problem and stops no other.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from functions.shared.models import Input, Output
from functions.vault.tree.schemas_nodes import Id, Node, TakenAt
from functions.vault.uploads.parts import number_of
from functions.vault.uploads.uploads import MAX_SIZE

MAX_PARTS = number_of(MAX_SIZE)
UploadKind = Literal["file", "photo"]
ClientId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$")]
"""Canonical base64 of 32 bytes: the last letter carries four bits only."""

ContentHash = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=(-[1-9][0-9]{0,4})?$")]
"""The same above one part: S3's composite, with the number of parts after a dash."""
DeviceName = Annotated[str, StringConstraints(max_length=60)]


class InitItem(Input):
    client_id: ClientId = Field(description="made once per file by the client; repeating it answers the same upload")
    kind: UploadKind
    name: Annotated[str, StringConstraints(max_length=4096)]
    size: Annotated[int, Field(ge=0, description="bytes")]
    mime: Annotated[str, StringConstraints(max_length=255)]
    sha256: ContentHash = Field(
        description="base64; above 8 MiB the composite: SHA-256 over the digests of 8 MiB parts, a dash, their number"
    )
    parent_id: Id | None = None
    taken_at: TakenAt | None = None
    node_id: Id | None = Field(default=None, description="the file whose next content this is; its name and place stay")
    if_match: Annotated[int, Field(ge=0, le=2**53)] | None = Field(
        default=None, description="with `node_id`: the `rev` of the node that the client built on"
    )
    on_conflict: Literal["copy", "new_revision", "fail"] = Field(
        default="copy",
        description="where something else came first: a file beside it, the next content all the same, or a refusal",
    )
    device_name: DeviceName | None = Field(default=None, description="shown at the version, and in the name of a copy")


class InitUploads(Input):
    items: Annotated[list[InitItem], Field(min_length=1, max_length=50)]


class ClaimedPart(Input):
    part_number: Annotated[int, Field(ge=1, le=MAX_PARTS)]
    sha256: Sha256 | None = None
    etag: Annotated[str, StringConstraints(max_length=128)] | None = None


class CompleteItem(Input):
    upload_id: Id
    parts: Annotated[list[ClaimedPart], Field(max_length=MAX_PARTS)] | None = Field(
        default=None, description="what the client has sent, compared with what is stored; not needed"
    )


class CompleteUploads(Input):
    items: Annotated[list[CompleteItem], Field(min_length=1, max_length=20)]


class ReadContent(Input):
    download: bool = Field(default=False, description="as an attachment, whatever the type")


class ItemProblem(Output):
    """The members of RFC 9457 for one item of a batch."""

    type: str
    title: str
    status: int
    detail: str
    code: str


class InitResult(Output):
    client_id: str
    status: Literal["upload", "duplicate", "rejected"]
    upload_id: str | None = None
    node_id: str | None = Field(
        default=None,
        description="the node that will have the content, unless `complete` says another one; with `duplicate` it has",
    )
    method: Literal["put", "multipart"] | None = None
    url: str | None = Field(default=None, description="of the whole file; parts are signed by `/urls`")
    part_size: int | None = Field(default=None, description="bytes of every part but the last")
    headers: dict[str, str] | None = Field(default=None, description="to be sent with the PUT exactly as given")
    expires_at: str | None = Field(default=None, description="of the URL, or of an upload that waits for its parts")
    problem: ItemProblem | None = None


class InitResults(Output):
    items: list[InitResult]


class CompleteResult(Output):
    upload_id: str
    status: Literal["committed", "failed", "pending"]
    node: Node | None = None
    problem: ItemProblem | None = None


class CompleteResults(Output):
    items: list[CompleteResult]


class Content(Output):
    url: str
    expires_in: int = Field(description="seconds")


class MediaKitFile(Output):
    """A file or photo that its owner shows to everybody who is signed in."""

    node_id: str
    name: str
    mime: str
    size: int


class MediaKit(Output):
    items: list[MediaKitFile] = Field(description="in the order they were added; what was trashed since is not there")


class Quota(Output):
    """`free + reserved + used = limit`; trash counts as used."""

    limit: int
    used: int
    reserved: int
    free: int


class Counts(Output):
    file: int
    photo: int
    note: int
    folder: int


class Summary(Output):
    quota: Quota
    counts: Counts
    last_backup_at: str | None
