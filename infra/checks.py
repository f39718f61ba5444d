"""`make check`: are format, lint, types, import contracts, OpenAPI and templates in order? All at once, in seconds."""

import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from infra.build import BuildError
from infra.deploy import LOCAL_STAGE, build_all
from infra.layout import BUILD, DATABASE_TEMPLATE, ROOT, ROOT_TEMPLATE
from infra.local import node as nodes
from infra.local import web
from infra.local.failure import LocalError
from infra.local.node import Node

AT_ONCE = 3


@dataclass(frozen=True)
class Check:
    name: str
    command: Sequence[str]
    folder: Path = ROOT
    environment: dict[str, str] | None = None


@dataclass(frozen=True)
class Outcome:
    check: Check
    passed: bool
    seconds: float
    output: str


def checks(node: Node) -> list[Check]:
    """The slow ones first, so that they overlap with the others."""
    python, npm, own = sys.executable, str(node.bin / "npm"), Path(sys.executable).parent
    templates = [
        str(ROOT_TEMPLATE),
        str(DATABASE_TEMPLATE),
        *(str(path) for path in sorted(BUILD.glob("*/template.json"))),
    ]
    return [
        Check("types", [python, "-m", "mypy"]),
        Check("web types", [npm, "run", "-s", "typecheck"], web.WEB, node.environment()),
        Check("templates", [str(own / "cfn-lint"), *templates]),
        Check("OpenAPI", [python, "-m", "infra.openapi", "--check"]),
        Check("import contracts", [str(own / "lint-imports")]),
        Check("lint", [python, "-m", "ruff", "check", "."]),
        Check("format", [python, "-m", "ruff", "format", "--check", "."]),
        Check("web lint", [npm, "run", "-s", "lint"], web.WEB, node.environment()),
    ]


def run(check: Check) -> Outcome:
    began = time.monotonic()
    done = subprocess.run(
        check.command, cwd=check.folder, env=check.environment, capture_output=True, text=True, check=False
    )
    output = (done.stdout + done.stderr).rstrip()
    return Outcome(check, done.returncode == 0, time.monotonic() - began, output)


def main() -> int:
    began = time.monotonic()
    try:
        node = nodes.ensure()
        web.install(node)
        build_all(LOCAL_STAGE, lambda _: None)
    except (LocalError, BuildError) as error:
        print(f"check: {error}", file=sys.stderr)
        return 1
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(run, checks(node)))
    for outcome in outcomes:
        print(f"{'ok  ' if outcome.passed else 'FAIL'} {outcome.check.name} ({outcome.seconds:.1f} s)")
        if not outcome.passed:
            print(outcome.output)
    failed = [outcome for outcome in outcomes if not outcome.passed]
    print(f"check: {len(outcomes) - len(failed)} of {len(outcomes)} in order, {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
