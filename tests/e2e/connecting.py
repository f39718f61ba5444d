"""How does a person connect an account? By the screens, through the consent pages of the provider sandbox."""

import re

from playwright.sync_api import Locator, Page, expect

from infra.local.stack import LocalStack
from tests.clients import App
from tests.e2e.sign_in import enter

COMPANY, CREATOR, INSTAGRAM = "atolye@sandbox.test", "deniz@sandbox.test", "deniz.sandbox"


def begin_as(stack: LocalStack, page: Page, role: str) -> App:
    """Comes in, says what for, and opens the connections."""
    app = enter(page, stack)
    page.get_by_role("button", name=role).click()
    page.get_by_role("link", name="Kitle").click()
    page.get_by_role("link", name="Hesap bağla").click()
    expect(page.get_by_role("heading", level=1, name="Bağlantılar")).to_be_visible()
    return app


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def consent(page: Page, name: str, account: str, decision: str = "İzin ver") -> None:
    """Leaves for the provider, chooses an account, decides, and is back."""
    card(page, name).get_by_role("button", name=f"{name}: bağla").click()
    page.get_by_role("link", name=re.compile(rf"{re.escape(account)}(\s|$)")).first.click()
    page.get_by_role("button", name=decision).click()
    page.wait_for_url(re.compile(r"/connections/"))


def connected(page: Page, name: str) -> Locator:
    """The card, once its first data are there."""
    found = card(page, name)
    expect(found.get_by_role("button", name="Kitleyi gör")).to_be_visible()
    expect(found.get_by_role("status")).to_contain_text("Bağlı")
    return found
