"""What has an owner asked to have as ZIP files, and how far is it? Made in the background, kept for three days.

    queued --planned--> packing --every volume stored--> ready        not ready after a day, or given up --> failed

What is in it is decided once, when it is planned (`archiving`), by object versions: later changes do not show in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from functions.shared.ids import is_id, new_id
from functions.shared.problems import Code, Problem
from functions.shared.rates import DAY, Window
from functions.vault.archives.ports_archives import ArchiveQueue, ArchiveStore, Job
from functions.vault.core.nodes import ROOT
from functions.vault.sharing.ports_shares import Rates

KEPT = 3 * DAY
PATIENCE = DAY
"""Seconds after which an archive that is not ready counts as failed."""
IN_THE_MAKING = 3
"""Archives of one owner that are made at the same time."""
RATE_WINDOW = "archive-day"
_A_DAY = 20


class State(StrEnum):
    QUEUED = "queued"
    PACKING = "packing"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Volume:
    """`stored` are the bytes of the ZIP file, once it is there; `content` those of what goes into it."""

    number: int
    name: str
    content: int
    stored: int | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    """`number`: how many volumes it has; None until it is planned. `plan`: which of several plans made at once is the
    one, if messages came twice: it names what is noted of the volumes. `problem`: why it was given up.
    """

    user_id: str
    id: str
    name: str
    folder_id: str | None
    node_ids: tuple[str, ...]
    created_at: float
    number: int | None = None
    plan: str = ""
    problem: str | None = None
    volumes: tuple[Volume, ...] = ()

    @property
    def expires_at(self) -> float:
        return self.created_at + KEPT

    @property
    def prefix(self) -> str:
        return prefix(self.user_id, self.id)

    def key(self, volume: int) -> str:
        return f"{self.prefix}{volume}.zip"

    def note(self, volume: int) -> str:
        """Where it is noted what goes into a volume."""
        return f"{self.prefix}{self.plan}/{volume}.jsonl"

    def state(self, now: float) -> State:
        if self.number is not None and all(volume.stored is not None for volume in self.volumes):
            return State.READY
        if self.problem or now > self.created_at + PATIENCE:
            return State.FAILED
        return State.QUEUED if self.number is None else State.PACKING


def prefix(user_id: str, archive_id: str) -> str:
    """What lies below it belongs to that archive, also when there is none any more."""
    return f"derived/{user_id}/archives/{archive_id}/"


@dataclass(frozen=True, slots=True)
class Archives:
    store: ArchiveStore
    queue: ArchiveQueue
    rates: Rates

    def begin(self, user_id: str, folder_id: str | None, node_ids: Sequence[str], now: float) -> Archive:
        """Of a folder (`root`: of everything), or of chosen nodes. Raises Problem: not_found, invalid_request,
        limit_reached, rate_limited, unavailable.
        """
        if (folder_id is None) == (not node_ids):
            raise Problem(Code.INVALID_REQUEST, "Say either folder_id or node_ids")
        name = self._name(user_id, folder_id, node_ids)
        made = [each for each in self.store.archives(user_id) if each.state(now) in (State.QUEUED, State.PACKING)]
        if len(made) >= IN_THE_MAKING:
            raise Problem(Code.LIMIT_REACHED, f"At most {IN_THE_MAKING} at a time")
        full = self.rates.charge([Window(RATE_WINDOW, user_id, DAY, _A_DAY)], int(now))
        if full:
            raise Problem(Code.RATE_LIMITED, retry_after=full.retry_after(int(now)), private=full.name)
        day = datetime.fromtimestamp(now, UTC).date().isoformat()
        archive = Archive(user_id, new_id(now), f"{name} {day}", folder_id, tuple(dict.fromkeys(node_ids)), now)
        self.store.add(archive)
        try:
            self.queue.send([Job(user_id, archive.id, None)])
        except Problem:
            self.store.remove(archive)
            raise
        return archive

    def get(self, user_id: str, archive_id: str, now: float) -> Archive:
        """Raises Problem(not_found), also for one whose time is over."""
        found = self.store.archive(user_id, archive_id) if is_id(archive_id) else None
        if found is None or found.expires_at <= now:
            raise Problem(Code.NOT_FOUND)
        return found

    def listed(self, user_id: str, now: float) -> list[Archive]:
        """The newest first."""
        kept = [archive for archive in self.store.archives(user_id) if archive.expires_at > now]
        return sorted(kept, key=lambda archive: archive.id, reverse=True)

    def _name(self, user_id: str, folder_id: str | None, node_ids: Sequence[str]) -> str:
        wanted = [folder_id] if folder_id is not None else list(dict.fromkeys(node_ids))
        if wanted == [ROOT]:
            return "Infofluencer"
        nodes = self.store.nodes(user_id, [node_id for node_id in wanted if is_id(node_id)])
        live = [nodes[node_id] for node_id in wanted if node_id in nodes and nodes[node_id].is_live]
        if len(live) != len(wanted) or (folder_id is not None and not live[0].is_folder):
            raise Problem(Code.NOT_FOUND)
        return live[0].name if len(live) == 1 else "Infofluencer"
