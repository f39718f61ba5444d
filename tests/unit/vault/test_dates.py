"""When was it taken, before the picture itself is asked: by its name, else by the client, else by the upload."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.pictures import Report
from functions.vault.pictures import dates
from functions.vault.pictures.dates import Dated
from tests.unit.vault.samples import NOW

CLIENT, UPLOAD = "2026-03-04T05:06:07.000Z", "2026-11-21T22:26:40.000Z"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("IMG_20260102_030405.jpg", "2026-01-02T03:04:05.000Z"),
        ("PXL_20260102_030405123.jpg", "2026-01-02T03:04:05.123Z"),
        ("PXL_20260102_030405123.MP.jpg", "2026-01-02T03:04:05.123Z"),
        ("20260102_030405.heic", "2026-01-02T03:04:05.000Z"),
        ("20260102_030405(1).jpg", "2026-01-02T03:04:05.000Z"),
        ("Screenshot_20260102-030405_Chrome.png", "2026-01-02T03:04:05.000Z"),
        ("Screenshot 2026-01-02 at 03.04.05.png", "2026-01-02T03:04:05.000Z"),
        ("WhatsApp Image 2026-01-02 at 03.04.05 (2).jpeg", "2026-01-02T03:04:05.000Z"),
        ("signal-2026-01-02-030405.jpg", "2026-01-02T03:04:05.000Z"),
        ("signal-2026-01-02-03-04-05-678.jpg", "2026-01-02T03:04:05.000Z"),
        ("IMG-20260102-WA0001.jpg", "2026-01-02T12:00:00.000Z"),
        ("2026-01-02.jpg", "2026-01-02T12:00:00.000Z"),
        ("2026.01.02 Ankara.jpg", "2026-01-02T12:00:00.000Z"),
        ("IMG_20260102_990000.jpg", "2026-01-02T12:00:00.000Z"),
        ("a 20991231 then 20260102.jpg", "2026-01-02T12:00:00.000Z"),
    ],
)
def test_a_name_tells_a_date(name: str, told: str) -> None:
    assert dates.in_name(name, NOW) == told
    assert dates.at_upload("photo", name, CLIENT, NOW) == Dated(told, None, "name")


@pytest.mark.parametrize(
    "name",
    [
        "a.jpg",
        "DSC_0001.JPG",
        "IMG_1234.HEIC",
        "20261301.jpg",
        "20260230.jpg",
        "20260431.jpg",
        "2026-01.02.jpg",
        "120260102.jpg",
        "202601023.jpg",
        "18990101.jpg",
        "20991231.jpg",
        "905551234567.jpg",
    ],
)
def test_a_name_that_tells_none_leaves_it_to_the_client(name: str) -> None:
    assert dates.at_upload("photo", name, CLIENT, NOW) == Dated(CLIENT, None, "client")
    assert dates.at_upload("photo", name, None, NOW) == Dated(UPLOAD, None, "upload")


def test_a_file_has_the_date_that_was_told_or_none() -> None:
    assert dates.at_upload("file", "IMG_20260102_030405.jpg", CLIENT, NOW) == Dated(CLIENT, None, "client")
    assert dates.at_upload("file", "IMG_20260102_030405.jpg", None, NOW) == Dated(None, None, None)


def test_the_picture_itself_stands_above_all() -> None:
    before = Dated(CLIENT, None, "client")
    report = Report("u", "n", "r", "k", "ready", None, 1, 1, "AAAA", UPLOAD, 180, "exif")
    assert dates.in_picture(before, report) == Dated(UPLOAD, 180, "exif")
    assert dates.in_picture(before, Report("u", "n", "r", "k", "failed", "unreadable")) == before


@given(st.text(alphabet="0123456789-_. atIMG", max_size=40))
def test_no_name_tells_of_the_future(name: str) -> None:
    found = dates.in_name(name, NOW)
    assert found is None or found <= "2026-11-22T22:26:40.000Z"
