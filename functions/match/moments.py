"""How do epoch seconds become the database's moments, and back?"""

from datetime import UTC, datetime


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def epoch(found: datetime) -> float:
    return found.timestamp()
