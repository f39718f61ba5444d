"""How does an announced file become an upload? Decides each item of a batch, then reserves all that are new at once.

    bad name, size, type, folder      -> rejected         known client id, other body  -> rejected
    known client id, still open       -> same upload      content lives in this vault  -> duplicate
    not by the owner's upload rules   -> rejected         no room, too many open       -> rejected
    else                              -> new upload   (of a node's next content: see [Note: Conflicts] in `conflicts`)

Only the caller's own vault is asked about content: across accounts a hash would be enough to take a file that one
never had (Dropship, 2011). A client id whose upload came to an end may start anew with the same body.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from functions.shared.ids import new_id
from functions.shared.problems import Code, Problem
from functions.vault.core import quota
from functions.vault.core.contention import persist
from functions.vault.core.head import Head, empty
from functions.vault.core.nodes import ROOT, Node
from functions.vault.core.quota import Quota
from functions.vault.rules import rules
from functions.vault.rules.rules import File
from functions.vault.uploads import conflicts
from functions.vault.uploads.conflicts import Verdict
from functions.vault.uploads.ports_uploads import Announced, Known, Presence, UploadStore
from functions.vault.uploads.terms import OnConflict, Terms
from functions.vault.uploads.uploads import Upload, UploadState, Wish, checked, entry, is_open, opened


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item: exactly one of the three is set. `node_id` is where the content lives already."""

    client_id: str
    upload: Upload | None = None
    node_id: str | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Announcing:
    store: UploadStore
    quota_bytes: int
    sleep: Callable[[float], None] = time.sleep

    def announce(self, user_id: str, wishes: Sequence[Wish], now: float) -> list[Outcome]:
        """One outcome per wish, in order. Raises Problem(unavailable) when others keep coming first."""

        def attempt() -> list[Outcome]:
            known = self.store.known(user_id, wishes)
            head = known.head or empty(self.quota_bytes, new_id(now))
            outcomes, fresh = decide(user_id, wishes, known, head, now)
            self.store.reserve(user_id, head, fresh, is_new=known.head is None)
            return outcomes

        return persist(attempt, self.sleep)

    def present(self, user_id: str, hashes: Sequence[str]) -> list[tuple[str, Presence, str | None]]:
        """What this vault knows of each content, in order, and the node that took it last."""
        known = self.store.contents(user_id, hashes)
        return [(sha256, *known.get(sha256, (Presence.ABSENT, None))) for sha256 in hashes]


def decide(
    user_id: str, wishes: Sequence[Wish], known: Known, head: Head, now: float
) -> tuple[list[Outcome], list[Announced]]:
    """Outcomes in order, and the uploads among them that are new.

    New ids are a millisecond apart, so that lists keep the order of the batch.
    """
    room, answers, fresh = head.quota, list[Outcome](), list[Announced]()
    decided: dict[str, tuple[str, Outcome]] = {}
    for place, wish in enumerate(wishes):
        fingerprint, outcome = decided.get(wish.client_id, (wish.fingerprint, None))
        if fingerprint != wish.fingerprint:
            answers.append(_mismatch(wish))
            continue
        if outcome is None:
            outcome = _settled(wish, known) or _admitted(user_id, wish, known, room, place, now)
            if outcome.upload and outcome.upload != known.uploads.get(wish.client_id):
                request = known.requests.get(wish.client_id)
                fresh.append(Announced(outcome.upload, fingerprint, request.upload_id if request else None))
                room = room.after(quota.reserve([wish.size]))
            decided[wish.client_id] = (fingerprint, outcome)
        answers.append(outcome)
    return answers, fresh


def _settled(wish: Wish, known: Known) -> Outcome | None:
    """What was decided before this request; None for what is new."""
    request, upload = known.requests.get(wish.client_id), known.uploads.get(wish.client_id)
    if request and request.fingerprint != wish.fingerprint:
        return _mismatch(wish)
    if is_open(upload):
        return Outcome(wish.client_id, upload=upload)
    node_id = _has_it(wish, known, upload)
    return Outcome(wish.client_id, node_id=node_id) if node_id else None


def _has_it(wish: Wish, known: Known, upload: Upload | None) -> str | None:
    """The node that has the content already. Where a node is asked for: that one, or what the upload before became.

    So a repeat after a lost answer puts nothing over what has come since.
    """
    node = _target(wish, known)
    became = known.nodes.get(upload.node_id) if upload and upload.state is UploadState.COMMITTED else None
    if became and became.is_live:
        return became.id
    if node is None and wish.terms.node_id is None:
        return known.live.get(wish.sha256)
    return node.id if node and node.is_live and node.sha256 == wish.sha256 else None


def _target(wish: Wish, known: Known) -> Node | None:
    return conflicts.target(wish.terms, wish.kind, entry(wish) or (ROOT, ""), known.nodes, known.holders)


def _admitted(user_id: str, wish: Wish, known: Known, room: Quota, place: int, now: float) -> Outcome:
    try:
        clean = _aimed(checked(_placed(wish), known.folders), known, now)
    except Problem as problem:
        return Outcome(wish.client_id, problem=problem)
    if unwanted := rules.refusal(known.rules, File(clean.size, clean.mime)):
        return Outcome(wish.client_id, problem=Problem(Code(unwanted.value), "By the owner's upload rules"))
    if refused := quota.refusal(room, wish.size):
        return Outcome(wish.client_id, problem=Problem(refused))
    named_at = now + (place + 0.5) / 1000  # in the middle of a millisecond, where no rounding moves it to another
    node_id = clean.terms.node_id or new_id(named_at)
    return Outcome(wish.client_id, upload=opened(user_id, clean, new_id(named_at), node_id, now))


def _placed(wish: Wish) -> Wish:
    """The content of a node goes where the node is, whatever folder was said."""
    return replace(wish, parent_id=None) if wish.terms.node_id else wish


def _aimed(wish: Wish, known: Known, now: float) -> Wish:
    """At the node whose content it is to be, or beside it: see [Note: Conflicts] in `conflicts`.

    Raises Problem: not_found, precondition_required, precondition_failed, name_taken.
    """
    terms, node = wish.terms, _target(wish, known)
    if terms.on_conflict is OnConflict.FAIL and entry(wish) in known.holders:
        raise Problem(Code.NAME_TAKEN)
    if node is None:
        if terms.node_id:
            raise Problem(Code.NOT_FOUND, "There is no such file")
        return wish
    if terms.base is None and terms.on_conflict is not OnConflict.NEW_REVISION:
        raise Problem(Code.PRECONDITION_REQUIRED, "Say with if_match which revision was built on")
    if terms.on_conflict is OnConflict.FAIL and terms.base != node.rev:
        raise Problem(Code.PRECONDITION_FAILED)
    aimed = replace(wish, kind=node.kind, name=node.name, parent_id=node.parent_id)
    if conflicts.verdict(terms, node) is Verdict.NEXT:
        return replace(aimed, terms=replace(terms, node_id=node.id))
    name = conflicts.name_beside(node.name, terms.device_name, now)
    return replace(aimed, name=name, terms=Terms(device_name=terms.device_name))


def _mismatch(wish: Wish) -> Outcome:
    return Outcome(wish.client_id, problem=Problem(Code.IDEMPOTENCY_MISMATCH))
