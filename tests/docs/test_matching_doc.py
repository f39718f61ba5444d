"""What the score can say, docs/matching.md explains."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from functions.match import activity, scoring
from functions.shared.matching.confidence import Label
from functions.shared.matching.layout import MARKETS, SIZE
from functions.shared.matching.weights import DEFAULT

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [activity.Check, activity.State, scoring.Side, Label])
def test_every_word_is_explained(words: type[StrEnum]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in DOC] == []


def test_the_markets_are_those_of_the_layout() -> None:
    listed = re.search(r"^Markets: ((?:[A-Z]{2}[\s.])+)", DOC, re.MULTILINE)
    assert listed
    assert tuple(re.findall(r"[A-Z]{2}", listed[1])) == MARKETS
    assert f"{SIZE} numbers" in DOC


def test_the_default_weights_are_told() -> None:
    told = re.search(r"Weights: age (\S+), gender (\S+), country (\S+), device (\S+),", DOC)
    assert told
    assert [float(weight) for weight in told.groups()] == [DEFAULT.age, DEFAULT.gender, DEFAULT.country, DEFAULT.device]


def test_every_pure_module_is_on_the_map() -> None:
    modules = [file.name for file in (ROOT / "functions" / "shared" / "matching").glob("*.py")]
    missing = [name for name in ("scoring.py", "overlap.py", "activity.py", *modules) if name not in DOC]
    assert [name for name in missing if name != "__init__.py"] == []
