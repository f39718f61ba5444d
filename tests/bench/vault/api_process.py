"""The API of the benchmark: the vault's handlers in a process of their own, as a Lambda is one.

Usage: python -m tests.bench.vault.api_process    (settings in the environment; says its address; ends with its input)
"""

import os
import sys

from functions.shared.logs import logger
from functions.vault import wiring
from tests.bench.process import private_output
from tests.store.vault.gateway import serving


def main() -> None:
    logger.setLevel("CRITICAL")
    answers = private_output()
    with serving(wiring.build(os.environ)) as api:
        answers.write(f'{{"api": "{api}"}}\n')
        sys.stdin.read()


if __name__ == "__main__":
    main()
