"""How does a person sign in? Number, code from the SMS inbox, first page."""

import re

from playwright.sync_api import Page, expect

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
