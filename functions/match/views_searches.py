"""How does a saved search look from outside? Its digest shows only creators who share with brands right now."""

from collections.abc import Mapping, Sequence
from typing import Any

from functions.match import digesting
from functions.match.digesting import Key
from functions.match.saved_searches import Saved
from functions.match.schemas_search import Card, SavedQuery
from functions.match.schemas_searches import Digest, Found, Moved, SavedSearch, SavedSearches
from functions.shared.clock import rfc3339


def named(found: Sequence[Saved]) -> list[Key]:
    """Whom the digests speak of."""
    digests = [saved.digest for saved in found if saved.digest]
    return sorted({key for digest in digests for key in digest.keys})


def searches(found: Sequence[Saved], cards: Mapping[Key, Card]) -> SavedSearches:
    return SavedSearches(items=[search(saved, cards) for saved in found], next_cursor=None)


def search(saved: Saved, cards: Mapping[Key, Card]) -> SavedSearch:
    digest = _digest(saved.digest, cards) if saved.digest else None
    return SavedSearch(
        id=saved.id,
        name=saved.name,
        query=SavedQuery.model_validate_json(saved.query),
        digest=digest,
        unseen=len(digest.new) + len(digest.changed) if digest and saved.unseen else 0,
        created_at=rfc3339(saved.created_at),
    )


def _digest(found: digesting.Digest, cards: Mapping[Key, Card]) -> Digest:
    new: list[Any] = [
        Found.model_validate({"influencer": cards[one.key], "platform": one.platform, "score": one.score})
        for one in found.new
        if one.key in cards
    ]
    changed: list[Any] = [
        Moved.model_validate(
            {"influencer": cards[one.key], "platform": one.platform, "before": one.before, "after": one.after}
        )
        for one in found.changed
        if one.key in cards
    ]
    return Digest(ran_at=rfc3339(found.ran_at), new=new, changed=changed, gone=found.gone)
