"""A device that is killed: the reference client as a process that ends itself, by SIGKILL, right after so many PUTs.

Usage: python -m tests.store.vault.dying_client FOLDER API JOURNAL PUTS
"""

import os
import signal
import sys
from pathlib import Path

from tests.bench.vault.wire import Answer
from tests.store.vault.devices import Device, Watched


def main(folder: str, api: str, journal: str, puts: str) -> None:
    """The PUT whose answer it is has been stored, and nobody will ever note it."""

    def end(number: int, answer: Answer) -> Answer:
        if number == int(puts):
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    Device(api, Path(journal), {}).back_up(Path(folder), storage=lambda wire: Watched(wire, end), puts=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
