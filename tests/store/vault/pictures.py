"""How do tests of the vault get pictures? The photos function in process, on the same bucket and queues."""

import random
from dataclasses import dataclass
from typing import Any

import httpx
from PIL import Image

from functions.photos import wiring
from functions.shared import pictures
from functions.shared.pictures import Report
from functions.vault.pictures import picture_triggers
from functions.vault.pictures.ports_pictures import Waiting
from tests.store.vault.people import Owner, Place, failures, sqs_event
from tests.unit.photos.making import encoded

THUMBNAIL = "/vault/nodes/{node_id}/thumbnail"


@dataclass
class Darkroom:
    """The queue of jobs, who works on it, and the queue of reports."""

    place: Place
    environment: dict[str, str]

    @property
    def asked(self) -> list[str]:
        """Jobs that were asked for since the last call."""
        return self._received(self.environment["PICTURES_QUEUE_URL"])

    def asked_of(self, owner: Owner) -> list[str]:
        """As `asked`, without what the schedule asks for on behalf of other tests' people."""
        return [body for body in self.asked if pictures.job(body).user_id == owner.user_id]

    def developed(self) -> list[str]:
        """Works on all that is asked for; the reports."""
        working = wiring.build(self.environment, self.place.clock)
        for body in self.asked:
            working.work(pictures.job(body))
        return self._received(self.environment["PICTURED_QUEUE_URL"])

    def run(self) -> None:
        """Works, and takes in."""
        assert self.pictured(*self.developed()) == []

    def pictured(self, *bodies: str) -> list[str]:
        """Message ids (m0, m1, …) that failed."""
        return failures(picture_triggers.pictured(sqs_event(*bodies), self.place.vault))

    def empty(self) -> None:
        """Of what other tests have left."""
        for name in ("PICTURES_QUEUE_URL", "PICTURED_QUEUE_URL"):
            self._received(self.environment[name])

    def derived(self, owner: Owner) -> list[str]:
        return sorted(key for key, _ in self.place.versions(f"derived/{owner.user_id}/"))

    def waiting(self, owner: Owner) -> list[Waiting]:
        """Whatever their time."""
        found = self.place.vault.picturing.store.overdue(self.place.vault.now + 1e9)
        return [one for one in found if one.user_id == owner.user_id]

    def _received(self, url: str) -> list[str]:
        bodies: list[str] = []
        while got := self.place.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in got:
                self.place.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                bodies.append(message["Body"])
        return bodies


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A picture that no other test has."""
    image = Image.new("RGB", size, tuple(random.randrange(256) for _ in range(3)))
    image.putpixel((0, 0), tuple(random.randrange(256) for _ in range(3)))
    return encoded(image, kind, **options) + random.randbytes(8) if kind == "JPEG" else encoded(image, kind, **options)


def shown(owner: Owner, node_id: str, size: int = 512) -> httpx.Response:
    status, answer = owner.call("GET", THUMBNAIL, query={"size": str(size)}, node_id=node_id)
    assert status == 200, answer
    return httpx.get(answer["url"])


def report_of(node: dict[str, Any], owner: Owner, rev_id: str, **more: Any) -> str:
    ready: dict[str, Any] = {"state": "ready", "width": 60, "height": 40, "thumbhash": "AAAA"}
    key = f"storage/{owner.user_id}/photos/{node['id']}/{rev_id}"
    return pictures.encode(Report(owner.user_id, node["id"], rev_id, key, **{**ready, **more}))
