"""Without a network a person sees what they have seen before, and when they sign out nothing of it is left. A real
browser with the app's service worker, on the deployed stack.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.clients import App, Eventually, Stack
from tests.e2e.belongings import PDF, Belongings, give
from tests.e2e.sign_in import enter

pytestmark = [pytest.mark.stack, pytest.mark.browser]
LOADED = "picture => picture.complete && picture.naturalWidth > 0"
KEPT = """async () => {
  const caches_ = await Promise.all(["seen", "pictures"].map(async name =>
    await caches.has(name) ? (await (await caches.open(name)).keys()).map(({ url }) => decodeURIComponent(url)) : []));
  return [...caches_.flat(), ...Object.keys(localStorage).filter(key => key.startsWith("kept/"))];
}"""


@pytest.fixture
def app(stack: Stack, page: Page) -> App:
    """Somebody whose pages come from their service worker."""
    app = enter(page, stack)
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    return app


@pytest.fixture
def belongings(app: App, eventually: Eventually) -> Belongings:
    return give(app, eventually)


def kept(page: Page) -> list[str]:
    """What this device has of the person: addresses in its caches, and keys."""
    return list(page.evaluate(KEPT))


def screens(page: Page, belongings: Belongings) -> dict[str, Locator]:
    """Addresses, and what is to be seen there."""
    tile = page.get_by_role("button", name=re.compile("^Fotoğraf, "))
    return {
        "/files/": page.get_by_text("yedek.zip").first,
        f"/files/?folder={belongings.folder}": page.get_by_text("Kira sözleşmesi 2026.pdf").first,
        "/notes/": page.get_by_text("Alışveriş").first,
        f"/notes/?id={belongings.note}": page.get_by_role("textbox", name="Not metni"),
        "/photos/": tile.first,
        "/photos/?view=albums": page.get_by_role("button", name=re.compile("Gökyüzü")),
        f"/photos/?album={belongings.album}": tile.first,
        "/dashboard/": page.get_by_role("meter"),
    }


def look_around(page: Page, stack: Stack, belongings: Belongings) -> None:
    """Everything is there, with its small pictures."""
    for path, sign in screens(page, belongings).items():
        page.goto(stack.base_url + path)
        expect(sign).to_be_visible()
        if path.startswith("/photos/"):
            picture = page.locator("li img").first
            expect(picture).to_have_css("opacity", "1")  # once it is loaded
            assert picture.evaluate(LOADED), path
    page.goto(f"{stack.base_url}/notes/?id={belongings.note}")
    expect(page.get_by_role("textbox", name="Not metni")).to_have_value("süt\nekmek")


def test_what_was_seen_is_there_without_a_network_and_fresh_with_it(
    stack: Stack, page: Page, app: App, belongings: Belongings, eventually: Eventually
) -> None:
    look_around(page, stack, belongings)
    eventually(lambda: f'["note","{belongings.note}"]' in " ".join(kept(page)))

    page.context.set_offline(True)
    look_around(page, stack, belongings)
    page.goto(f"{stack.base_url}/files/")
    expect(page.get_by_text("yedek.zip").first).to_be_visible()
    expect(page.get_by_text("Çevrimdışısınız").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)

    page.get_by_role("button", name="Yeni klasör").click()
    sheet = page.get_by_role("dialog", name="Yeni klasör")
    sheet.get_by_role("textbox", name="Klasörün adı").fill("Taslaklar")
    sheet.get_by_role("button", name="Klasör aç").click()
    expect(sheet.get_by_role("alert")).to_contain_text("Bağlantı kurulamadı")
    page.keyboard.press("Escape")

    app.back_up(b"%PDF-1.4 new", "yeni fatura.pdf", **PDF)
    page.context.set_offline(False)
    expect(page.get_by_text("yeni fatura.pdf").first).to_be_visible()
    expect(page.get_by_text("Çevrimdışısınız")).to_have_count(0)


def test_nothing_that_was_seen_is_left_after_a_sign_out(
    stack: Stack, page: Page, app: App, belongings: Belongings, eventually: Eventually
) -> None:
    look_around(page, stack, belongings)
    eventually(lambda: f'["note","{belongings.note}"]' in " ".join(kept(page)))
    assert not [address for address in kept(page) if "X-Amz-" in address]

    page.goto(f"{stack.base_url}/settings/")
    page.get_by_role("button", name="Çıkış yap", exact=True).click()
    page.wait_for_url(re.compile(r"/login/"))
    eventually(lambda: kept(page) == [])
    page.context.set_offline(True)
    page.goto(f"{stack.base_url}/files/")
    page.wait_for_url(re.compile(r"/login/"))
    assert kept(page) == []
