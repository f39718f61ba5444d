# ruff: noqa: ANN001, ANN201, ANN202 - written as most people write NumPy
"""How do a million creators get into Postgres in seconds? By binary COPY, its bytes made column by column.

A field is two arrays, one row each creator: bytes, and which of them are there. Joined side by side and flattened they
are the stream that PostgreSQL reads (postgresql.org/docs, COPY, "Binary Format"; pgvector's vector_recv).
"""

import time
from datetime import date

import numpy as np

from functions.shared.matching.layout import MARKETS, SIZE
from tests.bench.match.speed.crowd import facts
from tests.bench.match.speed.crowd.population import CATEGORIES, NOWHERE, PLATFORMS

COLUMNS = (
    "id", "platform", "country", "category", "followers", "engagement_rate", "growth", "views", "posted_on",
    "price_from", "price_to", "confidence", "checked_at", "facets", "embedding",
)  # fmt: skip
COPY = f"copy bench.creators ({', '.join(COLUMNS)}) from stdin (format binary)"
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
_INT4 = 23
_EPOCH = date(2000, 1, 1)
_EPOCH_SECONDS = 946_684_800


def pack(chunk):
    """The rows of a chunk, as COPY reads them."""
    count, today = len(chunk.ids), (date.today() - _EPOCH).days  # noqa: DTZ011 - a date for a population
    checked = (int(time.time()) - _EPOCH_SECONDS - chunk.checked) * 1_000_000
    unpriced = chunk.price < 0
    fields = [
        (_bytes(np.full(count, len(COLUMNS)), ">i2"), None),
        _fixed(chunk.ids, ">i8"),
        _text(np.array(PLATFORMS), chunk.platform),
        _text(np.array(MARKETS), chunk.home, chunk.home == NOWHERE),
        _text(np.array(CATEGORIES), chunk.category),
        _fixed(chunk.followers, ">i8"),
        _fixed(chunk.engagement_rate, ">f4", np.isnan(chunk.engagement_rate)),
        _fixed(chunk.growth, ">f4", np.isnan(chunk.growth)),
        _fixed(chunk.views, ">f4"),
        _fixed(today - chunk.posted, ">i4"),
        _fixed(chunk.price, ">i4", unpriced),
        _fixed(chunk.price * 2, ">i4", unpriced),
        _fixed(chunk.confidence, ">f4"),
        _fixed(checked, ">i8"),
        _integers(*facts.tokens(chunk)),
        _vector(chunk.embedding),
    ]
    data = np.concatenate([field for field, _ in fields], axis=1)
    there = [np.ones(field.shape, bool) if mask is None else mask for field, mask in fields]
    return data[np.concatenate(there, axis=1)].tobytes()


def _bytes(values, kind):
    return np.ascontiguousarray(values.astype(kind)).view(np.uint8).reshape(len(values), -1)


def _fixed(values, kind, null=None):
    width = np.dtype(kind).itemsize
    lengths = np.full(len(values), width) if null is None else np.where(null, -1, width)
    field = np.concatenate([_bytes(lengths, ">i4"), _bytes(np.nan_to_num(values), kind)], axis=1)
    if null is None:
        return field, None
    mask = np.ones(field.shape, bool)
    mask[null, 4:] = False
    return field, mask


def _text(words, places, null=None):
    written = np.append(words, "").astype("S")
    lengths = np.char.str_len(written)[places]
    text = written[places].view(np.uint8).reshape(len(places), -1)
    told = lengths if null is None else np.where(null, -1, lengths)
    mask = np.arange(text.shape[1]) < lengths[:, None]
    return np.concatenate([_bytes(told, ">i4"), text], axis=1), np.pad(mask, ((0, 0), (4, 0)), constant_values=True)


def _integers(values, there):
    """int4[]: dimensions, no nulls, element type, length, lower bound; then each with its length before it."""
    count, counts = len(values), there.sum(axis=1)
    head = np.stack(
        [20 + 8 * counts, *(np.full(count, each) for each in (1, 0, _INT4)), counts, np.full(count, 1)], axis=1
    )
    pairs = np.stack([np.full(values.shape, 4), values], axis=2).reshape(count, -1)
    mask = np.concatenate([np.ones((count, 24), bool), np.repeat(there, 8, axis=1)], axis=1)
    return np.concatenate([_bytes(head, ">i4"), _bytes(pairs, ">i4")], axis=1), mask


def _vector(embedding):
    head = _bytes(np.tile([4 + 4 * SIZE], (len(embedding), 1)), ">i4")
    size = _bytes(np.tile([SIZE, 0], (len(embedding), 1)), ">i2")
    return np.concatenate([head, size, _bytes(embedding, ">f4")], axis=1), None
