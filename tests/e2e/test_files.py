"""A person keeps order: folders, moving several at once, finding, versions, the trash and back.

A real browser on the stack.
"""

import re

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.clients import App, Stack
from tests.e2e.sign_in import enter

pytestmark = [pytest.mark.stack, pytest.mark.browser]
PDF = {"kind": "file", "mime": "application/pdf"}


@pytest.fixture
def app(stack: Stack, page: Page) -> App:
    """Somebody with two files, who has opened their files."""
    app = enter(page, stack)
    for name in ("kira.pdf", "rapor.pdf"):
        app.back_up(name.encode(), name, **PDF)
    page.get_by_role("button", name="Şirketim var").click()
    page.get_by_role("link", name="Dosyalar").first.click()
    expect(row(page, "rapor.pdf")).to_be_visible()
    return app


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("listitem").filter(has=page.get_by_role("button", name=f"{name}: seçenekler", exact=True))


def make_folder(page: Page, name: str) -> None:
    page.get_by_role("button", name="Yeni klasör").click()
    sheet = page.get_by_role("dialog", name="Yeni klasör")
    sheet.get_by_role("textbox", name="Klasörün adı").fill(name)
    sheet.get_by_role("button", name="Klasör aç").click()
    expect(row(page, name)).to_be_visible()


def open_folder(page: Page, name: str) -> None:
    row(page, name).get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def choose(page: Page, name: str, deed: str) -> None:
    page.get_by_role("button", name=f"{name}: seçenekler", exact=True).click()
    page.get_by_role("dialog", name=name).get_by_role("button", name=deed).click()


_AT_REST = """() => new Promise((done) => {
  let last = -1, still = 0;
  const look = () => {
    still = scrollY === last ? still + 1 : 0;
    last = scrollY;
    if (still > 20) done(); else requestAnimationFrame(look);
  };
  look();
})"""
"""A page goes on scrolling after the finger has left, and a row that is scrolled is put back."""


def swipe(page: Page, name: str, aside: int, along: int) -> None:
    """A finger on the row, so many pixels to the right and down; only the browser's own protocol has one that moves."""
    box = row(page, name).bounding_box()
    assert box is not None
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": box["x"] + box["width"] / 2 + x, "y": box["y"] + box["height"] / 2 + y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    touch("touchStart", (0, 0))
    for step in range(1, 11):
        touch("touchMove", (aside * step / 10, along * step / 10))
    touch("touchEnd")
    finger.detach()


def places(app: App) -> dict[str, str | None]:
    """In which folder everything is, as the server has it: names by names."""
    items = app.call("GET", "/vault/nodes").json()["items"]
    names = {item["id"]: item["name"] for item in items}
    return {item["name"]: names.get(item["parent_id"]) for item in items}


def test_files_go_into_a_folder_together_and_back_follows_the_address(app: App, page: Page) -> None:
    make_folder(page, "Belgeler")
    open_folder(page, "Belgeler")
    make_folder(page, "2026")
    page.get_by_role("link", name="Dosyalar").first.click()
    page.get_by_role("button", name="Seç", exact=True).click()
    page.get_by_role("checkbox", name="kira.pdf: seç").click()
    page.get_by_role("checkbox", name="rapor.pdf: seç").click()
    page.get_by_role("toolbar").get_by_role("button", name="Taşı").click()
    sheet = page.get_by_role("dialog", name="2 öğeyi taşı")
    sheet.get_by_role("button", name="Belgeler").click()
    sheet.get_by_role("button", name="2026").click()
    sheet.get_by_role("button", name="Buraya taşı").click()
    expect(page.get_by_text("2 öğe “2026” klasörüne taşındı.")).to_be_visible()
    expect(row(page, "rapor.pdf")).to_have_count(0)

    open_folder(page, "Belgeler")
    open_folder(page, "2026")
    expect(row(page, "kira.pdf")).to_be_visible()
    assert places(app) == {"Belgeler": None, "2026": "Belgeler", "kira.pdf": "2026", "rapor.pdf": "2026"}
    page.reload()
    expect(page.get_by_role("heading", level=1, name="2026")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Belgeler")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Dosyalar")).to_be_visible()

    page.get_by_role("searchbox").fill("RAPOR")
    expect(page.get_by_role("list", name="Bulunanlar").get_by_role("listitem")).to_have_count(1)
    expect(row(page, "rapor.pdf")).to_contain_text("2026")


def test_a_name_that_is_taken_is_refused_in_words(app: App, page: Page) -> None:
    choose(page, "rapor.pdf", "Yeniden adlandır")
    sheet = page.get_by_role("dialog", name="Yeniden adlandır")
    sheet.get_by_role("textbox").fill("Kira.pdf")
    sheet.get_by_role("button", name="Kaydet").click()
    expect(sheet.get_by_role("alert")).to_contain_text("Burada bu adda bir öğe var")
    sheet.get_by_role("textbox").fill("kasım raporu.pdf")
    sheet.get_by_role("button", name="Kaydet").click()
    expect(row(page, "kasım raporu.pdf")).to_be_visible()
    assert set(places(app)) == {"kira.pdf", "kasım raporu.pdf"}


def test_what_is_trashed_comes_back_by_one_tap_or_from_the_trash(app: App, page: Page) -> None:
    choose(page, "rapor.pdf", "Çöp kutusuna taşı")
    expect(row(page, "rapor.pdf")).to_have_count(0)
    page.get_by_role("button", name="Geri al").click()
    expect(row(page, "rapor.pdf")).to_be_visible()

    for name in ("rapor.pdf", "kira.pdf"):
        choose(page, name, "Çöp kutusuna taşı")
        expect(page.get_by_text("1 öğe çöp kutusuna taşındı.")).to_be_visible()
        expect(row(page, name)).to_have_count(0)
    page.get_by_role("navigation", name="Kasanız").get_by_role("link", name="Çöp").click()
    page.wait_for_url(re.compile(r"/trash/"))
    page.get_by_role("button", name="kira.pdf: geri yükle").click()
    expect(page.get_by_text("“kira.pdf” geri yüklendi.")).to_be_visible()
    assert set(places(app)) == {"kira.pdf"}

    page.get_by_role("button", name="Boşalt").click()
    page.get_by_role("dialog").get_by_role("button", name="Çöp kutusunu boşalt").click()
    expect(page.get_by_text("Çöp kutusu boş.")).to_be_visible()
    assert app.call("GET", "/vault/trash").json()["items"] == []


def test_a_file_takes_a_new_version_and_the_one_before_comes_back(app: App, page: Page) -> None:
    node = next(item for item in app.call("GET", "/vault/nodes").json()["items"] if item["name"] == "rapor.pdf")
    second = b"kira.pdf"  # as another file has it: it becomes the version all the same

    def content() -> bytes:
        return httpx.get(app.call("GET", f"/vault/nodes/{node['id']}/content").json()["url"]).content

    choose(page, "rapor.pdf", "Sürüm geçmişi")
    sheet = page.get_by_role("dialog", name="Sürüm geçmişi")
    versions = sheet.get_by_role("list", name="Sürümler").get_by_role("listitem")
    expect(versions).to_have_count(1)
    with page.expect_file_chooser() as chooser:
        sheet.get_by_role("button", name="Yeni sürüm yükle").click()
    assert not chooser.value.is_multiple()
    chooser.value.set_files({"name": "rapor (son).pdf", "mimeType": "application/pdf", "buffer": second})
    expect(versions).to_have_count(2)
    expect(versions.first).to_contain_text(f"Şimdiki sürüm · {len(second)} B")
    assert content() == second
    assert set(places(app)) == {"kira.pdf", "rapor.pdf"}

    versions.last.get_by_role("button", name=re.compile("sürümüne dön$")).click()
    expect(page.get_by_text("Seçtiğiniz sürüm yeni sürüm oldu.")).to_be_visible()
    assert content() == b"rapor.pdf"


def test_a_row_is_pulled_aside_by_a_finger_and_scrolls_with_it(app: App, page: Page) -> None:
    to_trash = page.get_by_role("button", name="Çöpe at")
    page.set_viewport_size({"width": 390, "height": 480})
    swipe(page, "rapor.pdf", -30, -150)
    page.wait_for_function("scrollY > 0")
    expect(to_trash).to_have_count(0)
    row(page, "rapor.pdf").evaluate("row => row.scrollIntoView({block: 'center'})")
    page.evaluate(_AT_REST)

    swipe(page, "rapor.pdf", -150, 20)
    page.evaluate("Promise.allSettled(document.getAnimations().map(({finished}) => finished))")
    page.evaluate(_AT_REST)
    to_trash.tap()
    expect(row(page, "rapor.pdf")).to_have_count(0)
    page.get_by_role("button", name="Geri al").tap()
    expect(row(page, "rapor.pdf")).to_be_visible()
    assert set(places(app)) == {"kira.pdf", "rapor.pdf"}
