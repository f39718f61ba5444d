"""What is a shortlist, and in which order do its items stand? Pure.

A list holds ids and what its owner wrote beside them, never a name or number of anybody: those are looked up when it is
shown, so that what an influencer no longer shares is in nobody's list either.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from functions.shared.problems import Code, Problem

MOST_LISTS = 50
MOST_ITEMS = 200
COMPARED = 10
"""Influencers of a list up to which every two of them are compared: 45 pairs on each platform."""


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Times in epoch seconds; `rev` counts changes of name and notes."""

    id: str
    name: str
    notes: str
    rev: int
    size: int
    created_at: float
    updated_at: float


@dataclass(frozen=True, slots=True)
class Item:
    influencer_id: str
    status: str
    notes: str
    position: int
    added_at: float


@dataclass(frozen=True, slots=True)
class ListWish:
    """What is None stays; a `rev` must be the present one."""

    name: str | None = None
    notes: str | None = None
    rev: int | None = None


@dataclass(frozen=True, slots=True)
class ItemWish:
    """What is None stays."""

    status: str | None = None
    notes: str | None = None
    position: int | None = None


def added(items: Sequence[Item], influencer_id: str, now: float) -> tuple[Item, ...]:
    """At the end. Raises Problem(limit_reached)."""
    if len(items) >= MOST_ITEMS:
        raise Problem(Code.LIMIT_REACHED, f"At most {MOST_ITEMS} on a list")
    return numbered((*items, Item(influencer_id, "new", "", len(items), now)))


def changed(items: Sequence[Item], influencer_id: str, wish: ItemWish) -> tuple[Item, ...]:
    """The one item as wished; the others keep their order around it. A position past the end is the end."""
    place = next(place for place, item in enumerate(items) if item.influencer_id == influencer_id)
    item = items[place]
    item = replace(item, status=wish.status or item.status, notes=item.notes if wish.notes is None else wish.notes)
    others = [other for other in items if other.influencer_id != influencer_id]
    others.insert(place if wish.position is None else wish.position, item)
    return numbered(others)


def numbered(items: Sequence[Item]) -> tuple[Item, ...]:
    """0, 1, 2, ... in the order they come."""
    return tuple(replace(item, position=position) for position, item in enumerate(items))
