"""Whose next content is an upload, and what if somebody else was there first? What a client says; pure."""

from dataclasses import dataclass
from enum import StrEnum


class OnConflict(StrEnum):
    COPY = "copy"
    NEW_REVISION = "new_revision"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Terms:
    """`node_id`: whose content it replaces; `base`: the node's `rev` that the client built on."""

    node_id: str | None = None
    base: int | None = None
    on_conflict: OnConflict = OnConflict.COPY
    device_name: str | None = None

    @property
    def by_name(self) -> bool:
        """Whatever has the announced name in the announced folder gets the content."""
        return self.node_id is None and self.on_conflict is OnConflict.NEW_REVISION


PLAIN = Terms()
