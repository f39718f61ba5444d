"""A real browser: Debian's chromium-headless-shell, which makes no request of its own, driven by Playwright."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from infra.local.browser import find_browser

expect.set_options(timeout=90_000)  # a bound against hanging, never a measurement: functions start cold


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Gone after its module: while it runs, this thread has an event loop that other tests may not start."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=str(find_browser()), args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        locale="tr-TR", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, accept_downloads=True
    )
    yield context.new_page()
    context.close()
