"""How do archives get into the storage, and contents out of it? S3 behind the `ArchiveStorage` port, in bounded memory.

Contents are read in pieces by range and version; the ZIP file goes out in parts of 8 MiB, four on their way at most.
"""

import json
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from functions.vault.archives.zipping import Entry, Piece
from functions.vault.core import disposition
from functions.vault.core.nodes import CONTENT_LIFETIME
from functions.vault.core.storage import S3Storage, unavailable

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PART = 8 * 1024 * 1024
"""10,000 of them make 78 GiB, more than any file has."""
ON_THEIR_WAY = 4
_ABSENT = {"404", "NoSuchKey", "NoSuchVersion", "NotFound", "405", "MethodNotAllowed"}
_ZIP = "application/zip"
_STEP = 1024 * 1024


class S3Archives:
    """Implements `ports_archives.ArchiveStorage`."""

    def __init__(self, client: "S3Client", bucket: str, objects: S3Storage) -> None:
        self._client = client
        self._bucket = bucket
        self._objects = objects

    def note(self, key: str, entries: Sequence[Entry]) -> None:
        body = "\n".join(json.dumps(asdict(entry)) for entry in entries)
        try:
            self._client.put_object(Bucket=self._bucket, Key=key, Body=body.encode(), ContentType="application/jsonl")
        except (BotoCoreError, ClientError) as failed:
            unavailable(failed)

    def noted(self, key: str) -> list[Entry]:
        try:
            body = self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except (BotoCoreError, ClientError) as failed:
            unavailable(failed)
        return [Entry(**json.loads(line)) for line in body.decode().split("\n") if line]

    def fetch(self, piece: Piece) -> bytes | None:
        entry = piece.entry
        place: Any = {"Bucket": self._bucket, "Key": entry.key}
        if entry.version_id:
            place["VersionId"] = entry.version_id
        end = piece.offset + piece.length - 1
        try:
            answer = self._client.get_object(**place, Range=f"bytes={piece.offset}-{end}")
            return _read(answer, piece)
        except ClientError as refused:
            if refused.response["Error"]["Code"] in _ABSENT:
                return None
            unavailable(refused)
        except BotoCoreError as failed:
            unavailable(failed)

    def begin(self, key: str) -> "PartedObject":
        return PartedObject(self._client, self._bucket, key)

    def url(self, key: str, name: str) -> str:
        return self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentDisposition": disposition.header(name, inline=False),
                "ResponseContentType": _ZIP,
            },
            ExpiresIn=CONTENT_LIFETIME,
        )

    def erase(self, prefix: str) -> int:
        return self._objects.erase(prefix)


def _read(answer: Any, piece: Piece) -> bytes:
    """A storage may answer the whole instead of a range (RFC 9110 §14.2): then what is in front is read past, in small
    steps.
    """
    with closing(answer["Body"]) as body:
        ahead = 0 if "ContentRange" in answer else piece.offset
        while ahead and (passed := len(body.read(min(ahead, _STEP)))):
            ahead -= passed
        return bytes(body.read(piece.length))


class PartedObject:
    """Implements `ports_archives.Target`: a multipart upload that is written like a file which cannot seek."""

    def __init__(self, client: "S3Client", bucket: str, key: str) -> None:
        self._client = client
        self._place: Any = {"Bucket": bucket, "Key": key}
        self._buffer = bytearray()
        self._size = 0
        self._parts: list[Any] = []
        self._under_way: deque[Future[str]] = deque()
        self._pool = ThreadPoolExecutor(ON_THEIR_WAY, thread_name_prefix="archive")
        try:
            self._id = client.create_multipart_upload(**self._place, ContentType=_ZIP)["UploadId"]
        except (BotoCoreError, ClientError) as failed:
            unavailable(failed)

    def write(self, data: bytes, /) -> int:
        self._buffer += data
        while len(self._buffer) >= PART:
            self._send(bytes(memoryview(self._buffer)[:PART]))
            del self._buffer[:PART]
        return len(data)

    def flush(self) -> None:
        """Parts are sent when they are full."""

    def close(self) -> int:
        self._send(bytes(self._buffer))
        self._buffer.clear()
        while self._under_way:
            self._collect()
        try:
            self._client.complete_multipart_upload(
                **self._place, UploadId=self._id, MultipartUpload={"Parts": self._parts}
            )
        except (BotoCoreError, ClientError) as failed:
            unavailable(failed)
        self._pool.shutdown()
        return self._size

    def abort(self) -> None:
        """What is left of it when this fails too, the bucket's lifecycle removes."""
        self._pool.shutdown(cancel_futures=True)
        try:
            self._client.abort_multipart_upload(**self._place, UploadId=self._id)
        except (BotoCoreError, ClientError):
            return

    def _send(self, data: bytes) -> None:
        if len(self._under_way) == ON_THEIR_WAY:
            self._collect()
        self._size += len(data)
        number = len(self._parts) + len(self._under_way) + 1
        self._under_way.append(self._pool.submit(self._put, number, data))

    def _put(self, number: int, data: bytes) -> str:
        return self._client.upload_part(**self._place, UploadId=self._id, PartNumber=number, Body=data)["ETag"]

    def _collect(self) -> None:
        try:
            etag = self._under_way.popleft().result()
        except (BotoCoreError, ClientError) as failed:
            unavailable(failed)
        self._parts.append({"PartNumber": len(self._parts) + 1, "ETag": etag})
