"""Ninety days in a minute: a dozen connections, a small budget, faults most days. Does every promise hold all along?

Over the change to daylight saving time. Real Postgres and client libraries; budgets and tokens are the twins that
their contracts hold.
"""

import random
from collections import Counter
from dataclasses import dataclass, field

import pytest

from functions.refresh.budgets import GA4_HOURLY, Limits
from functions.refresh.token_windows import RENEW_BELOW, YOUNGEST
from functions.shared.audience.quota_reset import midnight_pacific
from functions.shared.database import Database
from functions.shared.tokens.grants import Grant, Provider
from infra.local.sandbox.server import Sandbox
from tests.fakes.budgets import MemoryBudgets
from tests.fakes.tokens import MemoryTokens
from tests.store.refresh.rig import Clock, Rig

DAY, HOUR = 86_400, 3_600
TICK = 6 * HOUR
"""Coarser than the schedule's 15 minutes, so that ninety days take a minute; bounds below allow for it."""
BEGIN = 1_771_570_000.0
"""20 February 2026."""
LIMITS = Limits(
    youtube_daily_units=3,
    youtube_analytics_daily=15,
    youtube_analytics_minute=12,
    ga4_concurrency=1,
    provider_concurrency=2,
)
DYING = {"youtube-week@sandbox.test": 7, "token.460": 1}
"""Grants that end by themselves after so many days."""
LOGINS = {
    "ga4": ("atolye@sandbox.test", "ga4-thresholded@sandbox.test"),
    "youtube": (
        "deniz@sandbox.test",
        "youtube-hidden@sandbox.test",
        "youtube-tiny@sandbox.test",
        "rotating@sandbox.test",
    ),
    "instagram": ("deniz.sandbox", "top.45", "under.100"),
}
LONGEST_GAP = {"ga4": 2.5 * DAY, "instagram": 2.5 * DAY, "youtube": 8 * DAY}
"""Interval, jitter, a tick, the faults' waits; at YouTube also others' turns: two planned pulls a day for five."""
FAULTS = {
    "ga4.runReport": ("backendError", "html", "garbage", "quota_per_minute", "ga4_concurrent", "ga4_tokens_hour"),
    "youtube.reports": ("backendError", "garbage", "user_rate_limit", "503"),
    "youtube.channels": ("quotaExceeded", "html"),
    "google.token": ("token_endpoint_limit",),
    "instagram.insights": ("2", "is_transient", "4", "613", "80002", "garbage"),
    "instagram.refresh": ("1", "html", "17"),
}


@dataclass
class Journey:
    """What is watched on the way."""

    rig: Rig
    budgets: MemoryBudgets
    lasting: dict[str, str]
    """connection -> provider"""
    dying: dict[str, float]
    """connection -> when its grant ends"""
    grants: dict[str, Grant] = field(default_factory=dict)
    gaps: dict[str, float] = field(default_factory=dict)
    renewals: Counter[str] = field(default_factory=Counter)

    def watch(self) -> None:
        now = self.rig.clock()
        found = "select id, user_id, provider, status, checked_at from connect.connections where id = any(%s)"
        for connection_id, user_id, provider, status, checked_at in self.rig.rows(found, list(self.lasting)):
            assert status == "active"
            at = checked_at.timestamp() if checked_at else BEGIN
            self.gaps[connection_id] = max(self.gaps.get(connection_id, 0.0), now - at)
            if provider == "instagram":
                self._watch_token(connection_id, user_id, now)

    def _watch_token(self, connection_id: str, user_id: str, now: float) -> None:
        grant = self.rig.vault.held(user_id)[Provider.INSTAGRAM].grant
        before = self.grants.get(connection_id, grant)
        if grant != before:
            assert before.expires_at
            assert now - before.obtained_at >= YOUNGEST
            assert 0 < before.expires_at - now < RENEW_BELOW
            self.renewals[connection_id] += 1
        assert grant.expires_at
        assert grant.expires_at - now > 40 * DAY, "renewed long before its end"
        self.grants[connection_id] = grant

    def watch_retention(self) -> None:
        """After the daily run: nothing of YouTube's is older than thirty days, refreshed or replaced."""
        oldest = self.rig.clock() - 30 * DAY
        stale = self.rig.rows(
            "select id from connect.connections c where provider = 'youtube' and extract(epoch from checked_at) < %s"
            " or provider = 'youtube' and checked_at is null and exists"
            " (select from connect.snapshots where connection_id = c.id)",
            oldest,
        )
        replaced = self.rig.rows(
            "select s.id from connect.snapshots s join connect.connections c on c.id = s.connection_id"
            " where provider = 'youtube' and exists (select from connect.snapshots newer where newer.id > s.id"
            " and newer.connection_id = s.connection_id and extract(epoch from newer.fetched_at) < %s)",
            oldest,
        )
        assert (stale, replaced) == ([], [])


@pytest.fixture
def journey(sandbox: Sandbox, database: Database, clock: Clock) -> Journey:
    clock.now = BEGIN
    quotas = sandbox.world.quotas.limits
    quotas.youtube_daily_units = LIMITS.youtube_daily_units
    quotas.youtube_analytics_daily = LIMITS.youtube_analytics_daily
    quotas.youtube_analytics_minute = LIMITS.youtube_analytics_minute
    budgets = MemoryBudgets()
    rig = Rig(sandbox, database, MemoryTokens(), budgets, clock, LIMITS)
    lasting = {rig.connect(provider, login): provider for provider, logins in LOGINS.items() for login in logins}
    dying = {
        rig.connect("instagram" if login.startswith("token") else "youtube", login): BEGIN + days * DAY
        for login, days in DYING.items()
    }
    return Journey(rig, budgets, lasting, dying)


def test_ninety_days(journey: Journey) -> None:
    rig, rng = journey.rig, random.Random(90)
    while rig.clock.now < BEGIN + 90 * DAY:
        rig.clock.now += TICK
        if rng.random() < 0.2:
            operation = rng.choice(list(FAULTS))
            rig.sandbox.world.faults.add(operation, rng.choice(FAULTS[operation]), times=rng.randrange(1, 3))
        rig.plan.tick()
        assert rig.deliver_all() == []
        journey.watch()
        if int(rig.clock.now - BEGIN) % DAY == 0:
            rig.retaining.run()
            journey.watch_retention()
    instagram = {each for each, provider in journey.lasting.items() if provider == "instagram"}
    assert set(journey.renewals) == instagram
    assert min(journey.renewals.values()) >= 7
    assert {
        connection_id: gap
        for connection_id, gap in journey.gaps.items()
        if gap > LONGEST_GAP[journey.lasting[connection_id]]
    } == {}
    the_dead_are_empty(journey)
    no_budget_was_exceeded(rig, journey.budgets)
    assert (
        rig.metrics.counts["TokenNearlyExpired"]
        == rig.metrics.counts["PullBug"]
        == rig.metrics.counts["PullPoison"]
        == 0
    )


def the_dead_are_empty(journey: Journey) -> None:
    for connection_id in journey.dying:
        row = journey.rig.row(connection_id)
        assert (row["status"], row["due_at"], row["checked_at"]) == ("needs_reauth", None, None)
        for table in ("connect.snapshots", "connect.metrics", "match.creators"):
            assert journey.rig.count(table, connection_id) == 0


def no_budget_was_exceeded(rig: Rig, budgets: MemoryBudgets) -> None:
    """As the provider has counted, call by call, and as our counters have, window by window."""
    calls = rig.sandbox.world.calls
    assert sum(rig.sandbox.world.counts.values()) == len(calls), "some calls are not remembered"
    days = {"youtube.channels": LIMITS.youtube_daily_units, "youtube.reports": LIMITS.youtube_analytics_daily}
    for operation, limit in days.items():
        by_day = Counter(midnight_pacific(seen.at) for seen in calls if seen.operation == operation)
        assert by_day
        assert max(by_day.values()) <= limit
    reports = sorted(seen.at for seen in calls if seen.operation == "youtube.reports")
    minute = LIMITS.youtube_analytics_minute
    assert all(later - at >= 60 for at, later in zip(reports, reports[minute:], strict=False))
    ours = {(name, ends): spent for (name, _, ends), spent in budgets.counts.items()}
    for name, limit in (
        ("youtube-units", LIMITS.youtube_daily_units),
        ("youtube-analytics-day", LIMITS.youtube_analytics_daily),
        ("youtube-analytics-minute", minute // 2),
        ("ga4-hour", GA4_HOURLY // 2),
    ):
        windows = [spent for (counted, _), spent in ours.items() if counted == name]
        assert len(windows) > 45
        assert max(windows) <= limit
    assert budgets.held == {}, "every slot was given back"
