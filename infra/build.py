"""How does a folder of functions/ become a Lambda package and a CloudFormation template?

    functions/{name}/ + functions/shared/ -> build/{name}/ (fresh) -> chalice package --merge-template -> SAM -> plain
    CloudFormation in build/{name}/template.json, code in build/{name}/package.zip

Usage: python -m infra.build [name ...]. What has not changed is not built again.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import botocore
import yaml

from infra import imports, sam
from infra.archive import write_zip
from infra.aws import DEFAULT_REGION
from infra.dependencies import LEAVE_OUT, Closure, Target, client_services, closure, compile_tree
from infra.layout import BUILD, DATABASE_ROOTS, FUNCTIONS, MERGE_TEMPLATES, ROOT, function_names

CHALICE_STAGE = "api"
_RECIPE = ("archive", "build", "dependencies", "gateway_responses", "sam")
"""Modules of infra/ whose change means another package."""
_LEFT_OUT = shutil.ignore_patterns(
    "__pycache__", "tests", ".chalice", "policy*.json", "requirements*", LEAVE_OUT, "*.md"
)
_CODE_KEY = "code_key"
MEGABYTE = 1_000_000
SMALL, PICTURES, LARGE, LAMBDA = 60, 80, 200, 250
BUDGETS = {
    "auth": SMALL,
    "connect": SMALL,
    "match": SMALL,
    "vault": SMALL,
    "photos": PICTURES,
    "refresh": LARGE,
    "trends": LAMBDA,
}
"""MB that a package may be unzipped (DESIGN: Qualities); Lambda itself takes 250, layers included."""


class BuildError(Exception):
    """A build that cannot succeed, with a line for the developer."""


@dataclass(frozen=True)
class Package:
    """One built function."""

    name: str
    archive: Path
    template: Path
    fresh: bool
    """False when an earlier build was still good."""

    @property
    def code_key(self) -> str:
        """Where the template says that the code is; digesting 150 MB at each start would take its time."""
        return self.archive.with_name(_CODE_KEY).read_text()

    @property
    def unzipped(self) -> int:
        """Bytes."""
        with zipfile.ZipFile(self.archive) as archive:
            return sum(entry.file_size for entry in archive.infolist())


def build(name: str, target: Target | None = None) -> Package:
    """Raises BuildError. Reuses the earlier build when every input is as it was."""
    target = target or Target.host()
    source, folder = FUNCTIONS / name, BUILD / name
    if not (source / "app.py").exists():
        raise BuildError(f"functions/{name}/app.py is not there; functions are: {', '.join(function_names())}")
    for complaint in imports.foreign(name):
        raise BuildError(complaint)
    stamp = folder / "inputs.sha256"
    inputs = _inputs(name, target)
    package = Package(name, folder / "package.zip", folder / "template.json", fresh=False)
    if stamp.exists() and stamp.read_text() == inputs:
        return package
    shutil.rmtree(folder, ignore_errors=True)
    requirements, services = source / "requirements.txt", client_services(_policies(name))
    libraries = closure(requirements, services, target)
    importable = libraries if target.is_host else closure(requirements, services, Target.host())
    _assemble(name, folder)
    _package(name, folder, libraries, importable)
    stamp.write_text(inputs)
    return Package(name, package.archive, package.template, fresh=True)


def build_all(names: list[str] | None = None, target: Target | None = None) -> list[Package]:
    return [build(name, target) for name in names or function_names()]


def _policies(name: str) -> list[Path]:
    return sorted((FUNCTIONS / name).glob("policy*.json"))


def _assemble(name: str, folder: Path) -> None:
    """A fresh Chalice project that holds this function's folder and shared, nothing else."""
    vendor = folder / "vendor" / "functions"
    vendor.mkdir(parents=True)
    (vendor / "__init__.py").touch()
    for part in (name, "shared"):
        shutil.copytree(FUNCTIONS / part, vendor / part, ignore=_LEFT_OUT)
    shutil.copytree(FUNCTIONS / name / ".chalice", folder / ".chalice")
    for policy in _policies(name):
        shutil.copy(policy, folder / ".chalice")
    if "DatabaseUrl" in (MERGE_TEMPLATES / f"{name}.yaml").read_text():
        shutil.copy(DATABASE_ROOTS, folder / "vendor")
    # Lambda looks for every handler in this module: `app` itself and each scheduled or queue function.
    (folder / "app.py").write_text(f"from functions.{name}.app import *\n")
    (folder / "requirements.txt").touch()


def _package(name: str, folder: Path, libraries: Closure, importable: Closure) -> None:
    """Chalice packs our code; the libraries' zip, packed once, goes in front of it.

    `importable` are the same libraries for this machine, where those of the target cannot be loaded (macOS, arm64).
    """
    packaged = folder / "packaged"
    merge = MERGE_TEMPLATES / f"{name}.yaml"
    command = ["-c", "from chalice.cli import main; raise SystemExit(main())", "package", "--stage", CHALICE_STAGE]
    command += ["--merge-template", str(merge), "--template-format", "yaml", str(packaged)]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=_environment(importable),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildError(f"chalice package failed for functions/{name}:\n{_last_lines(done.stdout + done.stderr)}")
    code = packaged / "code"
    shutil.unpack_archive(packaged / "deployment.zip", code)
    compile_tree(code)
    write_zip(folder / "package.zip", code, onto=libraries.archive)
    key = f"functions/{name}/{_digest([folder / 'package.zip'])[:32]}.zip"
    (folder / _CODE_KEY).write_text(key)
    template = sam.expand(yaml.safe_load((packaged / "sam.yaml").read_text()), key)
    (folder / "template.json").write_text(json.dumps(template, indent=1, sort_keys=True))


def _last_lines(output: str, count: int = 12) -> str:
    return "\n".join(output.rstrip().splitlines()[-count:])


def _environment(libraries: Closure) -> dict[str, str]:
    """Chalice imports the app to learn its routes: with the package's libraries first, not the developer's.

    They hold few service models, and Chalice itself asks for API Gateway's: AWS_DATA_PATH lets it find all of them.
    """
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    models = str(Path(botocore.__file__).parent / "data")
    paths = {"PYTHONPATH": str(libraries.folder), "AWS_DATA_PATH": models}
    return {**kept, **paths, "AWS_DEFAULT_REGION": DEFAULT_REGION, "PYTHONHASHSEED": "0"}


def _inputs(name: str, target: Target) -> str:
    """Digest of everything that the build of `name` reads."""
    code = [path for part in (name, "shared") for path in _sources(FUNCTIONS / part)]
    recipe = [
        *(ROOT / "infra" / f"{module}.py" for module in _RECIPE),
        MERGE_TEMPLATES / f"{name}.yaml",
        DATABASE_ROOTS,
    ]
    return _digest([*code, *recipe]) + f" {target}"


def _sources(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
        digest.update(f"{name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def main(names: list[str]) -> int:
    over = False
    try:
        for name in names or function_names():
            package = build(name)
            zipped, unzipped = package.archive.stat().st_size / MEGABYTE, package.unzipped / MEGABYTE
            state = "built" if package.fresh else "unchanged"
            print(f"{name:8} {zipped:6.1f} MB zipped {unzipped:6.1f} of {BUDGETS[name]} MB unzipped, {state}")
            over |= unzipped > BUDGETS[name]
    except BuildError as error:
        print(f"build: {error}", file=sys.stderr)
        return 1
    if over:
        print("build: a package is over its budget (infra/build.py: BUDGETS)", file=sys.stderr)
    return 1 if over else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
