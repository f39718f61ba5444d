"""What can be connected, whose audience is it, and what do we ask for? Pure.

Scopes are the least that audience reads need (Google: OAuth 2.0 scopes; Instagram API with Instagram Login).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from functions.shared.problems import Code, Problem
from functions.shared.tokens.grants import Provider

_GOOGLE = "https://www.googleapis.com/auth/"


class Kind(StrEnum):
    OAUTH = "oauth"
    SELF_REPORTED = "self_reported"


class AudienceOf(StrEnum):
    COMPANY = "company"
    INFLUENCER = "influencer"


@dataclass(frozen=True, slots=True)
class Offer:
    provider: Provider
    kind: Kind
    audience_of: AudienceOf
    scopes: tuple[str, ...] = ()


OFFERS: Mapping[Provider, Offer] = {
    offer.provider: offer
    for offer in (
        Offer(Provider.GA4, Kind.OAUTH, AudienceOf.COMPANY, (f"{_GOOGLE}analytics.readonly",)),
        Offer(
            Provider.YOUTUBE,
            Kind.OAUTH,
            AudienceOf.INFLUENCER,
            (f"{_GOOGLE}youtube.readonly", f"{_GOOGLE}yt-analytics.readonly"),
        ),
        Offer(
            Provider.INSTAGRAM,
            Kind.OAUTH,
            AudienceOf.INFLUENCER,
            ("instagram_business_basic", "instagram_business_manage_insights"),
        ),
        Offer(Provider.TIKTOK, Kind.SELF_REPORTED, AudienceOf.INFLUENCER),
    )
}
GOOGLE = frozenset({Provider.GA4, Provider.YOUTUBE})
WITH_TOKEN = frozenset(offer.provider for offer in OFFERS.values() if offer.kind is Kind.OAUTH)


def asked(name: str) -> Offer:
    """The offer behind a path's provider. Raises Problem(not_found) where there is no consent to ask for."""
    offer = next((offer for offer in OFFERS.values() if offer.provider == name), None)
    if offer is None or offer.kind is not Kind.OAUTH:
        raise Problem(Code.NOT_FOUND)
    return offer


def grants_enough(offer: Offer, granted: Iterable[str]) -> bool:
    """People may untick scopes; more than asked for (from an earlier consent) is no fault."""
    return set(offer.scopes) <= set(granted)


def same_project(one_client_id: str, other_client_id: str) -> bool:
    """Whether two Google registrations fall together: revoking is per project (web-server guide, "Revoking a token"),
    and a client id begins with its project's number.
    """
    one, other = one_client_id.partition("-")[0], other_client_id.partition("-")[0]
    return one_client_id == other_client_id or (one == other and one.isdigit())
