"""Signing in over the memory twin of the store, one rule at a time, with a clock of its own."""

from collections.abc import Callable

import pytest

from functions.auth import otp
from functions.auth.sign_in import SignIn
from functions.shared.problems import Code, Problem
from functions.shared.rates import HOUR
from tests.factories import NOW, PHONE, device, service, verify, wrong
from tests.fakes.sms import Inbox


def refused(call: Callable[[], object]) -> Problem:
    with pytest.raises(Problem) as problem:
        call()
    return problem.value


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def sign_in(inbox: Inbox) -> SignIn:
    return service(inbox)


def test_an_unknown_number_becomes_a_user_and_a_known_one_stays_it(sign_in: SignIn, inbox: Inbox) -> None:
    first = verify(sign_in, sign_in.begin(PHONE, "en", device(), NOW), inbox.code)
    later = NOW + 3600
    again = verify(sign_in, sign_in.begin(PHONE, "tr", device(), later), inbox.code, later)
    assert (first.is_new, again.is_new) == (True, False)
    assert first.user == again.user
    assert first.session.id != again.session.id
    assert first.user.locale == "en"


def test_a_code_works_once(sign_in: SignIn, inbox: Inbox) -> None:
    begun = sign_in.begin(PHONE, "tr", device(), NOW)
    verify(sign_in, begun, inbox.code)
    assert refused(lambda: verify(sign_in, begun, inbox.code)).code is Code.CHALLENGE_GONE


def test_a_code_dies_after_120_seconds(sign_in: SignIn, inbox: Inbox) -> None:
    begun = sign_in.begin(PHONE, "tr", device(), NOW)
    late = NOW + otp.LIFETIME
    assert refused(lambda: verify(sign_in, begun, inbox.code, late)).code is Code.CHALLENGE_GONE


def test_five_wrong_codes_end_the_challenge(sign_in: SignIn, inbox: Inbox) -> None:
    begun = sign_in.begin(PHONE, "tr", device(), NOW)
    codes = [refused(lambda: verify(sign_in, begun, wrong(inbox.code))).code for _ in range(6)]
    assert codes == [Code.CODE_INVALID] * 5 + [Code.CHALLENGE_GONE]
    assert refused(lambda: verify(sign_in, begun, inbox.code)).code is Code.CHALLENGE_GONE


def test_another_browser_cannot_even_burn_attempts(sign_in: SignIn, inbox: Inbox) -> None:
    begun = sign_in.begin(PHONE, "tr", device(), NOW)
    for _ in range(10):
        problem = refused(lambda: sign_in.verify(begun.challenge.id, "guess", inbox.code, device(9), NOW))
        assert problem.code is Code.CHALLENGE_GONE
    assert verify(sign_in, begun, inbox.code).user.phone == PHONE


def test_a_sign_in_ends_every_other_live_code_of_the_phone(sign_in: SignIn, inbox: Inbox) -> None:
    first = sign_in.begin(PHONE, "tr", device(), NOW)
    old = inbox.code
    second = sign_in.begin(PHONE, "tr", device(1), NOW + 30)
    verify(sign_in, second, inbox.code, NOW + 30)
    assert refused(lambda: verify(sign_in, first, old, NOW + 30)).code is Code.CHALLENGE_GONE


def test_a_resent_code_replaces_the_old_one(sign_in: SignIn, inbox: Inbox) -> None:
    begun = sign_in.begin(PHONE, "tr", device(), NOW)
    old = inbox.code
    assert refused(lambda: sign_in.resend(begun.challenge.id, begun.binding, device(), NOW + 1)).retry_after == 29
    resent = sign_in.resend(begun.challenge.id, begun.binding, device(), NOW + 30)
    assert resent.resend_in == 60
    if inbox.code != old:
        assert refused(lambda: verify(sign_in, begun, old, NOW + 31)).code is Code.CODE_INVALID
    assert verify(sign_in, resent, inbox.code, NOW + 31).is_new


@pytest.mark.parametrize("moment", [otp.TOTAL_LIFETIME, 10 * otp.TOTAL_LIFETIME])
def test_a_challenge_is_not_resent_for_ever(sign_in: SignIn, moment: int) -> None:
    begun = sign_in.begin(PHONE, "tr", device(), NOW)
    late = NOW + moment
    problem = refused(lambda: sign_in.resend(begun.challenge.id, begun.binding, device(), late))
    assert problem.code is Code.CHALLENGE_GONE


def test_a_stranger_cannot_resend(sign_in: SignIn) -> None:
    begun = sign_in.begin(PHONE, "tr", device(), NOW)
    problem = refused(lambda: sign_in.resend(begun.challenge.id, "guess", device(), NOW + 60))
    assert problem.code is Code.CHALLENGE_GONE


def test_ten_wrong_codes_in_an_hour_stop_right_ones_too(sign_in: SignIn, inbox: Inbox) -> None:
    """Right and wrong look alike then: a limit that answered the guess would be none."""
    now = NOW - NOW % HOUR
    for start in (0, 60):
        begun = sign_in.begin(PHONE, "tr", device(start), now + start)
        for _ in range(5):
            refused(lambda: verify(sign_in, begun, wrong(inbox.code), now + start, start))  # noqa: B023
    late = now + 300
    assert refused(lambda: sign_in.begin(PHONE, "tr", device(200), late)).code is Code.RATE_LIMITED
    assert sign_in.begin(PHONE, "tr", device(201), now + HOUR)


def test_a_full_limit_answers_right_and_wrong_codes_to_the_second_alike(sign_in: SignIn, inbox: Inbox) -> None:
    """Each failing way to fill a window: 30 wrong codes from one address in five minutes."""
    now = NOW - NOW % HOUR
    for number in range(6):
        begun = sign_in.begin(f"+90532123456{number}", "tr", device(number), now)
        for _ in range(5):
            refused(lambda: verify(sign_in, begun, wrong(inbox.code), now, 99))  # noqa: B023
    begun = sign_in.begin("+905321234568", "tr", device(100), now)
    wrongly = refused(lambda: verify(sign_in, begun, wrong(inbox.code), now + 7, 99))
    rightly = refused(lambda: verify(sign_in, begun, inbox.code, now + 7, 99))
    assert wrongly.code is rightly.code is Code.RATE_LIMITED
    assert wrongly.retry_after == rightly.retry_after
    assert verify(sign_in, begun, inbox.code, now + 8, 100).is_new


def test_one_address_may_ask_for_five_numbers_an_hour(sign_in: SignIn) -> None:
    for number in range(5):
        sign_in.begin(f"+90532123456{number}", "tr", device(), NOW)
    assert refused(lambda: sign_in.begin("+905321234569", "tr", device(), NOW)).code is Code.RATE_LIMITED
    assert sign_in.begin("+905321234569", "tr", device(1), NOW)


@pytest.mark.parametrize("budget", [0, 3, 10, 13])
def test_the_daily_budget_is_sent_to_the_last_text_and_not_beyond(inbox: Inbox, budget: int) -> None:
    tight = service(inbox, daily_budget=budget)
    problems = []
    for number in range(30):
        try:
            tight.begin(f"+9053212345{number:02}", "tr", device(number), NOW)
        except Problem as problem:
            problems.append(problem.code)
    assert len(inbox.sent) == budget
    assert problems == [Code.RATE_LIMITED] * (30 - budget)


def test_a_failing_provider_is_said_and_stays_charged(sign_in: SignIn, inbox: Inbox) -> None:
    inbox.down = True
    assert refused(lambda: sign_in.begin(PHONE, "tr", device(), NOW)).code is Code.SMS_UNAVAILABLE
    inbox.down = False
    assert refused(lambda: sign_in.begin(PHONE, "tr", device(), NOW)).code is Code.RATE_LIMITED
    assert sign_in.begin(PHONE, "tr", device(), NOW + 30)
