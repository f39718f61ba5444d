"""What is made of an original: upright, small, of the right colours, without what the camera wrote; or why not."""

import time

import pytest
from PIL import Image

from functions.photos.developing import Developed, UndevelopableError, develop
from functions.shared.pictures import SIZES
from tests.unit.photos.making import CORNERS, NOW, bomb, corners, encoded, exif, lying, real, seen, swapping_profile

KINDS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"]
TOLERANCE = 60
"""Of a colour after JPEG or WebP have had it."""


def refused(content: bytes) -> str:
    with pytest.raises(UndevelopableError) as met:
        develop(content, NOW)
    return met.value.reason


def quarters(image: Image.Image) -> list[tuple[int, ...]]:
    """The colour in the middle of each quarter."""
    plain = image.convert("RGB")
    places = [(x, y) for y in (0.25, 0.75) for x in (0.25, 0.75)]
    found = [plain.getpixel((int(plain.width * x), int(plain.height * y))) for x, y in places]
    return [colour for colour in found if isinstance(colour, tuple)]


def is_upright(developed: Developed) -> bool:
    return all(
        abs(here - there) <= TOLERANCE
        for content in developed.derivatives.values()
        for colour, wanted in zip(quarters(seen(content)), CORNERS, strict=True)
        for here, there in zip(colour, wanted, strict=True)
    )


@pytest.mark.parametrize(
    ("name", "size"),
    [("hubble_deep_field.jpg", (1000, 872)), ("rocket.jpg", (640, 427)), ("chelsea.png", (451, 300))],
)
def test_a_real_photograph_gets_both_sizes_and_is_never_enlarged(name: str, size: tuple[int, int]) -> None:
    developed = develop(real(name), NOW)
    assert (developed.width, developed.height) == size
    assert set(developed.derivatives) == set(SIZES)
    for most, content in developed.derivatives.items():
        small = seen(content)
        assert (small.format, max(small.size)) == ("WEBP", min(most, max(size)))
        assert small.width / small.height == pytest.approx(size[0] / size[1], abs=0.01)
    assert 5 < len(developed.thumbhash) <= 40


def test_the_date_of_a_real_photograph_is_found() -> None:
    taken = develop(real("hubble_deep_field.jpg"), NOW).taken
    assert taken is not None
    assert (taken.at, taken.offset_minutes) == ("2012-09-17T15:53:45.000Z", None)
    assert develop(real("rocket.jpg"), NOW).taken is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_picture_is_developed(kind: str) -> None:
    developed = develop(encoded(corners(1600, 800), kind), NOW)
    assert (developed.width, developed.height) == (1600, 800)
    assert [seen(content).size for content in developed.derivatives.values()] == [(1440, 720), (512, 256)]
    assert is_upright(developed)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_a_picture_stands_upright_however_the_camera_was_held(orientation: int, kind: str) -> None:
    developed = develop(encoded(lying(orientation), kind, exif=exif(orientation)), NOW)
    assert (developed.width, developed.height) == (60, 40)
    assert is_upright(developed)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_heic_that_says_how_it_was_held_is_turned_once(orientation: int) -> None:
    """Libheif turns it by the container's own word; the tag beside it must not turn it again."""
    content = encoded(lying(orientation, 160, 80), "HEIF", exif=exif(orientation).tobytes(), quality=95)
    developed = develop(content, NOW)
    assert (developed.width, developed.height) == (160, 80)
    assert is_upright(developed)


def test_nothing_that_the_camera_wrote_is_in_what_is_made() -> None:
    tags = exif(6, {0x9003: "2020:01:02 03:04:05"}, {1: "N", 2: (41.0, 1.0, 2.0), 29: "2020:01:02"}, {0x010F: "Maker"})
    developed = develop(encoded(lying(6), exif=tags, comment=b"secret"), NOW)
    for content in developed.derivatives.values():
        small = seen(content)
        assert dict(small.getexif()) == {}
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(small.info)
        assert b"Maker" not in content
        assert b"secret" not in content


def test_a_picture_whose_tags_were_stripped_is_developed_without_a_date() -> None:
    stripped = encoded(seen(real("hubble_deep_field.jpg")).convert("RGB"))
    developed = develop(stripped, NOW)
    assert developed.taken is None
    assert set(developed.derivatives) == set(SIZES)


def test_broken_tags_break_no_picture() -> None:
    content = bytearray(encoded(corners(), exif=exif(6, {0x9003: "2020:01:02 03:04:05"})))
    start = content.index(b"Exif\0\0") + 6
    content[start + 4 : start + 60] = b"\xff" * 56
    assert develop(bytes(content), NOW).width == 60


def test_transparency_stays() -> None:
    image = corners().convert("RGBA")
    image.putalpha(0)
    small = seen(develop(encoded(image, "PNG"), NOW).derivatives[512]).convert("RGBA")
    assert small.getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_other_ways_to_write_colours_are_understood(mode: str) -> None:
    image = corners().convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else None
    kind = "JPEG" if mode == "CMYK" else "PNG"
    developed = develop(encoded(image or corners().convert(mode), kind), NOW)
    white, red = (quarters(seen(developed.derivatives[512]))[place] for place in (3, 0))
    assert min(white) >= 255 - TOLERANCE
    assert red != white


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_colours_of_another_space_come_out_as_they_were_seen(kind: str) -> None:
    content = encoded(corners(160, 80), kind, icc_profile=swapping_profile())
    red, green, blue, *_ = quarters(seen(develop(content, NOW).derivatives[512]))
    assert red[1] > 255 - TOLERANCE > red[0]
    assert green[0] > 255 - TOLERANCE > green[1]
    assert blue[2] > 255 - TOLERANCE


def test_a_profile_that_is_none_changes_nothing() -> None:
    assert is_upright(develop(encoded(corners(), "PNG", icc_profile=b"no profile"), NOW))


def test_of_an_animation_the_first_picture_is_shown() -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in CORNERS[1:]]
    content = encoded(corners(), "GIF", save_all=True, append_images=frames, duration=100)
    assert is_upright(develop(content, NOW))


@pytest.mark.parametrize("size", [(20_000, 20_000), (12_000, 12_000), (8_000, 6_251), (1, 60_000_000)])
def test_a_bomb_is_refused_by_its_header(size: tuple[int, int]) -> None:
    started = time.process_time()
    assert refused(bomb(*size)) == "too_large"
    assert time.process_time() - started < 5


@pytest.mark.parametrize("name", ["hubble_deep_field.jpg", "chelsea.png"])
@pytest.mark.parametrize("share", [0.001, 0.1, 0.6])
def test_a_picture_that_ends_early_is_unreadable(name: str, share: float) -> None:
    content = real(name)
    assert refused(content[: int(len(content) * share)]) == "unreadable"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xff",
        b"no picture at all",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7 and so on",
        b"\x00\x00\x00\x18ftypheic and nothing",
        encoded(corners(), "TIFF"),
        encoded(corners(), "BMP"),
        encoded(corners(), "PDF"),
        encoded(corners(), "ICO"),
    ],
)
def test_what_is_no_picture_of_ours_is_unreadable(content: bytes) -> None:
    assert refused(content) == "unreadable"


@pytest.mark.parametrize("kind", KINDS)
def test_no_damage_gets_past_it(kind: str) -> None:
    """Every byte may be another: what comes out is a picture or a reason."""
    whole = encoded(corners(), kind)
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        damaged = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        try:
            develop(damaged, NOW)
        except UndevelopableError as met:
            assert met.reason in ("unreadable", "too_large")


def test_a_picture_of_one_pixel_is_one() -> None:
    developed = develop(encoded(Image.new("RGB", (1, 1), "red"), "PNG"), NOW)
    assert (developed.width, developed.height) == (1, 1)


@pytest.mark.parametrize("size", [(4000, 1), (1, 4000), (3000, 2)])
def test_a_line_stays_a_line(size: tuple[int, int]) -> None:
    developed = develop(encoded(Image.new("RGB", size, "red"), "PNG"), NOW)
    assert max(seen(developed.derivatives[512]).size) == 512
