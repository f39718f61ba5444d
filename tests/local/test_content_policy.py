"""Which hosts may a page of ours speak to? What the edge says of it, by the settings of the storage."""

import pytest

from infra.layout import ROOT_TEMPLATE
from infra.local import distribution
from tests.local.test_edge import OUTPUTS, PARAMETERS


@pytest.mark.parametrize(
    ("origin", "endpoint", "allowed"),
    [
        ("", "", "https://infofluencer-local-storage-000000000000.s3.eu-central-1.amazonaws.com"),
        ("", "https://store.example.com", "https://store.example.com"),
        ("https://bucket.store.example.com", "https://store.example.com", "https://bucket.store.example.com"),
    ],
)
def test_the_storage_that_a_page_may_speak_to_is_that_of_the_urls(origin: str, endpoint: str, allowed: str) -> None:
    told = {**PARAMETERS, "StorageOrigin": origin, "StorageEndpointUrl": endpoint}
    rules = distribution.from_template(ROOT_TEMPLATE, told, OUTPUTS, lambda *_: '{"current": "s3cret"}')
    (site,) = [each for each in rules.behaviours if each.pattern == "*"]
    (policy,) = [each.value for each in site.headers if each.name == "content-security-policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["connect-src"] == f"'self' {allowed}"
    assert parts["img-src"] == f"'self' data: blob: {allowed}"
    assert parts["media-src"] == f"'self' blob: {allowed}"
