"""What is said of uploads that go on or end: parts to sign, parts that are stored, contents that are there already."""

from typing import Annotated, Literal

from pydantic import Field

from functions.shared.models import Input, Output
from functions.vault.core.objects import PART_SIZE
from functions.vault.schemas import MAX_PARTS, ContentHash, ItemProblem, Sha256


class AskedPart(Input):
    part_number: Annotated[int, Field(ge=1, le=MAX_PARTS)]
    sha256: Sha256
    size: Annotated[int, Field(ge=0, le=PART_SIZE)] | None = Field(
        default=None, description="bytes; refused where the part is of another length"
    )


class SignParts(Input):
    parts: Annotated[list[AskedPart], Field(min_length=1, max_length=50)]


class SignedPart(Output):
    part_number: int
    size: int = Field(description="exactly so many bytes")
    url: str
    headers: dict[str, str] = Field(description="to be sent with the PUT exactly as given")


class SignedParts(Output):
    parts: list[SignedPart]
    expires_at: str = Field(description="of the URLs; ask again for what was not sent until then")


class StoredPart(Output):
    part_number: int
    size: int
    sha256: str | None


class UploadProgress(Output):
    upload_id: str
    client_id: str
    node_id: str = Field(description="the node that has the content once it is committed")
    state: Literal["initiated", "committed", "failed", "expired", "aborted"]
    method: Literal["put", "multipart"]
    size: int
    sha256: str
    part_size: int | None = Field(description="with `multipart`")
    parts: list[StoredPart] = Field(description="what the storage holds, by number; of an ended upload none")
    expires_at: str
    problem: ItemProblem | None


class CheckContents(Input):
    hashes: Annotated[list[ContentHash], Field(min_length=1, max_length=1_000)]


class ContentState(Output):
    sha256: str
    state: Literal["present", "trashed", "deleted_by_user", "absent"]
    node_id: str | None = Field(description="the node that took it last; null where it is absent")


class ContentStates(Output):
    items: list[ContentState] = Field(description="in the order of the request")
