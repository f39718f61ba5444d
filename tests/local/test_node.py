"""Which Node is taken where several, an old one, or none is there?"""

from pathlib import Path

import pytest

from infra.local import node


def _install(folder: Path, version: str, *, npm: bool = True) -> Path:
    folder.mkdir()
    (folder / "node").write_text(f"#!/bin/sh\necho {version}\n")
    (folder / "node").chmod(0o755)
    if npm:
        (folder / "npm").touch()
    return folder


@pytest.fixture(autouse=True)
def _no_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Outside what a test installs there is no Node, whatever this machine has."""
    monkeypatch.setattr("sys.executable", str(tmp_path / "venv" / "python"))


def _path(*folders: Path) -> str:
    return ":".join(str(folder) for folder in folders)


def test_the_first_that_is_new_enough_is_taken(tmp_path: Path) -> None:
    old, new = _install(tmp_path / "old", "v18.20.1"), _install(tmp_path / "new", "v20.9.0")
    found = node.find(_path(old, new))
    assert found == node.Node(new)
    assert found.executable == str(new / "node")
    assert found.environment()["PATH"].startswith(f"{new}:")


def test_node_without_npm_is_of_no_use(tmp_path: Path) -> None:
    assert node.find(_path(_install(tmp_path / "bare", "v24.0.0", npm=False))) is None


def test_none_is_found_where_there_is_none(tmp_path: Path) -> None:
    assert node.find(_path(tmp_path)) is None
    assert node.find("") is None


def test_what_is_called_node_but_is_not_is_passed_over(tmp_path: Path) -> None:
    assert node.find(_path(_install(tmp_path / "odd", "hello"))) is None


def test_the_wheel_beside_this_python_is_the_last_resort(tmp_path: Path) -> None:
    wheel = _install(tmp_path / "venv", "v24.19.0")
    assert node.find("") == node.Node(wheel)
