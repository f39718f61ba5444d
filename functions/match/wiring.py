"""What is the match function made of? Built once per process, at the first request; nothing is built at import."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from functions.match import kept_wiring
from functions.match.audience_keeping import Keeping
from functions.match.audience_store import NamedAudiences
from functions.match.company_store import Companies
from functions.match.creator_store import Creators, Details
from functions.match.erase_store import Erasing
from functions.match.influencers import Influencers
from functions.match.listing import Listing
from functions.match.mirror import Mirror
from functions.match.profile_store import Profiles
from functions.match.resembling import Resembling
from functions.match.saved_search_store import SavedSearches
from functions.match.saved_searches import Digesting
from functions.match.search_index import SearchIndex
from functions.match.search_store import SearchStore
from functions.match.searching import Searching
from functions.match.settings import MatchSettings
from functions.match.store import Audiences, Trends
from functions.match.wishes import Wishes
from functions.shared import aws, connect_table, identity
from functions.shared.access import AccessCheck
from functions.shared.clock import Clock, system_clock
from functions.shared.connect_table import WindowRow
from functions.shared.database import Database, credentials_in
from functions.shared.dynamo import Transactions, connect
from functions.shared.roles import RoleCheck
from functions.shared.secrets import SecretReader
from functions.shared.windows import Rates, Windows


@dataclass(frozen=True, slots=True)
class Match:
    """The parts that views use."""

    audiences: Audiences
    keeping: Keeping
    searching: Searching
    resembling: Resembling
    influencers: Influencers
    mirror: Mirror
    profiles: Profiles
    listing: Listing
    saved: SavedSearches
    digesting: Digesting
    tending: Mapping[str, Callable[[], int]]
    erasing: Erasing
    trends: Trends
    wishes: Wishes
    roles: RoleCheck
    access: AccessCheck
    secrets: SecretReader
    origin_secret: str
    clock: Clock

    @property
    def now(self) -> float:
        """Epoch seconds to the millisecond."""
        return round(self.clock(), 3)


def build(environment: Mapping[str, str], clock: Clock = system_clock) -> Match:
    settings = MatchSettings.load(environment)
    identity.bind(settings.identity_table)
    connect_table.bind(settings.connect_table)
    secrets = SecretReader(aws.client("secretsmanager"), clock)
    database = Database(settings.database_url, credentials_in(secrets, settings.database_secret))
    reader = identity.IdentityReader()
    return Match(
        **over(database, clock, youtube=settings.youtube_derived),
        wishes=Wishes(Rates(Windows(WindowRow), Transactions(connect()))),
        roles=RoleCheck(reader, clock),
        access=AccessCheck(reader, issuer=settings.token_issuer, clock=clock),
        secrets=secrets,
        origin_secret=settings.origin_secret,
        clock=clock,
    )


def over(database: Database, clock: Clock, *, youtube: bool) -> dict[str, Any]:
    """The parts that stand on Postgres. `youtube`: whether scores may be made of YouTube's numbers."""
    named, creators = NamedAudiences(database), Creators(database)
    searching = Searching(SearchIndex(SearchStore(database)), named, creators, youtube)
    return {
        "audiences": Audiences(database),
        "keeping": Keeping(named),
        "searching": searching,
        "resembling": Resembling(searching),
        "influencers": Influencers(Details(database), youtube),
        "mirror": Mirror(Companies(database), creators, youtube),
        "trends": Trends(database),
        **kept_wiring.over(database, searching, clock),
    }


@cache
def wire() -> Match:
    return build(os.environ)
