"""How often are the stores asked for a batch? Counted at botocore, around the handlers' own services."""

import base64
import hashlib
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from functions.shared.metrics import NullMetrics
from functions.vault import wiring
from functions.vault.uploads.announcing import Outcome
from functions.vault.uploads.uploads import Wish
from tests.bench.calls import counted
from tests.bench.vault.backing_up import ANNOUNCED, COMPLETED
from tests.bench.vault.ground import Ground
from tests.bench.vault.wire import HttpWire

ANNOUNCING = {"BatchGetItem": 1, "TransactWriteItems": 1}
COMMITTING = {"BatchGetItem": 2, "TransactWriteItems": 1, "GetObject": COMPLETED}
"""One look at each small object; everything else once for all of them."""


def run(ground: Ground) -> dict[str, tuple[Counter[str], dict[str, int]]]:
    """What was asked, and the budget, by batch."""
    vault = wiring.build(ground.settings)
    finaliser = replace(vault.finaliser, metrics=NullMetrics())
    user_id = ground.owner().user_id
    vault.announcing.announce(user_id, _wishes("first", 1), vault.now)
    outcomes: list[Outcome] = []
    wishes = _wishes("then", ANNOUNCED)
    announcing = _count(lambda: outcomes.extend(vault.announcing.announce(user_id, wishes, vault.now)))
    uploads = [outcome.upload for outcome in outcomes if outcome.upload][:COMPLETED]
    wire = HttpWire()
    for upload in uploads:
        url, headers = vault.storage.upload_url(upload.key, upload.size, upload.mime, upload.sha256)
        assert wire.send("PUT", url, headers, upload.client_id.encode()).status == 200
    wire.close()
    wanted = {upload.id: None for upload in uploads}
    committing = _count(lambda: finaliser.finalise(user_id, wanted, vault.now, claims={}))
    return {
        f"announcing {ANNOUNCED}": (announcing, ANNOUNCING),
        f"committing {COMPLETED}": (committing, COMMITTING),
    }


def _count(act: Callable[[], object]) -> Counter[str]:
    with counted() as calls:
        act()
    return Counter(name.split(".")[1] for name in calls.sent)


def _wishes(prefix: str, number: int) -> list[Wish]:
    names = [f"{prefix}-{time.monotonic_ns()}-{n:04}" for n in range(number)]
    return [Wish(name, "file", f"{name}.txt", len(name), "text/plain", _hash(name.encode())) for name in names]


def _hash(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode()
