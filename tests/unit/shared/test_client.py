import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from functions.shared.client import Cookie, client_of, require_edge
from functions.shared.problems import Code, Problem

FORGED = {
    "x-forwarded-for": "6.6.6.6",
    "x-real-ip": "6.6.6.6",
    "forwarded": "for=6.6.6.6",
    "true-client-ip": "6.6.6.6",
    "cf-connecting-ip": "6.6.6.6",
    "cloudfront-viewer-address": "6.6.6.6:443",
}


def test_only_the_edge_header_moves_the_address() -> None:
    assert client_of({**FORGED, "x-viewer-address": "203.0.113.9"}).network == "203.0.113.9"
    assert client_of(FORGED).network == "unknown"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, 6.6.6.6", "unknown"),
        ("", "unknown"),
        ("localhost", "unknown"),
    ],
)
def test_the_unit_of_limits_is_an_ipv4_address_or_an_ipv6_64(address: str, network: str) -> None:
    assert client_of({"x-viewer-address": address}).network == network


@example({"origin": "http://["})
@example({"origin": "https://a]b"})
@example({"origin": "https://\u2100.com"})
@example({"x-viewer-address": "[::1", "cookie": ";=;;"})
@given(st.dictionaries(st.sampled_from(["cookie", "x-viewer-address", "origin", "sec-fetch-site"]), st.text()))
def test_no_header_value_breaks_the_reading(headers: dict[str, str]) -> None:
    client_of(headers)


def test_a_foreign_cookie_does_not_hide_ours() -> None:
    client = client_of({"cookie": 'weird="a;b; __Host-refresh=v1.x; =; other'})
    assert client.cookies["__Host-refresh"] == "v1.x"


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"origin": "https://app.example", "x-viewer-host": "app.example"}, True),
        ({"origin": "https://evil.example", "x-viewer-host": "app.example"}, False),
        ({"origin": "null", "x-viewer-host": "app.example"}, False),
        ({"origin": "https://app.example:444", "x-viewer-host": "app.example"}, False),
        ({"origin": "http://["}, False),
        ({"origin": "https://"}, False),
    ],
)
def test_a_cookie_request_must_come_from_our_own_pages(headers: dict[str, str], same: bool) -> None:  # noqa: FBT001
    assert client_of(headers).same_site is same


def test_the_edge_secret_has_a_present_and_a_previous_value() -> None:
    secret = {"current": "new", "previous": "old"}
    require_edge({"x-origin-verify": "new"}, secret)
    require_edge({"x-origin-verify": "old"}, secret)


@pytest.mark.parametrize(
    "headers", [{}, {"x-origin-verify": ""}, {"x-origin-verify": "wrong"}, {"x-origin-verify": "é"}]
)
def test_without_the_edge_secret_nothing_passes(headers: dict[str, str]) -> None:
    with pytest.raises(Problem) as refused:
        require_edge(headers, {"current": "new", "previous": ""})
    assert refused.value.code is Code.EDGE_REQUIRED


def test_cookies_carry_the_host_prefix_rules() -> None:
    header = Cookie("__Host-refresh", "x", 60).header()
    assert header == "__Host-refresh=x; Max-Age=60; Path=/; Secure; HttpOnly; SameSite=Strict"
