"""How are files put into a zip so that the same content always is the same bytes?"""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold."""
READABLE = 0o644 << 16


def write_zip(archive: Path, folder: Path, *, onto: Path | None = None) -> None:
    """All files of `folder` in sorted order; the entries of zip `onto` come first, copied as they are packed."""
    partial = archive.with_suffix(".partial")
    if onto is None:
        partial.unlink(missing_ok=True)
    else:
        shutil.copyfile(onto, partial)
    with zipfile.ZipFile(partial, "a") as zipped:
        for path in _files(folder):
            entry = zipfile.ZipInfo(str(path.relative_to(folder)), EPOCH)
            entry.external_attr = READABLE
            entry.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(entry, path.read_bytes(), compresslevel=6)
    partial.replace(archive)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
