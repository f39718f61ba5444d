"""What has to be done for vaults whose owners do not ask? Old trash goes, and what was interrupted goes on.

One bad vault holds up no other; what cannot be done now is found again by the next run.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from functions.shared.logs import logger
from functions.vault.tree.ports_nodes import Garbage, Sweep
from functions.vault.tree.sweeping import Allowance
from functions.vault.tree.trashing import KEPT
from functions.vault.wiring import Vault

T = TypeVar("T")
_PER_RUN = 20_000
"""Nodes that one run changes, for so many seconds at most: what comes after it in the run has its turn, too."""
_SWEEPING = 100
_EVERY = 900
"""Seconds between two runs of `vault.reconcile`."""
_CLEARED_AT_ONCE = 100
_SIDE_BY_SIDE = 8
_THINNING = 120
"""Seconds; a run that does not come to the end is followed by another within the hour."""
_REMINDING = 200
"""Seconds; the next run begins after 300."""


def in_turn(vault: Vault, *jobs: Callable[[Vault], dict[str, int]]) -> dict[str, int]:
    """What the jobs of one schedule did. Each has its turn, whatever became of those before it; raises at the end."""
    done: dict[str, int] = {}
    failed: list[Exception] = []
    for job in jobs:
        try:
            done |= job(vault)
        except Exception as error:  # noqa: BLE001 - raised below
            failed.append(error)
    if failed:
        raise ExceptionGroup(f"{len(failed)} of {len(jobs)} jobs failed", failed)
    return done


def purge(vault: Vault) -> dict[str, int]:
    """What was in the trash for 30 days. Raises at the end when something failed."""
    allowance = Allowance(_PER_RUN, _SWEEPING)

    def one(due: tuple[str, str]) -> None:
        vault.trash.purge_due(*due, allowance, vault.now)

    due = vault.trash.store.due(vault.now - KEPT)
    nodes, failed = each("purging", due, one, lambda: not allowance.is_spent)
    if failed:
        raise RuntimeError(f"{failed} of {nodes} nodes could not be purged")
    return {"nodes": nodes}


def thin(vault: Vault) -> dict[str, int]:
    """Versions that are too many or too old, for as long as there is time. Raises at the end when one failed."""
    until = vault.now + _THINNING
    due = vault.history.store.due(vault.now)
    looks, failed = each("thinning", due, lambda one: vault.history.thin(one, vault.now), lambda: vault.now < until)
    if failed:
        raise RuntimeError(f"the versions of {failed} of {looks} nodes could not be thinned out")
    return {"versions": looks}


def clear(vault: Vault) -> dict[str, int]:
    """Objects that nobody has any more. Raises at the end when some could not be deleted."""
    batches, failed = each("clearing", _batches(vault.trash.store.uncleared()), vault.trash.purging.clear)
    if failed:
        raise RuntimeError(f"{failed} of {batches} batches of objects could not be deleted")
    return {"objects": batches}


def sweep(vault: Vault) -> dict[str, int]:
    """Folders whose content has yet to follow them. Raises at the end when one could not be dealt with.

    One that does not come to its end leaves time for others, and they begin elsewhere each time.
    """
    allowance = Allowance(_PER_RUN, _SWEEPING)
    noted = list(vault.trash.store.unfinished())
    first = int(vault.now // _EVERY) % max(1, len(noted))

    def one(sweep: Sweep) -> None:
        own = Allowance(allowance.left, _SWEEPING / 4)
        vault.trash.sweeping.run(sweep, own, vault.now)
        allowance.left = own.left

    sweeps, failed = each("sweeping", noted[first:] + noted[:first], one, lambda: not allowance.is_spent)
    if failed:
        raise RuntimeError(f"{failed} of {sweeps} sweeps could not be finished")
    return {"sweeps": sweeps}


def raise_floors(vault: Vault) -> dict[str, int]:
    """Feeds whose oldest changes are too old to be read. Raises at the end when one could not be dealt with."""
    due = vault.floors.store.due(vault.now)
    feeds, failed = each("raising a floor", due, lambda user_id: vault.floors.raise_one(user_id, vault.now))
    if failed:
        raise RuntimeError(f"the floor of {failed} of {feeds} feeds could not be raised")
    return {"feeds": feeds}


def remind(vault: Vault) -> dict[str, int]:
    """Those whose backup window has opened, side by side; who is not reached in time comes with the next run.

    Raises at the end when one could not be dealt with.
    """
    until = vault.now + _REMINDING

    def one(due: tuple[str, float]) -> int | None:
        try:
            return vault.reminding.remind(*due, vault.now) if vault.now < until else 0
        except Exception:  # noqa: BLE001 - whatever it was, the others go on
            logger.exception("reminding failed")
            return None

    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        sent = list(pool.map(one, vault.reminding.due(vault.now)))
    if None in sent:
        raise RuntimeError(f"{sent.count(None)} of {len(sent)} users could not be reminded")
    return {"users": len(sent), "reminders": sum(filter(None, sent))}


def each(
    what: str, found: Iterable[T], act: Callable[[T], object], go_on: Callable[[], bool] = lambda: True
) -> tuple[int, int]:
    """(how many there were, how many failed)."""
    seen = failed = 0
    for one in found:
        if not go_on():
            break
        seen += 1
        try:
            act(one)
        except Exception:  # noqa: BLE001 - whatever it was, the others go on
            logger.exception(f"{what} failed")
            failed += 1
    return seen, failed


def _batches(garbage: Iterable[Garbage]) -> Iterable[list[Garbage]]:
    by_user: dict[str, list[Garbage]] = defaultdict(list)
    for one in garbage:
        by_user[one.user_id].append(one)
    for theirs in by_user.values():
        for start in range(0, len(theirs), _CLEARED_AT_ONCE):
            yield theirs[start : start + _CLEARED_AT_ONCE]
