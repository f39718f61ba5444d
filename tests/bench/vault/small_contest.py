"""Many small files: the reference client, beside nothing but PUTs under URLs that were signed before, and boto3."""

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.bench.vault import backup, tree
from tests.bench.vault.backing_up import PUTS
from tests.bench.vault.ground import BUCKET, PLAIN_BUCKET, Ground
from tests.bench.vault.journal import Journal
from tests.bench.vault.patience import Patience
from tests.bench.vault.session import Session
from tests.bench.vault.wire import HttpWire, Wire

OURS, RAW, BOTO = "reference client", "presigned PUTs", "boto3 put_object"
Through = Callable[[Wire], Wire]


def files(folder: Path, number: int, size: int) -> Path:
    """Bytes that differ, in folders of a hundred."""
    for n in range(number):
        place = folder / f"{n // 100:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"IMG_{n:04}.jpg").write_bytes(b"\xff\xd8\xff" + os.urandom(size - 3))
    return folder


def ours(ground: Ground, folder: Path, through: Through) -> float:
    """Seconds until everything is committed: walking, hashing, asking, announcing, sending, completing."""
    tokens, name = ground.owner(), f"journal-{time.monotonic_ns()}.sqlite"
    journal, wire = Journal(ground.folder / name), HttpWire()
    linked = through(wire)
    session = Session(ground.api, linked, Patience(), tokens)
    began = time.perf_counter()
    report = backup.back_up(folder, session, journal, storage=linked)
    took = time.perf_counter() - began
    wire.close()
    journal.close()
    if report.failed or report.sent != sum(1 for _ in tree.files(folder)):
        raise RuntimeError(f"{report.sent} sent, {len(report.failed)} failed: {[*report.failed.values()][:3]}")
    return took


def presigned(ground: Ground, folder: Path, through: Through) -> float:
    """Seconds for the PUTs alone, six at a time as ours, over the same wire; signing is not in it."""
    s3, round_id = ground.s3, time.monotonic_ns()
    wire, paths = HttpWire(), [*tree.files(folder)]
    linked = through(wire)
    urls = [_signed(s3, f"{round_id}/{path}") for path in paths]

    def put(place: tuple[str, str]) -> None:
        answer = linked.send("PUT", place[1], {"content-type": "image/jpeg"}, (folder / place[0]).read_bytes())
        if answer.status != 200:
            raise RuntimeError(f"HTTP {answer.status}")

    took = _timed(put, list(zip(paths, urls, strict=True)))
    wire.close()
    return took


def boto(ground: Ground, folder: Path) -> float:
    """Seconds of boto3's own calls, six at a time."""
    s3, round_id = ground.s3, time.monotonic_ns()

    def put(path: str) -> None:
        s3.put_object(Bucket=PLAIN_BUCKET, Key=f"{round_id}/{path}", Body=(folder / path).read_bytes())

    return _timed(put, [*tree.files(folder)])


def _signed(s3: object, key: str) -> str:
    """Into the same bucket as ours, with its versions, outside of what it tells events of."""
    params = {"Bucket": BUCKET, "Key": f"plain/{key}", "ContentType": "image/jpeg"}
    url: str = s3.generate_presigned_url("put_object", Params=params, ExpiresIn=900)  # type: ignore[attr-defined]
    return url


def _timed(act: Callable[..., None], items: Sequence[object]) -> float:
    with ThreadPoolExecutor(PUTS) as pool:
        began = time.perf_counter()
        for future in [pool.submit(act, item) for item in items]:
            future.result()
        return time.perf_counter() - began
