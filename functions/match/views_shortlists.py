"""How does a shortlist look from outside, on the screen and as a table? Turns domain values into the public models."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from functions.match import comparing, csv_export, schemas_shortlists, shortlists, views_search
from functions.match.csv_export import Cell
from functions.match.schemas_search import Card, Match
from functions.match.schemas_shortlists import (
    ChangeShortlist,
    PairOverlap,
    PutItem,
    ShortlistEntry,
    ShortlistItem,
    Shortlists,
    WholeShortlist,
)
from functions.match.searching import Matched
from functions.match.shortlists import Item, ItemWish, ListWish, Shortlist
from functions.shared.clock import rfc3339
from functions.shared.signature import Download

COLUMNS = (
    "position",
    "influencer_id",
    "name",
    "handle",
    "platform",
    "status",
    "notes",
    "country",
    "city",
    "followers",
    "engagement_rate",
    "growth",
    "views",
    "price_from",
    "price_to",
    "currency",
    "score",
    "standard_error",
    "confidence",
    "confidence_label",
    "score_derived_by_us",
    "checked_at",
    "added_at",
)
"""Of the exported table; columns may be added at its end, none changes its name."""


def list_wish(body: ChangeShortlist) -> ListWish:
    return ListWish(body.name, body.notes, body.rev)


def item_wish(body: PutItem) -> ItemWish:
    return ItemWish(body.status, body.notes, body.position)


def all_lists(found: Sequence[Shortlist]) -> Shortlists:
    return Shortlists(items=[one(each) for each in found], next_cursor=None)


def one(found: Shortlist) -> schemas_shortlists.Shortlist:
    return schemas_shortlists.Shortlist(
        id=found.id,
        name=found.name,
        notes=found.notes,
        rev=found.rev,
        size=found.size,
        created_at=rfc3339(found.created_at),
        updated_at=rfc3339(found.updated_at),
    )


def entry(item: Item) -> ShortlistEntry:
    return ShortlistEntry.model_validate(_entry(item))


def whole(
    found: Shortlist, items: Sequence[Item], matches: Mapping[str, Sequence[Matched]], *, youtube: bool
) -> WholeShortlist:
    """`matches`: of those who share something now."""
    return WholeShortlist.model_validate(
        {
            **one(found).model_dump(),
            "items": [
                ShortlistItem.model_validate(
                    {
                        **_entry(item),
                        "matches": [views_search.match(each) for each in matches.get(item.influencer_id, ())],
                    }
                )
                for item in items
            ],
            "overlaps": _overlaps(items, matches),
            "youtube_scores": "on" if youtube else "off",
        }
    )


def _overlaps(items: Sequence[Item], matches: Mapping[str, Sequence[Matched]]) -> list[PairOverlap]:
    if len(items) > shortlists.COMPARED:
        return []
    found = comparing.overlaps([(item.influencer_id, matches.get(item.influencer_id, ())) for item in items])
    return [
        PairOverlap.model_validate(
            {"a": a, "b": b, "platform": platform, "people": bound.people, "of_smaller": bound.of_smaller}
        )
        for a, b, platform, bound in found
    ]


def table(shown: WholeShortlist, now: float) -> Download:
    """A row per item and shared platform; one who shares nothing any more keeps a row of its own."""
    text = csv_export.table([COLUMNS, *_rows(shown)])
    return Download(text, "text/csv", f"shortlist-{datetime.fromtimestamp(now, UTC).date().isoformat()}.csv")


def _rows(shown: WholeShortlist) -> Iterator[Sequence[Cell]]:
    for item in shown.items:
        matches: Sequence[Match | None] = item.matches or [None]
        for match in matches:
            cells: dict[str, Cell] = {
                "position": item.position + 1,
                "influencer_id": item.influencer_id,
                "status": item.status,
                "notes": item.notes,
                "added_at": item.added_at,
                **({} if match is None else {**_of_card(match.influencer), **_of_match(match)}),
            }
            yield [cells.get(column) for column in COLUMNS]


def _of_card(card: Card) -> dict[str, Cell]:
    price = card.price
    return {
        "name": card.name,
        "handle": card.handle,
        "platform": card.platform,
        "country": card.country,
        "city": card.city,
        "followers": card.followers,
        "engagement_rate": card.engagement_rate,
        "growth": card.growth,
        "views": card.views,
        "price_from": price.from_ if price else None,
        "price_to": price.to if price else None,
        "currency": price.currency if price else None,
        "checked_at": card.checked_at,
    }


def _of_match(match: Match) -> dict[str, Cell]:
    return {
        "score": round(match.score, 4),
        "standard_error": round(match.standard_error, 4),
        "confidence": round(match.confidence, 4),
        "confidence_label": match.confidence_label,
        "score_derived_by_us": "yes" if match.derived_by_us else "no",
    }


def _entry(item: Item) -> dict[str, object]:
    return {
        "influencer_id": item.influencer_id,
        "status": item.status,
        "notes": item.notes,
        "position": item.position,
        "added_at": rfc3339(item.added_at),
    }
