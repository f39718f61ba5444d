"""What the audience code can say, docs/audience.md explains."""

from enum import StrEnum
from pathlib import Path

import pytest

from functions.shared.audience.buckets import (
    AGES,
    CONSOLE,
    DEVICES,
    GENDERS,
    MINORS,
    OTHER,
    UNKNOWN,
    USER_SPECIFIED,
    Name,
)
from functions.shared.audience.distribution import Provenance, Reason, State, Unit
from functions.shared.audience.errors import Verdict
from functions.shared.audience.meta_errors import SUBCODES
from functions.shared.audience.self_report import FaultCode

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "audience.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [Name, State, Reason, Provenance, Unit, Verdict, FaultCode])
def test_every_word_is_explained(words: type[StrEnum]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in DOC] == []


def test_every_bucket_is_explained() -> None:
    named = (*AGES, *GENDERS, *DEVICES, MINORS, OTHER, UNKNOWN, USER_SPECIFIED, CONSOLE)
    assert [bucket for bucket in named if f"`{bucket}`" not in DOC] == []


def test_every_subcode_of_a_dead_token_is_explained() -> None:
    assert [subcode for subcode in SUBCODES if str(subcode) not in DOC] == []


def test_every_module_is_on_the_map() -> None:
    modules = [file.name for file in (ROOT / "functions" / "shared" / "audience").glob("*.py")]
    assert [name for name in modules if name != "__init__.py" and name not in DOC] == []
