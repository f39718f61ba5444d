"""What does a function's package hold besides our code? Its locked requirements, installed once and made small.

    requirements.txt (hashes) -> pip --target -> prune -> byte-compile -> build/.dependencies/{key}/ + {key}.zip

`key` covers everything that decides the content, so a change of any of it is another folder and nothing goes stale.
"""

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.archive import write_zip
from infra.layout import BUILD

CACHE = BUILD / ".dependencies"
RECIPE = "7"
"""Raise it when pruning or compiling changes."""
NO_CLIENT = frozenset({"ec2", "iam", "logs", "xray"})
"""Services that a policy names but no code calls through boto3."""
LEAVE_OUT = "leave_out.txt"
"""Lines `pattern` (all of it goes) or `pattern: name name` (all but these); # begins a comment."""
ALWAYS = frozenset({"sts"})
_UNUSED = (
    "__pycache__",
    "bin",
    "*.dist-info/RECORD",
    "*.dist-info/licenses",
    "*.dist-info/sboms",
    "boto3/data",  # of boto3.resource; functions use botocore's clients
    "boto3/examples",
    "aws_lambda_powertools/event_handler",  # Chalice routes here, and this carries a Swagger page
)
_TYPES = ("*.pyi", "py.typed", "*.c", "*.h")


@dataclass(frozen=True)
class Target:
    """The interpreter and machine that will import the package."""

    python: str
    machine: str | None
    """None = this machine (the emulator runs functions on the host's Python)."""

    @classmethod
    def host(cls) -> "Target":
        return cls(f"{sys.version_info.major}.{sys.version_info.minor}", None)

    @classmethod
    def aws(cls, machine: str = "x86_64") -> "Target":
        return cls(cls.host().python, machine)

    @property
    def is_host(self) -> bool:
        """Whether this interpreter can import the package."""
        return self.machine is None or (sys.platform == "linux" and platform.machine() == self.machine)

    def pip_arguments(self) -> list[str]:
        if self.machine is None:
            return []
        platforms = [
            f"manylinux2014_{self.machine}",
            f"manylinux_2_28_{self.machine}",
            f"manylinux_2_34_{self.machine}",
        ]
        chosen = [part for platform in platforms for part in ("--platform", platform)]
        return [*chosen, "--implementation", "cp", "--python-version", self.python]

    def __str__(self) -> str:
        return f"{self.python}-{self.machine or sysconfig.get_platform()}"


@dataclass(frozen=True)
class Closure:
    """Installed requirements: a folder to import from and the same as a zip."""

    folder: Path
    archive: Path


def client_services(policies: list[Path]) -> frozenset[str]:
    """boto3 services that the roles of a function may call at all: what no policy names cannot be used anyway."""
    prefixes = set(ALWAYS)
    for policy in policies:
        for statement in _statements(json.loads(policy.read_text())):
            actions = statement["Action"]
            prefixes |= {action.split(":")[0] for action in ([actions] if isinstance(actions, str) else actions)}
    return frozenset(prefixes - NO_CLIENT)


def _statements(policy: dict[str, Any]) -> list[dict[str, Any]]:
    """Those under a condition too: `{"Fn::If": [condition, statement, {"Ref": "AWS::NoValue"}]}`."""
    return [each["Fn::If"][1] if "Fn::If" in each else each for each in policy["Statement"]]


def closure(requirements: Path, services: frozenset[str], target: Target) -> Closure:
    """Installed from the cache, or with pip (needs the network) when this content was never installed."""
    left_out = _lines(requirements.with_name(LEAVE_OUT))
    facts = [requirements.read_text(), *sorted(services), *left_out, str(target), RECIPE]
    key = hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]
    done = Closure(CACHE / key, CACHE / f"{key}.zip")
    if not done.archive.exists():
        partial = CACHE / f"{key}.partial-{os.getpid()}"
        shutil.rmtree(partial, ignore_errors=True)
        _install(requirements, partial, target)
        _prune(partial, services)
        _leave_out(partial, left_out)
        compile_tree(partial)
        shutil.rmtree(done.folder, ignore_errors=True)
        partial.rename(done.folder)
        write_zip(done.archive, done.folder)
    return done


def compile_tree(folder: Path) -> None:
    """Byte code beside the source, trusted without looking at the source: /var/task is read-only, so every cold start
    would compile again. A clean interpreter with a fixed hash seed makes the same bytes each time.
    """
    command = [
        "-m",
        "compileall",
        "-q",
        "-f",
        "--invalidation-mode",
        "unchecked-hash",
        "-s",
        str(folder),
        "-p",
        "/var/task",
    ]
    environment = {"PYTHONHASHSEED": "0", "PATH": os.environ.get("PATH", "")}
    subprocess.run(
        [sys.executable, "-I", *command, str(folder)], check=True, env=environment, stdout=subprocess.DEVNULL
    )


def _install(requirements: Path, folder: Path, target: Target) -> None:
    command = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--only-binary", ":all:", "--no-compile", "--target", str(folder)]
    subprocess.run([*command, *target.pip_arguments(), "-r", str(requirements)], check=True)


def _prune(folder: Path, services: frozenset[str]) -> None:
    data = folder / "botocore" / "data"
    for service in data.iterdir() if data.exists() else ():
        if service.is_dir() and service.name not in services:
            shutil.rmtree(service)
    for pattern in _UNUSED:
        for path in list(folder.glob(pattern)) if "/" in pattern else list(folder.rglob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for pattern in (*_TYPES, "examples-1.json*"):
        for path in folder.rglob(pattern):
            path.unlink()


def _lines(path: Path) -> list[str]:
    lines = path.read_text().splitlines() if path.exists() else []
    return [text for line in lines if (text := line.partition("#")[0].strip())]


def _leave_out(folder: Path, rules: list[str]) -> None:
    """Raises ValueError for a rule that finds nothing, or keeps nothing that it names: a library has changed."""
    for rule in rules:
        pattern, _, names = rule.partition(":")
        found, kept = list(folder.glob(pattern)), set(names.split())
        if not found or not kept <= {path.name for path in found}:
            raise ValueError(f"{LEAVE_OUT}: {rule!r} does not fit what is installed")
        for path in found:
            if path.name not in kept:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
