"""Do the consent pages say what they are, in both languages, and bring nothing from elsewhere?"""

import re

import httpx
import pytest

from infra.local.sandbox.server import Sandbox
from infra.local.sandbox.special_accounts import COMPANY, CREATOR, CREATOR_INSTAGRAM
from tests.local.sandbox.people import flow, instagram_url


def pages(sandbox: Sandbox) -> dict[str, httpx.Response]:
    google, _ = flow(sandbox, "ga4").authorization_url()
    youtube, _ = flow(sandbox, "youtube").authorization_url()
    instagram = instagram_url(sandbox)
    addresses = {
        "google": google,
        "youtube": youtube,
        "instagram": instagram,
        "google consent": f"{google}&account={COMPANY}",
        "instagram consent": f"{instagram}&account={CREATOR_INSTAGRAM}",
        "refused": google.replace("client_id=", "client_id=x"),
    }
    return {name: httpx.get(address, trust_env=False, timeout=10) for name, address in addresses.items()}


def test_every_page_says_that_it_is_a_sandbox(sandbox: Sandbox) -> None:
    for name, page in pages(sandbox).items():
        assert "no real account is involved" in page.text, name
        assert "gerçek bir hesap kullanılmaz" in page.text, name
        assert "width=device-width" in page.text
        assert "color-scheme: light dark" in page.text


def test_nothing_comes_from_elsewhere(sandbox: Sandbox) -> None:
    for page in pages(sandbox).values():
        assert "<script" not in page.text
        assert not re.search(r'(src|href)="https?:', page.text)
        assert "url(" not in page.text
        assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_companies_are_offered_for_analytics_and_creators_for_youtube(sandbox: Sandbox) -> None:
    found = pages(sandbox)
    assert COMPANY in found["google"].text
    assert CREATOR not in found["google"].text
    assert CREATOR in found["youtube"].text
    assert COMPANY not in found["youtube"].text
    assert found["instagram"].text.index(CREATOR_INSTAGRAM) < found["instagram"].text.index("under.100")


def test_every_account_can_be_chosen(sandbox: Sandbox) -> None:
    offered = "".join(page.text for page in pages(sandbox).values())
    assert [login for login in sandbox.world.accounts if login not in offered] == []


@pytest.mark.parametrize("field", ["state", "scope", "redirect_uri"])
def test_what_came_is_text_on_the_page(sandbox: Sandbox, field: str) -> None:
    url = instagram_url(sandbox)
    query = {**dict(httpx.URL(url).params), field: dict(httpx.URL(url).params)[field] + '"><script>alert(1)</script>'}
    address = httpx.URL(url).copy_with(params={**query, "account": CREATOR_INSTAGRAM})
    assert "<script" not in httpx.get(address, trust_env=False, timeout=10).text
