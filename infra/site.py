"""How does the exported PWA get into its bucket? In the order and with the cache headers that keep open tabs alive.

    _next/static/** (immutable) -> other files and pages -> service worker and manifest

A page refers only to chunks that are there already, and the service worker only to pages that are there already. Old
chunks stay, since tabs of the release before still load them.
"""

import hashlib
import mimetypes
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
SHORT = "public, max-age=3600"
LAST = ("sw.js", "manifest.webmanifest")
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".ico": "image/x-icon",
}


def cache_control(key: str) -> str:
    """Hashed names are for ever; pages, their data and workers are asked for each time; icons live an hour."""
    if key.startswith("_next/static/"):
        return IMMUTABLE
    if key in LAST or Path(key).suffix in {".html", ".txt", ".js", ".json", ".webmanifest"}:
        return REVALIDATE
    return SHORT


def content_type(key: str) -> str:
    known = _TYPES.get(Path(key).suffix)
    return known or mimetypes.guess_type(key)[0] or "application/octet-stream"


def pages(site: Path) -> list[str]:
    """Paths of the exported pages, as template.yaml's SitePages wants them: `/`, `/login/`..."""
    indexes = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return ["/" if index == "." else f"/{index}/" for index in indexes] or ["/"]


def upload(s3: Any, bucket: str, site: Path, progress: Callable[[str], None] = lambda _: None) -> int:
    """Uploads what is new or changed, in content or headers, and returns how many objects that were."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    stored = _keys(s3, bucket)
    with ThreadPoolExecutor(8) as pool:
        current = pool.map(lambda key: key in stored and _is_current(s3, bucket, key, files[key]), sorted(files))
        changed = [key for key, is_current in zip(sorted(files), current, strict=True) if not is_current]
        for wave in range(3):
            keys = [key for key in changed if _wave(key) == wave]
            list(pool.map(lambda key: _put(s3, bucket, key, files[key]), keys))
    progress(f"site: {len(changed)} of {len(files)} files uploaded")
    return len(changed)


def _wave(key: str) -> int:
    if key in LAST:
        return 2
    return 0 if key.startswith("_next/static/") else 1


def _put(s3: Any, bucket: str, key: str, path: Path) -> None:
    s3.put_object(
        Bucket=bucket, Key=key, Body=path.read_bytes(), ContentType=content_type(key), CacheControl=cache_control(key)
    )


def _keys(s3: Any, bucket: str) -> set[str]:
    listed = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {item["Key"] for page in listed for item in page.get("Contents", [])}


def _is_current(s3: Any, bucket: str, key: str, path: Path) -> bool:
    """Headers count: a corrected one must reach files whose content stays."""
    head = s3.head_object(Bucket=bucket, Key=key)
    found = (head["ETag"].strip('"'), head.get("ContentType"), head.get("CacheControl"))
    return found == (_etag(path), content_type(key), cache_control(key))


def _etag(path: Path) -> str:
    """What S3 answers for a single PUT under SSE-S3: the MD5 of the content."""
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
