"""What is told of a saved search: what is new, what moved, what went; until its owner has looked."""

from hypothesis import given
from hypothesis import strategies as st

from functions.match import digesting
from functions.match.digesting import MOVED, Digest, Move, Result


def results(**scores: float) -> list[Result]:
    return [Result(name, "instagram", score) for name, score in scores.items()]


def told(digest: Digest) -> tuple[list[str], list[tuple[str, float, float]], int]:
    moves = [(one.influencer_id, one.before, one.after) for one in digest.changed]
    return [one.influencer_id for one in digest.new], moves, digest.gone


def test_of_the_first_run_nothing_is_new() -> None:
    kept, digest = digesting.first(results(a=0.9, b=0.8), 1.0)
    assert (told(digest), digest.ran_at) == (([], [], 0), 1.0)
    assert kept == tuple(results(a=0.9, b=0.8))


def test_new_moved_and_gone_ones_are_told() -> None:
    before = results(a=0.90, b=0.80, c=0.70)
    kept, digest = digesting.following(before, results(a=0.90, b=0.84, d=0.60), None, 2.0)
    assert told(digest) == (["d"], [("b", 0.80, 0.84)], 1)
    assert kept == tuple(results(a=0.90, b=0.84, d=0.60))


def test_the_same_creator_on_another_platform_is_another_result() -> None:
    _, digest = digesting.following(results(a=0.9), [Result("a", "tiktok", 0.9)], None, 2.0)
    assert [one.key for one in digest.new] == [("a", "tiktok")]
    assert digest.gone == 1


def test_a_score_counts_as_moved_from_three_hundredths_on() -> None:
    for after, moved in ((0.53, True), (0.47, True), (0.5299, False), (0.4701, False)):
        _, digest = digesting.following(results(a=0.50), results(a=after), None, 2.0)
        assert bool(digest.changed) is moved, after


def test_a_score_that_creeps_is_told_once_it_has_moved_far_enough() -> None:
    kept, first = digesting.following(results(a=0.50), results(a=0.52), None, 1.0)
    _, second = digesting.following(kept, results(a=0.54), None, 2.0)
    assert (told(first), told(second)) == (([], [], 0), ([], [("a", 0.50, 0.54)], 0))


def test_what_nobody_has_looked_at_yet_is_still_told_a_day_later() -> None:
    kept, unseen = digesting.following(results(a=0.5, b=0.5, x=0.4), results(a=0.6, b=0.5, c=0.7), None, 1.0)
    _, digest = digesting.following(kept, results(a=0.62, b=0.5, c=0.9, d=0.3), unseen, 2.0)
    assert told(digest) == (["c", "d"], [("a", 0.5, 0.62)], 1)


def test_what_was_looked_at_is_not_told_again() -> None:
    kept, _ = digesting.following(results(a=0.5), results(a=0.6, c=0.7), None, 1.0)
    _, digest = digesting.following(kept, results(a=0.6, c=0.7), None, 2.0)
    assert told(digest) == ([], [], 0)


def test_who_came_and_went_unseen_is_not_told_at_all() -> None:
    kept, unseen = digesting.following(results(a=0.5), results(a=0.5, c=0.7), None, 1.0)
    _, digest = digesting.following(kept, results(a=0.5), unseen, 2.0)
    assert told(digest) == ([], [], 0)


def test_an_influencer_can_be_taken_out_of_a_digest() -> None:
    digest = Digest(1.0, tuple(results(a=0.5, b=0.5)), (Move("a", "tiktok", 0.1, 0.2), Move("c", "tiktok", 0.1, 0.2)))
    assert told(digesting.without(digest, "a")) == (["b"], [("c", 0.1, 0.2)], 0)


_found = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 1)).map(lambda scores: results(**scores))


@given(st.lists(_found, min_size=1, max_size=6), st.booleans())
def test_every_digest_speaks_of_present_results_each_once(days: list[list[Result]], looked_at: bool) -> None:  # noqa: FBT001
    kept, digest = digesting.first(days[0], 0.0)
    for day, found in enumerate(days[1:], 1):
        before = {one.key for one in kept}
        kept, digest = digesting.following(kept, found, None if looked_at else digest, float(day))
        named = [one.key for one in (*digest.new, *digest.changed)]
        assert len(named) == len(set(named))
        assert set(named) <= {one.key for one in found} == {one.key for one in kept}
        assert {one.key for one in found} - before <= {one.key for one in digest.new}
        assert all(abs(one.after - one.before) > MOVED - 1e-6 for one in digest.changed)
