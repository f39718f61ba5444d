"""How do users' tokens move between Secrets Manager and KMS? Copied, read back, and only then deleted at the source.

Each token on its own: an interruption leaves it in both vaults at worst, and the next run finds it there. A token that
changed at the source meanwhile is not deleted there; of two different ones the newer wins. Nothing is written without
--apply. See docs/operations.md for when to run it.

Usage: STAGE=... TOKEN_TABLE=... TOKEN_KEY=... python -m infra.migrate_tokens --to kms|secrets [--apply]
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from functions.shared.clock import system_clock
from functions.shared.dynamo import Transactions, connect
from functions.shared.metrics import NullMetrics
from functions.shared.tokens import wiring
from functions.shared.tokens.grants import Held, Version
from functions.shared.tokens.ports import CountableVault, NotHeldError, TokenVault, TokenVaultError
from functions.shared.tokens.wiring import VaultKind

SETTINGS = ("STAGE", "TOKEN_TABLE", "TOKEN_KEY")


class Outcome(StrEnum):
    """What became of one token (FAILED: of one user)."""

    MOVED = "moved"
    PENDING = "to move"
    CHANGED = "changed meanwhile"
    UNVERIFIED = "not verified"
    FAILED = "failed"


LEFT = frozenset({Outcome.CHANGED, Outcome.UNVERIFIED, Outcome.FAILED})
"""Another run is needed, or a look."""


class Move:
    """`witness` is another instance of the target's kind, without caches: it must open what was just written."""

    def __init__(self, source: CountableVault, target: TokenVault, witness: TokenVault, *, apply: bool) -> None:
        self._source = source
        self._target = target
        self._witness = witness
        self._apply = apply

    def run(self, progress: Callable[[str], None] = lambda _: None) -> Counter[Outcome]:
        """Users one by one; what fails for one stops no other. Ids and error names are told, never a token."""
        outcomes: Counter[Outcome] = Counter()
        for user_id in sorted(self._source.owners()):
            try:
                for held in self._source.held(user_id).values():
                    outcomes[self._move(held)] += 1
            except TokenVaultError as error:
                outcomes[Outcome.FAILED] += 1
                progress(f"{user_id}: {type(error).__name__}")
        return outcomes

    def _move(self, held: Held) -> Outcome:
        if not self._apply:
            return Outcome.PENDING
        there = self._target.held(held.key.user_id).get(held.key.provider)
        kept = there if there and _wins(there, held) else None
        if kept is None:
            version = self._target.put(held.key, held.grant, seen=there.version if there else None)
            kept = Held(held.key, held.grant, version)
        if not self._opens(kept):
            return Outcome.UNVERIFIED
        return Outcome.MOVED if self._source.delete(held.key, seen=held.version) else Outcome.CHANGED

    def _opens(self, kept: Held) -> bool:
        try:
            return self._witness.read(kept.key) == kept
        except NotHeldError:
            return False


def _wins(there: Held, held: Held) -> bool:
    """The target's is the same (an earlier run was interrupted), or came later (it is in use already)."""
    same = there.key == held.key and there.grant == held.grant
    return same or _age(there) > _age(held)


def _age(held: Held) -> tuple[int, Version]:
    """Versions sort by the time of writing (ULID)."""
    return held.grant.obtained_at, held.version


def between(to: VaultKind, environment: Mapping[str, str], *, apply: bool) -> Move:
    stage, table, key = (environment[name] for name in SETTINGS)
    transactions = Transactions(connect())
    secrets = wiring.secrets_vault(stage, table, key, transactions, NullMetrics(), system_clock)
    kms = wiring.kms_vault(table, key, transactions, system_clock)
    if to is VaultKind.KMS:
        return Move(secrets, kms, wiring.kms_vault(table, key, transactions, system_clock, kept=0), apply=apply)
    witness = wiring.secrets_vault(stage, table, key, transactions, NullMetrics(), system_clock)
    return Move(kms, secrets, witness, apply=apply)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="migrate_tokens", description="Moves users' tokens between token vaults.")
    parser.add_argument("--to", required=True, choices=[kind.value for kind in VaultKind])
    parser.add_argument("--apply", action="store_true", help="without it nothing is written")
    chosen = parser.parse_args(arguments)
    if missing := [name for name in SETTINGS if not os.environ.get(name)]:
        print(f"migrate_tokens: set {', '.join(missing)}", file=sys.stderr)
        return 2
    outcomes = between(VaultKind(chosen.to), os.environ, apply=chosen.apply).run(
        lambda line: print(line, file=sys.stderr)
    )
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())) or "nothing to move"
    print(f"tokens to {chosen.to}: {told}{'' if chosen.apply else ' (dry run)'}")
    return 1 if LEFT & outcomes.keys() else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
