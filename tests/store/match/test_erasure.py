"""The account is gone: so is all that match kept of it, also in what others keep, and nothing of anybody else."""

import json
from typing import Any

from functions.match import triggers
from functions.match.digesting import Digest, Move, Result
from tests.store.match import sharing
from tests.store.match.people import Place, Somebody
from tests.store.match.test_searches import saved, told
from tests.store.match.test_shortlists import made, order, put

FORM = {"kind": "form", "dimensions": {"gender": {"female": 0.7, "male": 0.3}}}


def deleted(user_id: str) -> str:
    detail = {"event_id": "e", "user_id": user_id, "deleted_at": "2026-11-21T10:00:00.000Z"}
    return json.dumps({"source": "infofluencer.auth", "detail-type": "user.deleted", "detail": detail})


def erase(place: Place, *bodies: str) -> list[str]:
    event = {"Records": [{"messageId": f"m{n}", "body": body} for n, body in enumerate(bodies)]}
    answer = triggers.erase(event, place.match.erasing)
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def kept(place: Place, user_id: str) -> list[str]:
    """Tables of match in which the user is named; rows of the index go with the connections."""
    tables = ("profiles", "audiences", "company_index", "shortlists", "shortlist_items", "searches")
    with place.database.statement() as opened:
        found: list[str] = []
        for table in tables:
            query = f"select count(*) from match.{table} row where row::text like %s"
            row: Any = opened.execute(query.encode(), (f"%{user_id}%",)).fetchone()
            found += [table] * bool(row[0])
        return found


def furnish(who: Somebody, creator: Somebody) -> None:
    """One of everything that a company keeps."""
    who.done("PUT", "/match/profile", {"rev": 0, "display_name": "Roastery", "visible": True})
    who.done("POST", "/match/audiences", {"name": "ours", "definition": FORM, "is_default": True})
    put(who, made(who), creator)
    saved(who)


def test_everything_of_a_company_goes_and_nothing_of_another(place: Place, company: Somebody, rival: Somebody) -> None:
    creator = sharing.creator(place)
    furnish(company, creator)
    furnish(rival, creator)
    assert kept(place, company.user_id) == ["profiles", "audiences", "company_index", "shortlists", "searches"]
    theirs = kept(place, rival.user_id)

    assert erase(place, deleted(company.user_id)) == []
    assert kept(place, company.user_id) == []
    assert kept(place, rival.user_id) == theirs
    assert rival.done("GET", "/match/shortlists")["items"][0]["size"] == 1
    assert erase(place, deleted(company.user_id), deleted(company.user_id)) == []


def test_an_influencer_goes_from_lists_and_digests_of_others(place: Place, company: Somebody) -> None:
    gone, stays = sharing.creator(place), sharing.creator(place)
    gone.done("PUT", "/match/profile", {"rev": 0, "display_name": "Ada"})
    list_id = made(company)
    for creator in (gone, stays):
        put(company, list_id, creator)
    new = tuple(Result(who.user_id, "instagram", 0.9) for who in (gone, stays))
    moved = tuple(Move(who.user_id, "tiktok", 0.1, 0.9) for who in (gone, stays))
    search = saved(company)
    told(place, company, search["id"], Digest(place.clock.now, new, moved, gone=3))

    assert erase(place, deleted(gone.user_id)) == []
    assert kept(place, gone.user_id) == []
    assert order(company, list_id) == [stays.user_id]
    left = place.match.saved.find(company.user_id, search["id"])
    assert left
    assert left.digest == Digest(place.clock.now, new[1:], moved[1:], gone=3)
    assert [one.influencer_id for one in left.results] == [stays.user_id] * 2


def test_who_is_in_no_digest_yet_and_has_nothing_is_erased_too(place: Place, company: Somebody) -> None:
    saved(company)
    assert erase(place, deleted(place.somebody("influencer").user_id)) == []
    assert kept(place, company.user_id) == ["searches"]


def test_a_message_that_names_nobody_erases_nothing_and_comes_again(place: Place, company: Somebody) -> None:
    made(company)
    assert erase(place, deleted(""), "poison", deleted(company.user_id[:-1]), deleted("x' or 1=1")) == [
        "m0",
        "m1",
        "m2",
        "m3",
    ]
    assert kept(place, company.user_id) == ["shortlists"]


def test_a_good_message_beside_a_bad_one_is_done(place: Place, company: Somebody) -> None:
    made(company)
    assert erase(place, "poison", deleted(company.user_id)) == ["m0"]
    assert kept(place, company.user_id) == []
