"""Without a network a person sees what they have seen before, and when they sign out nothing of it is left. A real
browser with the app's service worker, on the deployed stack.
"""

import re
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.clients import App, Eventually, Stack
from tests.e2e.belongings import PDF, Belongings, give
from tests.e2e.sign_in import enter

pytestmark = [pytest.mark.stack, pytest.mark.browser]
LOADED = "picture => picture.complete && picture.naturalWidth > 0"
KEPT = """async () => {
  const found = Object.keys(localStorage).filter(key => key.startsWith("kept/"));
  for (const name of ["seen", "pictures"]) {
    if (!await caches.has(name)) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const text = name === "seen" ? await (await cache.match(request))?.text() : "";
      found.push(decodeURIComponent(request.url) + " " + text);
    }
  }
  return found;
}"""


@pytest.fixture
def app(stack: Stack, page: Page) -> App:
    """Somebody whose pages come from their service worker."""
    app = enter(page, stack)
    assert app.call("PATCH", "/auth/me", {"role": "company"}).status_code == 200
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    return app


@pytest.fixture
def belongings(app: App, eventually: Eventually) -> Belongings:
    return give(app, eventually)


def kept(page: Page) -> list[str]:
    """What this device has of the person: keys, addresses, answers."""
    return list(page.evaluate(KEPT))


def has(page: Page, answer: str) -> bool:
    return any(answer in entry for entry in kept(page))


def screens(page: Page, belongings: Belongings) -> dict[str, tuple[Locator, str]]:
    """Addresses, what is to be seen there, and what the device then has."""
    tile, picture = page.get_by_role("button", name=re.compile("^Fotoğraf, ")).first, f"512/{belongings.photo}"
    note = page.get_by_role("textbox", name="Not metni")
    folder = f"/files/?folder={belongings.folder}"
    return {
        "/files/": (page.get_by_text("yedek.zip").first, '["nodes",{"parent_id":"root"'),
        folder: (page.get_by_text("Kira sözleşmesi 2026.pdf").first, f'["nodes",{{"parent_id":"{belongings.folder}"'),
        "/notes/": (page.get_by_text("Alışveriş").first, '["notes",""]'),
        "/photos/": (tile, '["photos","timeline"]'),
        "/photos/?view=albums": (page.get_by_role("button", name=re.compile("Gökyüzü")), '["albums","all"]'),
        f"/photos/?album={belongings.album}": (tile, picture),
        "/dashboard/": (page.get_by_role("meter"), '["summary"]'),
        f"/notes/?id={belongings.note}": (note, f'["note","{belongings.note}"]'),
    }


def look_around(page: Page, stack: Stack, belongings: Belongings, eventually: Eventually) -> None:
    """Everything is there, with its small pictures."""
    for path, (sign, answer) in screens(page, belongings).items():
        page.goto(stack.base_url + path)
        expect(sign).to_be_visible()
        if path in ("/photos/", f"/photos/?album={belongings.album}"):
            picture = page.locator("li img").first
            expect(picture).to_have_css("opacity", "1")  # once it is loaded
            assert picture.evaluate(LOADED), path
        eventually(partial(has, page, answer))
    expect(page.get_by_role("textbox", name="Not metni")).to_have_value("süt\nekmek")


def test_what_was_seen_is_there_without_a_network_and_fresh_with_it(
    stack: Stack, page: Page, app: App, belongings: Belongings, eventually: Eventually
) -> None:
    look_around(page, stack, belongings, eventually)

    page.context.set_offline(True)
    look_around(page, stack, belongings, eventually)
    page.goto(f"{stack.base_url}/files/")
    expect(page.get_by_text("yedek.zip").first).to_be_visible()
    expect(page.get_by_text("Çevrimdışısınız").first).to_be_visible()
    expect(page.get_by_text("Bağlantı gelince kendiliğinden yenilenir.")).to_have_count(0)

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
    look_around(page, stack, belongings, eventually)
    assert not [entry for entry in kept(page) if "X-Amz-" in entry or app.access_token in entry]

    page.goto(f"{stack.base_url}/settings/")
    page.get_by_role("button", name="Çıkış yap", exact=True).click()
    page.wait_for_url(re.compile(r"/login/"))
    eventually(lambda: kept(page) == [])
    page.context.set_offline(True)
    page.goto(f"{stack.base_url}/files/")  # as one whose sign-out nobody has noticed: `enter` says so to each page
    expect(page.get_by_text("Bağlantı gelince kendiliğinden yenilenir.").first).to_be_visible()
    expect(page.get_by_text("yedek.zip")).to_have_count(0)
    assert kept(page) == []
