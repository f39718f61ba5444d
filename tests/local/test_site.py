"""Is the site uploaded in an order, and with cache headers, that never break an open tab?"""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from infra import site


class Bucket:
    """A bucket in memory that remembers in which order it was written."""

    def __init__(self) -> None:
        self.objects: dict[str, dict[str, Any]] = {}
        self.order: list[str] = []

    def put_object(self, **given: Any) -> None:
        self.objects[given["Key"]] = given
        self.order.append(given["Key"])

    def head_object(self, **given: Any) -> dict[str, Any]:
        stored = self.objects[given["Key"]]
        headers = {name: stored[name] for name in ("ContentType", "CacheControl")}
        return {"ETag": f'"{_md5(stored["Body"])}"', **headers}

    def get_paginator(self, _: str) -> "Bucket":
        return self

    def paginate(self, **_: Any) -> list[dict[str, Any]]:
        listed = [{"Key": key} for key in self.objects]
        return [{"Contents": listed}] if listed else [{}]


def _md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    for name in ("index.html", "login/index.html", "sw.js", "manifest.webmanifest", "_next/static/c/a.js", "icon.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_chunks_come_before_pages_and_the_worker_comes_last(exported: Path) -> None:
    bucket = Bucket()
    site.upload(bucket, "site", exported)
    assert bucket.order[0] == "_next/static/c/a.js"
    assert set(bucket.order[-2:]) == {"sw.js", "manifest.webmanifest"}


def test_only_what_changed_is_uploaded_and_old_chunks_stay(exported: Path) -> None:
    bucket = Bucket()
    site.upload(bucket, "site", exported)
    (exported / "_next/static/c/a.js").rename(exported / "_next/static/c/b.js")
    (exported / "index.html").write_text("new")
    assert site.upload(bucket, "site", exported) == 2
    assert bucket.order[-2:] == ["_next/static/c/b.js", "index.html"]
    assert "_next/static/c/a.js" in bucket.objects
    assert site.upload(bucket, "site", exported) == 0


@pytest.mark.parametrize("header", ["CacheControl", "ContentType"])
def test_a_corrected_header_reaches_a_file_that_stays(header: str, exported: Path) -> None:
    bucket = Bucket()
    site.upload(bucket, "site", exported)
    bucket.objects["login/index.html"][header] = "as an earlier release put it"
    assert site.upload(bucket, "site", exported) == 1
    assert bucket.order[-1] == "login/index.html"
    assert site.upload(bucket, "site", exported) == 0


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("_next/static/chunks/a1b2.js", "public, max-age=31536000, immutable"),
        ("index.html", "no-cache"),
        ("login/index.html", "no-cache"),
        ("index.txt", "no-cache"),
        ("sw.js", "no-cache"),
        ("manifest.webmanifest", "no-cache"),
        ("icons/icon-192.png", "public, max-age=3600"),
    ],
)
def test_names_with_a_hash_are_kept_and_the_others_asked_for(key: str, expected: str) -> None:
    assert site.cache_control(key) == expected


def test_types_are_those_that_browsers_insist_on() -> None:
    assert site.content_type("sw.js") == "text/javascript; charset=utf-8"
    assert site.content_type("manifest.webmanifest") == "application/manifest+json"
    assert site.content_type("x.unknown") == "application/octet-stream"


def test_pages_are_the_folders_with_an_index(exported: Path) -> None:
    assert site.pages(exported) == ["/", "/login/"]
    assert site.pages(exported / "nowhere") == ["/"]
