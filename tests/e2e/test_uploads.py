"""Uploads that meet what happens to phones: a page that is killed, two tabs, no network, large files, rules.

A real browser on the deployed stack. What counts is what the vault has in the end: each file, once.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from infra.local.stack import LocalStack
from tests.clients import PATIENCE, App
from tests.e2e.sign_in import enter

pytestmark = [pytest.mark.stack, pytest.mark.browser]

MIB = 1024 * 1024


def files(folder: Path, count: int, size: int = 20_000, name: str = "IMG_{:04}.jpg") -> list[Path]:
    made = [folder / name.format(number) for number in range(count)]
    for number, path in enumerate(made):
        path.write_bytes(Random(f"{name}{number}").randbytes(size))
    return made


def open_files(page: Page, stack: LocalStack) -> Page:
    page.goto(f"{stack.base_url}/files/")
    expect(page.get_by_role("heading", level=1, name="Dosyalar")).to_be_visible()
    return page


def choose(page: Page, chosen: Sequence[Path]) -> None:
    page.locator("input[type=file]").first.set_input_files(list(chosen))


def stored(app: App) -> list[str]:
    """The names of all that the vault has."""
    names: list[str] = []
    cursor = ""
    while True:
        answer = app.call("GET", f"/vault/nodes?limit=200{cursor}")
        assert answer.status_code == 200, answer.text
        page = answer.json()
        names += [node["name"] for node in page["items"]]
        if page["next_cursor"] is None:
            return names
        cursor = f"&cursor={page['next_cursor']}"


def until(page: Page, check: Callable[[], bool]) -> None:
    """Waits inside the browser's event loop: outside of it no request is heard of."""
    deadline = time.monotonic() + PATIENCE
    while not check():
        assert time.monotonic() < deadline, "it did not happen"
        page.wait_for_timeout(100)


class Puts:
    """What the pages of a browser send to the storage: how often each address, and each part of one."""

    def __init__(self, where: BrowserContext | Page) -> None:
        self.sent: Counter[tuple[str, str]] = Counter()
        where.on("request", lambda request: self._note(request.method, request.url))

    def _note(self, method: str, url: str) -> None:
        if method != "PUT" or "/storage/" not in url:
            return
        address = urlsplit(url)
        self.sent[address.path, parse_qs(address.query).get("partNumber", [""])[0]] += 1

    @property
    def parts(self) -> set[str]:
        return {part for _, part in self.sent if part}


def slowly(page: Page, bytes_a_second: int) -> None:
    """Until the page is closed. Only what a page sends itself: a phone's network, not a phone's processor."""
    session = page.context.new_cdp_session(page)
    rates = {"offline": False, "latency": 5, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", rates)


def test_two_hundred_photos_survive_a_page_that_is_killed_half_way(
    stack: LocalStack, page: Page, tmp_path: Path
) -> None:
    app, context, photos = enter(page, stack), page.context, files(tmp_path, 200)
    puts = Puts(context)
    open_files(page, stack)
    slowly(page, 400_000)
    choose(page, photos)
    until(page, lambda: len(stored(app)) >= 60)
    page.close()
    assert len(stored(app)) < 200

    again = open_files(context.new_page(), stack)
    until(again, lambda: len(stored(app)) == 200)
    assert sorted(stored(app)) == [path.name for path in photos]
    expect(again.get_by_text("öğe yedekleniyor")).to_be_hidden()
    # what was under way in the last moment may be sent again, or have been sent without a word; and nothing else
    assert len(puts.sent) >= 200 - 3
    assert sum(puts.sent.values()) <= 200 + 3
    again.reload()
    expect(again.get_by_text("öğe yedekleniyor")).to_be_hidden()
    assert len(stored(app)) == 200


def test_two_tabs_are_one_queue_and_the_second_takes_over(stack: LocalStack, page: Page, tmp_path: Path) -> None:
    app = enter(page, stack)
    first, second = open_files(page, stack), page.context.new_page()
    own, others = files(tmp_path, 40, name="a{:03}.jpg"), files(tmp_path, 40, name="b{:03}.jpg")
    slowly(first, 200_000)
    choose(first, own)
    expect(first.get_by_text("öğe yedekleniyor")).to_be_visible()
    puts = Puts(second)
    open_files(second, stack)
    choose(second, others)
    expect(second.get_by_text("öğe yedekleniyor")).to_be_visible()
    until(page, lambda: len(stored(app)) >= 20)
    assert puts.sent == Counter()
    first.close()
    until(second, lambda: len(stored(app)) == 80)
    assert sorted(stored(app)) == sorted(path.name for path in [*own, *others])
    assert puts.sent != Counter()


def test_without_a_network_it_waits_and_goes_on_when_it_is_back(stack: LocalStack, page: Page, tmp_path: Path) -> None:
    app, photos = enter(page, stack), files(tmp_path, 120)
    choose(open_files(page, stack), photos)
    until(page, lambda: len(stored(app)) >= 10)
    page.context.set_offline(True)
    assert len(stored(app)) < 120
    expect(page.get_by_text("Bağlantı bekleniyor").first).to_be_visible()
    page.context.set_offline(False)
    until(page, lambda: len(stored(app)) == 120)
    assert sorted(stored(app)) == [path.name for path in photos]
    expect(page.get_by_role("button", name=re.compile("öğe sizi bekliyor"))).to_be_hidden()


def test_a_large_file_goes_on_from_its_parts_after_the_page_was_killed(
    stack: LocalStack, page: Page, tmp_path: Path
) -> None:
    app, context = enter(page, stack), page.context
    (film,) = files(tmp_path, 1, 36 * MIB, "film.mp4")
    before = Puts(page)
    open_files(page, stack)
    slowly(page, 4 * MIB)
    choose(page, [film])
    until(page, lambda: len(before.parts) >= 3)  # the third is begun when one of the first two has arrived
    page.close()
    assert len(before.parts) < 5  # of five, two at a time: at least one is to come

    again = context.new_page()
    after = Puts(again)
    open_files(again, stack)
    until(again, lambda: stored(app) == ["film.mp4"])
    assert before.parts | after.parts == {"1", "2", "3", "4", "5"}
    assert len(before.parts & after.parts) <= 2  # which were under way when the page was killed
    assert set(after.sent.values()) == {1}


def test_rules_that_forbid_the_network_stop_what_is_under_way_until_they_allow_it(
    stack: LocalStack, page: Page, tmp_path: Path
) -> None:
    app = enter(page, stack)
    (film,) = files(tmp_path, 1, 40 * MIB, "film.mp4")
    puts = Puts(page)
    open_files(page, stack)
    slowly(page, 3 * MIB)
    choose(page, [film])
    until(page, lambda: len(puts.parts) >= 2)
    page.get_by_role("link", name="Ayarlar").first.click()
    page.get_by_role("switch", name=re.compile("Mobil veri")).click()
    expect(page.get_by_role("switch", name=re.compile("Türü bilinmeyen ağ"))).to_be_visible()
    page.get_by_role("link", name="Dosyalar").first.click()
    note = page.get_by_text("Wi-Fi’de olup olmadığını söylemiyor")
    expect(note).to_be_visible()
    sent = sum(puts.sent.values())
    page.wait_for_timeout(3_000)
    assert sum(puts.sent.values()) == sent
    assert stored(app) == []

    page.get_by_role("button", name="Wi-Fi’deyim, yükle").click()
    expect(note).to_be_hidden()
    until(page, lambda: stored(app) == ["film.mp4"])


def test_a_photo_that_was_deleted_for_good_comes_back_only_with_a_word(
    stack: LocalStack, page: Page, tmp_path: Path
) -> None:
    app, photos = enter(page, stack), files(tmp_path, 2)
    choose(open_files(page, stack), photos[:1])
    until(page, lambda: stored(app) == ["IMG_0000.jpg"])
    path = f"/vault/nodes/{app.call('GET', '/vault/nodes').json()['items'][0]['id']}"
    assert app.call("DELETE", path).is_success
    assert app.call("DELETE", f"{path}/purge").is_success

    choose(page, photos)
    until(page, lambda: stored(app) == ["IMG_0001.jpg"])
    page.reload()
    page.get_by_role("button", name=re.compile("1 öğe sizi bekliyor")).click()
    asked = page.get_by_role("region", name="Daha önce sildikleriniz")
    expect(asked.get_by_text("Bunu silmiştiniz")).to_be_visible()
    assert stored(app) == ["IMG_0001.jpg"]
    asked.get_by_role("button", name="IMG_0000.jpg: yine de yükle").click()
    until(page, lambda: sorted(stored(app)) == ["IMG_0000.jpg", "IMG_0001.jpg"])
    expect(asked).to_be_hidden()
