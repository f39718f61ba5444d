"""How do tests make archives? They ask, let the worker run, and open what comes."""

import io
import zipfile
from typing import Any

import httpx

from functions.vault.archives import archive_jobs
from tests.store.vault.people import Owner, Place, failures, sqs_event

ARCHIVES, ARCHIVE = "/vault/archives", "/vault/archives/{archive_id}"


def begin(owner: Owner, **what: Any) -> dict[str, Any]:
    status, begun = owner.call("POST", ARCHIVES, what)
    assert status == 202, begun
    return dict(begun)


def look(owner: Owner, archive: dict[str, Any]) -> dict[str, Any]:
    status, seen = owner.call("GET", ARCHIVE, archive_id=archive["id"])
    assert status == 200, seen
    return dict(seen)


def waiting(place: Place, resources: dict[str, str]) -> list[str]:
    """Bodies of the messages on the queue; of all owners."""
    bodies: list[str] = []
    url = resources["ARCHIVE_QUEUE_URL"]
    while got := place.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in got:
            place.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            bodies.append(message["Body"])
    return bodies


def work(place: Place, resources: dict[str, str]) -> int:
    """Until nothing waits; how many messages there were."""
    done = 0
    while bodies := waiting(place, resources):
        assert failures(archive_jobs.pack(sqs_event(*bodies), place.vault)) == []
        done += len(bodies)
    return done


def opened(volume: dict[str, Any]) -> zipfile.ZipFile:
    got = httpx.get(volume["url"])
    assert got.headers["content-type"] == "application/zip"
    assert len(got.content) == volume["size"]
    return zipfile.ZipFile(io.BytesIO(got.content))


def held(archive: dict[str, Any]) -> dict[str, bytes]:
    """Path -> bytes, over all volumes."""
    found: dict[str, bytes] = {}
    for volume in archive["volumes"]:
        with opened(volume) as each:
            assert each.testzip() is None
            found |= {name: each.read(name) for name in each.namelist()}
    return found
