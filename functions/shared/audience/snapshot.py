"""Is this the same audience as last time? A snapshot as canonical JSON, and the hash of what it says; pure.

The hash covers what was measured, not when: neither `fetched_at` nor the window, which slides from day to day. So data
that did not change hash alike and write nothing. Numbers are rounded to 12 significant digits before both (float noise
sits in the 15th, providers' shares have at most 7, counts up to a thousand billion stay exact), whole ones are written
as integers: float noise, key order and the order of dimensions change nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import (
    Dimension,
    Provenance,
    Pull,
    Reason,
    Source,
    State,
    Tally,
    Unit,
    Window,
)
from functions.shared.audience.metrics import Metric, Metrics

SIGNIFICANT = 12
VERSION = 1
"""Of the JSON's shape; part of the hash."""
_TIMES = frozenset({"fetched_at", "window"})


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that one pull told. `provider` as in `Source`; at most one dimension of a name and metric."""

    provider: str
    dimensions: tuple[Dimension, ...]
    metrics: Metrics | None = None

    def __post_init__(self) -> None:
        keys = [(dimension.name, dimension.source.metric) for dimension in self.dimensions]
        if len(keys) != len(set(keys)):
            raise ValueError("a dimension comes twice")


def encode(snapshot: Snapshot) -> str:
    """Canonical JSON (sorted keys, no spaces, rounded numbers): equal snapshots give equal text."""
    return _canonical(_members(snapshot))


def decode(text: str) -> Snapshot:
    """Raises ValueError unless `encode` wrote it, in this version."""
    try:
        members = json.loads(text)
        if members["version"] != VERSION:
            raise ValueError("another version")
        metrics = members["metrics"]
        return Snapshot(
            provider=members["provider"],
            dimensions=tuple(_dimension(found) for found in members["dimensions"]),
            metrics=None if metrics is None else _metrics(metrics),
        )
    except (AttributeError, KeyError, OverflowError, RecursionError, TypeError) as error:
        raise ValueError("no snapshot") from error


def content_hash(snapshot: Snapshot) -> str:
    """SHA-256, hexadecimal, of what was measured. Equal hashes: nothing to write but that it was looked at."""
    return hashlib.sha256(_canonical(_timeless(_members(snapshot))).encode()).hexdigest()


def _canonical(members: Any) -> str:
    return json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _timeless(member) for key, member in value.items() if key not in _TIMES}
    return [_timeless(member) for member in value] if isinstance(value, list) else value


def _members(snapshot: Snapshot) -> dict[str, Any]:
    ordered = sorted(snapshot.dimensions, key=lambda dimension: (dimension.name, dimension.source.metric))
    metrics = snapshot.metrics
    return {
        "version": VERSION,
        "provider": snapshot.provider,
        "dimensions": [_dimension_members(dimension) for dimension in ordered],
        "metrics": None
        if metrics is None
        else {
            "values": {metric.value: _rounded(value) for metric, value in metrics.values.items()},
            **_origin(metrics.source, metrics.pull),
        },
    }


def _dimension_members(dimension: Dimension) -> dict[str, Any]:
    tally = dimension.tally
    return {
        "name": dimension.name.value,
        "state": dimension.state.value,
        "reason": dimension.reason.value if dimension.reason else None,
        "unit": dimension.unit.value,
        "amounts": {bucket: _rounded(amount) for bucket, amount in tally.amounts.items()},
        "unknown_n": _rounded(tally.unknown_n),
        "other_n": _rounded(tally.other_n),
        "minors_n": _rounded(tally.minors_n),
        "unrecognised_n": _rounded(tally.unrecognised_n),
        "sample_size": _rounded(dimension.sample_size),
        "truncated": dimension.truncated,
        "thresholded": dimension.thresholded,
        "sampling_rate": _rounded(dimension.sampling_rate),
        **_origin(dimension.source, dimension.pull),
    }


def _origin(source: Source, pull: Pull) -> dict[str, Any]:
    return {
        "source": {
            "provider": source.provider,
            "metric": source.metric,
            "provenance": source.provenance.value,
        },
        "window": [pull.window.start.isoformat(), pull.window.end.isoformat()],
        "fetched_at": round(pull.fetched_at, 3),
    }


def _rounded(value: float) -> float:
    rounded = float(f"{value:.{SIGNIFICANT}g}")
    return int(rounded) if rounded == int(rounded) else rounded


def _dimension(members: Mapping[str, Any]) -> Dimension:
    source, pull = _read_origin(members)
    reason = members["reason"]
    return Dimension(
        name=Name(members["name"]),
        state=State(members["state"]),
        source=source,
        pull=pull,
        unit=Unit(members["unit"]),
        tally=Tally(
            amounts={bucket: float(amount) for bucket, amount in members["amounts"].items()},
            unknown_n=float(members["unknown_n"]),
            other_n=float(members["other_n"]),
            minors_n=float(members["minors_n"]),
            unrecognised_n=float(members["unrecognised_n"]),
        ),
        sample_size=float(members["sample_size"]),
        reason=None if reason is None else Reason(reason),
        truncated=bool(members["truncated"]),
        thresholded=bool(members["thresholded"]),
        sampling_rate=float(members["sampling_rate"]),
    )


def _metrics(members: Mapping[str, Any]) -> Metrics:
    source, pull = _read_origin(members)
    return Metrics({Metric(name): float(value) for name, value in members["values"].items()}, source, pull)


def _read_origin(members: Mapping[str, Any]) -> tuple[Source, Pull]:
    source = members["source"]
    start, end = members["window"]
    window = Window(date.fromisoformat(start), date.fromisoformat(end))
    return (
        Source(source["provider"], source["metric"], Provenance(source["provenance"])),
        Pull(window, float(members["fetched_at"])),
    )
