"""What makes a vault worth trusting: nothing that was written is lost, old versions come back, links end when told to,
photos are seen. A real browser on the deployed stack.
"""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.clients import App, Stack
from tests.e2e.belongings import FIXTURES, PASSWORD, PDF, made
from tests.e2e.sign_in import enter, second_device

pytestmark = [pytest.mark.stack, pytest.mark.browser]
PHOTO = FIXTURES / "rocket.jpg"


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """Somebody without an account."""
    context = browser.new_context(locale="tr-TR", viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def open_sheet(page: Page, stack: Stack, name: str, deed: str) -> Locator:
    """What is done with one item of the files."""
    page.goto(f"{stack.base_url}/files/")
    page.get_by_role("button", name=f"{name}: seçenekler", exact=True).click()
    page.get_by_role("dialog", name=name).get_by_role("button", name=deed).click()
    return page.get_by_role("dialog", name=deed)


def bytes_of(app: App, node_id: str) -> bytes:
    return httpx.get(app.call("GET", f"/vault/nodes/{node_id}/content").json()["url"]).content


def texts(app: App) -> set[str]:
    """Of all notes that are there."""
    notes = app.call("GET", "/vault/notes").json()["items"]
    return {app.call("GET", f"/vault/notes/{note['id']}").json()["text"] for note in notes}


def test_a_note_written_on_two_devices_at_once_keeps_both_versions(stack: Stack, page: Page, browser: Browser) -> None:
    app = enter(page, stack)
    note = made(app, "notes", {"client_id": "note-0001", "title": "Alışveriş", "text": "süt"})["node"]["id"]
    page.goto(f"{stack.base_url}/notes/?id={note}")
    mine = page.get_by_role("textbox", name="Not metni")
    expect(mine).to_have_value("süt")
    other = second_device(browser, page)
    other.goto(f"{stack.base_url}/notes/?id={note}")
    theirs = other.get_by_role("textbox", name="Not metni")
    expect(theirs).to_have_value("süt")

    other.context.set_offline(True)
    theirs.fill("süt\nyumurta")
    expect(other.get_by_text("Henüz kaydedilmedi")).to_be_visible()
    mine.fill("süt\nekmek")
    expect(page.get_by_text("Kaydedildi")).to_be_visible()
    other.context.set_offline(False)
    other.get_by_role("button", name="İki sürümü gör").click()
    sheet = other.get_by_role("dialog", name="Not iki yerde değişti")
    expect(sheet.get_by_role("region", name="Sizin yazdığınız")).to_contain_text("yumurta")
    expect(sheet.get_by_role("region", name="Diğer sürüm")).to_contain_text("ekmek")
    assert texts(app) == {"süt\nekmek"}
    sheet.get_by_role("button", name="İkisi de kalsın").click()
    expect(sheet).to_be_hidden()
    expect(theirs).to_have_value("süt\nekmek")

    page.goto(f"{stack.base_url}/notes/")
    page.get_by_role("button", name=re.compile(re.escape("Alışveriş (çakışan kopya)"))).click()
    expect(mine).to_have_value("süt\nyumurta")
    assert texts(app) == {"süt\nekmek", "süt\nyumurta"}
    other.context.close()


def test_a_link_asks_for_its_password_and_is_dead_once_it_is_revoked(stack: Stack, page: Page, visitor: Page) -> None:
    app = enter(page, stack)
    app.back_up(b"%PDF-1.4 rent", "kira.pdf", **PDF)
    sheet = open_sheet(page, stack, "kira.pdf", "Bağlantıyla paylaş")
    sheet.get_by_role("switch", name=re.compile("Parola iste")).click()
    sheet.get_by_role("textbox", name="Parola").fill(PASSWORD)
    sheet.get_by_role("button", name="Bağlantı oluştur").click()
    link = sheet.get_by_role("textbox", name="Bağlantı", exact=True)
    expect(link).to_have_value(re.compile(r"/shared/\?t=."))

    visitor.goto(link.input_value())
    expect(visitor.get_by_role("heading", name="Parola gerekiyor")).to_be_visible()
    assert "kira.pdf" not in visitor.content()
    for password in ("yanlış parola", PASSWORD):
        visitor.get_by_role("textbox", name="Parola").fill(password)
        visitor.get_by_role("button", name="Aç").click()
        if password != PASSWORD:
            expect(visitor.get_by_text("Parola doğru değil.")).to_be_visible()
    expect(visitor.get_by_role("heading", level=1, name="kira.pdf")).to_be_visible()
    with visitor.expect_download() as download:
        visitor.get_by_role("button", name="İndir").click()
    assert download.value.path().read_bytes() == b"%PDF-1.4 rent"
    assert download.value.suggested_filename == "kira.pdf"

    sheet.get_by_role("button", name=re.compile("^Bağlantıyı kapat")).click()
    sheet.get_by_role("button", name="Bağlantıyı kapat", exact=True).click()
    expect(link).to_be_hidden()
    visitor.get_by_role("button", name="İndir").click()
    expect(visitor.get_by_role("alert")).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_text("Bu bağlantı artık geçerli değil.")).to_be_visible()


def test_a_photo_is_seen_small_and_then_large(stack: Stack, page: Page) -> None:
    enter(page, stack)
    page.goto(f"{stack.base_url}/files/")
    page.locator("input[type=file]").first.set_input_files(PHOTO)
    expect(page.get_by_text("Yedeklendi").first).to_be_visible()
    page.get_by_role("navigation", name="Kasanız").get_by_role("link", name="Fotoğraflar").click()
    tile = page.get_by_role("button", name=re.compile("^Fotoğraf, "))
    small = tile.locator("img")
    expect(small).to_have_css("opacity", "1")  # once it is loaded
    assert small.evaluate("picture => Math.max(picture.naturalWidth, picture.naturalHeight)") == 512

    tile.click()
    viewer = page.get_by_role("dialog", name=re.compile(r"\d"))
    large = viewer.get_by_role("img", name=re.compile("^Fotoğraf, "))
    expect(large).to_have_css("opacity", "1")
    assert large.evaluate("picture => picture.naturalWidth") == 640  # as wide as the photo itself
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(tile).to_be_visible()


def test_a_picture_seen_before_the_service_worker_came_can_be_read_by_it(stack: Stack, browser: Browser) -> None:
    """It asks with CORS, and the browser answers with what it kept: see web/src/lib/useImage.ts."""
    context = browser.new_context(locale="tr-TR", service_workers="block")
    page = context.new_page()
    enter(page, stack).back_up(PHOTO.read_bytes(), "roket.jpg", mime="image/jpeg")
    page.goto(f"{stack.base_url}/photos/")
    small = page.get_by_role("button", name=re.compile("^Fotoğraf, ")).locator("img")
    expect(small).to_have_css("opacity", "1")
    read = "async picture => (await fetch(picture.currentSrc, {mode: 'cors', credentials: 'omit'})).status"
    assert small.evaluate(read) == 200
    context.close()


def test_an_older_version_of_a_file_comes_back_and_none_is_lost(stack: Stack, page: Page) -> None:
    app = enter(page, stack)
    first, second = b"%PDF-1.4 as it was", b"%PDF-1.4 spoilt, and longer"
    node = app.back_up(first, "rapor.pdf", **PDF)
    replaced = app.back_up(second, "rapor.pdf", node_id=node["id"], if_match=node["rev"], **PDF)
    assert replaced["id"] == node["id"]

    sheet = open_sheet(page, stack, "rapor.pdf", "Sürüm geçmişi")
    versions = sheet.get_by_role("list", name="Sürümler").get_by_role("listitem")
    expect(versions).to_have_count(2)
    expect(versions.first).to_contain_text("Şimdiki sürüm")
    versions.last.get_by_role("button", name=re.compile("sürümüne dön$")).click()
    expect(page.get_by_text("Seçtiğiniz sürüm yeni sürüm oldu.")).to_be_visible()
    assert bytes_of(app, node["id"]) == first
    sizes = [item["size"] for item in app.call("GET", f"/vault/nodes/{node['id']}/revisions").json()["items"]]
    assert sizes == [len(first), len(second)]  # what is restored is the same version again, now the newest
