"""Whatever happens to a large upload, in any order: quotas add up, what is committed is the file, no more stays."""

import json

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from functions.vault import triggers
from functions.vault.core.objects import URL_LIFETIME
from functions.vault.uploads.uploads import RESERVED_FOR
from tests.store.vault.large import UPLOAD, URLS, assemble, begun, digest, film, large, pieces, progress, put_part
from tests.store.vault.people import BUCKET, Owner

FILM = film()
NUMBERS = st.integers(1, 3)


class Life(RuleBasedStateMachine):
    """One file of one owner, sent by clients, lost and lied about by all others."""

    def __init__(self, owner: Owner) -> None:
        super().__init__()
        self.owner = owner
        self.place = owner.place
        self.wish = large(FILM)
        self.upload_id = ""
        self.was_committed = False

    @rule()
    def announce(self) -> None:
        (answer,) = self.owner.init(self.wish)
        assert answer["status"] == ("duplicate" if self.was_committed else "upload")
        self.upload_id = answer["upload_id"] or self.upload_id

    @precondition(lambda self: self.upload_id)
    @rule(number=NUMBERS, is_true=st.sampled_from([True, True, True, False]))
    def send(self, number: int, *, is_true: bool) -> None:
        piece = pieces(FILM)[number - 1] if is_true else pieces(FILM)[number - 1][::-1]
        asked = {"parts": [{"part_number": number, "sha256": digest(piece)}]}
        status, answer = self.owner.call("POST", URLS, asked, upload_id=self.upload_id)
        assert status in (200, 409), answer
        if status == 200:
            assert put_part(answer["parts"][0], piece) == 200

    @precondition(lambda self: self.upload_id)
    @rule()
    def send_what_is_missing(self) -> None:
        seen = progress(self.owner, self.upload_id)
        held = {part["part_number"] for part in seen["parts"]}
        for number in {1, 2, 3} - held if seen["state"] == "initiated" else ():
            self.send(number, is_true=True)

    @precondition(lambda self: self.upload_id)
    @rule()
    def complete(self) -> None:
        (done,) = self.owner.complete(self.upload_id)
        assert not self.was_committed or done["status"] == "committed"
        self.was_committed = done["status"] == "committed"

    @precondition(lambda self: self.upload_id)
    @rule()
    def give_up(self) -> None:
        status, _ = self.owner.call("DELETE", UPLOAD, upload_id=self.upload_id)
        assert status == 409 if self.was_committed else status in (204, 409)

    @rule()
    def hear_of_every_object(self) -> None:
        listed = self.place.versions(f"storage/{self.owner.user_id}/")
        assert self.place.stored(*(_event(key, version) for key, version in listed)) == []

    @rule()
    def die_after_assembling(self) -> None:
        parts = progress(self.owner, self.upload_id)["parts"] if begun(self.owner) else []
        if [part["part_number"] for part in parts] == [1, 2, 3]:
            assemble(self.owner, parts)

    @rule()
    def lose_the_parts(self) -> None:
        for one in begun(self.owner):
            self.place.s3.abort_multipart_upload(Bucket=BUCKET, Key=one["Key"], UploadId=one["UploadId"])

    @rule()
    def write_straight_into_the_bucket(self) -> None:
        for one in begun(self.owner):
            self.place.s3.put_object(Bucket=BUCKET, Key=one["Key"], Body=b"a lie")

    @rule(hours=st.sampled_from([1, 13, 25]))
    def wait(self, hours: int) -> None:
        self.place.clock.now += hours * 3600
        triggers.reconcile(self.place.vault)

    @invariant()
    def the_quota_adds_up_and_what_is_committed_is_the_file(self) -> None:
        nodes = self.owner.call("GET", "/vault/nodes")[1]["items"]
        assert len(nodes) <= 1
        assert not self.was_committed or nodes
        self.was_committed = bool(nodes)
        assert self.owner.quota()["used"] == len(FILM) * len(nodes)
        for node in nodes:
            assert self.place.fetch(self.owner, node["id"]) == FILM

    def teardown(self) -> None:
        self.place.clock.now += RESERVED_FOR + URL_LIFETIME + 60
        triggers.reconcile(self.place.vault)
        self.hear_of_every_object()
        self.the_quota_adds_up_and_what_is_committed_is_the_file()
        assert self.owner.quota()["reserved"] == 0
        assert len(self.place.versions(f"storage/{self.owner.user_id}/")) == int(self.was_committed)
        assert begun(self.owner) == []


def _event(key: str, version_id: str) -> str:
    stored = {"bucket": {"name": BUCKET}, "object": {"key": key, "versionId": version_id}}
    return json.dumps({"Records": [{"eventName": "ObjectCreated:CompleteMultipartUpload", "s3": stored}]})


def test_any_life_of_an_upload_ends_well(roomy: Owner) -> None:
    class LifeOfSomebodyNew(Life):
        def __init__(self) -> None:
            super().__init__(roomy.place.owner())

    run_state_machine_as_test(
        LifeOfSomebodyNew,
        settings=settings(
            max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
