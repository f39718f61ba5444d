"""What type of content is it? The declared type is checked for its form, the real one is read off the first bytes.

[Note: Served types]  A browser runs what it is told to run. So only types that it shows without running anything are
ever served under their own name, and only if the bytes themselves say so; all else is an attachment of no type. SVG,
HTML, XML and PDF can carry script and are never in the list.
"""

import re

from functions.shared.problems import Code, Problem

UNKNOWN = "application/octet-stream"
SNIFFED_BYTES = 4096
INLINE = frozenset(
    {
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/avif",
        "image/gif",
        "video/mp4",
        "video/webm",
        "audio/mpeg",
    }
)
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")
"""RFC 6838 §4.2."""
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"OggS", "audio/ogg"),
)
_BRANDS = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"hevc": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
}
"""Major brands of ISO base media files (ISO/IEC 14496-12 §4.3); any other is taken for MP4."""
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|body|script|svg|\?xml|[a-z!])", re.IGNORECASE)


def parse(written: str) -> str:
    """`type/subtype` in lower case without parameters. Raises Problem(invalid_request)."""
    declared = written.partition(";")[0].strip().lower()
    if not _MEDIA_TYPE.fullmatch(declared):
        raise Problem(Code.INVALID_REQUEST, "mime is not a media type")
    return declared


def detect(head: bytes) -> str | None:
    """The type that the first bytes of a file show; None when they show none (text, unknown, empty)."""
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}.get(head[8:12])
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    if len(head) > 2 and head[0] == 0xFF and head[1] in (0xFB, 0xF3, 0xF2, 0xFA):
        return "audio/mpeg"
    return "text/markup" if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")) else None


def served(detected: str | None) -> tuple[str, bool]:
    """(content type, may be shown inline), see [Note: Served types]."""
    return (detected, True) if detected in INLINE and detected else (UNKNOWN, False)
