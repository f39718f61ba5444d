# ruff: noqa: T201 - a report is printed
"""How many photos a second does functions/photos make thumbnails of, beside bare Pillow?

`python -m tests.bench.vault.thumbnails`. One process, one photo after the other, as Lambda calls it; contenders take
turns. A second is one of a processor, all threads together, so that a busy machine does not show.

All make the two sizes as WebP. Ours also reads the tags, turns upright, converts colours, makes the thumbhash, and
bears what is broken. What the network and S3 take is not here. No figure fails anything.
"""

import io
import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Mapping

from PIL import Image, ImageOps

from functions.photos.developing import _EFFORT, _QUALITY, develop
from functions.shared.pictures import SIZES
from infra.layout import ROOT

SECONDS = float(os.environ.get("BENCH_SECONDS", "60"))
"""For the whole run; a round of every contender on every source takes about 8 s on a quiet machine."""
TWELVE_MEGAPIXELS = (4000, 3000)
Contender = Callable[[bytes], object]


def ours(content: bytes) -> object:
    return develop(content, time.time())


def bare(content: bytes) -> object:
    """What Pillow's documentation does, in the best order: only as large as needed is decoded."""
    image: Image.Image = Image.open(io.BytesIO(content))
    return [_saved(image, size, quality=_QUALITY, method=_EFFORT) for size in SIZES]


def upright_first(content: bytes) -> object:
    """As most tutorials have it: turned upright at full size, WebP as it comes."""
    image: Image.Image = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
    return [_saved(image, size) for size in SIZES]


def _saved(image: Image.Image, size: int, **options: int) -> int:
    image.thumbnail((size, size))
    file = io.BytesIO()
    image.save(file, "WEBP", **options)
    return file.tell()


CONTENDERS: dict[str, Contender] = {"ours": ours, "bare Pillow": bare, "upright first": upright_first}


def sources() -> dict[str, bytes]:
    """A phone's photo in two formats, a real one, and a screenshot."""
    landscape = Image.effect_noise((500, 375), 70).convert("RGB").resize(TWELVE_MEGAPIXELS)
    grain = Image.effect_noise(TWELVE_MEGAPIXELS, 40).convert("RGB")
    photo = Image.blend(landscape, grain, 0.3)
    tags = Image.Exif()
    tags[0x0112] = 6
    screen = Image.effect_mandelbrot((1170, 2532), (-2, -1.5, 1, 1.5), 60).convert("RGB")
    return {
        "JPEG, 12 MP": _encoded(photo, "JPEG", quality=88, exif=tags),
        "HEIC, 12 MP": _encoded(photo, "HEIF", quality=70),
        "JPEG, 1 MP, Hubble": (ROOT / "tests" / "fixtures" / "hubble_deep_field.jpg").read_bytes(),
        "PNG, 3 MP, screenshot": _encoded(screen, "PNG"),
    }


def _encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def measured(photos: Mapping[str, bytes], end: float) -> dict[tuple[str, str], list[float]]:
    """Processor seconds a photo, by (source, contender), in rounds until the end, one at least."""
    found: dict[tuple[str, str], list[float]] = {(source, name): [] for source in photos for name in CONTENDERS}
    rounds = 0
    while not rounds or time.monotonic() < end:
        for source, content in photos.items():
            for name in random.sample(sorted(CONTENDERS), len(CONTENDERS)):
                started = time.process_time()
                CONTENDERS[name](content)
                found[source, name].append(time.process_time() - started)
        rounds += 1
    return found


def main() -> int:
    began = time.monotonic()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    photos = sources()
    found = measured(photos, began + SECONDS)
    print(
        f"photos a processor second, two thumbnails each; medians of {len(next(iter(found.values())))} rounds in turn"
    )
    print(f"  {'':24} {'MB':>5} " + " ".join(f"{name:>14}" for name in CONTENDERS) + f" {'ours/bare':>10}")
    for source, content in photos.items():
        rates = {name: 1 / statistics.median(found[source, name]) for name in CONTENDERS}
        told = " ".join(f"{rate:>14.1f}" for rate in rates.values())
        ratio = rates["ours"] / rates["bare Pillow"]
        print(f"  {source:24} {len(content) / 1e6:>5.1f} {told} {ratio:>9.2f}x")
    print(f"load {os.getloadavg()[0]:.1f} at the end, after {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
