"""How do large files reach the storage? S3's multipart API behind the `Multipart` port.

Bytes pass by this service here too: each part is put under a URL that is signed for its number, length and SHA-256.
What was signed is checked again before parts become an object (`parts.judge`) and once more after it (`inspect`).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from functions.vault.core.objects import URL_LIFETIME
from functions.vault.core.storage import PARALLEL, unavailable
from functions.vault.uploads import parts
from functions.vault.uploads.parts import Part
from functions.vault.uploads.uploads import Upload

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_GONE = {"NoSuchUpload"}
_NOT_ASSEMBLED = _GONE | {
    "BadDigest",
    "ConditionalRequestConflict",
    "EntityTooSmall",
    "InvalidPart",
    "InvalidPartOrder",
    "InvalidRequest",
    "PreconditionFailed",
}
"""Somebody else was first, or the parts are others than a moment ago: the look at the object decides what it is."""


class S3Parts:
    """Implements `ports_parts.Multipart`."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket
        self._pool = ThreadPoolExecutor(PARALLEL, thread_name_prefix="parts")

    def begin(self, upload: Upload) -> str:
        place: Any = {"Bucket": self._bucket, "Key": str(upload.key)}
        try:
            begun = self._client.create_multipart_upload(**place, ContentType=upload.mime, ChecksumAlgorithm="SHA256")
        except (BotoCoreError, ClientError) as failed:
            unavailable(failed)
        return begun["UploadId"]

    def part_url(self, upload: Upload, number: int, sha256: str) -> tuple[str, dict[str, str]]:
        url = self._client.generate_presigned_url(
            "upload_part",
            Params={
                **self._place(upload),
                "PartNumber": number,
                "ContentLength": parts.length(upload.size, number),
                "ChecksumSHA256": sha256,
            },
            ExpiresIn=URL_LIFETIME,
        )
        return url, {"x-amz-checksum-sha256": sha256}

    def is_there(self, upload: Upload) -> bool:
        return self._unless(_GONE, lambda: self._client.list_parts(**self._place(upload), MaxParts=1))

    def held(self, uploads: Sequence[Upload]) -> list[list[Part] | None]:
        return list(self._pool.map(self._held, uploads))

    def assemble(self, whole: Sequence[tuple[Upload, Sequence[Part]]]) -> None:
        list(self._pool.map(lambda each: self._assemble(*each), whole))

    def abort(self, upload: Upload) -> None:
        self._unless(_GONE, lambda: self._client.abort_multipart_upload(**self._place(upload)))

    def _held(self, upload: Upload) -> list[Part] | None:
        found: list[Part] = []

        def read() -> None:
            for page in self._client.get_paginator("list_parts").paginate(**self._place(upload)):
                found.extend(
                    Part(one["PartNumber"], one["Size"], one["ETag"], one.get("ChecksumSHA256"))
                    for one in page.get("Parts", [])
                )

        return sorted(found, key=lambda part: part.number) if self._unless(_GONE, read) else None

    def _assemble(self, upload: Upload, held: Sequence[Part]) -> None:
        """The size and "nothing there before" are the storage's to enforce as well, where it does."""
        listed: Any = [
            {"PartNumber": part.number, "ETag": part.etag} | ({"ChecksumSHA256": part.sha256} if part.sha256 else {})
            for part in held
        ]
        self._unless(
            _NOT_ASSEMBLED,
            lambda: self._client.complete_multipart_upload(
                **self._place(upload),
                MultipartUpload={"Parts": listed},
                MpuObjectSize=upload.size,
                IfNoneMatch="*",
            ),
        )

    def _unless(self, answers: set[str], call: Callable[[], object]) -> bool:
        """False when the storage answers one of these."""
        try:
            call()
        except ClientError as refused:
            if refused.response["Error"]["Code"] in answers:
                return False
            unavailable(refused)
        except BotoCoreError as failed:
            unavailable(failed)
        return True

    def _place(self, upload: Upload) -> Any:
        return {"Bucket": self._bucket, "Key": str(upload.key), "UploadId": upload.multipart_id}
