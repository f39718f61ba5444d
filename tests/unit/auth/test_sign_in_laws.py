"""Any order of asking, guessing and waiting keeps the laws of a one-time code: a stateful property test."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from functions.auth import otp
from functions.auth.sign_in import Begun
from functions.shared.problems import Code, Problem
from functions.shared.rates import HOUR
from tests.factories import NOW, PHONE, device, service, verify, wrong
from tests.fakes.sms import Inbox


class SigningIn(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.inbox = Inbox()
        self.sign_in = service(self.inbox)
        self.now = NOW
        self.begun: list[Begun] = []
        self.codes: dict[str, str] = {}
        self.guesses: dict[str, int] = {}
        self.successes: list[str] = []

    @rule(seconds=st.sampled_from([1, 29, 30, 61, 119, 121, 3600]))
    def wait(self, seconds: int) -> None:
        self.now += seconds

    @rule(number=st.integers(min_value=0, max_value=3))
    def ask(self, number: int) -> None:
        try:
            begun = self.sign_in.begin(PHONE, "tr", device(number), self.now)
        except Problem as problem:
            assert problem.code is Code.RATE_LIMITED
            assert problem.retry_after
        else:
            self.begun.append(begun)
            self.codes[begun.challenge.id] = self.inbox.code

    @precondition(lambda self: self.begun)
    @rule(data=st.data(), right=st.booleans())
    def guess(self, data: st.DataObject, right: bool) -> None:  # noqa: FBT001
        begun = data.draw(st.sampled_from(self.begun))
        code = self.codes[begun.challenge.id]
        try:
            verify(self.sign_in, begun, code if right else wrong(code), self.now)
        except Problem as problem:
            assert problem.code in (Code.CODE_INVALID, Code.CHALLENGE_GONE, Code.RATE_LIMITED)
            if problem.code is Code.CODE_INVALID:
                assert not right
                self.guesses[begun.challenge.id] = self.guesses.get(begun.challenge.id, 0) + 1
        else:
            assert right
            assert self.now < begun.challenge.expires_at
            self.successes.append(begun.challenge.id)

    @invariant()
    def each_challenge_signs_in_at_most_once(self) -> None:
        assert len(self.successes) == len(set(self.successes))

    @invariant()
    def each_challenge_is_guessed_at_most_five_times(self) -> None:
        assert all(times <= otp.ATTEMPTS for times in self.guesses.values())

    @invariant()
    def at_most_five_codes_an_hour_went_out(self) -> None:
        assert len(self.inbox.sent) <= 5 * (1 + (self.now - NOW) // HOUR + 1)


SigningIn.TestCase.settings = settings(max_examples=40, stateful_step_count=30)
TestSigningIn = SigningIn.TestCase
