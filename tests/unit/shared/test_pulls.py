"""Is a message of the Refresh queue read back as it was written, and is everything else refused?"""

from typing import Any

import pytest

from functions.shared.pulls import MalformedError, Pull, PullQueue, SendFailedError, decode, encode

PULL = Pull("01hf7yat00000000000000000a", 3)


class Sqs:
    """SendMessageBatch as SQS answers it: at most ten entries, failures by id."""

    def __init__(self, refused: set[str]) -> None:
        self.bodies: list[str] = []
        self.sizes: list[int] = []
        self._refused = refused

    def send_message_batch(self, QueueUrl: str, Entries: list[dict[str, str]]) -> dict[str, Any]:  # noqa: N803
        assert QueueUrl == "queue"
        self.sizes.append(len(Entries))
        failed = [entry for entry in Entries if entry["MessageBody"] in self._refused]
        self.bodies += [entry["MessageBody"] for entry in Entries if entry not in failed]
        return {"Failed": [{"Id": entry["Id"], "Code": "InternalError"} for entry in failed]}


def test_a_message_is_read_back_as_it_was_written() -> None:
    assert decode(encode(PULL)) == PULL


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "null",
        "{}",
        "[" * 100_000,
        '{"version":2,"connection_id":"01hf7yat00000000000000000a","pull_no":3}',
        '{"version":1,"connection_id":"../../etc/passwd","pull_no":3}',
        '{"version":1,"connection_id":7,"pull_no":3}',
        '{"version":1,"connection_id":"01hf7yat00000000000000000a","pull_no":true}',
        '{"version":1,"connection_id":"01hf7yat00000000000000000a","pull_no":"3"}',
    ],
)
def test_anything_else_is_malformed(body: str) -> None:
    with pytest.raises(MalformedError):
        decode(body)


def test_many_pulls_go_in_batches_of_ten() -> None:
    sqs = Sqs(set())
    pulls = [Pull(PULL.connection_id, number) for number in range(23)]
    assert PullQueue(sqs, "queue").send(pulls) == 23  # type: ignore[arg-type] # what PullQueue uses of the client
    assert sqs.sizes == [10, 10, 3]
    assert [decode(body) for body in sqs.bodies] == pulls


def test_what_sqs_did_not_take_is_named_and_the_rest_is_sent() -> None:
    pulls = [Pull(PULL.connection_id, number) for number in range(12)]
    sqs = Sqs({encode(pulls[4]), encode(pulls[11])})
    with pytest.raises(SendFailedError) as error:
        PullQueue(sqs, "queue").send(pulls)  # type: ignore[arg-type] # as above
    assert error.value.failed == (pulls[4], pulls[11])
    assert len(sqs.bodies) == 10
