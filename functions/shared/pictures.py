"""Which picture shall be made smaller, and what came of it? The messages on the queues Pictures (a `Job`, from the
vault) and Pictured (a `Report`, from the photos function), and where what was made lies in the bucket; pure.

Both may come twice, late, and in any order: a revision's content never changes, so neither do its derivatives.
"""

import base64
import json
import re
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from functions.shared.ids import is_id
from functions.shared.messages import MalformedError, opened

SIZES = (1440, 512)
"""Longest side of each derivative in pixels: to look at, and for lists (two columns of a phone at 3x)."""
FORMAT = "webp"
DEVELOPED = frozenset({"image/avif", "image/gif", "image/heic", "image/heif", "image/jpeg", "image/png", "image/webp"})
"""What pictures are made of. Not TIFF: cameras' raw files call themselves that, and would show a postage stamp."""
Reason = Literal["unreadable", "too_large", "unsupported"]
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_MOST_MINUTES = 14 * 60
"""Of any time zone from UTC."""
_LONGEST_HASH = 64


@dataclass(frozen=True, slots=True)
class Job:
    """An original to be developed: one version of one object, the content `rev_id` of a node. `mime` is what its first
    bytes show.
    """

    user_id: str
    node_id: str
    rev_id: str
    key: str
    version_id: str | None
    mime: str


@dataclass(frozen=True, slots=True)
class Report:
    """`reason` with failed only. `width` and `height` as it is looked at, upright; `thumbhash` base64. `taken_at`
    RFC 3339, the camera's clock read as UTC where its zone is not known.
    """

    user_id: str
    node_id: str
    rev_id: str
    key: str
    state: Literal["ready", "failed"]
    reason: Reason | None = None
    width: int | None = None
    height: int | None = None
    thumbhash: str | None = None
    taken_at: str | None = None
    tz_offset_minutes: int | None = None
    date_source: Literal["exif"] | None = None


def folder(key: str) -> str:
    """The prefix of everything that is made of one original: its key without the kind, below `derived/`."""
    _, user_id, _, node_id, rev_id = key.split("/")
    return f"derived/{user_id}/{node_id}/{rev_id}/"


def derivative(key: str, size: int) -> str:
    return f"{folder(key)}{size}.{FORMAT}"


def encode(message: Job | Report) -> str:
    return json.dumps({"version": 1, **asdict(message)})


def job(body: str) -> Job:
    """Raises MalformedError."""
    found = Job(**_members(body, Job))
    texts = (found.mime, *([] if found.version_id is None else [found.version_id]))
    if not _speaks_of_one(found) or not all(isinstance(text, str) and text for text in texts):
        raise MalformedError("not a job")
    return found


def report(body: str) -> Report:
    """Raises MalformedError."""
    found = Report(**_members(body, Report))
    sound = found.reason in get_args(Reason) if found.state == "failed" else found.reason is None
    if not (_speaks_of_one(found) and found.state in ("ready", "failed") and sound and _is_measured(found)):
        raise MalformedError("not a report")
    if found.taken_at is None:
        is_dated = found.tz_offset_minutes is None and found.date_source is None
    else:
        is_dated = found.date_source == "exif" and _is_moment(found.taken_at, found.tz_offset_minutes)
    if not is_dated:
        raise MalformedError("not a date of a report")
    return found


def _members(body: str, kind: type[Job | Report]) -> dict[str, Any]:
    members = opened(body)
    if members.pop("version", None) != 1 or set(members) != set(kind.__dataclass_fields__):
        raise MalformedError(f"not a {kind.__name__}")
    return members


def _speaks_of_one(message: Job | Report) -> bool:
    """Ids, and a key of that very content of that user; a content that moved to another node keeps its key."""
    ids = (message.user_id, message.node_id, message.rev_id)
    if not all(isinstance(each, str) and is_id(each) for each in ids) or not isinstance(message.key, str):
        return False
    parts = message.key.split("/")
    return len(parts) == 5 and parts[:2] == ["storage", message.user_id] and is_id(parts[3]) and parts[4] == ids[2]


def _is_measured(found: Report) -> bool:
    if found.state == "failed":
        return found.width is None and found.height is None and found.thumbhash is None
    sides = (found.width, found.height)
    return all(type(side) is int and side > 0 for side in sides) and _is_hash(found.thumbhash)


def _is_hash(text: object) -> bool:
    try:
        return isinstance(text, str) and 0 < len(base64.b64decode(text, validate=True)) <= _LONGEST_HASH
    except ValueError:
        return False


def _is_moment(text: object, offset: object) -> bool:
    known = offset is None or (type(offset) is int and abs(offset) <= _MOST_MINUTES)
    return known and isinstance(text, str) and _MOMENT.fullmatch(text) is not None
