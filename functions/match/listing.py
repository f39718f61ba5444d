"""What may a company do with its shortlists? Over the port; every list that is not its own is not there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from functions.match import shortlists
from functions.match.shortlists import Item, ItemWish, ListWish, Shortlist
from functions.shared.ids import is_id
from functions.shared.problems import Code, Problem

Arrange = Callable[[tuple[Item, ...]], tuple[Item, ...]]


class ListStore(Protocol):
    def all(self, user_id: str) -> Sequence[Shortlist]: ...
    def find(self, user_id: str, list_id: str) -> tuple[Shortlist, tuple[Item, ...]] | None: ...
    def add(self, user_id: str, name: str, notes: str, now: float) -> Shortlist: ...
    def change(self, user_id: str, list_id: str, wish: ListWish, now: float) -> Shortlist | None: ...
    def remove(self, user_id: str, list_id: str) -> bool: ...
    def arrange(self, user_id: str, list_id: str, arrange: Arrange, now: float) -> tuple[Item, ...] | None: ...
    def is_shared(self, influencer_id: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Listing:
    """Every method raises Problem(not_found) for what is not there, or not this user's."""

    store: ListStore

    def all(self, user_id: str) -> Sequence[Shortlist]:
        return self.store.all(user_id)

    def get(self, user_id: str, list_id: str) -> tuple[Shortlist, tuple[Item, ...]]:
        found = self.store.find(user_id, list_id) if is_id(list_id) else None
        if found is None:
            raise Problem(Code.NOT_FOUND)
        return found

    def add(self, user_id: str, name: str, notes: str, now: float) -> Shortlist:
        """Raises Problem(limit_reached)."""
        return self.store.add(user_id, name, notes, now)

    def change(self, user_id: str, list_id: str, wish: ListWish, now: float) -> Shortlist:
        """Raises Problem(conflict)."""
        found = self.store.change(user_id, list_id, wish, now) if is_id(list_id) else None
        if found is None:
            raise Problem(Code.NOT_FOUND)
        return found

    def remove(self, user_id: str, list_id: str) -> None:
        if not is_id(list_id) or not self.store.remove(user_id, list_id):
            raise Problem(Code.NOT_FOUND)

    def put(self, user_id: str, list_id: str, influencer_id: str, wish: ItemWish, now: float) -> Item:
        """Only who shares something can be added; who is listed already can be changed. Raises limit_reached."""
        shared = is_id(influencer_id) and self.store.is_shared(influencer_id)

        def arrange(items: tuple[Item, ...]) -> tuple[Item, ...]:
            if not _listed(items, influencer_id):
                if not shared:
                    raise Problem(Code.NOT_FOUND)
                items = shortlists.added(items, influencer_id, now)
            return shortlists.changed(items, influencer_id, wish)

        items = self._arranged(user_id, list_id, arrange, now)
        return next(item for item in items if item.influencer_id == influencer_id)

    def take_off(self, user_id: str, list_id: str, influencer_id: str, now: float) -> None:
        def arrange(items: tuple[Item, ...]) -> tuple[Item, ...]:
            if not _listed(items, influencer_id):
                raise Problem(Code.NOT_FOUND)
            return shortlists.numbered([item for item in items if item.influencer_id != influencer_id])

        self._arranged(user_id, list_id, arrange, now)

    def _arranged(self, user_id: str, list_id: str, arrange: Arrange, now: float) -> tuple[Item, ...]:
        items = self.store.arrange(user_id, list_id, arrange, now) if is_id(list_id) else None
        if items is None:
            raise Problem(Code.NOT_FOUND)
        return items


def _listed(items: Sequence[Item], influencer_id: str) -> bool:
    return any(item.influencer_id == influencer_id for item in items)
