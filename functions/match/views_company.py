"""How does a company look to an influencer? What it says of itself, and how well they fit; see [No way back]."""

from collections.abc import Sequence
from typing import Any

from functions.match import mirror, views_search
from functions.match.creators import Creator
from functions.match.mirror import Looking
from functions.match.schemas_company import CompanyMatches
from functions.match.scoring import Fit


def companies(found: Sequence[Looking], following: str | None, *, youtube: bool) -> CompanyMatches:
    return CompanyMatches.model_validate(
        {
            "items": [_match(one) for one in found],
            "youtube_scores": views_search.on_off(youtube=youtube),
            "next_cursor": following,
        }
    )


def _match(one: Looking) -> dict[str, Any]:
    about = one.company.about
    return {
        "company": {
            "id": one.company.user_id,
            "name": about.display_name,
            "bio": about.bio,
            "categories": list(about.categories),
            "countries": list(about.countries),
            "languages": list(about.languages),
            "links": [{"label": link.label, "url": link.url} for link in about.links],
            "budget": views_search.price(about.price),
        },
        "scores": [_score(creator, fit) for creator, fit in one.fits],
    }


def _score(creator: Creator, fit: Fit) -> dict[str, Any]:
    to = mirror.step(creator)
    return {
        "platform": creator.platform,
        "score": mirror.rounded(fit.score, to),
        "confidence_label": fit.label.value,
        "standard_error": mirror.rounded(fit.standard_error, mirror.REPORTED_STEP),
        "derived_by_us": creator.derived_by_us,
        "fit": {one.name.value: mirror.rounded(one.similarity, to) for one in fit.dimensions},
    }
