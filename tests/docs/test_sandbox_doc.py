"""docs/sandbox.md names every special account, operation and fault, and no others."""

import re
from pathlib import Path

from infra.local.sandbox.faults import ALIASES, DATA, DEAD_TOKEN, TRANSPORT
from infra.local.sandbox.operations import NAMES
from infra.local.sandbox.special_accounts import special

TEXT = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text()
NAMED = set(re.findall(r"`([^`\s]+)`", TEXT))


def test_every_special_account_is_named_and_no_other() -> None:
    logins = {account.login for account in special()}
    assert logins - NAMED == set()
    mails = {name for name in NAMED if name.endswith("@sandbox.test")}
    assert mails - logins == {"company-001@sandbox.test"}


def test_every_operation_is_named() -> None:
    assert set() == NAMES - NAMED


def test_every_fault_is_named() -> None:
    ranges = {f"190/{subcode}" for subcode in (459, 460, 463, 464)}
    words = {*ALIASES["google"], *ALIASES["meta"], *DATA, *TRANSPORT, DEAD_TOKEN}
    assert words - ranges - NAMED == set()
