"""How does a benchmark speak with the programs it compares? A line of words to one's input, a line of JSON back.

Each is a process of its own, so that none pays for what another imports. This module knows the standard library only:
programs in another environment import it too.
"""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from infra.layout import ROOT

END_WITHIN = 10


@dataclass(frozen=True)
class Contender:
    name: str
    command: Sequence[str]
    environment: Mapping[str, str]


@contextmanager
def opened(contender: Contender) -> Iterator["subprocess.Popen[str]"]:
    """It ends at the end of its input."""
    process = subprocess.Popen(
        contender.command,
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", ""), **contender.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        assert process.stdin
        process.stdin.close()
        try:
            process.wait(END_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdout
        process.stdout.close()


def tell(process: "subprocess.Popen[str]", words: str) -> None:
    assert process.stdin
    process.stdin.write(f"{words}\n")
    process.stdin.flush()


def hear(name: str, process: "subprocess.Popen[str]") -> dict[str, Any]:
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"{name} ended early: its own words are above")
    answer: dict[str, Any] = json.loads(line)
    return answer


def ask(name: str, process: "subprocess.Popen[str]", words: str) -> dict[str, Any]:
    tell(process, words)
    return hear(name, process)


def private_output() -> Any:
    """A handle on the old standard output; what the application prints from now on goes to the null device."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)
    return answers
