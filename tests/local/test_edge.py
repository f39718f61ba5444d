"""Does the local edge do to requests and answers what template.yaml tells CloudFront to do?"""

import gzip
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.aws import Cloud
from infra.layout import ROOT_TEMPLATE
from infra.local import distribution, node, ports
from infra.local.failure import LocalError
from infra.local.gateway import Gateway, Settings
from tests.local.upstream import Server, Upstream

SECRET_ARN = "arn:aws:secretsmanager:eu-central-1:000000000000:secret:origin-abc123"
PARAMETERS = {
    "Stage": "local",
    "SiteOrigin": "http://localhost:8000",
    "StorageOrigin": "http://127.0.0.1:4566",
    "StorageEndpointUrl": "http://127.0.0.1:4566",
    "SitePages": "/,/login/",
    "OriginSecretVersion": "",
    "AWS::Region": "eu-central-1",
    "AWS::AccountId": "000000000000",
    "AWS::URLSuffix": "amazonaws.com",
}
OUTPUTS = {
    "SiteBucketName": "site",
    "AuthApiId": "authapi",
    "ConnectApiId": "connectapi",
    "MatchApiId": "matchapi",
    "VaultApiId": "vaultapi",
    "OriginSecretArn": SECRET_ARN,
}
HTML = {"content-type": "text/html; charset=utf-8", "cache-control": "no-cache", "etag": '"abc"'}
CHUNK = {"content-type": "text/javascript; charset=utf-8", "cache-control": "public, max-age=31536000, immutable"}


@pytest.fixture(scope="module")
def upstream() -> Iterator[Upstream]:
    held = Upstream()
    held.objects = {
        "index.html": (b"<html>home", HTML),
        "login/index.html": (b"<html>login", HTML),
        "404.html": (b"<html>gone", HTML),
        "_next/static/a.js": (b"const a = 1;\n" * 500, CHUNK),
        "foto ğ.png": (b"\x89PNG" + bytes(2000), {"content-type": "image/png"}),
    }
    server = Server(held)
    yield held
    server.close()


@pytest.fixture(scope="module")
def edge(upstream: Upstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    rules = distribution.from_template(ROOT_TEMPLATE, PARAMETERS, OUTPUTS, lambda *_: '{"current": "s3cret"}')
    port = ports.free()
    settings = Settings(port, node.ensure().executable, tmp_path_factory.mktemp("edge") / "inbox.json", lambda _: None)
    gateway = Gateway(rules, Cloud(upstream.endpoint), settings)
    gateway.start()
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        yield client
    gateway.stop()


def _told(answer: httpx.Response) -> dict[str, list[str]]:
    """Headers that reached the API, by name."""
    headers: dict[str, list[str]] = {}
    for name, value in answer.json()["headers"]:
        headers.setdefault(name, []).append(value)
    return headers


@pytest.mark.parametrize("name", ["x-viewer-address", "x-viewer-host", "x-origin-verify"])
@pytest.mark.parametrize("spelling", [str.lower, str.title, str.upper])
def test_headers_that_the_edge_sets_cannot_be_forged(edge: httpx.Client, name: str, spelling: Any) -> None:
    answer = edge.get("/api/auth/me", headers={spelling(name): "forged"})
    assert len(_told(answer)[name]) == 1
    assert "forged" not in _told(answer)[name][0]


def test_an_api_learns_the_viewers_address_and_host_and_that_it_was_the_edge(edge: httpx.Client) -> None:
    told = _told(edge.get("/api/auth/me", headers={"host": "localhost:8000", "x-forwarded-for": "203.0.113.9"}))
    assert told["x-viewer-address"] == ["127.0.0.1"]
    assert told["x-viewer-host"] == ["localhost:8000"]
    assert told["x-origin-verify"] == ["s3cret"]


def test_the_address_is_that_of_the_connection(edge: httpx.Client) -> None:
    with httpx.Client(transport=httpx.HTTPTransport(local_address="127.9.8.7"), base_url=edge.base_url) as other:
        assert _told(other.get("/api/auth/me"))["x-viewer-address"] == ["127.9.8.7"]


def test_a_request_reaches_its_api_whole(edge: httpx.Client) -> None:
    answer = edge.patch("/api/vault/nodes/a%2Fb?x=1&y=%C4%9F", content=b"\x00body", headers={"cookie": "s=1; t=2"})
    told = answer.json()
    assert told["method"] == "PATCH"
    assert told["path"] == "/_aws/execute-api/vaultapi/api/vault/nodes/a%2Fb"
    assert told["query"] == "x=1&y=%C4%9F"
    assert told["body"] == "\x00body"
    assert _told(answer)["cookie"] == ["s=1; t=2"]


def test_a_body_without_a_length_is_passed_on(edge: httpx.Client) -> None:
    answer = edge.post("/api/auth/otp", content=iter([b"one", b"two"]))
    assert answer.status_code == 201
    assert _told(answer)["transfer-encoding"] == ["chunked"]
    assert answer.json()["body"] == "onetwo"


def test_each_cookie_of_an_answer_keeps_its_own_line(edge: httpx.Client) -> None:
    assert edge.get("/api/auth/me").headers.get_list("set-cookie") == ["a=1; Path=/", "b=2; Path=/"]


def test_one_viewers_cookies_do_not_stick_to_the_edge(edge: httpx.Client) -> None:
    edge.get("/api/auth/me")
    with httpx.Client(base_url=edge.base_url, trust_env=False) as stranger:
        assert "cookie" not in _told(stranger.get("/api/auth/me"))


def test_no_cookie_and_no_query_reaches_the_site_bucket(edge: httpx.Client, upstream: Upstream) -> None:
    edge.get("/login/?secret=1", headers={"cookie": "__Host-refresh=v1", "authorization": "Bearer x"})
    seen = [each for each in upstream.seen if each["path"] == "/site/login/index.html"][-1]
    names = {name for name, _ in seen["headers"]}
    assert names.isdisjoint({"cookie", "authorization"})
    assert "secret" not in seen["query"]


@pytest.mark.parametrize(("path", "content"), [("/", "home"), ("/login/", "login"), ("/login", "login")])
def test_a_folder_answers_its_index(edge: httpx.Client, path: str, content: str) -> None:
    answer = edge.get(path)
    assert (answer.status_code, answer.text) == (200, f"<html>{content}")
    assert answer.headers["cache-control"] == "no-cache"


def test_a_page_that_was_not_exported_is_a_404_that_shows_the_404_page(edge: httpx.Client) -> None:
    answer = edge.get("/influencer/")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "/404.html" in answer.text
    assert edge.get("/404.html").text == "<html>gone"


def test_a_file_that_is_not_there_is_a_404(edge: httpx.Client) -> None:
    assert edge.get("/_next/static/old.js").status_code == 404


def test_what_is_not_a_function_of_ours_is_the_sites(edge: httpx.Client) -> None:
    assert edge.get("/api/nowhere").status_code == 404
    assert edge.post("/api/nowhere", json={}).status_code == 403


def test_cache_headers_come_from_the_bucket(edge: httpx.Client) -> None:
    assert edge.get("/_next/static/a.js").headers["cache-control"] == "public, max-age=31536000, immutable"


def test_text_is_compressed_and_pictures_are_not(edge: httpx.Client, upstream: Upstream) -> None:
    script, picture = edge.get("/_next/static/a.js"), edge.get("/foto%20%C4%9F.png")
    assert script.headers["content-encoding"] == "gzip"
    assert script.content == upstream.objects["_next/static/a.js"][0]
    assert "content-encoding" not in picture.headers
    assert picture.content == upstream.objects["foto ğ.png"][0]
    plain = edge.get("/_next/static/a.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert len(gzip.compress(plain.content)) < len(plain.content)


def test_head_answers_headers_only(edge: httpx.Client) -> None:
    answer = edge.head("/login/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len("<html>login"))


@pytest.mark.parametrize("path", ["/", "/influencer/", "/api/auth/me"])
def test_every_answer_carries_the_security_headers(edge: httpx.Client, path: str) -> None:
    headers = edge.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["strict-transport-security"] == "max-age=63072000; includeSubDomains; preload"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers


def test_a_page_may_speak_to_its_own_origin_and_the_storage_only(edge: httpx.Client) -> None:
    policy = dict(part.strip().split(" ", 1) for part in edge.get("/").headers["content-security-policy"].split(";"))
    assert policy["connect-src"] == "'self' http://127.0.0.1:4566"
    assert policy["object-src"] == "'none'"


def test_an_answer_of_an_api_is_not_cached(edge: httpx.Client) -> None:
    assert edge.get("/api/auth/me").headers["cache-control"] == "no-store"


def test_a_path_cannot_climb_out_of_its_api(edge: httpx.Client) -> None:
    host, port = edge.base_url.host, edge.base_url.port
    assert port is not None
    with socket.create_connection((host, port)) as raw:
        raw.sendall(b"POST /api/auth/../../../_ministack/reset HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert raw.makefile("rb").readline().split()[1] == b"400"


def test_the_gateway_says_which_port_is_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        settings = Settings(port, "node", tmp_path / "inbox.json", lambda _: None)
        gateway = Gateway(distribution.Distribution(()), Cloud("http://127.0.0.1:1"), settings)
        with pytest.raises(LocalError, match=f"port {port} is in use"):
            gateway.start()


def test_the_template_says_nothing_that_the_edge_ignores(tmp_path: Path) -> None:
    """A policy, function event or intrinsic that it does not play is an error, not silence."""
    other = tmp_path / "template.yaml"
    text = ROOT_TEMPLATE.read_text()
    for known, unknown in (("4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "0" * 36), ("viewer-request,", "origin-response,")):
        other.write_text(text.replace(known, unknown))
        with pytest.raises(KeyError, match="does not"):
            distribution.from_template(other, PARAMETERS, OUTPUTS, lambda *_: '{"current": "s"}')


def test_an_origin_that_is_down_is_a_502(tmp_path: Path) -> None:
    rules = distribution.from_template(ROOT_TEMPLATE, PARAMETERS, OUTPUTS, lambda *_: json.dumps({"current": "s"}))
    port = ports.free()
    settings = Settings(port, node.ensure().executable, tmp_path / "inbox.json", lambda _: None)
    gateway = Gateway(rules, Cloud(f"http://127.0.0.1:{ports.free()}"), settings)
    gateway.start()
    try:
        assert httpx.get(f"http://127.0.0.1:{port}/api/auth/me", trust_env=False).status_code == 502
    finally:
        gateway.stop()
