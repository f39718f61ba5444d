"""A person with a phone: sign in, back up a real photo, reload, get it back. A real browser on the deployed stack."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.clients import App, Stack, new_phone
from tests.e2e.sign_in import sign_in

pytestmark = [pytest.mark.stack, pytest.mark.browser]
PHOTO = Path(__file__).parent.parent / "fixtures" / "hubble_deep_field.jpg"


def open_files(page: Page) -> None:
    page.get_by_role("link", name="Dosyalar").first.click()
    page.wait_for_url(re.compile(r"/files/"))


def test_a_photo_is_backed_up_survives_a_reload_and_downloads_byte_identical(stack: Stack, page: Page) -> None:
    uploads: list[str] = []
    page.on("request", lambda request: uploads.append(request.url) if request.method == "PUT" else None)
    sign_in(page, stack, new_phone())
    open_files(page)
    page.locator("input[type=file]").first.set_input_files(PHOTO)
    row = page.get_by_text("hubble_deep_field.jpg").first
    expect(page.get_by_text("Yedeklendi").first).to_be_visible()
    expect(row).to_be_visible()
    assert len(uploads) == 1
    assert stack.outputs["StorageBucketName"] in uploads[0]
    assert re.search(r"/storage/[0-9a-z]{26}/photos/", uploads[0])

    page.reload()
    expect(page.get_by_text("hubble_deep_field.jpg").first).to_be_visible()

    page.get_by_text("hubble_deep_field.jpg").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("İndir")).or_(
            page.get_by_role("button", name=re.compile("İndir"))
        ).first.click()
    assert Path(download.value.path()).read_bytes() == PHOTO.read_bytes()
    assert download.value.suggested_filename == PHOTO.name


def test_a_wrong_code_says_so_in_words(stack: Stack, page: Page) -> None:
    phone = new_phone()
    page.goto(stack.base_url)
    page.get_by_role("textbox", name="Telefon numarası").fill(phone.removeprefix("+90"))
    page.get_by_role("button", name="Kod gönder").click()
    box = page.get_by_role("textbox", name="Doğrulama kodu")
    expect(box).to_be_visible()
    right = App(stack, phone=phone).code()
    box.fill(f"{(int(right) + 1) % 1_000_000:06}")
    expect(page.get_by_role("alert").filter(has_text=re.compile("kod", re.IGNORECASE)).first).to_be_visible()
    assert "code_invalid" not in page.content()
    box.fill(right)
    page.wait_for_url(re.compile(r"/dashboard/"))


def test_many_tabs_never_log_each_other_out(stack: Stack, browser: Browser) -> None:
    """Five tabs reload at the same moment, again and again: each refreshes, none is thrown out."""
    context = browser.new_context(locale="tr-TR", viewport={"width": 390, "height": 844})
    first = context.new_page()
    sign_in(first, stack, new_phone())
    tabs = [first, *(context.new_page() for _ in range(4))]
    for _ in range(3):
        for tab in tabs:
            tab.goto(f"{stack.base_url}/dashboard/", wait_until="commit")
        for tab in tabs:
            expect(tab.get_by_role("link", name="Dosyalar").first).to_be_visible()
            assert "/login" not in tab.url
    context.close()


def test_signing_out_ends_it_in_every_tab(stack: Stack, browser: Browser) -> None:
    context = browser.new_context(locale="tr-TR", viewport={"width": 390, "height": 844})
    page, other = context.new_page(), context.new_page()
    sign_in(page, stack, new_phone())
    other.goto(f"{stack.base_url}/dashboard/")
    expect(other.get_by_role("link", name="Ayarlar").first).to_be_visible()
    page.get_by_role("link", name="Ayarlar").first.click()
    page.get_by_role("button", name="Çıkış yap", exact=True).click()
    page.wait_for_url(re.compile(r"/login/"))
    other.wait_for_url(re.compile(r"/login/"))
    page.reload()
    expect(page.get_by_role("textbox", name="Telefon numarası")).to_be_visible()
    context.close()
