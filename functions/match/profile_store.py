"""How are profiles kept? A profile and what the index says because of it change in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from functions.match import company_rows
from functions.match.moments import epoch, moment
from functions.match.profiles import Kind, Link, Price, Profile, Wish
from functions.shared import creators
from functions.shared.database import Database

_COLUMNS = """kind, rev, display_name, bio, categories, countries, languages, city, links, contact_email,
    price_from, price_to, currency, visible, updated_at"""
_FIND = f"select {_COLUMNS} from match.profiles where user_id = %s"  # noqa: S608 - a constant of ours
_SAVE = f"""
insert into match.profiles as own (user_id, kind, rev, display_name, bio, categories, countries, languages, city, links,
    contact_email, price_from, price_to, currency, visible, created_at, updated_at)
select %(user_id)s, %(kind)s, 1, %(display_name)s, %(bio)s, %(categories)s, %(countries)s, %(languages)s, %(city)s,
    %(links)s, %(contact_email)s, %(price_from)s, %(price_to)s, %(currency)s, %(visible)s, %(now)s, %(now)s
where %(rev)s = 0 or exists (select 1 from match.profiles where user_id = %(user_id)s)
on conflict (user_id) do update set kind = excluded.kind, rev = own.rev + 1, display_name = excluded.display_name,
    bio = excluded.bio, categories = excluded.categories, countries = excluded.countries,
    languages = excluded.languages, city = excluded.city, links = excluded.links,
    contact_email = excluded.contact_email, price_from = excluded.price_from, price_to = excluded.price_to,
    currency = excluded.currency, visible = excluded.visible, updated_at = excluded.updated_at
    where own.rev = %(rev)s
returning {_COLUMNS}
"""  # noqa: S608 - as above


@dataclass(frozen=True, slots=True)
class Profiles:
    database: Database
    youtube_derived: bool

    def find(self, user_id: str) -> Profile | None:
        with self.database.statement() as opened:
            row = opened.execute(_FIND, (user_id,)).fetchone()
        return _profile(row) if row else None

    def save(self, user_id: str, kind: Kind, wish: Wish, rev: int, now: float) -> Profile | None:
        """None when another `rev` than this one is there now."""
        with self.database.transaction() as opened:
            row = opened.execute(_SAVE, _values(user_id, kind, wish, rev, now)).fetchone()
            if row is None:
                return None
            # Also a company's: it may still share what it connected as an influencer.
            creators.reindex(opened, user_id, youtube_derived=self.youtube_derived)
            company_rows.reindex(opened, user_id, now)
        return _profile(row)


def _values(user_id: str, kind: Kind, wish: Wish, rev: int, now: float) -> Mapping[str, Any]:
    return {
        "user_id": user_id,
        "kind": kind.value,
        "rev": rev,
        "display_name": wish.display_name,
        "bio": wish.bio,
        "categories": list(wish.categories),
        "countries": list(wish.countries),
        "languages": list(wish.languages),
        "city": wish.city,
        "links": Jsonb([{"label": link.label, "url": link.url} for link in wish.links]),
        "contact_email": wish.contact_email,
        "price_from": wish.price.start if wish.price else None,
        "price_to": wish.price.end if wish.price else None,
        "currency": wish.price.currency if wish.price else None,
        "visible": wish.visible and kind is Kind.COMPANY,
        "now": moment(now),
    }


def _profile(row: Sequence[Any]) -> Profile:
    kind, rev, display_name, bio, categories, countries, languages, city, links, email, *rest = row
    start, end, currency, visible, updated_at = rest
    wish = Wish(
        display_name=display_name,
        bio=bio,
        categories=tuple(categories),
        countries=tuple(countries),
        languages=tuple(languages),
        city=city,
        links=tuple(Link(link["label"], link["url"]) for link in links),
        contact_email=email,
        price=Price(start, end, currency) if currency else None,
        visible=visible,
    )
    return Profile(Kind(kind), rev, wish, epoch(updated_at))
