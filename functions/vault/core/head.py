"""What is known of a whole vault? Its place in the change feed, its quota, how much lives in it.

[Note: Gapless feed]  Every change of a vault advances `seq` by one, under the condition that it is still what was read,
in the same transaction as the change itself. So numbers are given in commit order, none is skipped, and a reader that
holds `seq` can prove that it has seen everything. `epoch` changes when a vault starts anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from functions.vault.core.quota import Quota

CHANGES_KEPT = 120 * 86_400
"""Seconds; a device that was away for longer starts anew from the lists."""
CHANGES_SPARE = 7 * 86_400
"""Seconds that their rows stay beyond it, as `floors` may be late."""
KINDS = ("file", "photo", "note", "folder")


@dataclass(frozen=True, slots=True)
class Head:
    """`counts` are live nodes by kind; `last_backup_at` epoch seconds of the last commit.

    Changes up to `floor` may be gone from the feed.
    """

    epoch: str
    seq: int
    quota: Quota
    counts: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    last_backup_at: float | None = None
    floor: int = 0


def empty(limit: int, epoch: str) -> Head:
    return Head(epoch=epoch, seq=0, quota=Quota(limit=limit, free=limit))
