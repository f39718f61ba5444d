"""Which connections are pulled? Accounts of the sandbox with everything there, a third from each provider, all shared.

Everybody pulls the same ones. Before each round they are as just connected, so every pull writes all that it can.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from cryptography.fernet import Fernet

from functions.shared.clock import system_clock
from functions.shared.dynamo import Transactions, connect
from functions.shared.ids import new_id
from functions.shared.metrics import NullMetrics
from functions.shared.tokens import ports, wiring
from functions.shared.tokens.grants import KEPT, ConnectionKey, Grant, Provider
from functions.shared.tokens.wiring import VaultKind
from infra.local.sandbox.accounts import Account
from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.world import Granted
from tests.bench.refresh.ground import Ground

PULLED = ("ga4", "youtube", "instagram")
AGE = 2 * 86_400
"""Seconds since the consents: Instagram's tokens need no renewal yet."""
_TOKENS = "create table connect.bench_tokens (connection_id text primary key, sealed bytea not null)"
_ROW = """
insert into connect.connections (id, user_id, provider, status, account_id, property_id, scopes, share_with_brands,
    created_at, authorised_at, due_at)
values (%s, %s, %s, 'active', %s, %s, %s, true, now(), now(), now())
"""
_RESET = """
update connect.connections set pull_no = 0, due_at = now(), queued_until = null, claim = null, claimed_until = null,
    status = 'active', reason = null, failures = 0, checked_at = null, verified_at = null, name = '', handle = ''
where id = any(%s)
"""


@dataclass(frozen=True)
class Subject:
    key: ConnectionKey
    grant: Grant
    property_id: str | None


def chosen(sandbox: Sandbox, each: int) -> list[Subject]:
    """`each` of every provider, their messages in turn. Raises ValueError when there are not so many."""
    found = [_of(sandbox, provider) for provider in PULLED]
    return [subject for several in zip(*(_first(all_, each) for all_ in found), strict=True) for subject in several]


def _first(subjects: Iterator[Subject], count: int) -> list[Subject]:
    found = [subject for subject, _ in zip(subjects, range(count), strict=False)]
    if len(found) < count:
        raise ValueError(f"the sandbox has {len(found)} of {count} accounts")
    return found


def _of(sandbox: Sandbox, provider: str) -> Iterator[Subject]:
    """Ordinary accounts only: those of the special ones that fail would measure failing."""
    for account in sandbox.world.accounts.values():
        for property_id in _readable(account, provider) if not account.special else ():
            granted = sandbox.world.grant(provider, account.login, age=AGE)
            yield _subject(granted, property_id)


def _readable(account: Account, provider: str) -> list[str | None]:
    if provider == "ga4":
        return [f"properties/{each.id}" for each in account.properties]
    return [None] if (account.channel if provider == "youtube" else account.profile) else []


def _subject(granted: Granted, property_id: str | None) -> Subject:
    provider, now = Provider(granted.provider), system_clock()
    grant = Grant(
        token=KEPT[provider](granted.token),
        account_id=granted.account_id,
        scopes=frozenset(granted.scopes),
        obtained_at=int(granted.issued_at),
        expires_at=int(granted.expires_at) if granted.expires_at else None,
    )
    return Subject(ConnectionKey(new_id(now), provider, new_id(now)), grant, property_id)


def put(subjects: list[Subject], ground: Ground, fernet: bytes) -> None:
    """Rows for both, tokens into our vault and, sealed with Fernet, into Celery's column."""
    settings, seal = ground.settings, Fernet(fernet).encrypt
    transactions = Transactions(connect())
    vault = wiring.vault(
        VaultKind(settings["TOKEN_VAULT"]), settings["STAGE"], settings["TOKEN_TABLE"], settings["TOKEN_KEY"],
        transactions, NullMetrics(), system_clock,
    )  # fmt: skip
    ground.database.execute(_TOKENS)
    for each in subjects:
        key, grant = each.key, each.grant
        account_id = "" if each.property_id else grant.account_id
        row = (key.connection_id, key.user_id, key.provider, account_id, each.property_id, sorted(grant.scopes))
        ground.database.execute(_ROW, row)
        sealed = (key.connection_id, seal(grant.token.reveal().encode()))
        ground.database.execute("insert into connect.bench_tokens values (%s, %s)", sealed)
        ports.replace(vault, key, grant)


def reset(database: psycopg.Connection, ids: list[str]) -> None:
    for table in ("connect.snapshots", "connect.metrics", "match.creators"):
        database.execute(f"delete from {table} where connection_id = any(%s)".encode(), (ids,))
    database.execute(_RESET, (ids,))


def pulled(database: psycopg.Connection, ids: list[str]) -> int:
    found = database.execute(
        "select count(*) from connect.connections where id = any(%s) and pull_no = 1", (ids,)
    ).fetchone()
    return int(found[0]) if found else 0


def stored(database: psycopg.Connection, ids: list[str]) -> dict[str, Any]:
    """What the pulls have left, but for times: whoever pulled, it must be the same."""
    tables = {
        "connections": "select id, status, reason, account_id, name, handle, failures, checked_at is null"
        " from connect.connections where id = any(%s)",
        "snapshots": "select connection_id, content_hash from connect.snapshots where connection_id = any(%s)",
        "metrics": "select connection_id, metric, value from connect.metrics where connection_id = any(%s)",
        "creators": "select connection_id, platform, name, handle, followers, audience ->> 'provider', (select"
        " string_agg(key || '=' || trim_scale(value::text::numeric), ' ' order by key) from jsonb_each(metrics))"
        " from match.creators where connection_id = any(%s)",
    }
    return {name: sorted(map(str, database.execute(query.encode(), (ids,)))) for name, query in tables.items()}
