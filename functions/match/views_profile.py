"""How does a profile look from outside? Turns it into the public model, and a request into what is wished."""

from functions.match import schemas_profile
from functions.match.profiles import Kind, Link, Price, Profile, Wish
from functions.match.schemas_profile import PutProfile
from functions.shared.clock import rfc3339


def wish(body: PutProfile) -> Wish:
    return Wish(
        display_name=body.display_name,
        bio=body.bio,
        categories=tuple(body.categories),
        countries=tuple(body.countries),
        languages=tuple(body.languages),
        city=body.city,
        links=tuple(Link(link.label, link.url) for link in body.links),
        contact_email=body.contact_email,
        price=Price(body.price.from_, body.price.to, body.price.currency) if body.price else None,
        visible=body.visible,
    )


def profile(kind: Kind, found: Profile | None) -> schemas_profile.Profile:
    """Of the kind that the user's role says now; one that was saved under another role keeps its words."""
    shown = found or Profile(kind, 0, Wish(), None)
    said, price = shown.wish, shown.wish.price
    return schemas_profile.Profile.model_validate(
        {
            "kind": kind.value,
            "rev": shown.rev,
            "display_name": said.display_name,
            "bio": said.bio,
            "categories": list(said.categories),
            "countries": list(said.countries),
            "languages": list(said.languages),
            "city": said.city,
            "links": [{"label": link.label, "url": link.url} for link in said.links],
            "contact_email": said.contact_email,
            "price": {"from": price.start, "to": price.end, "currency": price.currency} if price else None,
            "visible": said.visible,
            "updated_at": None if shown.updated_at is None else rfc3339(shown.updated_at),
        }
    )
