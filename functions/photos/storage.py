"""How are originals read and derivatives kept? The S3 API behind the `Storage` port."""

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from functions.photos.ports import TooLargeError
from functions.shared.pictures import FORMAT

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_ABSENT = {"404", "NoSuchKey", "NoSuchVersion", "NotFound", "405", "MethodNotAllowed"}
"""The latter two are delete markers."""
_THERE = {"412", "PreconditionFailed"}
FOREVER = "private, max-age=31536000, immutable"


class S3Pictures:
    """Implements `ports.Storage`. The role must be allowed to list the bucket: else a missing object is a 403."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def original(self, key: str, version_id: str | None, most: int) -> bytes | None:
        place: Any = {"Bucket": self._bucket, "Key": key}
        if version_id:
            place["VersionId"] = version_id
        try:
            answer = self._client.get_object(**place)
        except ClientError as refused:
            if refused.response["Error"]["Code"] in _ABSENT:
                return None
            raise
        if answer["ContentLength"] > most:
            answer["Body"].close()
            raise TooLargeError
        return answer["Body"].read()

    def keep(self, key: str, content: bytes) -> None:
        try:
            self._client.put_object(
                Bucket=self._bucket,
                Key=key,
                Body=content,
                ContentType=f"image/{FORMAT}",
                CacheControl=FOREVER,
                IfNoneMatch="*",
            )
        except ClientError as refused:
            if refused.response["Error"]["Code"] not in _THERE:
                raise
