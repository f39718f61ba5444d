"""What pictures do tests develop? Real ones, and ones made so that each pixel's place is known."""

import io
import struct
import zlib
from typing import Any

import pillow_heif
from PIL import Image, ImageCms

from infra.layout import ROOT

pillow_heif.register_heif_opener()
FIXTURES = ROOT / "tests" / "fixtures"
NOW = 1_795_300_000.0
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
CORNERS = (RED, GREEN, BLUE, WHITE)
"""Of `corners`: top left, top right, bottom left, bottom right."""


def real(name: str) -> bytes:
    """Hubble's deep field (NASA; EXIF with a date), a rocket (SpaceX), a cat (Stéfan van der Walt): all free to use."""
    return (FIXTURES / name).read_bytes()


def corners(width: int = 60, height: int = 40) -> Image.Image:
    """Four colours, one in each quarter."""
    image = Image.new("RGB", (width, height))
    for place, colour in enumerate(CORNERS):
        left, top = place % 2 * width // 2, place // 2 * height // 2
        image.paste(colour, (left, top, left + width // 2, top + height // 2))
    return image


def lying(orientation: int, width: int = 60, height: int = 40) -> Image.Image:
    """`corners` as a camera that was held like that has stored it."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = corners(width, height)
    return image.transpose(undo[orientation]) if orientation in undo else image


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def exif(
    orientation: int | None = None,
    details: dict[int, Any] | None = None,
    gps: dict[int, Any] | None = None,
    main: dict[int, Any] | None = None,
) -> Image.Exif:
    tags = Image.Exif()
    for tag, value in (main or {}).items():
        tags[tag] = value
    if orientation:
        tags[0x0112] = orientation
    tags.get_ifd(0x8769).update(details or {})
    tags.get_ifd(0x8825).update(gps or {})
    return tags


def seen(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def bomb(width: int, height: int) -> bytes:
    """A PNG of some hundred bytes that says it is that large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(3 * width + 1))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def swapping_profile() -> bytes:
    """sRGB, but for red and green, which are one another: what is tagged with it and not converted looks wrong."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    places = {}
    for number in range(struct.unpack_from(">I", profile, 128)[0]):
        name, offset, size = struct.unpack_from(">4sII", profile, 132 + 12 * number)
        places[name] = slice(offset, offset + size)
    red, green = places[b"rXYZ"], places[b"gXYZ"]
    profile[red], profile[green] = profile[green], profile[red]
    return bytes(profile)
