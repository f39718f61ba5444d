"""A link's password is counted before it is compared, and behind it nothing is told."""

from concurrent.futures import ThreadPoolExecutor

from functions.vault.sharing import links
from tests.store.vault.people import Owner, Place
from tests.store.vault.tree import file
from tests.store.vault.visitors import INSIDE, JPEG, Visitor, share


def test_behind_a_password_nothing_is_told_until_it_is_proven(place: Place, owner: Owner, visitor: Visitor) -> None:
    node_id = owner.back_up(JPEG, "secret name.jpg")["id"]
    made = share(owner, node_id, password="Gül bahçesi")
    token = made["token"]
    assert made["has_password"]
    locked = visitor.look(token)[1]
    assert locked.pop("needs_password") is True
    assert set(locked.values()) == {None}
    for answer in (visitor.call("GET", INSIDE, link=token), visitor.content(token, node_id)):
        assert (answer[0], answer[1]["code"]) == (403, "password_required")
    assert visitor.unlock(token, "gül bahçesi") == (403, "password_wrong")
    assert visitor.unlock(token, "Gu\u0308l bahc\u0327esi")[0] == 200
    assert visitor.look(token)[1]["name"] == "secret name.jpg"
    assert visitor.look(token)[1]["needs_password"] is False
    assert visitor.content(token, node_id)[0] == 200
    place.clock.now += links.ACCESS_LIFETIME + 1
    assert visitor.content(token, node_id)[1]["code"] == "password_required"


def test_the_password_of_one_link_opens_no_other(owner: Owner, visitor: Visitor) -> None:
    node_id = file(owner, "a.jpg")
    one, other = (share(owner, node_id, password="the same")["token"] for _ in range(2))
    assert visitor.unlock(one, "the same")[0] == 200
    assert visitor.content(other, node_id)[1]["code"] == "password_required"
    until, _, mac = visitor.access.partition(".")
    for forged in (f"{int(until) + 1}.{mac}", f"{until}.", until, ".", f"{'9' * 13}.{mac}", f"٣.{mac}", "é"):
        visitor.access = forged
        assert visitor.content(one, node_id)[1]["code"] == "password_required"


def test_after_five_wrong_ones_the_right_one_is_refused_too(place: Place, owner: Owner, stranger: Owner) -> None:
    place.clock.now += 900 - place.clock.now % 900
    token = share(owner, file(owner, "a.jpg"), password="the right one")["token"]
    for number in range(5):
        assert Visitor(stranger, f"203.0.113.{number}").unlock(token, "wrong") == (403, "password_wrong")
    late = Visitor(stranger, "203.0.113.99")
    for password in ("wrong", "the right one"):
        assert late.unlock(token, password) == (429, "rate_limited")
    place.clock.now += 900
    assert late.unlock(token, "the right one")[0] == 200


def test_right_ones_use_nothing_up(owner: Owner, visitor: Visitor) -> None:
    token = share(owner, file(owner, "a.jpg"), password="the right one")["token"]
    assert [visitor.unlock(token, "the right one")[0] for _ in range(8)] == [200] * 8


def test_of_many_guesses_at_once_five_are_compared(place: Place, owner: Owner, stranger: Owner) -> None:
    place.clock.now += 900 - place.clock.now % 900
    token = share(owner, file(owner, "a.jpg"), password="the right one")["token"]
    guess = Visitor(stranger, "203.0.113.50")
    links_ = place.vault.links

    def one(_: int) -> str:
        try:
            links_.unlock(token, "wrong", "network", place.vault.now)
        except Exception as refused:  # noqa: BLE001 - whichever it is
            return str(getattr(refused, "code", refused))
        return "open"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(24)))
    assert answers.count("password_wrong") == 5
    assert guess.unlock(token, "the right one")[0] == 429


def test_one_network_may_guess_thirty_times_over_all_links(place: Place, owner: Owner, visitor: Visitor) -> None:
    place.clock.now += 900 - place.clock.now % 900
    node_id = file(owner, "a.jpg")
    tokens = [share(owner, node_id, password="the right one")["token"] for _ in range(7)]
    answers = [visitor.unlock(token, "wrong")[0] for token in tokens for _ in range(5)]
    assert answers == [403] * 30 + [429] * 5


def test_neither_password_nor_access_key_is_stored_in_clear(place: Place, owner: Owner) -> None:
    made = share(owner, file(owner, "a.jpg"), password="correct horse")
    stored = str([row for row in place.rows(owner.user_id) if row["row"]["S"] in ("share", "link")])
    assert "correct horse" not in stored
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in stored
    keys = [row["pk"]["S"] for row in place.rows(owner.user_id)]
    assert not any(made["token"] in key for key in keys)
