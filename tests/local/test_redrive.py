"""Do dead letters go back to their queue, each once, and does a wrong name say which queues there are?"""

import json
from typing import Any

import pytest
from botocore.config import Config

from infra import redrive
from infra.artifacts import Artifacts
from infra.aws import Cloud
from infra.stack import Stack, StackError

QUEUES = [f"{name}{kind}" for name in ("MatchErasure", "Refresh") for kind in ("Queue", "DeadLetterQueue")]
TEMPLATE: dict[str, Any] = {
    "Resources": {queue: {"Type": "AWS::SQS::Queue"} for queue in QUEUES},
    "Outputs": {f"{queue}Url": {"Value": {"Ref": queue}} for queue in QUEUES},
}


@pytest.fixture(scope="module")
def queues(cloud: Cloud) -> Stack:
    made = Stack(cloud, "queues")
    made.apply(Artifacts.bootstrap(cloud).put_template("queues", json.dumps(TEMPLATE)), {})
    return made


@pytest.mark.parametrize(("queue", "name"), [("refresh", "Refresh"), ("match-erasure", "MatchErasure")])
def test_dead_letters_go_back_to_their_own_queue_each_once(queues: Stack, queue: str, name: str) -> None:
    sqs, outputs = queues.cloud.client("sqs"), queues.outputs()
    bodies = [f"{queue} {number}" for number in range(12)]
    for body in bodies:
        sqs.send_message(
            QueueUrl=outputs[f"{name}DeadLetterQueueUrl"],
            MessageBody=body,
            MessageAttributes={"why": {"DataType": "String", "StringValue": body}},
        )
    assert redrive.redrive(queues, queue) == len(bodies)
    assert redrive.redrive(queues, queue) == 0
    found = []
    while messages := sqs.receive_message(
        QueueUrl=outputs[f"{name}QueueUrl"], MaxNumberOfMessages=10, MessageAttributeNames=["All"]
    ).get("Messages"):
        found += [(each["Body"], each["MessageAttributes"]["why"]["StringValue"]) for each in messages]
    assert sorted(found) == sorted((body, body) for body in bodies)


def test_an_unknown_queue_names_those_that_are_there(queues: Stack) -> None:
    with pytest.raises(StackError, match=r"no queue nowhere; there are MatchErasure, Refresh"):
        redrive.redrive(queues, "nowhere")


def test_on_aws_sqs_moves_them_itself_and_says_how_many() -> None:
    aws = _Sqs([{"Status": "RUNNING"}, {"Status": "COMPLETED", "ApproximateNumberOfMessagesMoved": 3}])
    assert redrive.redrive(_stack_on(aws), "refresh", pause=0) == 3
    assert aws.started == ["arn:dead", "arn:alive"]


def test_a_move_that_sqs_does_not_list_yet_is_under_way() -> None:
    aws = _Sqs([None, {"Status": "COMPLETED", "ApproximateNumberOfMessagesMoved": 3}])
    assert redrive.redrive(_stack_on(aws), "refresh", pause=0) == 3


def test_a_move_that_sqs_gives_up_is_no_success() -> None:
    aws = _Sqs([{"Status": "FAILED", "FailureReason": "CouldNotDetermineMessageSource"}])
    with pytest.raises(StackError, match="FAILED: CouldNotDetermineMessageSource"):
        redrive.redrive(_stack_on(aws), "refresh", pause=0)


class _Sqs(Cloud):
    """SQS on AWS, with one move that goes through `tasks` (None: not listed), and CloudFormation with its outputs."""

    def __init__(self, tasks: list[dict[str, Any] | None]) -> None:
        super().__init__(None)
        self.started: list[str] = []
        self._tasks = tasks

    def client(self, _: str, _special: Config | None = None) -> Any:
        return self

    def describe_stacks(self, **_: Any) -> dict[str, Any]:
        urls = {"RefreshQueueUrl": "alive", "RefreshDeadLetterQueueUrl": "dead"}
        outputs = [{"OutputKey": key, "OutputValue": value} for key, value in urls.items()]
        return {"Stacks": [{"StackStatus": "UPDATE_COMPLETE", "Outputs": outputs}]}

    def get_queue_attributes(self, **request: Any) -> dict[str, Any]:
        return {"Attributes": {"QueueArn": f"arn:{request['QueueUrl']}"}}

    def start_message_move_task(self, **request: Any) -> None:
        self.started += [request["SourceArn"], request["DestinationArn"]]

    def list_message_move_tasks(self, **_: Any) -> dict[str, Any]:
        task = self._tasks.pop(0)
        return {"Results": [task] if task else []}


def _stack_on(cloud: Cloud) -> Stack:
    return Stack(cloud, "any")
