"""What is in a package, what is not, and does it run with nothing but what is in it?"""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cryptography import x509

from infra import build, cfn_yaml, dependencies, imports
from infra.aws import DEFAULT_REGION
from infra.build import BUDGETS, LAMBDA, LARGE, MEGABYTE, PICTURES, SMALL, BuildError, Package
from infra.dependencies import LEAVE_OUT, Target, client_services
from infra.layout import DATABASE_ROOTS, DATABASE_TEMPLATE, FUNCTIONS, function_names

TOOLS = {"moto", "ministack", "pytest"}
POSTGRES = {"psycopg", "psycopg_binary", "psycopg_binary.libs"}
GOOGLE = {"googleapiclient", "grpc", "google_auth_oauthlib"}
FRAMES = {"pandas", "numpy", "pytrends"}
IMAGES = {"PIL", "pillow.libs", "pillow_heif", "pillow_heif.libs"}
HEAVY = TOOLS | POSTGRES | GOOGLE | FRAMES | IMAGES
ITS_OWN = {
    "auth": set[str](),
    "connect": POSTGRES | {"google_auth_oauthlib"},
    "match": POSTGRES,
    "photos": IMAGES,
    "refresh": POSTGRES | {"googleapiclient", "grpc"},
    "trends": POSTGRES | FRAMES,
    "vault": set[str](),
}
"""What of the heavy libraries a function does need."""
DISCOVERY = "googleapiclient/discovery_cache/documents/"


def _entries(package: Package) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(package.archive) as archive:
        return archive.infolist()


def test_a_package_holds_its_own_folder_and_shared_and_no_other_function(package: Package) -> None:
    names = [entry.filename for entry in _entries(package)]
    held = {name.split("/")[1] for name in names if name.startswith("functions/")} - {"__init__.py", "__pycache__"}
    assert held == {package.name, "shared"}


def test_a_package_holds_no_library_that_is_not_its_own(package: Package) -> None:
    top = {entry.filename.split("/")[0] for entry in _entries(package)}
    assert top & HEAVY == ITS_OWN[package.name]


def test_what_only_the_build_needs_stays_outside(package: Package) -> None:
    own = [entry.filename for entry in _entries(package) if entry.filename.startswith("functions/")]
    assert [name for name in own if not name.endswith((".py", ".pyc"))] == []
    assert [name for name in own if "/tests/" in name or ".chalice" in name] == []


def test_a_package_is_within_its_budget(package: Package) -> None:
    assert package.unzipped <= BUDGETS[package.name] * MEGABYTE


def test_the_budgets_are_those_of_the_design() -> None:
    """DESIGN: Qualities; photos has two libraries of decoders (50 MB), trends may be as large as Lambda takes."""
    assert (SMALL, PICTURES, LARGE, LAMBDA) == (60, 80, 200, 250)
    assert {name for name, budget in BUDGETS.items() if budget == SMALL} == {"auth", "connect", "match", "vault"}
    assert set(BUDGETS) == set(function_names())


def test_a_build_tells_what_is_over_its_budget(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(BUDGETS, "auth", 1)
    assert build.main(["auth"]) == 1
    told = capsys.readouterr()
    assert "of 1 MB unzipped" in told.out
    assert "over its budget" in told.err


def test_of_googles_discovery_documents_only_those_that_are_read_are_packed(packages: dict[str, Package]) -> None:
    names = [entry.filename for entry in _entries(packages["refresh"])]
    held = {name.removeprefix(DISCOVERY) for name in names if name.startswith(DISCOVERY)}
    assert held == {"youtube.v3.json", "youtubeAnalytics.v2.json"}


def test_a_function_with_postgres_brings_the_authorities_that_vouch_for_it(package: Package) -> None:
    held = {entry.filename for entry in _entries(package)}
    assert (DATABASE_ROOTS.name in held) == ("psycopg" in ITS_OWN[package.name])


def test_the_authorities_are_those_that_the_database_is_told_to_use() -> None:
    roots = x509.load_pem_x509_certificates(DATABASE_ROOTS.read_bytes())
    wanted = cfn_yaml.load(DATABASE_TEMPLATE)["Resources"]["Instance"]["Properties"]["CACertificateIdentifier"]
    kind = wanted.removeprefix("rds-ca-").replace("-", " ").upper()
    names = [root.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value for root in roots]
    assert [name for name in names if not re.fullmatch(rf"Amazon RDS [a-z0-9-]+ Root CA {kind}", str(name))] == []
    assert f"Amazon RDS {DEFAULT_REGION} Root CA {kind}" in names
    for root in roots:
        root.verify_directly_issued_by(root)
        assert root.not_valid_after_utc.year > 2060


@pytest.mark.parametrize("rule", ["nowhere/*", "lib/*: a.json c.json"])
def test_a_rule_of_what_to_leave_out_that_no_longer_fits_is_an_error(rule: str, tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "a.json").touch()
    with pytest.raises(ValueError, match=LEAVE_OUT):
        dependencies._leave_out(tmp_path, [rule])


def test_what_a_rule_names_is_kept_and_the_rest_is_not(tmp_path: Path) -> None:
    (tmp_path / "lib" / "folder").mkdir(parents=True)
    for name in ("a.json", "b.json"):
        (tmp_path / "lib" / name).touch()
    dependencies._leave_out(tmp_path, ["lib/*: a.json"])
    assert [path.name for path in (tmp_path / "lib").iterdir()] == ["a.json"]


def test_no_entry_comes_twice(package: Package) -> None:
    names = [entry.filename for entry in _entries(package)]
    assert len(names) == len(set(names))


def test_every_handler_is_there_with_the_package_alone_on_the_path(package: Package, unpacked: Path) -> None:
    """`-I -S`: neither the developer's libraries nor the repository are importable. What a handler imports late counts."""
    template = json.loads(package.template.read_text())
    functions = [r for r in template["Resources"].values() if r["Type"] == "AWS::Lambda::Function"]
    handlers = [function["Properties"]["Handler"].removeprefix("app.") for function in functions]
    assert handlers
    modules = [f"functions.{package.name}.{path.stem}" for path in (unpacked / "functions" / package.name).glob("*.py")]
    load = f"import app, importlib; [importlib.import_module(name) for name in {sorted(modules)}]"
    look = f"print([callable(getattr(app, handler)) for handler in {handlers}])"
    code = f"import sys; sys.path.insert(0, {str(unpacked)!r}); {load}; {look}"
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


def test_a_function_with_tokens_keeps_the_client_of_kms_and_none_of_its_network() -> None:
    services = client_services(sorted((FUNCTIONS / "connect").glob("policy*.json")))
    assert services == {"dynamodb", "kms", "secretsmanager", "sqs", "sts"}
