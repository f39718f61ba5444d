"""Who is reminded to back up, and how often? Browsers that may be woken, and a next moment a user; over the ports.

The moment is moved on before anything is sent: a run that breaks off, or two at a time, send a reminder once or not at
all, never twice.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from functions.shared.metrics import Metrics
from functions.shared.problems import Code, Problem
from functions.vault.reminders import reminders
from functions.vault.reminders.ports_push import Outcome, Person, Pusher, PushStore, Subscription
from functions.vault.reminders.push_hosts import PushHosts

MOST = 10
"""Browsers of one user; the oldest makes room."""
LIFETIME = 3_600
"""Seconds for which a push service keeps a reminder for a device that is off."""


@dataclass(frozen=True, slots=True)
class Reminding:
    store: PushStore
    hosts: PushHosts
    pusher: Callable[[], Pusher]
    metrics: Metrics

    def subscribe(
        self, user_id: str, endpoint: str, p256dh: str, auth: str, device_name: str | None, now: float
    ) -> Subscription:
        """Repeatable: a browser has one endpoint. Raises Problem(invalid_request) for one that no push service has."""
        if not self.hosts.allows(endpoint):
            raise Problem(Code.INVALID_REQUEST, errors=[{"field": "endpoint", "reason": "unknown_push_service"}])
        made = Subscription(_id(endpoint), endpoint, p256dh, auth, device_name, now)
        self.store.keep(user_id, made)
        others = [one for one in self.store.subscriptions(user_id) if one.id != made.id]
        for one in others[: max(0, len(others) + 1 - MOST)]:
            self.store.drop(user_id, one.id)
        self.plan(user_id, now)
        return made

    def unsubscribe(self, user_id: str, subscription_id: str) -> None:
        """Raises Problem(not_found)."""
        if len(subscription_id) != 32 or not self.store.drop(user_id, subscription_id):
            raise Problem(Code.NOT_FOUND)

    def plan(self, user_id: str, now: float) -> None:
        """Anew, after rules or subscriptions have changed."""
        self.store.plan(user_id, _following(self.store.person(user_id), now))

    def due(self, now: float) -> Iterable[tuple[str, float]]:
        return self.store.due(now)

    def remind(self, user_id: str, at: float, now: float) -> int:
        """To how many browsers a message went."""
        person = self.store.person(user_id)
        if not self.store.move(user_id, at, _following(person, now)):
            return 0
        if not reminders.is_due(person.rules, now, person.last_backup_at):
            return 0
        payload = json.dumps({"kind": "backup_window"} | ({"waiting": person.waiting} if person.waiting else {}))
        return sum(self._send(user_id, one, payload.encode()) for one in person.subscriptions)

    def _send(self, user_id: str, subscription: Subscription, payload: bytes) -> bool:
        """The allow-list may have become shorter since."""
        is_known = self.hosts.allows(subscription.endpoint)
        outcome = self.pusher().push(subscription, payload, LIFETIME) if is_known else Outcome.GONE
        if outcome is Outcome.GONE:
            self.store.drop(user_id, subscription.id)
        name = {Outcome.SENT: "RemindersSent", Outcome.GONE: "SubscriptionsGone", Outcome.FAILED: "RemindersFailed"}
        self.metrics.count(name[outcome])
        return outcome is Outcome.SENT


def _id(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode()).hexdigest()[:32]


def _following(person: Person, now: float) -> float | None:
    if not person.subscriptions:
        return None
    return reminders.following(person.rules, now, person.last_backup_at)
