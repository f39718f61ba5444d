"""The packages as they would be deployed; built once (from build/ where nothing has changed)."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from infra.build import Package, build_all
from infra.layout import function_names


@pytest.fixture(scope="session")
def packages() -> dict[str, Package]:
    return {package.name: package for package in build_all()}


@pytest.fixture(scope="session")
def templates(packages: dict[str, Package]) -> dict[str, Any]:
    return {name: json.loads(package.template.read_text()) for name, package in packages.items()}


@pytest.fixture(params=function_names())
def package(request: pytest.FixtureRequest, packages: dict[str, Package]) -> Package:
    return packages[request.param]


@pytest.fixture
def unpacked(package: Package, tmp_path: Path) -> Path:
    shutil.unpack_archive(package.archive, tmp_path)
    return tmp_path
