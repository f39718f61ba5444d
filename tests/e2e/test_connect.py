"""A company and a creator connect their accounts, see their audiences, and take back what they gave.

A real browser on the deployed stack, through the consent pages of the provider sandbox.
"""

import re
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Locator, Page, expect

from infra.local.stack import LocalStack
from tests.clients import App
from tests.e2e.connecting import COMPANY, CREATOR, INSTAGRAM, begin_as, card, connected, consent

pytestmark = [pytest.mark.stack, pytest.mark.browser]

TABLES = ("connect.consents", "connect.snapshots", "connect.metrics", "match.creators")
SAMPLE = Path(__file__).parents[2] / "web" / "public" / "samples" / "tiktok.csv"
FAULTY = SAMPLE.read_text().replace("gender;male;0,38", "gender;erkek;0,38").replace("country;TR;0,81", "country;TR;81")


def query(stack: LocalStack, sql: str, *values: Any) -> list[Any]:
    with psycopg.connect(stack.database_url) as opened:
        return opened.execute(sql.encode(), values).fetchall()


def connection_of(stack: LocalStack, app: App, provider: str) -> str:
    sql = "select id from connect.connections where user_id = %s and provider = %s"
    ((connection_id,),) = query(stack, sql, app.user_id, provider)
    return str(connection_id)


def left_of(stack: LocalStack, connection_id: str) -> int:
    """Rows of any table that speak of a connection."""
    counts = [
        query(stack, f"select count(*) from {table} where connection_id = %s", connection_id)[0][0] for table in TABLES
    ]
    return int(sum(counts)) + len(query(stack, "select 1 from connect.connections where id = %s", connection_id))


def secret_of(stack: LocalStack, app: App) -> str:
    """What Secrets Manager holds of a user, as text; empty when there is no secret."""
    secrets = stack.client("secretsmanager")
    try:
        return str(secrets.get_secret_value(SecretId=f"infofluencer/local/tokens/{app.user_id}")["SecretString"])
    except secrets.exceptions.ResourceNotFoundException:
        return ""


def test_a_company_says_no_then_yes_picks_a_property_and_sees_its_audience(stack: LocalStack, page: Page) -> None:
    begin_as(stack, page, "Şirketim var")
    analytics = card(page, "Google Analytics")
    expect(analytics.get_by_text("Deneme ortamı: gerçek hesap kullanılmıyor")).to_be_visible()
    expect(card(page, "Instagram")).to_be_hidden()

    consent(page, "Google Analytics", COMPANY, "Vazgeç")
    expect(page.get_by_role("alert").filter(has_text="vazgeçtiniz")).to_be_visible()
    expect(page).to_have_url(f"{stack.base_url}/connections/")
    page.reload()
    expect(analytics.get_by_role("button", name="Google Analytics: bağla")).to_be_visible()
    expect(page.get_by_text("vazgeçtiniz")).to_be_hidden()

    consent(page, "Google Analytics", COMPANY)
    sheet = page.get_by_role("dialog", name="Mülk seçin")
    properties = sheet.get_by_role("region", name="Mülkler").get_by_role("button")
    expect(properties).to_have_count(2)
    properties.first.click()
    expect(sheet).to_be_hidden()

    connected(page, "Google Analytics").get_by_role("button", name="Kitleyi gör").click()
    page.wait_for_url(re.compile(r"/audience/"))
    for name in ("Yaş", "Cinsiyet", "Ülke", "Cihaz", "Dil"):
        expect(page.get_by_role("table", name=f"Google Analytics: {name}")).to_be_visible()
    expect(page.get_by_text("Deneme ortamı: gerçek hesap kullanılmıyor")).to_be_visible()
    countries = page.get_by_role("table", name="Google Analytics: Ülke")
    expect(countries.get_by_role("rowheader", name="Türkiye")).to_be_visible()
    expect(countries.get_by_role("columnheader")).to_have_text(["Ülke", "Pay", "Kişi"])


def test_a_creator_shares_one_account_and_disconnects_the_other(stack: LocalStack, page: Page) -> None:
    app = begin_as(stack, page, "İçerik üretiyorum")
    consent(page, "Instagram", INSTAGRAM)
    expect(page.get_by_role("status").filter(has_text="Instagram bağlandı")).to_be_visible()
    instagram = connected(page, "Instagram")
    consent(page, "YouTube", CREATOR)
    youtube = connected(page, "YouTube")
    shared, dropped = connection_of(stack, app, "instagram"), connection_of(stack, app, "youtube")

    switch = instagram.get_by_role("switch", name=re.compile("Kitlemi markalarla paylaş"))
    expect(switch).not_to_be_checked()
    assert query(stack, "select 1 from match.creators where user_id = %s", app.user_id) == []
    switch.click()
    sheet = page.get_by_role("dialog", name="Kitleniz markalarla paylaşılsın mı?")
    expect(sheet.get_by_text("Metin sürümü: Kasım 2026")).to_be_visible()
    sheet.get_by_role("button", name="Onaylıyorum, paylaş").click()
    expect(switch).to_be_checked()
    sql = "select wording, granted from connect.consents where connection_id = %s"
    assert query(stack, sql, shared) == [("share-audience-2026-11", True)]

    assert "instagram" in secret_of(stack, app)
    youtube.get_by_role("button", name="Bağlantıyı kes").click()
    sheet = page.get_by_role("dialog", name="YouTube bağlantısı kesilsin mi?")
    permissions = sheet.get_by_role("link", name="Google hesabınızdaki izinleri gör")
    assert permissions.get_attribute("href") == "https://myaccount.google.com/permissions"
    sheet.get_by_role("button", name="Bağlantıyı kes").click()
    expect(page.get_by_role("button", name="YouTube: bağla")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "content"  # the button that had the focus is gone

    assert left_of(stack, dropped) == 0
    assert query(stack, "select connection_id from match.creators where user_id = %s", app.user_id) == [(shared,)]
    assert "youtube" not in secret_of(stack, app)

    instagram.get_by_role("button", name="Kitleyi gör").click()
    expect(
        page.get_by_role("region", name="Instagram", exact=True).get_by_text("Markalarla paylaşılıyor")
    ).to_be_visible()
    expect(page.get_by_role("region", name="YouTube", exact=True)).to_be_hidden()


def test_a_connection_that_dies_asks_for_its_person(stack: LocalStack, page: Page) -> None:
    app = begin_as(stack, page, "İçerik üretiyorum")
    consent(page, "Instagram", INSTAGRAM)
    connected(page, "Instagram")
    connection_id = connection_of(stack, app, "instagram")
    with psycopg.connect(stack.database_url) as opened:
        opened.execute(
            "update connect.connections set status = 'needs_reauth', reason = 'password_changed' where id = %s",
            (connection_id,),
        )
    page.goto(f"{stack.base_url}/dashboard/")
    expect(page.get_by_role("link", name=re.compile("Kitle.*bağlantı sizi bekliyor"))).to_be_visible()
    page.get_by_role("link", name=re.compile("Instagram bağlantınız sizi bekliyor")).click()
    dead = card(page, "Instagram")
    expect(dead.get_by_role("status")).to_contain_text("şifresi değişmiş")
    dead.get_by_role("button", name="Yeniden bağlan").click()
    page.get_by_role("link", name=re.compile(re.escape(INSTAGRAM))).first.click()
    page.get_by_role("button", name="İzin ver").click()
    connected(page, "Instagram")


def test_tiktok_numbers_come_by_file_and_its_faults_are_told_by_row(
    stack: LocalStack, page: Page, tmp_path: Path
) -> None:
    begin_as(stack, page, "İçerik üretiyorum")
    card(page, "TikTok").get_by_role("button", name="Veri gir").click()
    sheet = page.get_by_role("dialog", name="TikTok kitleniz")
    sheet.get_by_role("radio", name="Dosya yükle").click()
    with page.expect_download() as download:
        sheet.get_by_role("link", name="Örnek dosyayı indir").click()
    assert Path(download.value.path()).read_text() == SAMPLE.read_text()

    faulty = tmp_path / "kitle.csv"
    faulty.write_text(FAULTY)
    sheet.locator("input[type=file]").set_input_files(faulty)
    faults = sheet.get_by_role("alert").get_by_role("listitem")
    expect(faults).to_have_count(2)
    expect(faults.nth(0)).to_contain_text("Satır 8, grup")
    expect(faults.nth(1)).to_contain_text("Satır 9, pay")
    assert "bucket_unknown" not in page.content()

    sheet.locator("input[type=file]").set_input_files(SAMPLE)
    expect(sheet).to_be_hidden()
    tiktok = card(page, "TikTok")
    expect(tiktok.get_by_role("status")).to_contain_text("Kendi beyanınız")
    tiktok.get_by_role("button", name="Kitleyi gör").click()
    ages = page.get_by_role("table", name="TikTok: Yaş")
    expect(ages.get_by_role("rowheader")).to_have_text(["18–24", "25–34", "35–44", "45–54", "55–64", "65+"])
    expect(page.get_by_text("Infofluencer hesabı")).to_be_visible()


def test_the_form_works_by_keyboard_alone(stack: LocalStack, page: Page) -> None:
    begin_as(stack, page, "İçerik üretiyorum")
    opener = card(page, "TikTok").get_by_role("button", name="Veri gir")
    opener.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="TikTok kitleniz")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    typed = {"Kullanıcı adı": "@deniz", "Takipçi sayısı": "1.200", "Kadın, yüzde": "62", "Erkek, yüzde": "38"}
    for name, text in typed.items():
        box = sheet.get_by_role("textbox", name=name)
        tab_to(page, box)
        page.keyboard.type(text)
    expect(sheet.get_by_role("group", name="Cinsiyet").get_by_role("status")).to_contain_text("Toplam 100, tamam")
    page.keyboard.press("Enter")
    expect(sheet).to_be_hidden()
    expect(card(page, "TikTok").get_by_text("@deniz")).to_be_visible()


def tab_to(page: Page, target: Locator) -> None:
    for _ in range(40):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not get there")


def test_a_deletion_page_needs_no_sign_in(stack: LocalStack, page: Page) -> None:
    page.goto(f"{stack.base_url}/deletion/?code=unknown-code-000000000000")
    expect(page.get_by_text("Bu kodla bir talep bulunamadı")).to_be_visible()
