"""What is in an original, and what does it look like small? From bytes to derivatives, with Pillow.

[Note: Untrusted pictures]  Originals are whatever somebody uploaded. So: only the formats that are asked for are tried;
more than 50 million pixels are refused by the header, before anything is decoded (Pillow alone would only warn up to
twice its own bound); every error of a decoder is an outcome. What is made is encoded anew from pixels: none of EXIF,
XMP, comments or profiles of the original is in it.

Order matters for speed: JPEG is decoded at a half, a quarter, an eighth of its size where that suffices (`draft`), and
what is left is turned upright when it is small. Turning first costs 2.4 times as much.
"""

import contextlib
import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageCms, ImageFile, UnidentifiedImageError

from functions.photos import exif, thumbhash
from functions.photos.exif import Taken
from functions.shared.pictures import FORMAT, SIZES, Reason

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF")
MOST_PIXELS = 50_000_000
HASHED_SIDE = 32
"""Pixels a side of what the thumbhash is made of: it has 7 waves at most."""
_QUALITY, _EFFORT = 80, 2
"""Of WebP. Effort 4, the default, takes half as long again for 3 % fewer bytes."""
_ORIENTATION, _EXIF, _GPS = 0x0112, 0x8769, 0x8825
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = frozenset({5, 6, 7, 8})
_SRGB = ImageCms.createProfile("sRGB")

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
pillow_heif.register_heif_opener(thumbnails=False)


class UndevelopableError(Exception):
    """Nothing can be made of it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Developed:
    """Width and height are those of the original, upright; `derivatives` by the longest side they may have."""

    width: int
    height: int
    thumbhash: bytes
    taken: Taken | None
    derivatives: Mapping[int, bytes]


def develop(content: bytes, now: float) -> Developed:
    """Raises UndevelopableError. [Note: Untrusted pictures]"""
    with _judged():
        image = Image.open(io.BytesIO(content), formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise UndevelopableError("too_large")
        orientation, taken = _tags(image, now)
        width, height = image.size[::-1] if orientation in _SIDEWAYS else image.size
        small = _small(image, orientation)
        derivatives = {}
        for size in SIZES:
            small.thumbnail((size, size), Image.Resampling.BICUBIC, reducing_gap=2.0)
            derivatives[size] = _encoded(small)
        return Developed(width, height, _thumbhash(small), taken, derivatives)


@contextlib.contextmanager
def _judged() -> Iterator[None]:
    """Warnings of decoders are about files that somebody else made, but for the one about bombs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except UndevelopableError:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as bomb:
            raise UndevelopableError("too_large") from bomb
        except UnidentifiedImageError as unknown:
            raise UndevelopableError("unreadable") from unknown
        except Exception as broken:
            raise UndevelopableError("unreadable") from broken


def _tags(image: ImageFile.ImageFile, now: float) -> tuple[int, Taken | None]:
    """Orientation (1: as it lies) and date; broken EXIF is none."""
    try:
        found = image.getexif()
        orientation = found.get(_ORIENTATION, 1)
        taken = exif.taken(found, found.get_ifd(_EXIF), found.get_ifd(_GPS), now)
    except Exception:  # noqa: BLE001 - whatever is wrong with the tags, the picture is there
        return 1, None
    return (orientation if isinstance(orientation, int) else 1), taken


def _small(image: ImageFile.ImageFile, orientation: int) -> Image.Image:
    """Upright, at most of the largest size, in plain colours."""
    largest = (max(SIZES), max(SIZES))
    profile = image.info.get("icc_profile")
    image.draft("RGB", largest)
    image.load()
    plain: Image.Image = image if image.mode in ("RGB", "RGBA", "L", "LA", "CMYK") else _plain(image)
    plain.thumbnail(largest, Image.Resampling.BICUBIC, reducing_gap=2.0)
    if orientation in _UPRIGHT:
        plain = plain.transpose(_UPRIGHT[orientation])
    return _in_srgb(plain, profile)


def _plain(image: Image.Image) -> Image.Image:
    """Palettes cannot be averaged; 16 bits a channel are more than a screen shows."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if image.mode in ("PA", "La", "RGBa") or "transparency" in image.info else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Phones take pictures in Display P3, which without its profile would look pale."""
    mode = "RGBA" if image.mode in ("LA", "RGBA") else "RGB"
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(image, source, _SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            changed = None
        if changed is not None:
            return changed
    return image if image.mode == mode else image.convert(mode)


def _encoded(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, FORMAT, quality=_QUALITY, method=_EFFORT, exif=b"", icc_profile=b"", xmp=b"")
    return file.getvalue()


def _thumbhash(image: Image.Image) -> bytes:
    tiny = image.copy()
    tiny.thumbnail((HASHED_SIDE, HASHED_SIDE), Image.Resampling.BOX)
    tiny = tiny.convert("RGBA")
    return thumbhash.encode(*tiny.size, tiny.tobytes())
