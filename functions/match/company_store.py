"""Which visible companies come first? Queries, only here. A profile that is hidden is found by nobody, at once."""

from collections.abc import Sequence
from typing import Any

from functions.match import mixing
from functions.match.creators import about
from functions.match.mirror import After, Asked, Company
from functions.shared.database import Database

_BEST = """
with scored as (
    select company.user_id, company.features, to_jsonb(profile) as profile,
        (select max(round(-100 * (company.embedding <#> asked.query::halfvec) / step)::int * step)
            from unnest(%(queries)s::text[], %(steps)s::int[]) asked (query, step)) as score
    from match.company_index company join match.profiles profile using (user_id)
    where profile.kind = 'company' and profile.visible and company.user_id <> %(but)s
)
select user_id, profile, features, score from scored
where %(score)s::int is null or score < %(score)s or (score = %(score)s and user_id > %(after)s)
order by score desc, user_id limit %(limit)s
"""


class Companies:
    """Implements `mirror.CompanySource`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def best(self, asked: Sequence[Asked], after: After | None, limit: int, but: str) -> list[Company]:
        values = {
            "queries": [str(list(one.query)) for one in asked],
            "steps": [one.step for one in asked],
            "but": but,
            "score": after.score if after else None,
            "after": after.user_id if after else None,
            "limit": limit,
        }
        with self._database.statement() as opened:
            rows = opened.execute(_BEST, values).fetchall()
        return [_company(*row) for row in rows]


def _company(user_id: str, profile: Any, features: Any, score: int) -> Company:
    return Company(user_id, about(profile), mixing.decoded(features), score)
