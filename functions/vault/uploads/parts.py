"""How is a large file cut, what is the hash of the whole, and are its parts all there? Pure.

Every part but the last has PART_SIZE bytes, so the size alone says how many parts there are and how long each one is.

[Note: Composite hash]  Above PART_SIZE the content hash is S3's composite SHA-256: base64 of the SHA-256 over the
digests of the parts, a dash, and how many they are. A client makes it part by part in bounded memory, the storage keeps
it, and one HEAD tells it to the server, which so never reads the bytes. Other part sizes would give other hashes:
PART_SIZE can never change for files that exist.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from functions.vault.core.objects import PART_SIZE


@dataclass(frozen=True, slots=True)
class Part:
    """One part as the storage holds it; `sha256` base64, None where a storage does not tell."""

    number: int
    size: int
    etag: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One part as a client says that it sent it."""

    number: int
    sha256: str | None = None
    etag: str | None = None


class Verdict(Enum):
    WHOLE = "whole"
    INCOMPLETE = "incomplete"
    WRONG = "wrong"


def number_of(size: int) -> int:
    """How many parts a file of that size has; an empty one has one."""
    return max(1, -(-size // PART_SIZE))


def length(size: int, number: int) -> int:
    """Bytes of one part, counted from 1."""
    return min(PART_SIZE, size - (number - 1) * PART_SIZE)


def composite(digests: Sequence[str]) -> str:
    """[Note: Composite hash] of the parts' hashes, in order."""
    whole = hashlib.sha256(b"".join(map(base64.b64decode, digests)))
    return f"{base64.b64encode(whole.digest()).decode()}-{len(digests)}"


def is_hash_of_size(sha256: str, size: int) -> bool:
    """A file in one part has a plain hash, a larger one a composite of as many parts as it has."""
    _, dash, number = sha256.partition("-")
    return number == str(number_of(size)) if size > PART_SIZE else not dash


def judge(size: int, sha256: str, held: Sequence[Part]) -> Verdict:
    """`held` by number, each once. Where the storage tells no hashes of parts, only their sizes are judged here."""
    wanted = number_of(size)
    if any(part.number > wanted or part.size != length(size, part.number) for part in held):
        return Verdict.WRONG
    if len(held) < wanted:
        return Verdict.INCOMPLETE
    digests = [part.sha256 for part in held if part.sha256]
    return Verdict.WRONG if len(digests) == wanted and composite(digests) != sha256 else Verdict.WHOLE


def contradiction(size: int, held: Sequence[Part], claims: Sequence[Claim]) -> str | None:
    """Why what a client says of its parts cannot be; None when it can."""
    if [claim.number for claim in claims] != list(range(1, number_of(size) + 1)):
        return f"Parts are 1 to {number_of(size)}, each once, in ascending order"
    stored = {part.number: part for part in held}
    for claim in claims:
        part = stored.get(claim.number)
        if part and not _agree(part, claim):
            return f"Part {claim.number} is not the one that was stored"
    return None


def _agree(part: Part, claim: Claim) -> bool:
    same_hash = claim.sha256 is None or part.sha256 in (None, claim.sha256)
    return same_hash and (claim.etag is None or claim.etag.strip('"') == part.etag.strip('"'))
