"""How do tests use the vault? Owners who call the API in process, and the place behind it to look into."""

import base64
import hashlib
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from chalice.app import SQSEvent

from functions.auth.signing_keys import KeySet
from functions.shared.ids import new_id
from functions.vault import triggers
from functions.vault.app import app as vault_app
from functions.vault.wiring import Vault
from tests.store.signed_in import Clock, sign_in, token_of

TABLE, BUCKET, OTHER_BUCKET = "vault", "vault-objects", "second-storage"
QUOTA = 1_000_000


@dataclass
class Place:
    """The vault function on the emulator, with what a test needs to look behind it."""

    vault: Vault
    clock: Clock
    keys: KeySet
    s3: Any = field(repr=False)
    sqs: Any = field(repr=False)
    dynamodb: Any = field(repr=False)
    queue_url: str

    def owner(self) -> "Owner":
        """Somebody new, signed in."""
        user_id, session_id = new_id(self.clock()), new_id(self.clock())
        sign_in(user_id, session_id, int(self.clock.now))
        return Owner(self, user_id, session_id)

    def events(self, wait: int = 1) -> list[str]:
        """Bodies of the messages that the bucket has sent since the last call."""
        bodies: list[str] = []
        while got := self.sqs.receive_message(
            QueueUrl=self.queue_url, MaxNumberOfMessages=10, WaitTimeSeconds=wait
        ).get("Messages"):
            for message in got:
                self.sqs.delete_message(QueueUrl=self.queue_url, ReceiptHandle=message["ReceiptHandle"])
                bodies.append(message["Body"])
        return bodies

    def event(self, key: str) -> str:
        """What the bucket says of the newest version under a key, without waiting for its message."""
        version_id = self.s3.head_object(Bucket=BUCKET, Key=key)["VersionId"]
        stored = {"bucket": {"name": BUCKET}, "object": {"key": key, "versionId": version_id}}
        return json.dumps({"Records": [{"eventName": "ObjectCreated:Put", "s3": stored}]})

    def fetch(self, owner: "Owner", node_id: str) -> bytes:
        """What a browser gets by the content URL."""
        status, content = owner.call("GET", "/vault/nodes/{node_id}/content", node_id=node_id)
        assert status == 200
        return httpx.get(content["url"]).content

    def stored(self, *bodies: str) -> list[str]:
        """Runs the worker; message ids (m0, m1, …) that failed."""
        return failures(triggers.stored(sqs_event(*bodies), self.vault))

    def versions(self, prefix: str = "") -> list[tuple[str, str]]:
        listed = self.s3.list_object_versions(Bucket=BUCKET, Prefix=prefix)
        return [(one["Key"], one["VersionId"]) for one in listed.get("Versions", [])]

    def rows(self, user_id: str) -> list[dict[str, Any]]:
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=TABLE)
        return [row for page in pages for row in page["Items"] if user_id in json.dumps(row)]


@dataclass
class Owner:
    place: Place
    user_id: str
    session_id: str

    def on_another_device(self) -> "Owner":
        session_id = new_id(self.place.clock())
        sign_in(self.user_id, session_id, int(self.place.clock.now))
        return Owner(self.place, self.user_id, session_id)

    def call(
        self,
        method: str,
        route: str,
        body: Any = None,
        query: Mapping[str, str] | None = None,
        raw: bytes | None = None,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
        link: str | None = None,
        **path: str,
    ) -> tuple[int, Any]:
        """(status, JSON) of one request, through Chalice and everything behind it; `link` is the path's own `token`."""
        if link is not None:
            path["token"] = link
        own = token_of(self.user_id, self.session_id, self.place.keys, int(self.place.clock.now))
        content = raw if raw is not None else (json.dumps(body).encode() if body is not None else None)
        sent = {"x-origin-verify": "edge", "content-type": "application/json", **(headers or {})}
        event = {
            "requestContext": {"httpMethod": method, "resourcePath": route, "requestId": "r", "path": route},
            "headers": {**sent, "authorization": f"Bearer {own}" if token is None else token},
            "multiValueHeaders": {},
            "pathParameters": path or None,
            "body": base64.b64encode(content).decode() if content is not None else None,
            "isBase64Encoded": True,
            "stageVariables": None,
            "queryStringParameters": dict(query) if query else None,
            "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} if query else None,
        }
        vault_app._parts = self.place.vault
        answer = vault_app(event, None)
        return answer["statusCode"], json.loads(answer["body"]) if answer["body"] else None

    def init(self, *items: Mapping[str, Any]) -> list[dict[str, Any]]:
        status, answer = self.call("POST", "/vault/uploads", {"items": list(items)})
        assert status == 200, answer
        return list(answer["items"])

    def complete(self, *upload_ids: str) -> list[dict[str, Any]]:
        items = [{"upload_id": upload_id} for upload_id in upload_ids]
        status, answer = self.call("POST", "/vault/uploads/complete", {"items": items})
        assert status == 200, answer
        return list(answer["items"])

    def back_up(self, content: bytes, name: str = "a.jpg", **more: Any) -> dict[str, Any]:
        """The whole way; returns the node."""
        (announced,) = self.init(item(content, name, **more))
        assert announced["status"] == "upload", announced
        assert put(announced, content) == 200
        (done,) = self.complete(announced["upload_id"])
        assert done["status"] == "committed", done
        return dict(done["node"])

    def quota(self) -> dict[str, int]:
        quota = self.call("GET", "/vault/summary")[1]["quota"]
        assert quota["free"] + quota["reserved"] + quota["used"] == quota["limit"]
        return dict(quota)

    def names(self, **query: str) -> list[str]:
        status, answer = self.call("GET", "/vault/nodes", query=query or None)
        assert status == 200, answer
        return [node["name"] for node in answer["items"]]


def item(content: bytes, name: str = "a.jpg", **more: Any) -> dict[str, Any]:
    return {
        "client_id": f"test-{random.getrandbits(80):020x}",
        "kind": "photo",
        "name": name,
        "size": len(content),
        "mime": "image/jpeg",
        "sha256": base64.b64encode(hashlib.sha256(content).digest()).decode(),
        **more,
    }


def put(announced: Mapping[str, Any], content: bytes) -> int:
    return httpx.put(announced["url"], content=content, headers=announced["headers"]).status_code


def key_of(announced: Mapping[str, Any]) -> str:
    path = httpx.URL(announced["url"]).path
    return path[path.index("storage/") :]


def sqs_event(*bodies: str) -> SQSEvent:
    records = [{"messageId": f"m{n}", "body": body, "receiptHandle": "r"} for n, body in enumerate(bodies)]
    return SQSEvent({"Records": records}, None)


def failures(answer: Mapping[str, Any]) -> list[str]:
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]
