"""How are thumbnails shown and removed? Below `derived/` of the bucket; functions/photos writes them.

A URL names no version: what lies under a key never changes, so a client may keep it by the URL's path for ever.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from functions.shared import pictures
from functions.shared.problems import Code, Problem
from functions.vault.core.nodes import CONTENT_LIFETIME, Node
from functions.vault.core.storage import PARALLEL, unavailable

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class S3Derivatives:
    """Implements `ports_pictures.Derivatives`."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket
        self._pool = ThreadPoolExecutor(PARALLEL, thread_name_prefix="derivatives")

    def url(self, node: Node, size: int) -> str:
        key = pictures.derivative(str(node.key), size)
        return self._client.generate_presigned_url(
            "get_object", Params={"Bucket": self._bucket, "Key": key}, ExpiresIn=CONTENT_LIFETIME
        )

    def erase(self, keys: Sequence[str]) -> None:
        try:
            found = list(self._pool.map(lambda key: self._versions(pictures.folder(key)), keys))
            self._delete([version for versions in found for version in versions])
        except (BotoCoreError, ClientError) as failed:
            unavailable(failed)

    def _versions(self, prefix: str) -> list[Any]:
        """All that fit into one answer are all: there are two keys, each written once or a few times."""
        listed = self._client.list_object_versions(Bucket=self._bucket, Prefix=prefix)
        both = [*listed.get("Versions", []), *listed.get("DeleteMarkers", [])]
        return [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in both]

    def _delete(self, versions: list[Any]) -> None:
        for start in range(0, len(versions), 1_000):
            batch: Any = {"Objects": versions[start : start + 1_000], "Quiet": True}
            if errors := self._client.delete_objects(Bucket=self._bucket, Delete=batch).get("Errors"):
                raise Problem(Code.UNAVAILABLE, private=f"{len(errors)} deletions refused: {errors[0].get('Code')}")
