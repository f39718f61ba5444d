"""A company finds creators who fit its own visitors, sees why, and takes a list home; a creator sees whom they fit.

A real browser on the deployed stack, among made-up creators and companies.
"""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from infra.local.population import demo
from infra.local.stack import LocalStack
from tests.e2e.connecting import COMPANY, INSTAGRAM, begin_as, card, connected, consent

pytestmark = [pytest.mark.stack, pytest.mark.browser]

CREATORS = 60
SCORE = re.compile(r"Uyum puanı 100 üzerinden")


@pytest.fixture(autouse=True)
def people(stack: LocalStack) -> None:
    """Creators who share, and companies that want to be seen; a second time changes nothing."""
    demo.seed(stack.database_url, count=CREATORS)


def company(stack: LocalStack, page: Page) -> None:
    """One whose visitors Google Analytics tells."""
    begin_as(stack, page, "Şirketim var")
    consent(page, "Google Analytics", COMPANY)
    page.get_by_role("dialog", name="Mülk seçin").get_by_role("region", name="Mülkler").get_by_role(
        "button"
    ).first.click()
    connected(page, "Google Analytics")


def matches(page: Page) -> Locator:
    page.get_by_role("link", name="Eşleşme", exact=True).click()
    found = page.get_by_role("list", name="Eşleşen influencer’lar")
    expect(found.get_by_role("img", name=SCORE).first).to_be_visible()
    return found


def scores(found: Locator) -> list[str]:
    return [str(ring.get_attribute("aria-label")) for ring in found.get_by_role("img", name=SCORE).all()]


def keep_first(page: Page, found: Locator, title: str) -> str:
    """Opens the best creator, reads why they fit, and puts them on a new list; says who it was."""
    found.get_by_role("link").first.click()
    page.wait_for_url(re.compile(r"/influencer/"))
    expect(page.get_by_role("region", name="Neden bu puan?")).to_be_visible()
    name = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Listeye ekle").click()
    sheet = page.get_by_role("dialog", name=f"{name}: listeye ekle")
    sheet.get_by_role("textbox", name="Yeni liste").fill(title)
    sheet.get_by_role("button", name="Liste açıp ekle").click()
    expect(page.get_by_role("status").filter(has_text=f"“{title}” listesinde")).to_be_visible()
    return name


def test_a_company_weighs_understands_keeps_and_exports(stack: LocalStack, page: Page) -> None:
    company(stack, page)
    found = matches(page)
    before = scores(found)
    page.get_by_role("button", name="Ne kadar önemli?").click()
    page.get_by_role("slider", name="Ülke").fill("0")
    page.get_by_role("slider", name="Yaş").fill("100")
    expect(found.get_by_role("img", name=SCORE).first).not_to_have_attribute("aria-label", before[0])
    assert scores(found) != before
    name = keep_first(page, found, "Bahar kampanyası")

    page.get_by_role("link", name="Eşleşme", exact=True).last.click()
    page.get_by_role("link", name="Listeler").click()
    page.get_by_role("button", name=re.compile("Bahar kampanyası")).click()
    row = page.get_by_role("listitem", name=name)
    row.get_by_role("combobox", name=f"{name}: durum").select_option("contacted")
    row.get_by_role("button", name=f"{name}: seçenekler").click()
    page.get_by_role("button", name="Not ekle").click()
    page.get_by_role("textbox", name="Not").fill("=Teklif 5.000")
    page.get_by_role("button", name="Kaydet").click()
    expect(row).to_contain_text("=Teklif 5.000")

    page.get_by_role("button", name="Liste seçenekleri").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV indir").click()
    assert download.value.suggested_filename == "Bahar-kampanyası.csv"
    written = Path(download.value.path()).read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert any(name in value for line in rows[1:] for value in line)
    assert not any(value.startswith("=") for line in rows for value in line)


def test_a_list_keeps_its_order_gives_back_what_was_taken_and_goes_onto_paper(stack: LocalStack, page: Page) -> None:
    company(stack, page)
    first = keep_first(page, matches(page), "Yaz")
    page.goto(f"{stack.base_url}/lists/")
    page.get_by_role("button", name=re.compile("Yaz")).click()
    row = page.get_by_role("listitem", name=first)
    row.get_by_role("button", name=f"{first}: seçenekler").click()
    page.get_by_role("button", name="Listeden çıkar").click()
    expect(row).to_be_hidden()
    page.get_by_role("button", name="Geri al").click()
    expect(row).to_be_visible()

    page.get_by_role("button", name="Liste seçenekleri").click()
    page.get_by_role("button", name="Rapor").click()
    page.wait_for_url(re.compile(r"/report/"))
    block = page.get_by_role("region", name=first)
    expect(block.get_by_role("table", name=f"{first}: Uyum nereden geliyor")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Ana gezinme")).to_be_hidden()
    expect(page.get_by_role("button", name="Yazdır veya PDF kaydet")).to_be_hidden()


def test_a_search_is_kept_and_opened_again(stack: LocalStack, page: Page) -> None:
    company(stack, page)
    found = matches(page)
    page.get_by_role("combobox", name="Sırala").select_option("followers")
    page.get_by_role("button", name="Filtreler").click()
    page.get_by_role("checkbox", name="TikTok").check()
    page.get_by_role("button", name=re.compile("sonucu göster")).click()
    page.get_by_role("button", name="Aramayı kaydet").click()
    sheet = page.get_by_role("dialog", name="Aramayı kaydet")
    sheet.get_by_role("textbox", name="Aramanın adı").fill("En büyükler")
    sheet.get_by_role("button", name="Kaydet").click()
    page.get_by_role("link", name="Kayıtlı aramalar").click()
    kept = page.get_by_role("region", name="En büyükler")
    expect(kept).to_contain_text("TikTok")
    expect(kept.get_by_text("İlk özet yarın hazır olur.")).to_be_visible()
    page.reload()
    kept.get_by_role("button", name="Sonuçları gör").click()
    expect(page.get_by_role("combobox", name="Sırala")).to_have_value("followers")
    expect(page.get_by_role("button", name="TikTok: filtreyi kaldır")).to_be_visible()
    expect(found.get_by_role("link").first).to_be_visible()


def test_a_company_without_analytics_types_its_audience_in(stack: LocalStack, page: Page) -> None:
    begin_as(stack, page, "Şirketim var")
    page.goto(f"{stack.base_url}/audiences/")
    page.get_by_role("button", name="Yeni hedef kitle").click()
    sheet = page.get_by_role("dialog", name="Yeni hedef kitle")
    sheet.get_by_role("textbox", name="Adı", exact=True).fill("Genç kadınlar")
    for bucket, share in {"18–24": "60", "25–34": "40", "Kadın": "90", "Erkek": "10"}.items():
        sheet.get_by_role("textbox", name=f"{bucket}, yüzde").fill(share)
    sheet.get_by_role("button", name="Kaydet").click()
    expect(page.get_by_role("button", name=re.compile("Genç kadınlar.*Varsayılan", re.DOTALL))).to_be_visible()
    page.goto(f"{stack.base_url}/match/")
    expect(page.get_by_role("list", name="Eşleşen influencer’lar").get_by_role("link").first).to_be_visible()


def test_an_influencer_sees_the_mirror_once_they_share(stack: LocalStack, page: Page) -> None:
    begin_as(stack, page, "İçerik üretiyorum")
    consent(page, "Instagram", INSTAGRAM)
    connected(page, "Instagram")
    page.get_by_role("link", name="Eşleşme", exact=True).click()
    expect(page.get_by_text("Şu an hiçbir hesabınız markalarla paylaşılmıyor.")).to_be_visible()
    page.goto(f"{stack.base_url}/connections/")
    card(page, "Instagram").get_by_role("switch", name=re.compile("Kitlemi markalarla paylaş")).click()
    page.get_by_role("button", name="Onaylıyorum, paylaş").click()
    expect(page.get_by_role("status").filter(has_text="artık markalarla paylaşılıyor")).to_be_visible()

    page.get_by_role("link", name="Eşleşme", exact=True).click()
    company_card = page.get_by_role("list", name="Şirketler").get_by_role("listitem").first
    expect(company_card.get_by_role("img", name=re.compile("Instagram: 100 üzerinden"))).to_be_visible()
    expect(company_card.get_by_role("list", name=re.compile("boyutlara göre benzerlik"))).to_be_visible()
    mine = page.get_by_role("region", name="Markalar sizi nasıl görüyor")
    expect(mine.get_by_role("table", name="Instagram: Yaş")).to_be_visible()


def test_a_profile_says_who_somebody_is_and_survives_a_reload(stack: LocalStack, page: Page) -> None:
    begin_as(stack, page, "Şirketim var")
    page.goto(f"{stack.base_url}/profile/")
    page.get_by_role("textbox", name="Şirket adı").fill("Gezer Atölye")
    page.get_by_text("Moda", exact=True).click()
    page.get_by_role("switch", name=re.compile("Influencer’lara görün")).click()
    page.get_by_role("button", name="Kaydet").click()
    expect(page.get_by_role("status").filter(has_text="Profiliniz kaydedildi.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("textbox", name="Şirket adı")).to_have_value("Gezer Atölye")
    expect(page.get_by_role("checkbox", name="Moda")).to_be_checked()
