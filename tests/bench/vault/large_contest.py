"""One large file: the reference client beside boto3's transfer manager, to the same endpoint."""

import os
import time
from pathlib import Path

from boto3.s3.transfer import TransferConfig

from tests.bench.vault.backing_up import PUTS
from tests.bench.vault.content import PART_SIZE
from tests.bench.vault.ground import PLAIN_BUCKET, Ground

_CHUNK = 16 * 1024 * 1024


def file(folder: Path, size: int) -> Path:
    """In a folder of its own; bytes that differ."""
    folder.mkdir()
    with (folder / "film.mp4").open("wb") as out:
        for start in range(0, size, _CHUNK):
            out.write(os.urandom(min(_CHUNK, size - start)))
    return folder


def boto(ground: Ground, folder: Path) -> float:
    """Seconds of `upload_file`: as large parts, as many at a time, with its own checksum (CRC32)."""
    config = TransferConfig(multipart_threshold=PART_SIZE, multipart_chunksize=PART_SIZE, max_concurrency=PUTS)
    began = time.perf_counter()
    ground.s3.upload_file(str(folder / "film.mp4"), PLAIN_BUCKET, f"{time.monotonic_ns()}", Config=config)
    return time.perf_counter() - began
