"""What is in a package, what is not, and does it run with nothing but what is in it?"""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from infra import build, imports
from infra.build import BuildError, Package
from infra.dependencies import Target, client_services
from infra.layout import FUNCTIONS, function_names

MAX_UNZIPPED = 60_000_000
"""Bytes (DESIGN: Qualities)."""
HEAVY = ("psycopg", "psycopg_binary", "googleapiclient", "grpc", "pandas", "numpy", "moto", "ministack", "pytest")


def _entries(package: Package) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(package.archive) as archive:
        return archive.infolist()


def test_a_package_holds_its_own_folder_and_shared_and_no_other_function(package: Package) -> None:
    names = [entry.filename for entry in _entries(package)]
    held = {name.split("/")[1] for name in names if name.startswith("functions/")} - {"__init__.py", "__pycache__"}
    assert held == {package.name, "shared"}


def test_a_package_holds_no_library_that_is_not_its_own(package: Package) -> None:
    top = {entry.filename.split("/")[0] for entry in _entries(package)}
    assert top.isdisjoint(HEAVY)


def test_what_only_the_build_needs_stays_outside(package: Package) -> None:
    own = [entry.filename for entry in _entries(package) if entry.filename.startswith("functions/")]
    assert [name for name in own if not name.endswith((".py", ".pyc"))] == []
    assert [name for name in own if "/tests/" in name or ".chalice" in name] == []


def test_a_package_is_within_its_budget(package: Package) -> None:
    assert sum(entry.file_size for entry in _entries(package)) <= MAX_UNZIPPED


def test_no_entry_comes_twice(package: Package) -> None:
    names = [entry.filename for entry in _entries(package)]
    assert len(names) == len(set(names))


def test_every_handler_is_there_with_the_package_alone_on_the_path(package: Package, unpacked: Path) -> None:
    """`-I -S`: neither the developer's libraries nor the repository are importable."""
    template = json.loads(package.template.read_text())
    functions = [r for r in template["Resources"].values() if r["Type"] == "AWS::Lambda::Function"]
    handlers = [function["Properties"]["Handler"].removeprefix("app.") for function in functions]
    assert "app" in handlers
    look = f"print([callable(getattr(app, handler)) for handler in {handlers}])"
    code = f"import sys; sys.path.insert(0, {str(unpacked)!r}); import app; {look}"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code],
        env={"AWS_DEFAULT_REGION": "eu-central-1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.strip() == str([True] * len(handlers))


def test_the_same_sources_make_the_same_bytes(package: Package) -> None:
    before = package.archive.read_bytes()
    (package.archive.parent / "inputs.sha256").unlink()
    again = build.build(package.name)
    assert again.fresh
    assert again.archive.read_bytes() == before
    assert again.code_key == package.code_key


def test_an_unchanged_function_is_not_built_again(package: Package) -> None:
    assert not build.build(package.name).fresh


def test_no_function_imports_another() -> None:
    assert {name: imports.foreign(name) for name in function_names()} == {name: [] for name in function_names()}


@pytest.mark.parametrize(
    "line",
    ["from functions.other import store", "import functions.other.store", "from functions import other"],
)
def test_an_import_of_another_function_is_named_with_file_and_line(line: str, tmp_path: Path) -> None:
    for name in ("one", "shared", "other"):
        (tmp_path / "functions" / name).mkdir(parents=True)
    (tmp_path / "functions" / "one" / "app.py").write_text(f"from functions.shared import http\n{line}\n")
    complaints = imports.foreign("one", tmp_path / "functions")
    assert len(complaints) == 1
    assert complaints[0].startswith("functions/one/app.py:2 imports functions.other")


def test_an_unknown_function_is_a_clear_line() -> None:
    with pytest.raises(BuildError, match=r"functions/nowhere/app\.py is not there; functions are: auth"):
        build.build("nowhere")


def test_a_package_for_another_machine_is_not_imported_on_this_one() -> None:
    assert Target.host().is_host
    assert not Target.aws("of another kind").is_host


def test_only_clients_that_a_policy_allows_are_kept() -> None:
    services = client_services(sorted((FUNCTIONS / "auth").glob("policy*.json")))
    assert services == {"dynamodb", "events", "secretsmanager", "sns", "sts"}
