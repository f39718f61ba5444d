"""What is known of how a node looks? Pure values; made by functions/photos, asked for and taken in by `picturing`.

(no picture) | pending --report--> ready | failed (why)          another content: pending anew
"""

from dataclasses import dataclass

from functions.shared.pictures import DEVELOPED, Reason, Report

PENDING, READY, FAILED = "pending", "ready", "failed"


@dataclass(frozen=True, slots=True)
class Picture:
    """`width` and `height` of the original, upright; `thumbhash` base64: once it is ready. `reason`: once it failed."""

    state: str
    reason: Reason | None = None
    width: int | None = None
    height: int | None = None
    thumbhash: str | None = None

    @property
    def may_have_derivatives(self) -> bool:
        """Also of what failed: a worker may have died between the first and the report."""
        return self.reason != "unsupported"


def awaited(kind: str, detected_mime: str | None) -> Picture | None:
    """Of a new content: what shows as a picture by its bytes; a photo that does not is told to be unsupported."""
    if kind not in ("photo", "file"):
        return None
    if detected_mime in DEVELOPED:
        return Picture(PENDING)
    return Picture(FAILED, "unsupported") if kind == "photo" else None


def is_pending(picture: Picture | None) -> bool:
    return picture is not None and picture.state == PENDING


def reported(report: Report) -> Picture:
    return Picture(report.state, report.reason, report.width, report.height, report.thumbhash)
