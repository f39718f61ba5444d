"""Does the schedule run each search once a day, whatever becomes of one of them or of its time?"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from functions.match import triggers
from functions.match.digesting import Result
from functions.match.saved_searches import LONGEST, Digesting, Saved, Told
from functions.shared.problems import Code, Problem
from tests.fakes.metrics import CountedMetrics
from tests.store.match import sharing
from tests.store.match.people import Place, Somebody
from tests.store.match.test_erasure import FORM
from tests.store.match.test_searches import SEARCHES, saved

HOUR = 3_600
Look = Callable[[Saved, float], Sequence[Result]]


def nobody(_saved: Saved, _now: float) -> Sequence[Result]:
    return ()


def somebody(_saved: Saved, _now: float) -> Sequence[Result]:
    return (Result("a", "instagram", 0.5),)


def digesting(place: Place, look: Look, stopwatch: Callable[[], float] = lambda: 0.0) -> Digesting:
    return replace(place.match.digesting, look=look, stopwatch=stopwatch, metrics=CountedMetrics())


def test_each_search_runs_once_a_day_however_often_it_is_called(place: Place, company: Somebody) -> None:
    for name in ("a", "b", "c"):
        saved(company, name)
    ran: list[int] = []
    for _ in range(49):
        ran.append(digesting(place, nobody).run().told)
        place.clock.now += HOUR
    assert [hour for hour, number in enumerate(ran) if number] == [0, 24, 48]
    assert set(ran) == {0, 3}


def test_of_the_first_run_nothing_is_new_and_of_the_next_one_what_came(place: Place, company: Somebody) -> None:
    search = saved(company)
    digesting(place, nobody).run()
    assert company.done("GET", f"{SEARCHES}/{search['id']}")["digest"]["new"] == []
    place.clock.now += 24 * HOUR
    digesting(place, somebody).run()
    found = place.match.saved.find(company.user_id, search["id"])
    assert found
    assert found.digest
    assert [one.influencer_id for one in found.digest.new] == ["a"]
    assert found.results == (Result("a", "instagram", 0.5),)


def test_one_broken_search_stops_no_other_and_keeps_what_it_knew(place: Place, company: Somebody) -> None:
    searches = {name: saved(company, name)["id"] for name in ("broken", "orphaned", "good")}
    digesting(place, nobody).run()
    place.clock.now += 24 * HOUR

    def look(search: Saved, _now: float) -> Sequence[Result]:
        if search.name == "broken":
            raise RuntimeError("our mistake")
        if search.name == "orphaned":
            raise Problem(Code.NOT_FOUND, "its audience is gone")
        return (Result("a", "instagram", 0.5),)

    run = digesting(place, look)
    assert run.run() == Told(told=1, idle=1, failed=1, finished=True)
    assert run.run() == Told(told=0, idle=0, failed=0, finished=True), "a broken one comes again tomorrow, not now"
    digests = {name: company.done("GET", f"{SEARCHES}/{own}")["digest"]["ran_at"] for name, own in searches.items()}
    assert digests["broken"] == digests["orphaned"] < digests["good"]


def test_a_failure_of_ours_is_heard_by_the_alarm_after_all_others_ran(place: Place, company: Somebody) -> None:
    saved(company, "broken")
    saved(company, "good")

    def look(search: Saved, _now: float) -> Sequence[Result]:
        if search.name == "broken":
            raise RuntimeError("our mistake")
        return ()

    with pytest.raises(RuntimeError, match="1 saved searches"):
        triggers.digest(digesting(place, look))
    assert place.match.saved.due(place.clock.now - 1, 5) == []


def test_what_there_was_no_time_for_is_done_by_the_next_run(place: Place, company: Somebody) -> None:
    for name in "abcd":
        saved(company, name)
    seconds = iter(range(0, 100_000, LONGEST // 3))
    first = digesting(place, nobody, lambda: float(next(seconds))).run()
    assert (0 < first.told < 4, first.finished) == (True, False)
    second = digesting(place, nobody).run()
    assert (first.told + second.told, second.finished) == (4, True)


def test_a_removed_search_is_run_no_more(place: Place, company: Somebody) -> None:
    search = saved(company)
    company.done("DELETE", f"{SEARCHES}/{search['id']}")
    assert digesting(place, nobody).run() == Told(0, 0, 0, finished=True)


def test_the_schedule_looks_as_the_owner_would_and_tells_who_came(place: Place, company: Somebody) -> None:
    company.done("POST", "/match/audiences", {"name": "ours", "definition": FORM, "is_default": True})
    search = saved(company, query={"filters": {"platforms": ["instagram"]}})
    known = sharing.creator(place)
    assert triggers.digest(place.match.digesting)["told"] == 1
    place.clock.now += 24 * HOUR
    came, elsewhere = sharing.creator(place, sharing.MEN), sharing.creator(place, platform="tiktok")
    assert triggers.digest(place.match.digesting)["told"] == 1
    shown = company.done("GET", f"{SEARCHES}/{search['id']}")
    assert ([one["influencer"]["id"] for one in shown["digest"]["new"]], shown["unseen"]) == ([came.user_id], 1)
    asked = company.done("POST", "/match/search", shown["query"] | {"weights": None, "audience": None})
    scores = {one["influencer"]["id"]: one["score"] for one in asked["items"]}
    assert set(scores) == {known.user_id, came.user_id}
    assert shown["digest"]["new"][0]["score"] == pytest.approx(scores[came.user_id], abs=1e-3)
    assert elsewhere.user_id not in str(shown)


def test_a_search_without_an_audience_waits_without_an_alarm(place: Place, company: Somebody) -> None:
    saved(company)
    assert triggers.digest(place.match.digesting) == {"told": 0, "idle": 1, "failed": 0, "finished": True}
