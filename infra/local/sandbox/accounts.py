"""Who can sign in at the sandbox? The types of accounts, and all of them by their login."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

GOOGLE, INSTAGRAM = "google", "instagram"


@dataclass(frozen=True, slots=True)
class Property:
    """A GA4 property. `users`: active ones in 28 days, at the beginning of 2026.

    `state`: thresholded, withheld, sampled, empty, all_unknown, lost, no_purchases; else an ordinary one.
    """

    id: str
    name: str
    account_id: str
    account_name: str
    seed: str
    home: str
    users: int
    state: str = ""
    lively: bool = True


@dataclass(frozen=True, slots=True)
class Channel:
    """A YouTube channel. `state`: tiny (no rows), hidden (subscribers)."""

    id: str
    title: str
    handle: str
    seed: str
    home: str
    about: str
    subscribers: int
    videos: int
    state: str = ""
    lively: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """An Instagram account. `user_id` is the professional account's, `app_id` the app-scoped one.

    `state`: empty (no demographics), no_breakdowns, all_countries (more than the top 45).
    """

    user_id: str
    app_id: str
    username: str
    name: str
    seed: str
    home: str
    about: str
    followers: int
    posts: int
    kind: str = "MEDIA_CREATOR"
    state: str = ""
    lively: bool = True


@dataclass(frozen=True, slots=True)
class Ending:
    """A grant that ends by itself `after` seconds, with this error (errors/*.json)."""

    after: float
    error: str


@dataclass(frozen=True, slots=True)
class Account:
    """`login` is an e-mail address (Google) or a user name (Instagram). `special`: what is worth trying with it."""

    login: str
    service: str
    name: str
    properties: tuple[Property, ...] = ()
    channel: Channel | None = None
    profile: Profile | None = None
    special: str = ""
    ending: Ending | None = None
    rotates: bool = False
    """Each renewal gives a new refresh token and kills the one before."""
    flat: bool = False
    """Instagram's token answer is a flat object instead of {"data": [...]}."""

    @property
    def is_company(self) -> bool:
        return bool(self.properties) or self.special.startswith("GA4")


def by_login(accounts: Iterable[Account]) -> Mapping[str, Account]:
    """Raises ValueError where a login comes twice."""
    listed = list(accounts)
    found = {each.login: each for each in listed}
    if len(found) != len(listed):
        raise ValueError("a login comes twice")
    return MappingProxyType(found)
