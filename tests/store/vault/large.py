"""How do tests send large files? By the public API and the URLs that it gives out, part by part."""

import base64
import hashlib
import random
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import httpx

from tests.store.vault.people import BUCKET, Owner, item

PART = 8 * 1024 * 1024
ROOM = 64 * 1024**3
UPLOAD, URLS, CHECK = "/vault/uploads/{upload_id}", "/vault/uploads/{upload_id}/urls", "/vault/uploads/check"


@cache
def film(number: int = 0, size: int = 2 * PART + 5) -> bytes:
    """Bytes that differ everywhere, in three parts."""
    return b"\xff\xd8\xff" + random.Random(number).randbytes(size - 3)


def pieces(content: bytes) -> list[bytes]:
    return [content[start : start + PART] for start in range(0, len(content), PART)]


def digest(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


@cache
def composite(content: bytes) -> str:
    digests = [hashlib.sha256(piece).digest() for piece in pieces(content)]
    return f"{digest(b''.join(digests))}-{len(digests)}"


def large(content: bytes, name: str = "film.mp4", **more: Any) -> dict[str, Any]:
    return item(content, name, **{"kind": "file", "mime": "video/mp4", "sha256": composite(content), **more})


def sign(owner: Owner, upload_id: str, content: bytes, *numbers: int) -> list[dict[str, Any]]:
    """Signed for the parts of this content."""
    status, answer = _ask(owner, upload_id, content, *numbers)
    assert status == 200, answer
    assert [part["part_number"] for part in answer["parts"]] == list(numbers)
    return list(answer["parts"])


def not_signed(owner: Owner, upload_id: str, content: bytes, number: int) -> tuple[int, str]:
    """The refusal to sign a part."""
    status, problem = _ask(owner, upload_id, content, number)
    return status, problem["code"]


def _ask(owner: Owner, upload_id: str, content: bytes, *numbers: int) -> tuple[int, Any]:
    asked = [{"part_number": number, "sha256": digest(pieces(content)[number - 1])} for number in numbers]
    return owner.call("POST", URLS, {"parts": asked}, upload_id=upload_id)


def send(owner: Owner, upload_id: str, content: bytes, *numbers: int) -> None:
    for part in sign(owner, upload_id, content, *numbers):
        assert put_part(part, pieces(content)[part["part_number"] - 1]) == 200


def put_part(part: Mapping[str, Any], content: bytes) -> int:
    return httpx.put(part["url"], content=content, headers=part["headers"]).status_code


def announced(owner: Owner, content: bytes, *sent: int, **more: Any) -> str:
    """An announced upload with these parts stored already; its id."""
    (answer,) = owner.init(large(content, **more))
    assert (answer["status"], answer["method"]) == ("upload", "multipart"), answer
    if sent:
        send(owner, answer["upload_id"], content, *sent)
    return str(answer["upload_id"])


def progress(owner: Owner, upload_id: str) -> dict[str, Any]:
    status, answer = owner.call("GET", UPLOAD, upload_id=upload_id)
    assert status == 200, answer
    return dict(answer)


def held(owner: Owner, upload_id: str) -> list[int]:
    return [part["part_number"] for part in progress(owner, upload_id)["parts"]]


def begun(owner: Owner) -> list[dict[str, Any]]:
    """Multipart uploads that are open at the storage below the owner's prefix."""
    listed = owner.place.s3.list_multipart_uploads(Bucket=BUCKET, Prefix=f"storage/{owner.user_id}/")
    return list(listed.get("Uploads", []))


def assemble(owner: Owner, parts: Iterable[Mapping[str, Any]]) -> None:
    """What the function does at the storage, as if it had died right after; of the only open multipart upload."""
    (one,) = begun(owner)
    place = {"Bucket": BUCKET, "Key": one["Key"], "UploadId": one["UploadId"]}
    etags = {part["PartNumber"]: part["ETag"] for part in owner.place.s3.list_parts(**place)["Parts"]}
    listed = [
        {"PartNumber": part["part_number"], "ETag": etags[part["part_number"]], "ChecksumSHA256": part["sha256"]}
        for part in parts
    ]
    owner.place.s3.complete_multipart_upload(**place, MultipartUpload={"Parts": listed})
