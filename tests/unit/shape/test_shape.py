"""How large may things get, and is everything tracked? Files answer one question and functions do one thing."""

import ast
import subprocess
from pathlib import Path

import pytest

from infra.layout import function_names

ROOT = Path(__file__).parents[3]
MAX_FILE_LINES = 250
MAX_FUNCTION_LINES = 40
MAX_APP_LINES = 130
"""`app.py` is a table of contents: three lines a route and the imports of its models."""


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    return [ROOT / name for name in listed if (ROOT / name).exists()]


def test_no_file_is_long() -> None:
    generated = {"schema.d.ts"}
    files = [file for file in tracked("*.py", "*.ts", "*.tsx", "*.mjs") if file.name not in generated]
    lengths = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in files}
    assert {name: length for name, length in lengths.items() if length > MAX_FILE_LINES} == {}


def test_no_function_is_long() -> None:
    found = {}
    for file in tracked("functions/*.py", "infra/*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MAX_FUNCTION_LINES:
                    found[f"{file.relative_to(ROOT)}:{node.name}"] = length
    assert found == {}


@pytest.mark.parametrize("function", function_names())
def test_app_is_a_table_of_contents(function: str) -> None:
    assert len((ROOT / "functions" / function / "app.py").read_text().splitlines()) <= MAX_APP_LINES


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base2"}
    assert [file.name for file in tracked("*.py", "*.ts", "*.tsx") if file.stem.lower() in empty] == []


def test_no_test_is_ignored_by_git() -> None:
    tests = [str(file) for file in (ROOT / "tests").rglob("*.py")]
    done = subprocess.run(["git", "check-ignore", *tests], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.stdout == ""
