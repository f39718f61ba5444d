"""How are objects reached? The S3 API behind the `Storage` port; `shared.s3` says whose.

Bytes never pass through this service: browsers put and get them under URLs that are signed here (SigV4, for exactly one
key, length, type and hash). What is signed is checked again by `inspect`, as not every storage enforces it. Uploads in
parts: `storage_parts`.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NoReturn

from botocore.exceptions import BotoCoreError, ClientError

from functions.shared.problems import Code, Problem
from functions.shared.s3 import CONNECTIONS
from functions.vault.core.media import SNIFFED_BYTES
from functions.vault.core.nodes import CONTENT_LIFETIME, Node
from functions.vault.core.objects import PART_SIZE, URL_LIFETIME, ObjectKey
from functions.vault.core.ports import Stored

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PARALLEL = CONNECTIONS
"""Objects looked at side by side; each costs a HEAD and a short GET of 10 to 30 ms, a small one a GET."""
SMALL = 256 * 1024
"""Bytes; reading that much costs less than asking a second time."""
_ABSENT = {"404", "NoSuchKey", "NoSuchVersion", "NotFound", "405", "MethodNotAllowed"}
"""A HEAD has no body, so its error code is the status. 405 is a delete marker."""
_PAGE = 1_000


class S3Storage:
    """Implements `ports.Storage` and `ports_notes.TextStorage`.

    The role must be allowed to list the bucket: else a missing object is a 403.
    """

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket
        self._pool = ThreadPoolExecutor(PARALLEL, thread_name_prefix="storage")

    def upload_url(self, key: ObjectKey, size: int, mime: str, sha256: str) -> tuple[str, dict[str, str]]:
        url = self._client.generate_presigned_url(
            "put_object",
            Params={
                **self._place(key, None),
                "ContentLength": size,
                "ContentType": mime,
                "ChecksumSHA256": sha256,
                "IfNoneMatch": "*",
            },
            ExpiresIn=URL_LIFETIME,
        )
        headers = {"content-type": mime, "x-amz-checksum-sha256": sha256, "if-none-match": "*"}
        return url, headers

    def content_url(self, node: Node, disposition: str, content_type: str) -> str:
        return self._client.generate_presigned_url(
            "get_object",
            Params={
                **self._place(node.key, node.version_id),
                "ResponseContentDisposition": disposition,
                "ResponseContentType": content_type,
            },
            ExpiresIn=CONTENT_LIFETIME,
        )

    def put(self, key: ObjectKey, content: bytes, mime: str) -> str | None:
        try:
            made = self._client.put_object(
                **self._place(key, None),
                Body=content,
                ContentType=mime,
                ChecksumSHA256=base64.b64encode(hashlib.sha256(content).digest()).decode(),
            )
        except (BotoCoreError, ClientError) as failed:
            unavailable(failed)
        return made.get("VersionId")

    def read(self, key: ObjectKey, version_id: str | None) -> bytes | None:
        try:
            return self._client.get_object(**self._place(key, version_id))["Body"].read()
        except (BotoCoreError, ClientError) as refused:
            _require_absent(refused)
            return None

    def inspect(
        self, wanted: Sequence[tuple[ObjectKey, str | None]], expected: Sequence[int] = ()
    ) -> list[Stored | None]:
        looks = [self._glance if size <= SMALL else self._look for size in expected] or [self._look] * len(wanted)
        return list(self._pool.map(lambda look, place: look(*place), looks, wanted))

    def delete(self, key: ObjectKey, version_id: str | None) -> None:
        try:
            self._client.delete_object(**self._place(key, version_id))
        except (BotoCoreError, ClientError) as failed:
            unavailable(failed)

    def remove(self, objects: Sequence[tuple[ObjectKey, str | None]]) -> None:
        places = [self._place(key, version_id) for key, version_id in objects]
        for place in places:
            del place["Bucket"]
        try:
            self._delete_many(places)
        except (BotoCoreError, ClientError) as failed:
            unavailable(failed)

    def erase(self, prefix: str) -> int:
        gone = 0
        try:
            self._abort_all(prefix)
            pages = self._client.get_paginator("list_object_versions").paginate(Bucket=self._bucket, Prefix=prefix)
            for page in pages:
                listed = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
                gone += self._delete_many([{"Key": one["Key"], "VersionId": one["VersionId"]} for one in listed])
        except (BotoCoreError, ClientError) as failed:
            unavailable(failed)
        return gone

    def _abort_all(self, prefix: str) -> None:
        """Parts are in no list of objects; whatever ends after this is. One that has ended since it was listed is an
        error, and comes again.
        """
        for page in self._client.get_paginator("list_multipart_uploads").paginate(Bucket=self._bucket, Prefix=prefix):
            for one in page.get("Uploads", []):
                self._client.abort_multipart_upload(Bucket=self._bucket, Key=one["Key"], UploadId=one["UploadId"])

    def _delete_many(self, versions: list[Any]) -> int:
        for start in range(0, len(versions), _PAGE):
            batch = versions[start : start + _PAGE]
            answer = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": batch, "Quiet": True})
            if errors := answer.get("Errors"):
                raise Problem(Code.UNAVAILABLE, private=f"{len(errors)} deletions refused: {errors[0].get('Code')}")
        return len(versions)

    def _glance(self, key: ObjectKey, version_id: str | None) -> Stored | None:
        """One request: the answer of a whole GET tells what a HEAD does. What is larger than expected is not read."""
        try:
            told = self._client.get_object(**self._place(key, version_id), ChecksumMode="ENABLED")
            size, sha256 = told["ContentLength"], _hash(told)
            with told["Body"] as stream:
                body = stream.read(SNIFFED_BYTES if size > SMALL else None)
        except (BotoCoreError, ClientError) as refused:
            _require_absent(refused)
            return None
        if sha256 is None and size <= SMALL:
            sha256 = base64.b64encode(hashlib.sha256(body).digest()).decode()
        return Stored(size, sha256 or "", told.get("VersionId"), body[:SNIFFED_BYTES])

    def _look(self, key: ObjectKey, version_id: str | None) -> Stored | None:
        try:
            told = self._client.head_object(**self._place(key, version_id), ChecksumMode="ENABLED")
            pinned = self._place(key, told.get("VersionId"))
            size, sha256 = told["ContentLength"], _hash(told)
            if sha256 is None and size <= PART_SIZE:
                body = self._client.get_object(**pinned)["Body"].read()
                sha256 = base64.b64encode(hashlib.sha256(body).digest()).decode()
            elif size:
                with self._client.get_object(**pinned, Range=f"bytes=0-{SNIFFED_BYTES - 1}")["Body"] as stream:
                    body = stream.read(SNIFFED_BYTES)  # no more, should a storage send more
            else:
                body = b""
        except (BotoCoreError, ClientError) as refused:
            _require_absent(refused)
            return None
        return Stored(size, sha256 or "", told.get("VersionId"), body[:SNIFFED_BYTES])

    def _place(self, key: ObjectKey, version_id: str | None) -> Any:
        place = {"Bucket": self._bucket, "Key": str(key)}
        return {**place, "VersionId": version_id} if version_id else place


def _require_absent(refused: Exception) -> None:
    """Raises Problem(unavailable) for anything else."""
    if not isinstance(refused, ClientError) or refused.response["Error"]["Code"] not in _ABSENT:
        unavailable(refused)


def _hash(told: Mapping[str, Any]) -> str | None:
    """[Note: Composite hash] in `parts`: some storages leave off the number of parts, which the ETag has too."""
    sha256: str | None = told.get("ChecksumSHA256")
    _, dash, number = told.get("ETag", "").strip('"').partition("-")
    return f"{sha256}-{number}" if sha256 and dash and "-" not in sha256 else sha256


def unavailable(failed: Exception) -> NoReturn:
    raise Problem(Code.UNAVAILABLE, private=f"storage: {failed}", retry_after=1) from failed
