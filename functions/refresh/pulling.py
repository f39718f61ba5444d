"""How is one connection pulled? Once, whatever the number of messages; without a transaction open meanwhile.

    claim -> slots -> token -> charge -> provider -> conclude  one transaction writes all that came of it
      |        |        |        |         |
      nothing  wait     an outcome: status, reason, next due   the connection's own; no other one notices

An exception that is no outcome is ours: the claim is given back, the message fails and ends in the dead letters; the
connection rests for a day, so that the plan does not pay for the same mistake at every tick.
"""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from functions.refresh import outcomes
from functions.refresh.budgets import Limits, Slots, slots
from functions.refresh.gate import PULL_SECONDS, Gate
from functions.refresh.planning import Chance
from functions.refresh.ports import Attempt, Budgets, Claims, Puller, Tokens
from functions.refresh.work import Access, Change, Conclusion, DroppedError, Pulled, RefusedError, Work
from functions.shared.audience.distribution import Dimension, Reason, State
from functions.shared.audience.errors import Outcome, Verdict, back_off
from functions.shared.clock import Clock
from functions.shared.ids import new_id
from functions.shared.logs import logger
from functions.shared.metrics import Metrics
from functions.shared.problems import Code, Problem
from functions.shared.provider_clients import NotConfiguredError, ProviderClients
from functions.shared.pulls import Pull
from functions.shared.tokens.grants import Provider

CLAIM_SECONDS = PULL_SECONDS + 70
"""A claim and its slots outlast the slowest pull: the last call may begin at the pull's end."""
SLOT_WAIT = 10.0
SLOT_PAUSE = 0.5
BUSY_REST = 60
"""Seconds that a connection rests when no slot came free."""
UNCONFIGURED_REST = 3_600


@dataclass(frozen=True, slots=True)
class Provide:
    """How one provider is asked."""

    tokens: Tokens
    puller: Puller


@dataclass(frozen=True, slots=True)
class Pulling:
    claims: Claims
    budgets: Budgets
    providers: Mapping[Provider, Provide]
    clients: ProviderClients
    limits: Limits
    metrics: Metrics
    clock: Clock
    chance: Chance = random.random
    stopwatch: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def pull(self, message: Pull) -> str:
        """What came of it, for the log: a verdict, `succeeded`, `dropped` or `nothing_to_do`."""
        now = self.clock()
        work = self.claims.claim(message, new_id(now), now, now + CLAIM_SECONDS)
        if work is None:
            return "nothing_to_do"
        try:
            said, conclusion = self._work(work)
            kept = self.claims.conclude(work, conclusion)
        except DroppedError:
            kept, said = False, "dropped"
        except Problem as problem:
            if problem.code is not Code.UNAVAILABLE:
                self.claims.rest(work, self.clock() + outcomes.BUG_REST)
                raise
            self.claims.release(work, message_lives=True)  # or, while Postgres is away, the claim ends by itself
            raise
        except BaseException:
            self.claims.rest(work, self.clock() + outcomes.BUG_REST)
            raise
        if not kept:
            self.claims.release(work, message_lives=False)
            self.metrics.count("PullDropped")
            return "dropped"
        for counter in conclusion.change.counts:
            self.metrics.count(counter)
        return said

    def _work(self, work: Work) -> tuple[str, Conclusion]:
        trial = _Trial()
        try:
            pulled = _sound(self._held(work, trial))
        except RefusedError as refused:
            outcome = refused.outcome
            change = outcomes.refused(outcome, work.provider, work.failures, self.clock(), self.chance)
            return outcome.verdict.value, self._conclusion(trial, change)
        self._watch(pulled)
        change = outcomes.succeeded(work.provider, self.clock(), self.chance)
        return "succeeded", replace(self._conclusion(trial, change), pulled=pulled, verified=True)

    def _conclusion(self, trial: "_Trial", change: Change) -> Conclusion:
        return Conclusion(change, self.clock(), access=trial.access, verified=trial.verified)

    def _held(self, work: Work, trial: "_Trial") -> Pulled:
        try:
            client = self.clients.of(work.provider)
        except NotConfiguredError:
            raise RefusedError(back_off("provider_unconfigured", self.clock(), UNCONFIGURED_REST)) from None
        gate = Gate(self.budgets, self.limits, self.clock, self.stopwatch)  # waiting for a slot counts: five in 300 s
        with self._slots(work):
            attempt = Attempt(work, client, gate, self.clock())
            try:
                return self._ask(attempt, trial)
            except RefusedError as refused:
                if refused.outcome.verdict is not Verdict.RENEW_TOKEN:
                    raise
            return self._ask(replace(attempt, renewed=True), trial)

    def _ask(self, attempt: Attempt, trial: "_Trial") -> Pulled:
        provide = self.providers[attempt.work.provider]
        trial.access = provide.tokens.obtain(attempt)
        trial.verified |= trial.access.verified
        attempt.gate.charge(attempt.work.provider, attempt.work.property_id)
        return provide.puller.pull(attempt, trial.access.token)

    @contextmanager
    def _slots(self, work: Work) -> Iterator[None]:
        """Raises RefusedError when none comes free in time."""
        with ExitStack() as held:
            for wanted in slots(work.provider, work.property_id, self.limits):
                place = self._slot(wanted, work)
                held.callback(self._give_back, wanted, place, work)
            yield

    def _give_back(self, wanted: Slots, place: int, work: Work) -> None:
        """A finished pull is worth more than a place: one that cannot be given back ends with its lease."""
        try:
            self.budgets.give_back(wanted, place, work.claim)
        except Exception:  # noqa: BLE001 - as above, whatever it was
            logger.exception("slot not given back")

    def _slot(self, wanted: Slots, work: Work) -> int:
        patience = self.stopwatch() + SLOT_WAIT
        while True:
            now = self.clock()
            place = self.budgets.take(wanted, work.claim, now, now + CLAIM_SECONDS)
            if place is not None:
                return place
            if self.stopwatch() >= patience:
                raise RefusedError(Outcome(Verdict.BACK_OFF, outcomes.BUSY, now + BUSY_REST))
            self.sleep(SLOT_PAUSE)

    def _watch(self, pulled: Pulled) -> None:
        for dimension in pulled.snapshot.dimensions:
            if dimension.tally.unrecognised_n > 0:
                self.metrics.count("BucketUnrecognised")
            if dimension.reason is Reason.MALFORMED:
                self.metrics.count("AnswerMalformed")


@dataclass(slots=True)
class _Trial:
    """What is known of the token, also when the pull ends with an outcome."""

    access: Access | None = None
    verified: bool = False


def _sound(pulled: Pulled) -> Pulled:
    """Nothing readable at all is no audience to replace the last one with. Raises RefusedError."""
    if all(map(_unreadable, pulled.snapshot.dimensions)):
        raise RefusedError(Outcome(Verdict.RETRY, "malformed"))
    return pulled


def _unreadable(dimension: Dimension) -> bool:
    return dimension.state is State.UNAVAILABLE
