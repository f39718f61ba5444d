"""What does one tick of the plan do? Claims who is due and sends each a message; pure but for its ports.

[Note: Plan] Constant cost: a claim a provider, a look at the budgets, a count of the late. Claimed first and sent then:
a crash in between costs those connections QUEUED seconds, the other order would send some of them twice. What the queue
does not take is given back at once; after the first call that fails no more are made, since each may take 20 s.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

from functions.refresh.budgets import PULL_UNITS, Limits, shared_counters
from functions.refresh.planning import PULLED, QUEUED, allowance
from functions.refresh.ports import Budgets, Due
from functions.shared.clock import Clock
from functions.shared.logs import logger
from functions.shared.metrics import Metrics
from functions.shared.pulls import BATCH, Pull, PullQueue, SendFailedError
from functions.shared.tokens.grants import Provider

SENDERS = 8
"""SendMessageBatch calls at a time: 10,000 messages are 1,000 of them, 10 to 20 ms each."""
LATE = 86_400
"""Seconds after which a due connection counts as late: the alarm against starvation."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Of one tick."""

    queued: int
    unsent: int
    late: int


@dataclass(frozen=True, slots=True)
class Plan:
    due: Due
    budgets: Budgets
    queue: PullQueue
    limits: Limits
    metrics: Metrics
    clock: Clock

    def tick(self) -> Planned:
        now = self.clock()
        until = now + QUEUED
        claimed = self.due.claim_due({provider: self._room(provider, now) for provider in PULLED}, now, until)
        unsent = self._send(claimed)
        if unsent:
            self.due.take_back(unsent, until)
        planned = Planned(len(claimed) - len(unsent), len(unsent), self.due.late(now - LATE))
        for name, number in (
            ("PlanQueued", planned.queued),
            ("PlanSendFailed", planned.unsent),
            ("ConnectionsLate", planned.late),
        ):
            if number:
                self.metrics.count(name, number)
        return planned

    def _room(self, provider: Provider, now: float) -> int:
        counters = shared_counters(provider, self.limits, now)
        return allowance({counter: self.budgets.spent(counter) for counter in counters}, PULL_UNITS, now)

    def _send(self, claimed: Sequence[Pull]) -> list[Pull]:
        """Those that were not taken."""
        batches = [claimed[start : start + BATCH] for start in range(0, len(claimed), BATCH)]
        down = Event()
        with ThreadPoolExecutor(max_workers=SENDERS) as senders:
            sent = senders.map(lambda batch: self._send_batch(batch, down), batches)
            return [pull for unsent in sent for pull in unsent]

    def _send_batch(self, batch: Sequence[Pull], down: Event) -> Sequence[Pull]:
        if down.is_set():
            return batch
        try:
            self.queue.send(batch)
        except SendFailedError as failed:
            return failed.failed
        except Exception:  # noqa: BLE001 - whatever it was, these claims are to be given back
            logger.exception("sending failed")
            down.set()
            return batch
        return ()
