"""Nobody is shut out: axe on each screen of the vault, with real things on it: light and dark, narrow and wide."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.clients import App, Eventually, Stack
from tests.e2e.accessibility import barriers
from tests.e2e.belongings import PASSWORD, Belongings, give
from tests.e2e.sign_in import enter

pytestmark = [pytest.mark.stack, pytest.mark.browser]


@pytest.fixture(params=[("light", 390), ("dark", 390), ("light", 1280)], ids=["light", "dark", "wide"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Without motion: what is half faded in has half its contrast."""
    scheme, width = request.param
    context = browser.new_context(
        locale="tr-TR", viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def app(stack: Stack, page: Page) -> App:
    return enter(page, stack)


@pytest.fixture
def belongings(app: App, eventually: Eventually) -> Belongings:
    return give(app, eventually)


def found_on(page: Page, address: str, sign: str) -> list[str]:
    """What axe finds once the screen shows what it is there for, and whether it is wider than the screen."""
    page.goto(address)
    expect(page.get_by_text(sign).first).to_be_visible()
    is_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [f"{address}: {barrier}" for barrier in [*barriers(page), *(["too wide"] if is_wide else [])]]


def test_no_screen_of_files_or_notes_or_settings_shuts_anybody_out(
    stack: Stack, page: Page, belongings: Belongings
) -> None:
    screens = {
        "/dashboard/": "Şimdilik geç",
        "/files/": "yedek.zip",
        f"/files/?folder={belongings.folder}": "Kira sözleşmesi 2026.pdf",
        "/trash/": "eski rapor.pdf",
        "/notes/": "Alışveriş",
        "/settings/": "Yedekleme kuralları",
    }
    assert [line for path, sign in screens.items() for line in found_on(page, stack.base_url + path, sign)] == []
    page.goto(f"{stack.base_url}/dashboard/")
    page.get_by_role("button", name="Şimdilik geç").click()
    expect(page.get_by_text("yedek.zip")).to_be_visible()
    assert barriers(page) == []
    page.goto(f"{stack.base_url}/notes/?id={belongings.note}")
    expect(page.get_by_role("textbox", name="Not metni")).to_have_value("süt\nekmek")
    assert barriers(page) == []


def test_no_screen_of_photos_shuts_anybody_out(stack: Stack, page: Page, belongings: Belongings) -> None:
    photos = f"{stack.base_url}/photos/"
    tiles = page.get_by_role("button", name=re.compile("^Fotoğraf, "))
    for address, count in {photos: 3, f"{photos}?album={belongings.album}": 2}.items():
        page.goto(address)
        expect(tiles).to_have_count(count)
        expect(page.locator("li img").first).to_have_css("opacity", "1")
        assert barriers(page) == [], address
    page.goto(f"{photos}?view=albums")
    expect(page.get_by_role("button", name=re.compile("Gökyüzü"))).to_be_visible()
    assert barriers(page) == []
    page.goto(f"{photos}?id={belongings.photo}")
    viewer = page.get_by_role("dialog")
    expect(viewer.get_by_role("img", name=re.compile("^Fotoğraf, "))).to_have_css("opacity", "1")
    assert barriers(page) == []
    viewer.get_by_role("button", name="Bilgi").click()
    expect(viewer.get_by_text("rocket.jpg")).to_be_visible()
    assert barriers(page) == []


def test_no_shared_page_shuts_anybody_out(stack: Stack, page: Page, belongings: Belongings) -> None:
    shared = f"{stack.base_url}/shared/?t="
    assert found_on(page, shared + belongings.link, "Kira sözleşmesi 2026.pdf") == []
    assert found_on(page, shared + "unknown", "Bu bağlantı artık geçerli değil.") == []
    assert found_on(page, shared + belongings.locked_link, "Parola gerekiyor") == []
    page.get_by_role("textbox", name="Parola").fill(PASSWORD[::-1])
    page.get_by_role("button", name="Aç").click()
    expect(page.get_by_text("Parola doğru değil.")).to_be_visible()
    assert barriers(page) == []


def test_no_question_and_no_selection_shuts_anybody_out(stack: Stack, page: Page, belongings: Belongings) -> None:
    page.goto(f"{stack.base_url}/files/")
    page.get_by_role("button", name="Yeni klasör").click()
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Seç", exact=True).click()
    page.get_by_role("checkbox", name="yedek.zip: seç").click()
    expect(page.get_by_role("toolbar")).to_be_visible()
    assert barriers(page) == []
    page.goto(f"{stack.base_url}/trash/")
    page.get_by_role("button", name="Boşalt", exact=True).click()
    expect(page.get_by_role("dialog", name="Çöp kutusu boşaltılsın mı?")).to_be_visible()
    assert barriers(page) == []


def test_no_sheet_of_files_shuts_anybody_out(stack: Stack, page: Page, belongings: Belongings, tmp_path: Path) -> None:
    page.goto(f"{stack.base_url}/files/")
    options = page.get_by_role("button", name="yedek.zip: seçenekler", exact=True)
    for deed in ("Bağlantıyla paylaş", "Sürüm geçmişi", "Taşı"):
        options.click()
        menu = page.get_by_role("dialog", name="yedek.zip")
        expect(menu).to_be_visible()
        assert barriers(page) == []
        menu.get_by_role("button", name=deed, exact=True).click()
        expect(page.get_by_role("dialog", name=re.compile(deed, re.IGNORECASE))).to_be_visible()
        assert barriers(page) == [], deed
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()

    page.context.set_offline(True)
    waiting = tmp_path / "film.mp4"
    waiting.write_bytes(b"film")
    page.locator("input[type=file]").first.set_input_files(waiting)
    page.get_by_role("button", name=re.compile("öğe yedekleniyor")).click()
    expect(page.get_by_role("dialog").get_by_text("film.mp4")).to_be_visible()
    assert barriers(page) == []
