"""An object has arrived in the bucket: whose is it, and may it stay?

    open upload                      -> finalise it, looking at this very version
    revision with another version    -> written over a committed object: this version goes, the committed one stays
    failed, expired, aborted upload  -> too late: it goes
    revision of a purged node        -> nobody's any more: it goes
    owner erased                     -> it goes
    unknown, a note's                -> written here and never named: it goes, unless its request may still be running
    unknown                          -> stays, is counted and logged; a node is never made from an event

Events come at least once and in any order; keys are written once, so order means nothing here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from functions.shared.ids import moment
from functions.shared.metrics import Metrics
from functions.vault.core.objects import ObjectKey
from functions.vault.core.ports import Storage
from functions.vault.uploads.finalise import Finaliser
from functions.vault.uploads.ports_uploads import PURGED, UploadStore
from functions.vault.uploads.uploads import Upload, UploadState, is_open

LONGEST_REQUEST = 120
"""Seconds; a request of this service ends after 28."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One version of one object; `version_id` is None in a bucket without versions."""

    key: ObjectKey
    version_id: str | None


class EarlyError(Exception):
    """An event came before the transaction that it is about; it shall come again."""


class Fate(Enum):
    FINALISE = "finalise"
    STAYS = "stays"
    GOES = "goes"
    UNKNOWN = "unknown"


def fate(sighting: Sighting, uploads: Mapping[str, Upload], revisions: Mapping[str, str | None]) -> Fate:
    """`revisions` holds the committed version by revision id.

    A committed upload without a revision row stays: the two rows are read one after the other, and it may have been
    committed in between.
    """
    rev_id = sighting.key.rev_id
    if revisions.get(rev_id) == PURGED:
        return Fate.GOES
    if rev_id in revisions:
        other = revisions[rev_id] != sighting.version_id
        return Fate.GOES if other and revisions[rev_id] and sighting.version_id else Fate.STAYS
    upload = uploads.get(rev_id)
    if upload is None or upload.key != sighting.key:
        return Fate.UNKNOWN
    if is_open(upload):
        return Fate.FINALISE
    return Fate.STAYS if upload.state is UploadState.COMMITTED else Fate.GOES


@dataclass(frozen=True, slots=True)
class Arrivals:
    store: UploadStore
    storage: Storage
    finaliser: Finaliser
    metrics: Metrics

    def handle(self, user_id: str, sightings: Sequence[Sighting], now: float) -> list[Sighting]:
        """Deals with what has arrived for one user and returns what nobody knows. Repeatable; raises EarlyError."""
        unknown: list[Sighting] = []
        fates = self._fates(sightings)
        fresh = {s.key.rev_id: s.version_id for s, decided in fates if decided is Fate.FINALISE}
        if fresh:
            self.finaliser.finalise(user_id, fresh, now)
            fates = self._fates(sightings)
        early = False
        for sighting, decided in fates:
            is_note = sighting.key.kind == "note"
            if decided is Fate.UNKNOWN and is_note and moment(sighting.key.rev_id) > now - LONGEST_REQUEST:
                early = True
            elif decided is Fate.GOES or (decided is Fate.UNKNOWN and (is_note or self.store.is_erased(user_id))):
                self.storage.delete(sighting.key, sighting.version_id)
                self.metrics.count("StrayObjectRemoved")
            elif decided is Fate.UNKNOWN:
                self.metrics.count("UnknownObject")
                unknown.append(sighting)
        if early:
            raise EarlyError
        return unknown

    def _fates(self, sightings: Sequence[Sighting]) -> list[tuple[Sighting, Fate]]:
        uploads, revisions = self.store.trace([sighting.key for sighting in sightings])
        return [(sighting, fate(sighting, uploads, revisions)) for sighting in sightings]
