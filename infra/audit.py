"""Do bucket and vault table agree? Object versions, uploads in parts, and the rows that speak of them. Reads only.

    object without row, row without object, another size, (--hashes) another hash, node without revision

Both change while they are read. So what looks amiss is looked at a second time, and only what is amiss both times is
told. Everything is held in memory, some 300 bytes an object.

Usage: STAGE=prod python -m infra.audit [--hashes]    (exit 1 when something is amiss)
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from boto3.dynamodb.types import TypeDeserializer
from botocore.exceptions import BotoCoreError, ClientError

from functions.shared.problems import Problem
from infra import object_store, running
from infra.audit_rules import Book, Claim, enter, is_claimed_below, is_ours
from infra.stack import StackError

PREFIXES = ("storage/", "derived/")
_ASKED = ("pk", "sk", "row", "key", "version_id", "size", "sha256", "kind", "rev_id", "state", "node_id")
_MORE = ("multipart_id", "gsi1pk")
_PARALLEL = 8
Version = tuple[str, str | None]


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    what: str
    key: str
    detail: str = ""


@dataclass(frozen=True)
class Audit:
    """`s3` and `dynamodb` are clients of the stage."""

    s3: Any
    dynamodb: Any
    bucket: str
    table: str
    hashes: bool = False

    def run(self) -> list[Finding]:
        """What is amiss now and was a moment ago."""
        first = self._look()
        return sorted(first & self._look()) if first else []

    def _look(self) -> set[Finding]:
        """The bucket first: an object is announced before it arrives, so its row is there when the table is read."""
        parts = set(self._multiparts())
        objects = dict(self._objects())
        book = self._book()
        found = {
            Finding("upload in parts without row", key, upload_id)
            for key, upload_id in parts - book.multiparts
            if not is_claimed_below(book, key)
        }
        found |= {
            Finding("node without revision", row) for place, row in book.needed.items() if place not in book.revisions
        }
        for key, version_id in objects:
            if not _is_claimed(book, key, version_id):
                what = "object without row" if is_ours(key) else "object of nobody"
                found.add(Finding(what, key, version_id or ""))
        kept = [claim for claims in book.claims.values() for claim in claims if claim.is_kept]
        newest = {key: size for (key, _), size in objects.items()}
        for claim in kept:
            size = objects.get((claim.key, claim.version_id)) if claim.version_id else newest.get(claim.key)
            if size is None:
                found.add(Finding("row without object", claim.key, claim.version_id or ""))
            elif claim.size is not None and size != claim.size:
                found.add(Finding("another size", claim.key, f"{size} bytes, not {claim.size}"))
        return found | (self._other_hashes(kept) if self.hashes else set())

    def _book(self) -> Book:
        book, read = Book(), TypeDeserializer().deserialize
        names = {f"#{name}": name for name in (*_ASKED, *_MORE)}
        pages = self.dynamodb.get_paginator("scan").paginate(
            TableName=self.table,
            ConsistentRead=True,
            ProjectionExpression=", ".join(names),
            ExpressionAttributeNames=names,
        )
        for page in pages:
            for item in page["Items"]:
                enter(book, {name: read(value) for name, value in item.items()})
        return book

    def _objects(self) -> Iterator[tuple[Version, int]]:
        """Sizes by (key, version); a bucket without versions says `null`."""
        for prefix in PREFIXES:
            for page in self.s3.get_paginator("list_object_versions").paginate(Bucket=self.bucket, Prefix=prefix):
                for one in page.get("Versions", []):
                    version_id = None if one["VersionId"] == "null" else one["VersionId"]
                    yield (one["Key"], version_id), one["Size"]

    def _multiparts(self) -> Iterator[tuple[str, str]]:
        for page in self.s3.get_paginator("list_multipart_uploads").paginate(Bucket=self.bucket):
            for one in page.get("Uploads", []):
                yield one["Key"], one["UploadId"]

    def _other_hashes(self, kept: list[Claim]) -> set[Finding]:
        with ThreadPoolExecutor(_PARALLEL) as pool:
            return {finding for finding in pool.map(self._other_hash, kept) if finding}

    def _other_hash(self, claim: Claim) -> Finding | None:
        place = {"Bucket": self.bucket, "Key": claim.key}
        if claim.version_id:
            place["VersionId"] = claim.version_id
        try:
            told = self.s3.head_object(**place, ChecksumMode="ENABLED").get("ChecksumSHA256")
        except ClientError:
            return None  # not there: found by the lists
        if claim.sha256 in (None, told):
            return None
        return Finding("another hash" if told else "no hash is kept", claim.key, f"{told}, not {claim.sha256}")


def _is_claimed(book: Book, key: str, version_id: str | None) -> bool:
    claims = book.claims.get(key, [])
    named = any(claim.version_id in (None, version_id) for claim in claims)
    return named or is_claimed_below(book, key)


def main(arguments: list[str]) -> int:
    if set(arguments) - {"--hashes"}:
        print("usage: make audit [HASHES=1]", file=sys.stderr)
        return 2
    try:
        stack = running.stack()
        outputs, client = stack.outputs(), stack.cloud.client
        bucket, table = outputs["StorageBucketName"], outputs["VaultTableName"]
        s3 = object_store.client(stack.cloud, {**stack.parameters(), **outputs})
        found = Audit(s3, client("dynamodb"), bucket, table, hashes="--hashes" in arguments).run()
    except (StackError, Problem, BotoCoreError, ClientError) as error:
        print(f"audit: {error}", file=sys.stderr)
        return 2
    for one in found:
        print(f"{one.what}: {one.key} {one.detail}".rstrip())
    print(f"audit: {len(found)} amiss" if found else "audit: bucket and table agree")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
