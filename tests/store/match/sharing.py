"""Who is in the index before a test begins? Creators who share what their accounts told, through the statements that
connect and refresh use.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from functions.shared import creators
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Dimension
from functions.shared.audience.metrics import Metric
from tests.store import connections
from tests.store.match.people import Place, Somebody
from tests.unit.audience.samples import TODAY, dimension

Audience = Mapping[Name, Mapping[str, float]]
WOMEN: Audience = {Name.GENDER: {"female": 900.0, "male": 100.0}, Name.AGE: {"18-24": 800.0, "25-34": 200.0}}
MEN: Audience = {Name.GENDER: {"female": 100.0, "male": 900.0}, Name.AGE: {"35-44": 700.0, "45-54": 300.0}}


def told(audience: Audience) -> list[Dimension]:
    return [dimension(name, list(amounts.items())) for name, amounts in audience.items()]


def account(
    place: Place, who: Somebody, audience: Audience = WOMEN, platform: str = "instagram", followers: float = 5_000
) -> str:
    """Connected and pulled, not shared; its connection id."""
    connection_id = connections.connection(
        place.database, who.user_id, platform, name=f"{platform} of {who.user_id}", handle=f"h-{who.user_id[-6:]}"
    )
    connections.snapshot(place.database, connection_id, platform, told(audience))
    numbers = {Metric.FOLLOWERS: followers, Metric.REACH: followers / 2, Metric.ENGAGEMENTS: followers / 20}
    for metric, value in numbers.items():
        connections.metric(place.database, connection_id, metric, {TODAY: value})
    return connection_id


def switch(place: Place, connection_id: str, *, on: bool) -> None:
    """As connect does it: the consent and what follows from it in one transaction."""
    with place.database.transaction() as opened:
        opened.execute("update connect.connections set share_with_brands = %s where id = %s", (on, connection_id))
        if on:
            creators.publish(opened, connection_id)
            _index(place, opened, connection_id)
        else:
            creators.withdraw(opened, connection_id)


def shared(
    place: Place, who: Somebody, audience: Audience = WOMEN, platform: str = "instagram", followers: float = 5_000
) -> str:
    connection_id = account(place, who, audience, platform, followers)
    switch(place, connection_id, on=True)
    return connection_id


def creator(place: Place, audience: Audience = WOMEN, platform: str = "instagram", **more: Any) -> Somebody:
    """Somebody new who shares one account."""
    who = place.somebody("influencer")
    shared(place, who, audience, platform, **more)
    return who


def profile(place: Place, who: Somebody, **columns: Any) -> None:
    """A saved profile; columns of match.profiles."""
    row = {"kind": "influencer", "display_name": f"Name of {who.user_id}", **columns}
    names = ", ".join(row)
    with place.database.transaction() as opened:
        opened.execute(
            f"insert into match.profiles (user_id, created_at, updated_at, {names})"
            f" values (%s, now(), now(), {', '.join(['%s'] * len(row))})".encode(),
            [who.user_id, *row.values()],
        )


def ids(items: Sequence[Mapping[str, Any]]) -> list[str]:
    return [item["influencer"]["id"] for item in items]


def _index(place: Place, opened: Any, connection_id: str) -> None:
    """TEMPORARY: until publish writes the index row itself."""
    row = opened.execute(
        "select id, user_id, platform, followers, checked_at from match.creators where connection_id = %s",
        (connection_id,),
    ).fetchone()
    if row[2] == "youtube" and not place.match.searching.youtube:
        return
    from functions.shared.matching import facets
    from functions.shared.matching.confidence import confidence
    from functions.shared.matching.features import embedding

    found = [_creator for _creator in [one for one in _of(opened, row[1])] if _creator.row_id == row[0]][0]
    features = found.features()
    opened.execute(
        "insert into match.creator_index (id, followers, checked_at, confidence, features_version, platform, facets, embedding) values (%s,%s,%s,%s,1,%s,%s,%s::halfvec)",
        (
            row[0],
            row[3],
            row[4],
            confidence(features),
            row[2],
            [facets.fact(facets.Fact.PLATFORM, row[2])],
            str(list(embedding(features))),
        ),
    )


def _of(opened: Any, user_id: str) -> list[Any]:
    from functions.match import creator_store

    return [
        creator_store._creator(*row)
        for row in opened.execute(creator_store._OF_USERS, {"user_ids": [user_id]}).fetchall()
    ]
