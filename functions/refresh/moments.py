"""How do epoch seconds and Postgres' timestamps meet? Microseconds in UTC."""

from datetime import UTC, datetime


def moment(epoch: float) -> datetime:
    return datetime.fromtimestamp(epoch, UTC)


def maybe(epoch: float | None) -> datetime | None:
    return None if epoch is None else moment(epoch)
