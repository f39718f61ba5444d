"""Is it the hash that the reference implementation makes? `tests/vectors/thumbhash.json` is what it made."""

import base64
import json
from typing import Any

import pytest

from functions.photos import thumbhash
from infra.layout import ROOT

VECTORS = json.loads((ROOT / "tests" / "vectors" / "thumbhash.json").read_text())["vectors"]
HEAD = 5
"""Bytes of size and constant terms. What follows is rounding noise where a picture is plain."""


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: f"{each['paint']}-{each['width']}x{each['height']}")
def test_it_is_the_hash_of_the_reference(vector: dict[str, Any]) -> None:
    wanted = base64.b64decode(vector["thumbhash"])
    made = thumbhash.encode(vector["width"], vector["height"], base64.b64decode(vector["rgba"]))
    assert len(made) == len(wanted)
    compared = HEAD if vector["plain"] else len(wanted)
    assert made[:compared] == wanted[:compared]


def test_a_large_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="100 pixels"):
        thumbhash.encode(101, 1, bytes(404))
