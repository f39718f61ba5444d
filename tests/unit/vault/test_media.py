import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.problems import Problem
from functions.vault.core import media

FTYP = b"\x00\x00\x00\x18ftyp"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (b"GIF89a\x01\x00", "image/gif"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
        (FTYP + b"avif\x00", "image/avif"),
        (FTYP + b"heic\x00", "image/heic"),
        (FTYP + b"isom\x00", "video/mp4"),
        (FTYP + b"qt  \x00", "video/quicktime"),
        (b"\x1aE\xdf\xa3\x01\x00\x00\x00B\x82\x84webm", "video/webm"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"%PDF-1.7", "application/pdf"),
        (b"PK\x03\x04", "application/zip"),
        (b"<!DOCTYPE html><script>", "text/markup"),
        (b"\xef\xbb\xbf \n<svg xmlns=", "text/markup"),
        (b"<?xml version", "text/markup"),
        (b"hello", None),
        (b"", None),
    ],
)
def test_the_first_bytes_show_the_type(head: bytes, found: str | None) -> None:
    assert media.detect(head) == found


@given(st.binary(max_size=64))
def test_any_bytes_are_served_as_an_allowed_type_or_as_none(head: bytes) -> None:
    content_type, inline = media.served(media.detect(head))
    assert (content_type in media.INLINE) == inline
    assert inline or content_type == media.UNKNOWN


@pytest.mark.parametrize("detected", ["text/markup", "application/pdf", "image/svg+xml", "image/heic", None])
def test_what_could_run_is_an_attachment_of_no_type(detected: str | None) -> None:
    assert media.served(detected) == (media.UNKNOWN, False)


@pytest.mark.parametrize("declared", ["image/jpeg", "IMAGE/JPEG", " image/jpeg ; charset=x"])
def test_declared_types_are_stored_in_one_form(declared: str) -> None:
    assert media.parse(declared) == "image/jpeg"


@pytest.mark.parametrize(
    "declared", ["", "image", "image/", "a/b/c", "image/jp eg", "image/jpeg\r\nx: y", "görsel/jpeg", "*/*"]
)
def test_what_is_no_media_type_is_refused(declared: str) -> None:
    with pytest.raises(Problem):
        media.parse(declared)
