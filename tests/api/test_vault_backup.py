"""The reference client against the deployed stack: signs in, is killed, goes on; and many at once never overbook."""

import base64
import os
import shlex
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.layout import ROOT
from tests.bench.vault.journal import Journal
from tests.bench.vault.patience import Patience
from tests.bench.vault.session import Session, Tokens
from tests.bench.vault.wire import HttpWire
from tests.clients import App, Eventually, Stack, new_phone
from tests.store.vault.devices import Device

pytestmark = pytest.mark.stack
SIZE = 20 * 1024 * 1024
_CODE = """
import re, sys, time, httpx
for _ in range(100):
    found = [item["body"] for item in httpx.get(sys.argv[1]).json()["items"] if item["phone"] == sys.argv[2]]
    if found:
        print(re.search(r"[0-9]{6}", found[0])[0])
        break
    time.sleep(0.1)
"""


def test_a_killed_backup_of_a_large_file_goes_on_with_the_missing_parts(stack: Stack, tmp_path: Path) -> None:
    folder, journal, phone = tmp_path / "laptop", tmp_path / "journal.sqlite", new_phone()
    (folder / "deep").mkdir(parents=True)
    film = os.urandom(SIZE)
    (folder / "small.txt").write_bytes(b"small")
    api = f"{stack.base_url}/api"
    inbox = f"{stack.base_url}/__local/sms.json"
    code = shlex.join([sys.executable, "-c", _CODE, inbox, phone])
    options = ["--api", api, "--phone", phone, "--code-from", code, "--state", str(journal)]
    command = [sys.executable, "-m", "tests.bench.vault.backup", str(folder), *options]
    signed_in = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=180)
    assert signed_in.stdout.startswith("1 sent"), signed_in.stderr

    (folder / "deep" / "film.mp4").write_bytes(film)
    dying = [sys.executable, "-m", "tests.store.vault.dying_client", str(folder), api, str(journal), "2"]
    killed = subprocess.run(dying, cwd=ROOT, capture_output=True, text=True, check=False, timeout=180)
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    report, watched = Device(api, journal, {}).back_up(folder)
    assert (report.sent, report.unchanged, report.failed) == (1, 1, {})
    assert watched.parts == [3]
    opened = Journal(journal)
    facts, entry = opened.facts(), opened.files()["deep/film.mp4"]
    opened.close()
    headers = {"authorization": f"Bearer {facts['access']}"}
    link = httpx.get(f"{api}/vault/nodes/{entry.node_id}/content", headers=headers, timeout=60).json()
    assert httpx.get(link["url"], timeout=60).content == film
    quota = httpx.get(f"{api}/vault/summary", headers=headers, timeout=60).json()["quota"]
    assert (quota["used"], quota["reserved"]) == (SIZE + 5, 0)


def test_of_fifty_announcements_of_three_percent_each_33_are_accepted(stack: Stack) -> None:
    """Five at a time: each call of a Lambda that is busy starts another process."""
    app = App(stack).sign_in()
    size = app.call("GET", "/vault/summary").json()["quota"]["limit"] * 3 // 100
    digest = base64.b64encode(bytes(32)).decode()
    wire = HttpWire(stalled=120)
    session = Session(f"{stack.base_url}/api", wire, Patience(12), Tokens(app.access_token, "", app.user_id))

    def announce(number: int) -> Any:
        sha256 = f"{digest}-{-(-size // (8 * 1024 * 1024))}"
        item = {"client_id": f"percent-{number:04}", "kind": "file", "name": "a.bin", "size": size}
        body = {"items": [{**item, "mime": "application/octet-stream", "sha256": sha256}]}
        return session.call("POST", "/vault/uploads", body)["items"][0]

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(announce, range(50)))
    wire.close()
    assert sum(answer["status"] == "upload" for answer in answers) == 33
    assert {answer["problem"]["code"] for answer in answers if answer["status"] == "rejected"} == {"quota_exceeded"}
    assert app.call("GET", "/vault/summary").json()["quota"]["reserved"] == 33 * size


def test_poison_ends_among_the_dead_letters_and_holds_up_nothing(stack: Stack, eventually: Eventually) -> None:
    sqs, alive = stack.client("sqs"), stack.outputs["StoredQueueUrl"]
    dead, name = stack.outputs["StoredDeadLetterQueueUrl"], "VisibilityTimeout"
    poison = f"poison {os.getpid()}"
    usual = sqs.get_queue_attributes(QueueUrl=alive, AttributeNames=[name])["Attributes"][name]
    sqs.set_queue_attributes(QueueUrl=alive, Attributes={name: "1"})  # five tries in seconds
    try:
        sqs.send_message(QueueUrl=alive, MessageBody=poison)
        sqs.send_message(QueueUrl=alive, MessageBody='{"Service": "Amazon S3", "Event": "s3:TestEvent"}')
        app = App(stack).sign_in()
        announced = app.announce(b"beside poison", "beside.jpg")
        assert httpx.put(announced["url"], content=b"beside poison", headers=announced["headers"]).status_code == 200
        assert eventually(lambda: app.call("GET", "/vault/nodes").json()["items"])
        found = eventually(lambda: sqs.receive_message(QueueUrl=dead, WaitTimeSeconds=1).get("Messages"))
        assert [message["Body"] for message in found] == [poison]
    finally:
        sqs.set_queue_attributes(QueueUrl=alive, Attributes={name: usual})
    sqs.delete_message(QueueUrl=dead, ReceiptHandle=found[0]["ReceiptHandle"])
