"""How is a rate-limit window counted? Conditional counters on the identity table, as actions of somebody's
transaction.
"""

from pynamodb.expressions.condition import Condition, size

from functions.auth.limits import Window
from functions.auth.rows import WindowRow
from functions.shared.dynamo import Draft


def _row(window: Window, now: int) -> WindowRow:
    return WindowRow(f"RL#{window.name}#{window.key}", str(window.start(now)))


def _ends(window: Window, now: int) -> int:
    return window.start(now) + 2 * window.seconds


def charge(draft: Draft, window: Window, now: int) -> None:
    room: Condition = WindowRow.n.does_not_exist() | (WindowRow.n < window.limit)
    actions = [WindowRow.n.add(1), WindowRow.ttl.set(_ends(window, now))]
    draft.update(window, _row(window, now), actions, room)


def charge_member(draft: Draft, window: Window, member: str, now: int) -> None:
    short = member[:16]
    room = (
        WindowRow.members.does_not_exist()
        | WindowRow.members.contains(short)
        | (size(WindowRow.members) < window.limit)  # type: ignore[no-untyped-call] # untyped in pynamodb
    )
    actions = [WindowRow.members.add({short}), WindowRow.ttl.set(_ends(window, now))]
    draft.update(window, _row(window, now), actions, room)


def require_room(draft: Draft, window: Window, now: int) -> None:
    room = WindowRow.n.does_not_exist() | (WindowRow.n < window.limit)
    draft.require(window, _row(window, now), room)
