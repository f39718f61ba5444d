"""Docs are kept true: what the code has and the docs do not name fails here."""

import inspect
import json
import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from chalice.app import CloudWatchEventConfig, ScheduledEventConfig, SQSEventConfig

from functions.shared.dynamo import KeyedRow
from functions.shared.problems import CATALOGUE, Code
from functions.shared.settings import Environment
from infra import layout, openapi

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ROW_MODULES = [
    ".".join(file.relative_to(ROOT).with_suffix("").parts) for file in sorted((ROOT / "functions").rglob("rows.py"))
]


def text(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text()


def settings_of(function: str) -> type[Environment]:
    module = import_module(f"functions.{function}.settings")
    models = [value for value in vars(module).values() if inspect.isclass(value) and issubclass(value, Environment)]
    return next(model for model in models if model.__module__ == module.__name__)


@pytest.mark.parametrize(("function", "endpoint"), openapi.endpoints(), ids=lambda value: getattr(value, "path", value))
def test_every_route_is_in_the_api_doc(function: str, endpoint: Any) -> None:
    assert f"| {endpoint.method} `{endpoint.path}` |" in text("docs", "api.md"), function


@pytest.mark.parametrize("code", list(Code))
def test_every_error_code_is_in_the_api_doc(code: Code) -> None:
    assert f"| `{code.value}` | {CATALOGUE[code][0]} |" in text("docs", "api.md")


def test_the_openapi_document_is_what_the_functions_do() -> None:
    assert json.loads(text("docs", "openapi.json")) == openapi.document()


@pytest.mark.parametrize("function", layout.function_names())
def test_every_setting_of_a_function_is_explained(function: str) -> None:
    explained = text(".env.example") + text("docs", "operations.md")
    for name in settings_of(function).model_fields:
        assert re.search(rf"\b{name.upper()}\b", explained), f"{function}: {name.upper()}"


@pytest.mark.parametrize("module", ["functions.shared.connect_table", "functions.shared.identity", *ROW_MODULES])
def test_every_row_is_in_the_data_model(module: str) -> None:
    rows = [
        value
        for value in vars(import_module(module)).values()
        if inspect.isclass(value)
        and issubclass(value, KeyedRow)
        and value.__module__ == module
        and value.__subclasses__() == []
    ]
    assert rows
    for row in rows:
        assert f"`{row.__name__}`" in text("docs", "data-model.md")


@pytest.mark.parametrize("function", layout.function_names())
def test_every_trigger_is_in_the_architecture(function: str) -> None:
    app = import_module(f"functions.{function}.app").app
    kinds = (SQSEventConfig, ScheduledEventConfig, CloudWatchEventConfig)
    assert all(isinstance(source, kinds) for source in app.event_sources)
    for source in app.event_sources:
        assert f"`{function}.{source.name}`" in text("docs", "architecture.md")


def test_every_event_file_is_explained_and_valid() -> None:
    files = sorted((ROOT / "events").rglob("*.json"))
    assert files
    for file in files:
        json.loads(file.read_text())
        assert file.name in text("events", "README.md"), file.name


def test_every_dependency_says_why_it_is_there() -> None:
    names = set()
    for file in [ROOT / "requirements.in", *ROOT.glob("functions/*/requirements.in")]:
        names |= {
            found[1].lower() for line in file.read_text().splitlines() if (found := re.match(r"([A-Za-z][\w-]*)", line))
        }
    package = json.loads(text("web", "package.json"))
    names |= {name for kind in ("dependencies", "devDependencies") for name in package.get(kind, {})}
    explained = text("docs", "dependencies.md").lower()
    assert [name for name in sorted(names) if name.lower() not in explained] == []


def test_links_in_the_docs_lead_somewhere() -> None:
    for file in [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("web/*.md"), *ROOT.glob("events/*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", file.read_text()):
            if not target.startswith(("http:", "https:")):
                assert (file.parent / target).exists(), f"{file.name}: {target}"


def test_every_decision_is_listed_and_short() -> None:
    listed = text("docs", "decisions", "README.md")
    for file in (DOCS / "decisions").glob("0*.md"):
        assert file.name in listed
        assert len(file.read_text().splitlines()) <= 40, file.name


def test_make_targets_named_in_the_readme_exist() -> None:
    makefile = text("Makefile")
    for readme in ("README.md", "README.tr.md"):
        for target in re.findall(r"(?:^|`)(?:[A-Z_]+=\S+ )?make ([a-z][a-z-]+)", text(readme), re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{readme}: make {target}"


def test_nothing_names_a_registry_host() -> None:
    lock_files = [
        ROOT / "requirements.txt",
        *ROOT.glob("functions/*/requirements.txt"),
        ROOT / "web" / "package-lock.json",
    ]
    for file in lock_files:
        assert not re.search(r'"resolved":|--(extra-)?index-url|--find-links', file.read_text()), file.name


def test_the_python_version_is_the_same_everywhere() -> None:
    assert tomllib.loads(text("pyproject.toml"))["project"]["requires-python"] == ">=3.11"
    assert "Python ≥ 3.11" in text("README.md")


def test_every_postgres_table_is_in_the_data_model() -> None:
    made = "".join(file.read_text() for file in sorted((ROOT / "infra" / "migrations").glob("*.sql")))
    tables = re.findall(r"^create table (\S+)", made, re.MULTILINE)
    assert tables
    for table in tables:
        assert f"`{table}`" in text("docs", "data-model.md")
