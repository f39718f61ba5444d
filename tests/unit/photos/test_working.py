"""What becomes of a job: derivatives before the report, a reason where there is nothing, again if something is down."""

import base64
from dataclasses import dataclass, field

import pytest

from functions.photos.ports import TooLargeError
from functions.photos.working import MOST_BYTES, Working
from functions.shared import pictures
from functions.shared.ids import new_id
from functions.shared.metrics import NullMetrics
from functions.shared.outbox import NotSentError
from functions.shared.pictures import Job, Reason
from tests.unit.photos.making import NOW, corners, encoded, exif

USER, NODE, REV = new_id(1), new_id(2), new_id(3)
JOB = Job(USER, NODE, REV, f"storage/{USER}/photos/{NODE}/{REV}", "v1", "image/jpeg")
TAGS = exif(details={0x9003: "2026:01:02 03:04:05", 0x9011: "+03:00"})


@dataclass
class World:
    """A bucket in memory and a queue; `down`: it takes no message."""

    content: bytes | None = b""
    too_large: bool = False
    down: bool = False
    said: list[str] = field(default_factory=list)
    """What happened, in order."""

    def original(self, key: str, version_id: str | None, most: int) -> bytes | None:
        assert (key, version_id, most) == (JOB.key, JOB.version_id, MOST_BYTES)
        if self.too_large:
            raise TooLargeError
        return self.content

    def keep(self, key: str, content: bytes) -> None:
        assert content
        self.said.append(key)

    def send(self, bodies: list[str]) -> None:
        if self.down:
            raise NotSentError
        self.said += bodies

    def working(self) -> Working:
        return Working(self, self, NullMetrics(), lambda: NOW)  # type: ignore[arg-type] # a list is a sequence


def test_the_report_comes_after_what_it_speaks_of() -> None:
    world = World(encoded(corners(), exif=TAGS))
    report = world.working().work(JOB)
    folder = f"derived/{USER}/{NODE}/{REV}/"
    assert world.said == [f"{folder}1440.webp", f"{folder}512.webp", pictures.encode(report)]
    assert (report.state, report.reason, report.width, report.height) == ("ready", None, 60, 40)
    assert (report.taken_at, report.tz_offset_minutes, report.date_source) == ("2026-01-02T00:04:05.000Z", 180, "exif")
    assert base64.b64decode(report.thumbhash or "")
    assert pictures.report(world.said[-1]) == report


@pytest.mark.parametrize(
    ("world", "mime", "reason"),
    [
        (World(None), "image/jpeg", "unreadable"),
        (World(b"nothing"), "image/jpeg", "unreadable"),
        (World(too_large=True), "image/jpeg", "too_large"),
        (World(), "image/tiff", "unsupported"),
        (World(), "text/html", "unsupported"),
    ],
)
def test_where_there_is_nothing_the_report_says_why(world: World, mime: str, reason: Reason) -> None:
    report = world.working().work(Job(USER, NODE, REV, JOB.key, "v1", mime))
    assert (report.state, report.reason, report.thumbhash) == ("failed", reason, None)
    assert world.said == [pictures.encode(report)]
    assert pictures.report(world.said[0]) == report


def test_what_cannot_be_reported_comes_again() -> None:
    with pytest.raises(NotSentError):
        World(encoded(corners()), down=True).working().work(JOB)
