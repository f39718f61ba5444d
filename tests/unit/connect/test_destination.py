"""Does a browser ever leave us for somewhere else?"""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.connect import destination
from functions.shared.problems import Code, Problem

SITE = "https://infofluencer.example"


@pytest.mark.parametrize(
    "path", ["/", "/connections/", "/connections", "/a/b-c_d~e.html", "/a.b/", "/apiary/", "/x/api/"]
)
def test_pages_of_our_own_are_taken_as_they_are(path: str) -> None:
    assert destination.own_path(path) == path


def test_without_a_wish_it_is_the_page_of_connections() -> None:
    assert destination.own_path(None) == destination.HOME


@pytest.mark.parametrize(
    "path",
    [
        "",
        "connections",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "@evil.example",
        ".evil.example",
        ":80@evil.example/",
        "/a\r\nSet-Cookie: x=1",
        "/a%0d%0aSet-Cookie:x",
        "/%2f%2fevil.example",
        "/%5cevil.example",
        "/a//evil.example",
        "/.",
        "/..",
        "/../evil",
        "/a/../../evil",
        "/.well-known/x",
        "/a?x=1",
        "/a#b",
        "/a;b",
        "/a@b",
        "/a:b",
        "/\uff0f\uff0fevil.example",
        "/\u2028x",
        "/\u202egpj",
        "/\u0456nfo",
        "/ü",
        "/a b",
        "/\x00",
        "/api",
        "/api/",
        "/API/auth/logout",
        "/api/connect/ga4/callback",
        "/" + "a" * 200,
    ],
)
def test_everything_else_is_refused(path: str) -> None:
    with pytest.raises(Problem) as problem:
        destination.own_path(path)
    assert problem.value.code is Code.INVALID_REQUEST
    assert problem.value.errors == ({"field": "next", "reason": "not_a_page"},)


@given(st.text(alphabet=st.sampled_from("/\\.:@%?#ab\t\n "), max_size=12) | st.text(max_size=12))
def test_what_is_taken_stays_on_our_origin(path: str) -> None:
    try:
        taken = destination.own_path(path)
    except Problem:
        return
    landed = urlsplit(destination.address(SITE, taken, "ga4", "connected"))
    assert (landed.scheme, landed.netloc, landed.path) == ("https", "infofluencer.example", taken)
    assert landed.query == "connect=ga4&result=connected"


def test_the_redirect_uri_is_the_callback_behind_the_edge() -> None:
    assert destination.callback(SITE, "youtube") == f"{SITE}/api/connect/youtube/callback"
