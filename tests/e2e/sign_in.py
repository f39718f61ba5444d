"""How does a person get in? By number and code, or with a session that an app of theirs already has."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.clients import App, Stack


def sign_in(page: Page, stack: Stack, phone: str) -> None:
    page.goto(stack.base_url)
    page.get_by_role("textbox", name="Telefon numarası").fill(phone.removeprefix("+90"))
    page.get_by_role("button", name="Kod gönder").click()
    code_box = page.get_by_role("textbox", name="Doğrulama kodu")
    expect(code_box).to_be_visible()
    assert code_box.get_attribute("autocomplete") == "one-time-code"
    code_box.fill(App(stack, phone=phone).code())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_url(re.compile(r"/dashboard/"))


def enter(page: Page, stack: Stack) -> App:
    """Without the sign-in page, whose codes are limited per network, and a browser has one network only."""
    app = App(stack).sign_in()
    page.context.add_cookies(
        [
            {
                "name": "__Host-refresh",
                "value": app.refresh_token,
                "url": stack.base_url.replace("http://", "https://"),  # or the browser takes no __Host- cookie
                "secure": True,
                "httpOnly": True,
                "sameSite": "Strict",
            }
        ]
    )
    page.add_init_script("localStorage.setItem('had-session', '1')")
    page.goto(f"{stack.base_url}/dashboard/")
    return app


def second_device(browser: Browser, first: Page) -> Page:
    """Another device of the same person, as one set up from a backup of the first: codes are half a minute apart."""
    state = first.context.storage_state()
    context = browser.new_context(locale="tr-TR", viewport={"width": 390, "height": 844}, storage_state=state)
    return context.new_page()
