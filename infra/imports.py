"""Does a function import another function's code? Such a package would miss it at run time."""

import ast
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from infra.layout import FUNCTIONS

_PARSING = Lock()
"""CPython 3.11 counts the depth of its parser once for all threads and fails when two parse at a time (SystemError)."""


def foreign(name: str, functions: Path = FUNCTIONS) -> list[str]:
    """One line for each import in functions/{name} or functions/shared that its package will not hold."""
    allowed = {name, "shared"}
    found = [(path, *place) for path in _modules(name, functions) for place in _parts(path) if place[1] not in allowed]
    return [
        f"{path.relative_to(functions.parent)}:{line} imports functions.{part}: a package of {name} holds only"
        f" functions.{name} and functions.shared. What two functions need belongs to functions/shared."
        for path, line, part in found
    ]


def _modules(name: str, functions: Path) -> Iterator[Path]:
    for part in (name, "shared"):
        yield from sorted(path for path in (functions / part).rglob("*.py") if "tests" not in path.parts)


def _parts(path: Path) -> Iterator[tuple[int, str]]:
    """(line, x) for every `functions.x` that the module imports."""
    with _PARSING:
        tree = ast.parse(path.read_text(), str(path))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            whole = node.module == "functions"
            names = [f"functions.{alias.name}" for alias in node.names] if whole else [node.module]
        else:
            continue
        for name in names:
            head, _, tail = name.partition(".")
            if head == "functions" and tail:
                yield node.lineno, tail.split(".")[0]
