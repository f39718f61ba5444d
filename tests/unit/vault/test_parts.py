import base64
import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.vault.core.objects import PART_SIZE
from functions.vault.uploads import parts
from functions.vault.uploads.parts import Claim, Part, Verdict
from functions.vault.uploads.uploads import LONGEST, MAX_SIZE, RESERVED_FOR, prolonged
from infra.layout import ROOT
from tests.unit.vault.samples import NOW, sha256, upload

VECTORS = json.loads((ROOT / "tests" / "vectors" / "content_hash.json").read_text())
SIZE = 2 * PART_SIZE + 5
WHOLE = [Part(1, PART_SIZE, '"a"', sha256(1)), Part(2, PART_SIZE, '"b"', sha256(2)), Part(3, 5, '"c"', sha256(3))]
HASH = parts.composite([sha256(1), sha256(2), sha256(3)])
CLAIMS = [Claim(1, sha256(1)), Claim(2, etag="b"), Claim(3)]


@given(st.integers(0, MAX_SIZE))
def test_parts_make_up_the_file_and_only_the_last_is_shorter(size: int) -> None:
    count = parts.number_of(size)
    last = parts.length(size, count)
    assert (count - 1) * PART_SIZE + last == size
    assert 0 < last <= PART_SIZE or size == 0
    assert count == 1 or parts.length(size, count - 1) == PART_SIZE


def test_the_largest_file_has_fewer_parts_than_s3_takes() -> None:
    assert parts.number_of(MAX_SIZE) == 6_400


@given(st.lists(st.binary(max_size=9), min_size=1, max_size=5))
def test_the_hash_of_parts_is_the_hash_of_their_digests(contents: list[bytes]) -> None:
    digests = [hashlib.sha256(content).digest() for content in contents]
    expected = base64.b64encode(hashlib.sha256(b"".join(digests)).digest()).decode()
    made = parts.composite([base64.b64encode(digest).decode() for digest in digests])
    assert made == f"{expected}-{len(contents)}"


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: str(case["size"]))
def test_the_hash_is_that_of_the_vectors_for_all_clients(case: dict[str, Any]) -> None:
    size, digests = case["size"], case["parts"]
    assert VECTORS["part_size"] == PART_SIZE
    assert len(digests) == parts.number_of(size)
    for number, expected in enumerate(digests, 1):
        content = bytes([number]) * parts.length(size, number)
        assert base64.b64encode(hashlib.sha256(content).digest()).decode() == expected
    assert case["sha256"] == (parts.composite(digests) if size > PART_SIZE else digests[0])
    assert parts.is_hash_of_size(case["sha256"], size)


@pytest.mark.parametrize(
    ("size", "suffix", "fits"),
    [
        (0, "", True),
        (0, "-1", False),
        (PART_SIZE, "", True),
        (PART_SIZE, "-1", False),
        (PART_SIZE + 1, "-2", True),
        (PART_SIZE + 1, "-1", False),
        (PART_SIZE + 1, "-3", False),
        (PART_SIZE + 1, "", False),
        (MAX_SIZE, "-6400", True),
    ],
)
def test_a_hash_says_how_many_parts_it_is_of(size: int, suffix: str, *, fits: bool) -> None:
    assert parts.is_hash_of_size(sha256(0) + suffix, size) is fits


def test_all_parts_of_their_lengths_and_hash_are_the_whole() -> None:
    assert parts.judge(SIZE, HASH, WHOLE) is Verdict.WHOLE


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_gap_is_incomplete(missing: int) -> None:
    assert parts.judge(SIZE, HASH, [*WHOLE[:missing], *WHOLE[missing + 1 :]]) is Verdict.INCOMPLETE


@pytest.mark.parametrize(
    "held",
    [
        [*WHOLE, Part(4, 5, '"d"', sha256(4))],
        [*WHOLE[:2], Part(3, 6, '"c"', sha256(3))],
        [Part(1, PART_SIZE - 1, '"a"', sha256(1))],
        [Part(1, PART_SIZE, '"b"', sha256(2)), Part(2, PART_SIZE, '"a"', sha256(1)), WHOLE[2]],
        [*WHOLE[:2], Part(3, 5, '"c"', sha256(9))],
    ],
    ids=["one too many", "too long", "too short", "swapped", "other bytes"],
)
def test_what_can_never_become_the_file_is_wrong(held: list[Part]) -> None:
    assert parts.judge(SIZE, HASH, held) is Verdict.WRONG


def test_a_storage_that_tells_no_hashes_is_judged_by_the_object() -> None:
    untold = [Part(part.number, part.size, part.etag, None) for part in WHOLE]
    assert parts.judge(SIZE, HASH, untold) is Verdict.WHOLE


def test_what_agrees_with_the_storage_is_no_contradiction() -> None:
    assert parts.contradiction(SIZE, WHOLE, CLAIMS) is None
    assert parts.contradiction(SIZE, WHOLE[:1], CLAIMS) is None


@pytest.mark.parametrize(
    "claims",
    [
        [],
        CLAIMS[:2],
        [CLAIMS[0], CLAIMS[2]],
        [CLAIMS[1], CLAIMS[0], CLAIMS[2]],
        [CLAIMS[0], CLAIMS[0], CLAIMS[1], CLAIMS[2]],
        [*CLAIMS, Claim(4)],
        [Claim(1, sha256(2)), *CLAIMS[1:]],
        [Claim(1, etag='"b"'), *CLAIMS[1:]],
    ],
)
def test_disorder_gaps_and_other_parts_are_contradictions(claims: list[Claim]) -> None:
    assert parts.contradiction(SIZE, WHOLE, claims)


@given(st.lists(st.floats(0, RESERVED_FOR), max_size=40))
def test_signs_of_life_prolong_an_upload_to_a_week_at_most(waits: list[float]) -> None:
    one, now = upload(), NOW
    for wait in waits:
        now += wait
        later = prolonged(one, now)
        assert later.expires_at >= one.expires_at
        assert later.expires_at <= one.created_at + LONGEST
        reached = later.expires_at == one.created_at + LONGEST
        assert reached or later.expires_at - now >= RESERVED_FOR / 2
        one = later
