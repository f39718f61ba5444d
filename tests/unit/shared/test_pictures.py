"""Do jobs and reports survive the queue, and is everything else refused?"""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared import pictures
from functions.shared.ids import new_id
from functions.shared.messages import MalformedError
from functions.shared.pictures import Job, Report

USER, NODE, REV = new_id(1), new_id(2), new_id(3)
KEY = f"storage/{USER}/photos/{NODE}/{REV}"
JOB = Job(USER, NODE, REV, KEY, "v1", "image/jpeg")
FAILED = Report(USER, NODE, REV, KEY, "failed", "unreadable")
READY = Report(USER, NODE, REV, KEY, "ready", None, 40, 30, "AAAA", "2026-01-02T03:04:05.000Z", -570, "exif")


@pytest.mark.parametrize("job", [JOB, replace(JOB, version_id=None)])
def test_a_job_is_read_as_it_was_sent(job: Job) -> None:
    assert pictures.job(pictures.encode(job)) == job


@pytest.mark.parametrize(
    "report", [READY, FAILED, replace(READY, taken_at=None, tz_offset_minutes=None, date_source=None)]
)
def test_a_report_is_read_as_it_was_sent(report: Report) -> None:
    assert pictures.report(pictures.encode(report)) == report


@pytest.mark.parametrize(
    "change",
    [
        {"user_id": "x"},
        {"node_id": None},
        {"rev_id": 1},
        {"key": ""},
        {"key": f"storage/{new_id(9)}/photos/{NODE}/{REV}"},
        {"key": f"derived/{USER}/photos/{NODE}/{REV}"},
        {"key": f"storage/{USER}/photos/{NODE}/{new_id(9)}"},
        {"key": f"storage/{USER}/photos/../{REV}"},
        {"version_id": ""},
        {"mime": None},
        {"version": 2},
        {"more": 1},
    ],
)
def test_no_other_job_is_taken(change: dict[str, Any]) -> None:
    with pytest.raises(MalformedError):
        pictures.job(json.dumps(json.loads(pictures.encode(JOB)) | change))


@pytest.mark.parametrize(
    ("report", "change"),
    [
        (READY, {"state": "pending"}),
        (READY, {"reason": "unreadable"}),
        (READY, {"width": 0}),
        (READY, {"height": "30"}),
        (READY, {"width": True}),
        (READY, {"thumbhash": None}),
        (READY, {"thumbhash": "!"}),
        (READY, {"thumbhash": "A" * 400}),
        (READY, {"taken_at": "yesterday"}),
        (READY, {"tz_offset_minutes": 10_000}),
        (READY, {"tz_offset_minutes": 1.5}),
        (READY, {"date_source": "name"}),
        (READY, {"taken_at": None}),
        (READY, {"node_id": "x"}),
        (READY, {"key": f"storage/{new_id(9)}/photos/{NODE}/{REV}"}),
        (FAILED, {"reason": None}),
        (FAILED, {"reason": "lazy"}),
        (FAILED, {"width": 3}),
    ],
)
def test_no_other_report_is_taken(report: Report, change: dict[str, Any]) -> None:
    with pytest.raises(MalformedError):
        pictures.report(json.dumps(json.loads(pictures.encode(report)) | change))


@given(st.text() | st.recursive(st.none() | st.text(), lambda inner: st.dictionaries(st.text(), inner)).map(json.dumps))
def test_whatever_comes_is_refused_or_read(body: str) -> None:
    for read in (pictures.job, pictures.report):
        with pytest.raises(MalformedError):
            read(body)


def test_derivatives_of_a_revision_lie_in_its_own_folder() -> None:
    for size in pictures.SIZES:
        key = pictures.derivative(KEY, size)
        assert key == f"derived/{USER}/{NODE}/{REV}/{size}.webp"
        assert key.startswith(pictures.folder(KEY))
