"""What docs/clients.md tells other clients to do is there, and is bounded as it says."""

import re
from pathlib import Path

import pytest

from functions.vault.core.objects import PART_SIZE, URL_LIFETIME
from functions.vault.core.quota import OPEN_UPLOADS
from functions.vault.schemas import CompleteUploads, InitUploads
from functions.vault.uploads import uploads
from functions.vault.uploads.finalise import BATCH
from functions.vault.uploads.schemas_uploads import CheckContents, SignParts
from infra import openapi

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
ROUTES = {(endpoint.method, endpoint.path) for _, endpoint in openapi.endpoints()}
NAMED = sorted(set(re.findall(r"\b(GET|POST|PUT|PATCH|DELETE) `(/[^` ]*)`", DOC)))


@pytest.mark.parametrize(("method", "path"), NAMED)
def test_every_endpoint_that_a_client_is_sent_to_exists(method: str, path: str) -> None:
    assert (method, path) in ROUTES


def test_the_way_of_a_file_is_told_whole() -> None:
    told = {path for _, path in NAMED}
    assert {path for _, path in ROUTES if path.startswith("/vault/uploads")} <= told
    assert {"/auth/refresh", "/vault/settings", "/vault/changes", "/vault/changes/latest"} <= told


def _most(model: type, field: str) -> int:
    schema = model.model_json_schema()["properties"][field]  # type: ignore[attr-defined] # a pydantic model
    return int(schema["maxItems"])


def test_numbers_are_those_of_the_code() -> None:
    hashes, signed = _most(CheckContents, "hashes"), _most(SignParts, "parts")
    for told in (
        f"up to {hashes:,} hashes",
        f"up to {_most(InitUploads, 'items')} `items`",
        f"up to {signed} missing parts",
        f"up to {_most(CompleteUploads, 'items')} `{{upload_id}}`",
        f"{BATCH} fit into one transaction",
        f"At most {OPEN_UPLOADS} uploads are open",
        f"parts of {PART_SIZE // 2**20} MiB",
        f"for {uploads.RESERVED_FOR // 3600} hours after its last signing, for {uploads.LONGEST // 86_400} days",
        f"older than {URL_LIFETIME // 60} minutes",
    ):
        assert told in DOC, told


def test_codes_and_states_are_those_of_the_api() -> None:
    shown = (ROOT / "docs" / "openapi.json").read_text() + (ROOT / "docs" / "api.md").read_text()
    words = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", DOC))
    assert {word for word in words if word not in shown} == set()
